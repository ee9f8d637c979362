import { clockDecision, clockSteps, lockCandidates, lockDecisions, type Outage, type SystemDecision } from '../core/lock/decide-sweep.ts';
import type { NoticeBook } from '../core/supervise/recipients.ts';
import { plusMinutes } from '../core/time/zone.ts';
import type { Instant } from '../core/time/types.ts';
import { readCases, type StoredCase } from '../store/cases.ts';
import type { NewEvent } from '../store/event-log.ts';
import { breathing } from '../store/breathing.ts';
import { readSweptAt, saveSweptAt } from '../store/sweep-run.ts';
import { readDueCases, readLockableCases } from '../store/sweep-index.ts';
import type { FlowContext } from './context.ts';
import { appendAndFold, type Follow } from './fold-cases.ts';
import { countReady, mostLocksUnasked, planLocks, readHorizons, readyCourts, type Horizons, type LockPlan } from './lock-plan.ts';
import { noticesOfLocks, noticesOfSteps, readNoticeBook } from './notices.ts';
import { refreshCase } from './refresh-cases.ts';
import { breathOf } from './slices.ts';
import { systemEvent, withoutRecorded } from './system-events.ts';

/** What one sweep did. */
export interface SweepOutcome {
	readonly rungs: number;
	readonly overdue: number;
	readonly locks: number;
	readonly proposed: number;
}

/**
 * Cases of one transaction. It gives way on its way: writers wait in line for it, readers see what was committed before. The more there are, the fewer
 * times a page of an index is written; the commit, which holds the loop, grows with them.
 */
const batchCases = 100;
/** Due clocks whose cases are gone through before it is looked again, earliest first. */
const roundClocks = 2500;

/** Cases as they are taken together: those with neighbouring keys, whose rows and index entries stand on the same pages, in one transaction. */
function* batches(keys: readonly string[]): Iterable<readonly string[]> {
	const sorted = keys.toSorted();
	for (let at = 0; at < sorted.length; at += batchCases) yield sorted.slice(at, at + batchCases);
}

/**
 * Records every rung and expiry that has come and locks what may be locked by them, then locks what the feeds' horizon alone held back. Its cost
 * grows with what is due, not with what is open.
 */
export async function sweepDeadlines(context: FlowContext, outage?: Outage): Promise<SweepOutcome> {
	const now = context.now();
	const horizons = await readHorizons(context, now);
	const sweep: Sweep = { now, outage, horizons, book: bookReader(context), computed: new Set(), locked: { active: 0, proposed: 0 } };
	const barren = new Set<string>();
	let rungs = 0;
	let overdue = 0;
	let plan: LockPlan | undefined;
	for (;;) {
		// Asked on the reader first, so that an idle sweep opens no transaction.
		const due = await readDueCases(context.store.read, now, roundClocks, barren);
		if (due.length === 0) break;
		await context.yield();
		plan ??= await planLocks(context, horizons, now);
		const work = { decide: stepDecisions(context, sweep), lock: planned(context, sweep, plan) };
		for (const batch of batches(due)) {
			const made = await inBatch(context, sweep, batch, work);
			noteBarren(barren, batch, made);
			rungs += countOf(made, 'rung-reached');
			overdue += countOf(made, 'node-overdue');
		}
	}
	await setLocks(context, sweep, plan);
	return { rungs, overdue, locks: sweep.locked.active, proposed: sweep.locked.proposed };
}

type LockPhase = LockPlan['phase'];

/** One sweep on its way. */
interface Sweep {
	readonly now: Instant;
	readonly outage: Outage | undefined;
	readonly horizons: Horizons;
	/** Who receives notices: read once for a sweep, and not at all by one that finds nothing. */
	readonly book: () => Promise<NoticeBook>;
	/** Cases that this sweep has computed by today's policy and rules already. */
	readonly computed: Set<string>;
	/** Locks set so far. */
	readonly locked: Record<LockPhase, number>;
}

function bookReader(context: FlowContext): Sweep['book'] {
	let book: Promise<NoticeBook> | undefined;
	return () => (book ??= readNoticeBook(context, context.store.read));
}

const countOf = (events: readonly NewEvent[], type: string): number => events.filter((event) => event.type === type).length;

/** Notes which cases yielded nothing in this sweep: their rows stay where they are, and are passed over. */
function noteBarren(barren: Set<string>, keys: readonly string[], made: readonly NewEvent[]): void {
	const yielded = new Set(made.map((event) => event.caseKey));
	for (const key of keys) if (!yielded.has(key)) barren.add(key);
}

/** What a sweep decides on one case. */
type Decide = (stored: StoredCase, book: NoticeBook) => readonly SystemDecision[];

/** What is done with the cases of a batch. */
interface Work {
	readonly decide: Decide;
	/** Decided on what follows from that, in the same transaction. */
	readonly lock?: Decide;
	/** Whether cases are first computed by today's policy and rules, whatever held when they were last touched. */
	readonly refresh?: boolean;
}

