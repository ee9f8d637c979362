import { intervalsOf } from '../calendar/changes.ts';
import { viewCase } from '../core/case/fold.ts';
import { calcNodes, type NodeContext } from '../core/node/calc-nodes.ts';
import type { NodeRow } from '../core/node/types.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { MovedClock } from '../store/calendar.ts';
import { readCases, saveCases, type CaseChange, type StoredCase } from '../store/cases.ts';
import { appendEvents, type NewEvent } from '../store/event-log.ts';
import type { Write } from '../store/open.ts';
import { readProjectionWindow, readRevisions, readTouchedCases } from '../store/sweep-index.ts';
import type { FlowContext } from './context.ts';
import { recalcCase } from './refresh-cases.ts';
import { systemEvent, withoutRecorded } from './system-events.ts';

/** Why open deadlines are computed again: a source of the calendar, or a layer of rules; both stand in the log of each case that moved. */
export interface ProjectionReason {
	readonly kind: 'calendar' | 'rules';
	/** The number of the source or layer: names the events, so that each case records the change once. */
	readonly ref: string;
	/** The document, as shown beside the moved day. */
	readonly source: string;
	readonly year?: number;
}

/** What is to be computed again. */
export interface Projection {
	/** Courts whose calendar or rules changed; absent: all. */
	readonly courts?: readonly string[];
	readonly reason: ProjectionReason;
	/** Days that changed: cases of which no clock can depend on them are left alone. Absent: all cases. */
	readonly changed?: readonly CourtDate[];
	/** What cases were computed with before, so that one the feed touched meanwhile still records what moved. */
	readonly before?: (court: string) => NodeContext;
	/** The place in the log up to which cases were computed with `before`; absent: any of them may have been touched meanwhile. */
	readonly since?: number;
	/** Runs in the transaction of each slice, with the number of clocks that it moved. */
	readonly onSlice?: (write: Write, moved: number) => Promise<void>;
}

/** What was done: cases computed again, cases saved, clocks moved. */
export interface ProjectionOutcome {
	readonly cases: number;
	readonly changed: number;
	readonly moved: number;
}

const windowCases = 300;
/** Read at once to be computed. */
const readCasesAtOnce = 20;
/** Steps of one transaction, and how many cases a step writes: as many as keep it within the time. */
const stepsAtOnce = 4;
const fewestSaved = 5;
const mostSaved = 50;
/** Cases from which on a transaction is written in a thread of its own: the disk is then not waited for here. */
const manyCases = 60;
const sliceMs = 15;

/** Gives way to other work whenever the loop was held for long enough, and knows how long it was held at most. */
class Turns {
	longestMs = 0;
	readonly #context: FlowContext;
	#since: number;

	constructor(context: FlowContext) {
		this.#context = context;
		this.#since = context.monotonicMs();
	}

	get heldMs(): number {
		return this.#context.monotonicMs() - this.#since;
	}

	async give(): Promise<void> {
		this.longestMs = Math.max(this.longestMs, this.heldMs);
		await this.#context.yield();
		this.#since = this.#context.monotonicMs();
	}
}

/** A case that is to be saved or has a move to record. */
interface Due {
	readonly stored: StoredCase;
	readonly change: CaseChange | undefined;
	readonly moved: readonly MovedClock[];
}

/**
 * Computes every open case again, and closed ones with open nodes, by the rules and the calendar now in force. Where a due day moved, the case
 * gets the event `calendar-changed` in the same transaction. May be broken off and run again: what is done is found done.
 */
export async function reproject(context: FlowContext, projection: Projection): Promise<ProjectionOutcome> {
	const run = new Run(context, projection);
	await run.all();
	return run.outcome;
}

/** One projection on its way. Cases are computed outside of any transaction: only what changes is written, in slices of its own. */
class Run {
	readonly outcome = { cases: 0, changed: 0, moved: 0 };
	readonly #context: FlowContext;
	readonly #projection: Projection;
	#saveSize = fewestSaved;
	/** Cases that others have touched since the change came into force, up to a place in the log. */
	readonly #touched = new Set<string>();
	#seen: number | undefined;
	#due: Due[] = [];

