import { clockDecision, clockSteps, lockCandidates, lockDecisions, lockHorizon, type Outage } from '../core/lock/decide-sweep.ts';
import type { NoticeBook } from '../core/supervise/recipients.ts';
import { plusMinutes } from '../core/time/zone.ts';
import type { Instant } from '../core/time/types.ts';
import { readCases, type StoredCase } from '../store/cases.ts';
import { readFeeds } from '../store/feeds.ts';
import { readSweptAt, saveSweptAt } from '../store/sweep-run.ts';
import { countNewLocks, readDueCases, readLockableCases, readLockMoments } from '../store/sweep-index.ts';
import type { FlowContext } from './context.ts';
import { appendAndFold } from './fold-cases.ts';
import { noticesOfLocks, noticesOfSteps, readNoticeBook } from './notices.ts';
import { refreshCase } from './refresh-cases.ts';
import { systemEvent, withoutRecorded } from './system-events.ts';

/** What one sweep did. */
export interface SweepOutcome {
	readonly rungs: number;
	readonly overdue: number;
	readonly locks: number;
	readonly proposed: number;
}

/** More new locks than this in one sweep are proposed and hold nothing until the duty officer confirms (contract §5.1). */
const mostLocksUnasked = 500;
/** Most cases of a slice, and how long one may hold the loop: it shrinks where it took longer, so that screens keep their heartbeat. */
const mostCases = 100;
const firstCases = 5;
const fewestCases = 5;
const sliceMs = 30;
const idleMs = 3;
/** The slice size that last kept within its time. */
const sliceSizes = new WeakMap<FlowContext, number>();

const sliceSize = (context: FlowContext): number => sliceSizes.get(context) ?? firstCases;

/** Runs one slice, and sets the size of the next by how long it took. */
async function timed<T>(context: FlowContext, slice: (size: number) => Promise<T>): Promise<T> {
	const size = sliceSize(context);
	const started = context.monotonicMs();
	const done = await slice(size);
	const took = context.monotonicMs() - started;
	// One that found nothing says nothing about the next.
	if (took < idleMs) return done;
	const next = took > sliceMs ? Math.floor((size * sliceMs) / took) : Math.ceil(size * 1.2);
	sliceSizes.set(context, Math.max(fewestCases, Math.min(mostCases, next)));
	return done;
}

/** Records every rung and expiry that has come, then locks what may be locked. Its cost grows with what is due, not with what is open. */
export async function sweepDeadlines(context: FlowContext, outage?: Outage): Promise<SweepOutcome> {
	const now = context.now();
	let rungs = 0;
	let overdue = 0;
	const book = bookReader(context);
	for (;;) {
		const done = await timed(context, (size) => sweepSlice(context, now, outage, book, size));
		rungs += done.rungs;
		overdue += done.overdue;
		if (done.cases === 0) break;
		await context.yield();
	}
	return { rungs, overdue, ...(await setLocks(context, now, book)) };
}

type BookReader = () => Promise<NoticeBook>;

/** Who receives notices: read once for a sweep, and not at all by one that finds nothing. */
function bookReader(context: FlowContext): BookReader {
	let book: Promise<NoticeBook> | undefined;
	return () => (book ??= readNoticeBook(context, context.store.read));
}

async function sweepSlice(
	context: FlowContext,
	now: Instant,
	outage: Outage | undefined,
	readBook: BookReader,
	size: number,
): Promise<{ cases: number; rungs: number; overdue: number }> {
	// Asked on the reader first, so that an idle sweep opens no transaction.
	const due = await readDueCases(context.store.read, now, size);
	if (due.length === 0) return { cases: 0, rungs: 0, overdue: 0 };
	const book = await readBook();
	return context.store.write(async (write) => {
		const cases = await readCases(write.db, due);
		const steps = [...cases.values()].map((stored) => {
			const clock = context.clockOf(stored.state.court);
			return { stored, steps: clockSteps(stored.nodes, clock, now, clock.zone ?? stored.state.zone) };
		});
		const events = steps.flatMap(({ stored, steps: list }) =>
			[...list.map((step) => clockDecision(step, outage)), ...noticesOfSteps(context, book, stored, list, now)].map((decision) =>
				systemEvent(stored, decision, now),
			),
		);
		const fresh = await withoutRecorded(write.db, events);
		await appendAndFold(context, write, cases, fresh, now);
		const countOf = (type: string): number => fresh.filter((event) => event.type === type).length;
		return { cases: fresh.length, rungs: countOf('rung-reached'), overdue: countOf('node-overdue') };
	});
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

/** The moment up to which each court's clocks may lock. */
async function horizons(context: FlowContext, now: Instant): Promise<ReadonlyMap<string, Instant>> {
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

async function setLocks(context: FlowContext, now: Instant, readBook: BookReader): Promise<{ locks: number; proposed: number }> {
	const byCourt = await horizons(context, now);
	let wanted = 0;
	const moments = await readLockMoments(context.store.read);
	const ready = [...byCourt].filter(([court, horizon]) => isReady(moments.get(court), horizon));
	for (const [court, horizon] of ready) wanted += await countNewLocks(context.store.read, court, horizon);
	const phase = wanted > mostLocksUnasked ? 'proposed' : 'active';
	let set = 0;
	for (const [court, horizon] of ready) {
		for (;;) {
			const made = await timed(context, async (size) => {
				const keys = await readLockableCases(context.store.read, court, horizon, size);
				return keys.length === 0 ? { events: 0, locks: 0 } : lockSlice(context, keys, horizon, phase, now, readBook);
			});
			if (made.events === 0) break;
			set += made.locks;
			await context.yield();
		}
	}
	return phase === 'active' ? { locks: set, proposed: 0 } : { locks: 0, proposed: set };
}

const isReady = (first: Instant | undefined, horizon: Instant): boolean => first !== undefined && first <= horizon;

async function lockSlice(
	context: FlowContext,
	keys: readonly string[],
	horizon: Instant,
	phase: 'active' | 'proposed',
	now: Instant,
	readBook: BookReader,
): Promise<{ events: number; locks: number }> {
	const book = await readBook();
	return context.store.write(async (write) => {
		const cases = new Map<string, StoredCase>();
		// By today's policy and rules, whatever held when the case was last touched.
		for (const [key, stored] of await readCases(write.db, keys)) cases.set(key, await refreshCase(context, write, stored));
		const events = [...cases.values()].flatMap((stored) => {
			const decisions = lockDecisions(stored.state, lockCandidates(stored.nodes, horizon, context.clockOf(stored.state.court)), phase);
			return [...decisions, ...noticesOfLocks(context, book, stored, decisions, now)].map((decision) => systemEvent(stored, decision, now));
		});
		const fresh = await withoutRecorded(write.db, events);
		await appendAndFold(context, write, cases, fresh, now);
		return { events: fresh.length, locks: fresh.filter((event) => event.type === 'case-locked').length };
	});
}
