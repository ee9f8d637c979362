import { clockDecision, clockSteps, lockCandidates, lockDecisions, type Outage } from '../core/lock/decide-sweep.ts';
import { plusMinutes } from '../core/time/zone.ts';
import type { Instant } from '../core/time/types.ts';
import type { NewEvent } from '../store/event-log.ts';
import { readSweptAt, saveSweptAt } from '../store/sweep-run.ts';
import { readDueCases, readLockableCases } from '../store/sweep-index.ts';
import type { FlowContext } from './context.ts';
import { countReady, mostLocksUnasked, planLocks, readHorizons, readyCourts, type LockPlan } from './lock-plan.ts';
import { noticesOfLocks, noticesOfSteps, readNoticeBook } from './notices.ts';
import { batchCases, inBatch, inStream, inTurn, type Decide, type LockPhase, type Sweep } from './sweep-batch.ts';

/** What one sweep did. */
export interface SweepOutcome {
	readonly rungs: number;
	readonly overdue: number;
	readonly locks: number;
	readonly proposed: number;
}

/** Due clocks whose cases are gone through before it is looked again, earliest first. */
const roundClocks = 2500;
/** Cases from which on a round is written in a thread of its own: after a downtime, or at the midnight on which many days end. */
const manyCases = 300;

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
		const isMuch = due.length >= manyCases;
		if (isMuch) context.store.expectMuch();
		await context.yield();
		plan ??= await planLocks(context, horizons, now);
		const work = { decide: stepDecisions(context, sweep), lock: planned(context, sweep, plan) };
		for await (const { keys, made } of isMuch ? inStream(context, sweep, due, work) : inTurn(context, sweep, due, work)) {
			noteBarren(barren, keys, made);
			rungs += countOf(made, 'rung-reached');
			overdue += countOf(made, 'node-overdue');
		}
	}
	await setLocks(context, sweep, plan);
	return { rungs, overdue, locks: sweep.locked.active, proposed: sweep.locked.proposed };
}

function bookReader(context: FlowContext): Sweep['book'] {
	let book: ReturnType<Sweep['book']> | undefined;
	return () => (book ??= readNoticeBook(context, context.store.read));
}

const countOf = (events: readonly NewEvent[], type: string): number => events.filter((event) => event.type === type).length;

/** Notes which cases yielded nothing in this sweep: their rows stay where they are, and are passed over. */
function noteBarren(barren: Set<string>, keys: readonly string[], made: readonly NewEvent[]): void {
	const yielded = new Set(made.map((event) => event.caseKey));
	for (const key of keys) if (!yielded.has(key)) barren.add(key);
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