/** One transaction over some cases; gives way on its way and after the commit, which waits for the disk. */
async function inBatch(context: FlowContext, sweep: Sweep, keys: readonly string[], work: Work): Promise<readonly NewEvent[]> {
	const { now, computed } = sweep;
	// Read before the transaction: where reader and writer are one connection, it would wait for itself.
	const book = await sweep.book();
	const breathe = breathOf(context);
	const { made, locks } = await context.store.write(async (whole) => {
		const write = { ...whole, db: breathing(whole.db, breathe) };
		const cases = await readCases(write.db, keys);
		const decided = async (stored: Iterable<StoredCase>, decide: Decide): Promise<readonly NewEvent[]> => {
			const events: NewEvent[] = [];
			for (const each of stored) {
				for (const decision of decide(each, book)) events.push(systemEvent(each, decision, now));
				await breathe();
			}
			return withoutRecorded(write.db, events);
		};
		if (work.refresh) for (const [key, stored] of cases) if (!computed.has(key)) cases.set(key, await refreshCase(context, write, stored));
		const made = await decided(cases.values(), work.decide);
		const locks: NewEvent[] = [];
		const { lock } = work;
		const follow: Follow | undefined =
			lock &&
			(async (folded) => {
				locks.push(...(await decided(folded, lock)));
				return locks;
			});
		await appendAndFold(context, write, cases, made, now, { breathe, ...(follow ? { follow } : {}) });
		await context.yield();
		return { made, locks };
	});
	for (const { caseKey } of made) computed.add(caseKey);
	for (const { type, data } of [...made, ...locks]) if (type === 'case-locked') sweep.locked[data.state as LockPhase] += 1;
	await context.yield();
	return made;
}

/** The steps of the clocks of a case that have come, and whom they are told to. */
function stepDecisions(context: FlowContext, { now, outage }: Sweep): Decide {
	return (stored, book) => {
		const clock = context.clockOf(stored.state.court);
		const steps = clockSteps(stored.nodes, clock, now, clock.zone ?? stored.state.zone);
		return [...steps.map((step) => clockDecision(step, outage)), ...noticesOfSteps(context, book, stored, steps, now)];
	};
}

/** Court time without a sweep that counts as an outage. */
const outageMinutes = 30;
/** How often, in court time, it is noted that every clock was looked at: an idle sweep writes nothing. */
const noteMinutes = 5;

/** One sweep by the running service: it knows how long nobody looked, and marks what came due meanwhile. */
export async function watchedSweep(context: FlowContext): Promise<SweepOutcome> {
	const now = context.now();
	const sweptAt = await readSweptAt(context.store.read);
	const outage = sweptAt !== undefined && now > plusMinutes(sweptAt, outageMinutes) ? { from: sweptAt, to: now } : undefined;
	const outcome = await sweepDeadlines(context, outage);
	// Never put back: a clock that went back must not make the same hours an outage twice.
	if (sweptAt === undefined || now >= plusMinutes(sweptAt, noteMinutes)) await context.store.write(({ db }) => saveSweptAt(db, now));
	return outcome;
}

/** Locks what the steps of a case have made lockable. Unasked, only those that were counted: what was not is left to the second pass. */
function planned(context: FlowContext, sweep: Sweep, { horizons, phase, expected }: LockPlan): Decide {
	return (stored, book) => {
		const horizon = horizons.get(stored.state.court);
		if (!horizon || (phase === 'active' && !expected.has(stored.id!))) return [];
		return lockDecider(context, sweep, horizon, phase)(stored, book);
	};
}

/** The second pass: cases whose clocks ran out before, and those that were not foreseen. */
async function setLocks(context: FlowContext, sweep: Sweep, plan: LockPlan | undefined): Promise<void> {
	const ready = await readyCourts(context, sweep.horizons);
	const wanted = sweep.locked.active + (await countReady(context, ready));
	const phase = plan?.phase === 'proposed' || wanted > mostLocksUnasked ? 'proposed' : 'active';
	for (const [court, horizon] of ready) {
		const barren = new Set<string>();
		for (;;) {
			const keys = await readLockableCases(context.store.read, court, horizon, batchCases, barren);
			if (keys.length === 0) break;
			const made = await inBatch(context, sweep, keys, { decide: lockDecider(context, sweep, horizon, phase), refresh: true });
			noteBarren(barren, keys, made);
		}
	}
}

/** The locks of a case whose clocks ran out before the court's feeds were complete, and whom they are told to. */
function lockDecider(context: FlowContext, { now }: Sweep, horizon: Instant, phase: LockPhase): Decide {
	return (stored, book) => {
		const candidates = lockCandidates(stored.nodes, horizon, context.clockOf(stored.state.court));
		const decisions = lockDecisions(stored.state, candidates, phase);
		return [...decisions, ...noticesOfLocks(context, book, stored, decisions, now)];
	};
}
