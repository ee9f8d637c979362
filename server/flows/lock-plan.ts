import { typeOf } from '../core/case/fold.ts';
import { lockHorizon } from '../core/lock/decide-sweep.ts';
import { willLock } from '../core/lock/forecast.ts';
import { plusMinutes } from '../core/time/zone.ts';
import type { Instant } from '../core/time/types.ts';
import { readFeeds } from '../store/feeds.ts';
import { readDueCaseIds, readLockingClocks, readNewLockCases } from '../store/lock-forecast.ts';
import { countNewLocks, readLockMoments } from '../store/sweep-index.ts';
import type { FlowContext } from './context.ts';

/** More new locks than this in one sweep are proposed and hold nothing until the duty officer confirms (contract §5.1). */
export const mostLocksUnasked = 500;

/** Cases whose due clocks are looked at together. */
const casesAtOnce = 250;

/** The moment up to which each court's clocks may lock; courts that do not lock are missing. */
export type Horizons = ReadonlyMap<string, Instant>;

export async function readHorizons(context: FlowContext, now: Instant): Promise<Horizons> {
	const feeds = Map.groupBy(await readFeeds(context.store.read), (feed) => feed.court);
	return new Map(
		[...context.directory().courts.values()]
			.filter((court) => court.policy.locksFrom)
			.map((court) => {
				const delayed = plusMinutes(now, -60 * court.policy.lockDelayHours);
				const marks = (feeds.get(court.code) ?? []).map((feed) => feed.completeThrough);
				return [court.code, lockHorizon(marks, now, delayed)];
			}),
	);
}

/** Courts with a clock that ran out and may lock by now, each with its horizon. */
export async function readyCourts(
	context: FlowContext,
	horizons: Horizons,
): Promise<readonly (readonly [court: string, horizon: Instant])[]> {
	const moments = await readLockMoments(context.store.read);
	return [...horizons].filter(([court, horizon]) => {
		const first = moments.get(court);
		return first !== undefined && first <= horizon;
	});
}

/** How many cases get a new lock by clocks that ran out before. */
export async function countReady(context: FlowContext, ready: readonly (readonly [string, Instant])[]): Promise<number> {
	let count = 0;
	for (const [court, horizon] of ready) count += await countNewLocks(context.store.read, court, horizon);
	return count;
}

/** What is known of the locks of a sweep before it sets the first: so that a case is locked together with the steps that lock it. */
export interface LockPlan {
	readonly horizons: Horizons;
	readonly phase: 'active' | 'proposed';
	/** Numbers of the cases expected to lock; where there are more than may lock unasked, only some of them. */
	readonly expected: ReadonlySet<number>;
}

/**
 * Counts the locks that a sweep will set, from the clocks that are due and those that ran out before. The count holds for rows computed by
 * today's rules; what it did not foresee is left to the sweep's second pass, which counts again.
 */
export async function planLocks(context: FlowContext, horizons: Horizons, now: Instant): Promise<LockPlan> {
	const expected = new Set<number>();
	const plan = (): LockPlan => ({ horizons, phase: expected.size > mostLocksUnasked ? 'proposed' : 'active', expected });
	if (horizons.size === 0) return plan();
	const { read } = context.store;
	for (const [court, horizon] of await readyCourts(context, horizons)) {
		for (const id of await readNewLockCases(read, court, horizon, mostLocksUnasked + 1)) expected.add(id);
		if (expected.size > mostLocksUnasked) return plan();
	}
	const due = await readDueCaseIds(read, now);
	const clocks = new Map([...horizons.keys()].map((court) => [court, context.clockOf(court)]));
	for (let at = 0; at < due.length && expected.size <= mostLocksUnasked; at += casesAtOnce) {
		for (const { caseId, court, numberText, ...clock } of await readLockingClocks(read, now, due.slice(at, at + casesAtOnce))) {
			const horizon = horizons.get(court);
			if (!horizon || expected.has(caseId)) continue;
			if (willLock({ type: typeOf(numberText), ...clock }, clocks.get(court)!, horizon, now)) expected.add(caseId);
		}
		await context.yield();
	}
	return plan();
}
