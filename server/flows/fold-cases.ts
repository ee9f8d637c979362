import type { CaseEvent } from '../core/case/case-event.ts';
import type { CaseState, CaseView } from '../core/case/case-state.ts';
import { emptyCase, foldEvents, viewCase } from '../core/case/fold.ts';
import { parseCaseNumber } from '../core/case/case-number.ts';
import { cycleChange } from '../core/cycle/durations.ts';
import { contributionChange } from '../core/indicator/contributions.ts';
import { lockPhases } from '../core/lock/disproved.ts';
import { softRelease } from '../core/lock/hold.ts';
import { recalcNodes, type KnownNodes } from '../core/node/recalc-nodes.ts';
import type { NodeRow } from '../core/node/types.ts';
import { saveCases, type CaseChange, type StoredCase } from '../store/cases.ts';
import { appendEvents, type NewEvent } from '../store/event-log.ts';
import type { Write } from '../store/open.ts';
import type { Instant } from '../core/time/types.ts';
import { computedBy } from './computed-by.ts';
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

type Rules = Pick<FlowContext, 'clockOf' | 'calendarOf'>;

/** A case after events, before it is worked out what that changes of the measures and the stages. */
type Step = Omit<CaseChange, 'rollup' | 'cycles'>;

/** What follows from a case's events: the one place where the fold, the clock and the measures are put together. */
export function refold(context: Rules, stored: StoredCase, events: readonly CaseEvent[]): CaseChange {
	return measured(context, stepOf(context, stored, events));
}

function stepOf(context: Rules, stored: StoredCase, events: readonly CaseEvent[]): Step {
	const viewBefore = stored.id === undefined ? undefined : viewCase(stored.state);
	const known = stored.computedBy === undefined ? undefined : viewBefore;
	return stepTo(
		context,
		stored,
		viewBefore,
		foldEvents(stored.state, events),
		known && { view: known, nodes: stored.nodes, by: stored.computedBy },
	);
}

/** What follows from further events of a case that was folded in this transaction already, by the same rules. */
const furtherStep = (context: Rules, { before, viewBefore, after, view }: Step, events: readonly CaseEvent[]): Step =>
	stepTo(context, before, viewBefore, foldEvents(after.state, events), view && { view, nodes: after.nodes, by: after.computedBy });

/** Nodes that were computed before, and by what. */
type Known = KnownNodes & { readonly by: string | undefined };

function stepTo(context: Rules, before: StoredCase, viewBefore: CaseView | undefined, state: CaseState, known: Known | undefined): Step {
	const view = viewCase(state);
	const clock = context.clockOf(state.court);
	const by = computedBy(clock);
	const nodes = view ? recalcNodes(view, clock, by !== undefined && known?.by === by ? known : undefined) : [];
	const heldSeqs = view?.held.map((event) => event.seq) ?? [];
	const after = { state, nodes, heldSeqs, lockPhases: lockPhases(state.locks, nodes), ...(by ? { computedBy: by } : {}) };
	return { before, viewBefore, after, view, rulebookVersion: clock.rulebook.version };
}

/** A case after events with what they change of the measures and the stages: worked out once, however many steps led there. */
function measured(context: Pick<Rules, 'calendarOf'>, step: Step): CaseChange {
	const { before, viewBefore, after, view } = step;
	const cycles = cycleChange(viewBefore, view, context.calendarOf);
	const rollup = contributionChange(viewBefore && { view: viewBefore, nodes: before.nodes }, view && { view, nodes: after.nodes });
	return { ...step, rollup, ...(cycles ? { cycles } : {}) };
}

/** What the system decides next on cases that were folded a moment ago, as they would be read, were they saved now. */
export type Follow = (cases: readonly StoredCase[]) => Promise<readonly NewEvent[]>;

/** How a flow goes about its cases. */
export interface Manner {
	/** Gives way between cases. */
	readonly breathe?: Breathe;
	/** Decides on the cases that changed, after all else, in the same transaction. */
	readonly follow?: Follow;
}

/**
 * Appends events to the log and brings their cases up to date, in the running transaction. The cases must be loaded (or new); the
 * map is replaced by what follows, so that a later slice of the same flow goes on from there.
 */
export async function appendAndFold(
	context: FlowContext,
	write: Write,
	cases: ReadonlyMap<string, StoredCase>,
	events: readonly NewEvent[],
	now: Instant,
	{ breathe, follow }: Manner = {},
): Promise<ReadonlyMap<string, FoldedCase>> {
	const steps = new Map<string, Step>();
	for (const [key, list] of await append(write, events, now)) {
		steps.set(key, stepOf(context, cases.get(key)!, list));
		await breathe?.();
	}
	const goOn = async (next: readonly NewEvent[]): Promise<void> => {
		for (const [key, list] of await append(write, next, now)) {
			steps.set(key, furtherStep(context, steps.get(key)!, list));
			await breathe?.();
		}
	};
	// A soft lock goes with the step that finishes the last of its late nodes, in the same transaction.
	await goOn(softReleases(steps.values(), now));
	if (follow) {
		await goOn(await follow([...steps.values()].map(storedAs)));
		await goOn(softReleases(steps.values(), now));
	}
	const changes: CaseChange[] = [];
	for (const step of steps.values()) {
		write.touch(step.before.state.court);
		write.touch(step.after.state.court);
		changes.push(measured(context, step));
		await breathe?.();
	}
	await saveCases(write.db, changes);
	return new Map(changes.map(({ after, view }) => [after.state.key, { view, nodes: after.nodes, held: new Set(after.heldSeqs) }]));
}

/** A case as it would be read, were it saved now. */
const storedAs = ({ before, after }: Step): StoredCase => ({
	...after,
	...(before.id === undefined ? {} : { id: before.id }),
	revision: before.revision,
});

const softReleases = (steps: Iterable<Step>, now: Instant): readonly NewEvent[] =>
	[...steps].flatMap(({ after }) => {
		const release = softRelease(after.state.locks, after.nodes);
		return release ? [systemEvent(after, release, now)] : [];
	});

/** Appends events to the log and gives them back by their cases. */
async function append(write: Write, events: readonly NewEvent[], now: Instant): Promise<ReadonlyMap<string, readonly CaseEvent[]>> {
	const byCase = new Map<string, CaseEvent[]>();
	for (const { caseKey, court, ...event } of await appendEvents(write.db, events, now, write.ahead)) {
		write.touch(court, event.seq);
		const list = byCase.get(caseKey);
		if (list) list.push(event);
		else byCase.set(caseKey, [event]);
	}
	return byCase;
}
