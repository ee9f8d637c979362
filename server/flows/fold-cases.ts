import type { CaseEvent } from '../core/case/case-event.ts';
import type { CaseView } from '../core/case/case-state.ts';
import { emptyCase, foldEvents, viewCase } from '../core/case/fold.ts';
import { parseCaseNumber } from '../core/case/case-number.ts';
import { cycleChange } from '../core/cycle/durations.ts';
import { contributionChange, contributionsOf } from '../core/indicator/contributions.ts';
import { lockPhases } from '../core/lock/disproved.ts';
import { softRelease } from '../core/lock/hold.ts';
import { calcNodes } from '../core/node/calc-nodes.ts';
import type { NodeRow } from '../core/node/types.ts';
import { saveCases, type CaseChange, type StoredCase } from '../store/cases.ts';
import { appendEvents, type NewEvent } from '../store/event-log.ts';
import type { Write } from '../store/open.ts';
import type { Instant } from '../core/time/types.ts';
import type { FlowContext } from './context.ts';
import type { Breathe } from './slices.ts';
import { systemEvent } from './system-events.ts';

/** A case after new events: its view, its nodes, and the places of its held steps. */
export interface FoldedCase {
	readonly view: CaseView | undefined;
	readonly nodes: readonly NodeRow[];
	readonly held: ReadonlySet<number>;
}

/** The case that a number stands for before anything is known of it. */
export function newCase(context: Pick<FlowContext, 'directory'>, court: string, numberText: string): StoredCase {
	const number = parseCaseNumber(numberText)!;
	const zone = context.directory().courts.get(court)!.zone;
	const state = emptyCase({ key: number.key, text: number.text, kind: number.kind, filingCourt: court, zone });
	return { revision: 0, state, nodes: [], heldSeqs: [], lockPhases: {} };
}

/** What follows from a case's events: the one place where the fold, the clock and the measures are put together. */
export function refold(context: Pick<FlowContext, 'clockOf' | 'calendarOf'>, stored: StoredCase, events: readonly CaseEvent[]): CaseChange {
	const before = stored.id === undefined ? undefined : viewCase(stored.state);
	const state = foldEvents(stored.state, events);
	const view = viewCase(state);
	const clock = context.clockOf(state.court);
	const nodes = view ? calcNodes(view, clock) : [];
	const cycles = cycleChange(before, view, context.calendarOf);
	const contributed = before ? contributionsOf(before, stored.nodes) : [];
	return {
		before: stored,
		after: { state, nodes, heldSeqs: view?.held.map((event) => event.seq) ?? [], lockPhases: lockPhases(state.locks, nodes) },
		view,
		rollup: contributionChange(contributed, view ? contributionsOf(view, nodes) : []),
		...(cycles ? { cycles } : {}),
		rulebookVersion: clock.rulebook.version,
	};
}

/**
 * Appends events to the log and brings their cases up to date, in the running transaction. The cases must be loaded (or new); the
 * map is replaced by what follows, so that a later slice of the same flow goes on from there. Given a breath, it gives way between cases.
 */
export async function appendAndFold(
	context: FlowContext,
	write: Write,
	cases: ReadonlyMap<string, StoredCase>,
	events: readonly NewEvent[],
	now: Instant,
	breathe?: Breathe,
): Promise<ReadonlyMap<string, FoldedCase>> {
	const byCase = new Map<string, CaseEvent[]>();
	await append(write, byCase, events, now);
	const changes = new Map<string, CaseChange>();
	for (const [key, list] of byCase) {
		changes.set(key, refold(context, cases.get(key)!, list));
		await breathe?.();
	}
	// A soft lock goes with the step that finishes the last of its late nodes, in the same transaction.
	const releases = [...changes.values()].flatMap(({ after }) => {
		const release = softRelease(after.state.locks, after.nodes);
		return release ? [systemEvent(after, release, now)] : [];
	});
	await append(write, byCase, releases, now);
	for (const { caseKey } of releases) changes.set(caseKey, refold(context, cases.get(caseKey)!, byCase.get(caseKey)!));
	for (const change of changes.values()) {
		write.touch(change.before.state.court);
		write.touch(change.after.state.court);
	}
	await saveCases(write.db, [...changes.values()]);
	return new Map(
		[...changes.values()].map(({ after, view }) => [after.state.key, { view, nodes: after.nodes, held: new Set(after.heldSeqs) }]),
	);
}

/** Appends events to the log and to the lists of their cases. */
async function append(write: Write, byCase: Map<string, CaseEvent[]>, events: readonly NewEvent[], now: Instant): Promise<void> {
	for (const { caseKey, court, ...event } of await appendEvents(write.db, events, now)) {
		write.touch(court, event.seq);
		const list = byCase.get(caseKey);
		if (list) list.push(event);
		else byCase.set(caseKey, [event]);
	}
}