	constructor(context: FlowContext, projection: Projection) {
		this.#context = context;
		this.#projection = projection;
		this.#seen = projection.since;
	}

	async all(): Promise<void> {
		const { read } = this.#context.store;
		const { courts, changed } = this.#projection;
		const days = changed && { spans: intervalsOf(changed), countingNodes: countingNodes(this.#context) };
		const filter = { ...(courts ? { courts } : {}), ...(days ? { days } : {}) };
		for (let after: number | undefined = 0; after !== undefined;) {
			const { keys, last } = await readProjectionWindow(read, filter, after, windowCases);
			await this.#context.yield();
			await this.#take(keys);
			after = last;
		}
		while (this.#due.length > 0) await this.#saveNext();
	}

	async #take(keys: readonly string[]): Promise<void> {
		const turns = new Turns(this.#context);
		for (let at = 0; at < keys.length; at += readCasesAtOnce) {
			const slice = keys.slice(at, at + readCasesAtOnce);
			await this.#noteTouched();
			for (const stored of (await readCases(this.#context.store.read, slice)).values()) {
				const due = this.#dueOf(stored, this.#seen === undefined || this.#touched.has(stored.state.key));
				if (due.change || due.moved.length > 0) this.#due.push(due);
				if (turns.heldMs > sliceMs) await turns.give();
			}
			this.outcome.cases += slice.length;
			while (this.#due.length >= this.#saveSize * stepsAtOnce) {
				await turns.give();
				await this.#saveNext();
			}
		}
		await turns.give();
	}

	async #noteTouched(): Promise<void> {
		if (!this.#projection.before || this.#seen === undefined) return;
		const { keys, last } = await readTouchedCases(this.#context.store.read, this.#seen);
		for (const key of keys) this.#touched.add(key);
		this.#seen = last;
	}

	#dueOf(stored: StoredCase, isTouched: boolean): Due {
		const change = recalcCase(this.#context, stored);
		if (change) return { stored, change, moved: movedClocks(stored.nodes, change.after.nodes) };
		const { before } = this.#projection;
		const view = before && isTouched ? viewCase(stored.state) : undefined;
		// Computed with the new calendar already, by the feed that came first: compare with what the old one gives.
		return { stored, change, moved: view ? movedClocks(calcNodes(view, before!(stored.state.court)), stored.nodes) : [] };
	}

	async #saveNext(): Promise<void> {
		const turns = new Turns(this.#context);
		await this.#save(this.#due.splice(0, this.#saveSize * stepsAtOnce), turns);
		await turns.give();
		// Steps shrink when they take too long, so that screens keep their heartbeat.
		const shrunk = Math.max(fewestSaved, Math.floor((this.#saveSize * sliceMs) / turns.longestMs));
		this.#saveSize = turns.longestMs > sliceMs ? shrunk : Math.min(mostSaved, Math.ceil(this.#saveSize * 1.2));
	}

	/** One transaction. It gives way between its steps: writers wait in line for it, readers see what was committed before. */
	async #save(list: readonly Due[], turns: Turns): Promise<void> {
		const { store } = this.#context;
		const done = await store[list.length >= manyCases ? 'writeMuch' : 'write'](async (write) => {
			let changed = 0;
			let moved = 0;
			for (let at = 0; at < list.length; at += this.#saveSize) {
				const due = await this.#upToDate(write, list.slice(at, at + this.#saveSize));
				moved += await this.#record(write, due);
				await turns.give();
				const changes = due.flatMap(({ change }) => change ?? []);
				for (const { after } of changes) write.touch(after.state.court);
				await saveCases(write.db, changes);
				changed += changes.length;
				await turns.give();
			}
			await this.#projection.onSlice?.(write, moved);
			return { changed, moved };
		});
		this.outcome.changed += done.changed;
		this.outcome.moved += done.moved;
	}

	/** Writes the moves into the log. The events change nothing in the fold, so that the states need not be folded with them. */
	async #record(write: Write, due: readonly Due[]): Promise<number> {
		const now = this.#context.now();
		const { reason } = this.#projection;
		const events = due.flatMap(({ stored, moved }) => (moved.length > 0 ? [eventOf(reason, stored, moved, now)] : []));
		const fresh = await withoutRecorded(write.before, events);
		for (const { court, seq } of await appendEvents(write.db, fresh, now, write.ahead)) write.touch(court, seq);
		const recorded = new Set(fresh.map((event) => event.caseKey));
		return due.reduce((sum, { stored, moved }) => sum + (recorded.has(stored.state.key) ? moved.length : 0), 0);
	}

	/** What was computed, or computed again where the case was saved by somebody else meanwhile. */
	async #upToDate(write: Write, list: readonly Due[]): Promise<readonly Due[]> {
		// No case is in a transaction twice: as it was before is as it is.
		const revisions = await readRevisions(
			write.before,
			list.map(({ stored }) => stored.state.key),
		);
		const stale = list.filter(({ stored }) => revisions.get(stored.state.key) !== stored.revision);
		if (stale.length === 0) return list;
		const cases = await readCases(
			write.before,
			stale.map(({ stored }) => stored.state.key),
		);
		return list.map((due) => {
			const stored = cases.get(due.stored.state.key);
			if (!stored) return due;
			const again = this.#dueOf(stored, true);
			return again.moved.length > 0 ? again : { ...again, moved: due.moved };
		});
	}
}

/** Nodes with a clock that counts working days, or hours in which offices work, by the rules of any court. */
function countingNodes(context: FlowContext): readonly string[] {
	const books = new Set([context.rulebook, ...[...context.directory().courts.keys()].map((court) => context.rulesOf(court))]);
	const codes = [...books].flatMap((book) =>
		book.nodes
			.filter((rule) =>
				rule.clocks.some(
					({ unit, hours, variants }) => hours === 'working' || [unit, ...(variants ?? []).map((each) => each.unit)].includes('WD'),
				),
			)
			.map((rule) => rule.code),
	);
	return [...new Set(codes)];
}

/** Clocks whose due day (or, within it, due moment) is another one, is new, or is gone. */
function movedClocks(before: readonly NodeRow[], after: readonly NodeRow[]): readonly MovedClock[] {
	const old = new Map(before.flatMap((node) => node.clocks.map((clock) => [`${node.id} ${clock.clock}`, clock])));
	const moved: MovedClock[] = [];
	for (const { id, clocks } of after)
		for (const { clock, dueOn, dueAt, provisional } of clocks) {
			const was = old.get(`${id} ${clock}`);
			old.delete(`${id} ${clock}`);
			if (was?.dueOn === dueOn && was?.dueAt === dueAt) continue;
			moved.push({ nodeId: id, clock, ...(was?.dueOn ? { from: was.dueOn } : {}), ...(dueOn ? { to: dueOn } : {}), provisional });
		}
	for (const [name, { clock, dueOn }] of old)
		if (dueOn) moved.push({ nodeId: name.slice(0, name.lastIndexOf(' ')), clock, from: dueOn, provisional: false });
	return moved;
}

function eventOf(
	reason: ProjectionReason,
	stored: StoredCase,
	moved: readonly MovedClock[],
	now: Parameters<typeof systemEvent>[2],
): NewEvent {
	const { kind, ref, source, year } = reason;
	const data = { ...(year === undefined ? {} : { year }), source, ref, moved };
	return systemEvent(stored, { id: `${kind}/${ref}/${stored.state.key}`, type: 'calendar-changed', data }, now);
}

/** Each court's rules and calendar as they are now, whatever is loaded later. */
export function clocksNow(context: FlowContext): (court: string) => NodeContext {
	const clocks = new Map([...context.directory().courts.keys()].map((court) => [court, context.clockOf(court)]));
	return (court) => clocks.get(court) ?? context.clockOf(court);
}
