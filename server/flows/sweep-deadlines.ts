import { clockDecision, clockSteps, lockCandidates, lockDecisions, lockHorizon, type Outage } from '../core/lock/decide-sweep.ts';
import type { NoticeBook } from '../core/supervise/recipients.ts';
import { plusMinutes } from '../core/time/zone.ts';
import type { Instant } from '../core/time/types.ts';
import { readCases, type StoredCase } from '../store/cases.ts';
import { readFeeds } from '../store/feeds.ts';
import type { NewEvent } from '../store/event-log.ts';
import { readSweptAt, saveSweptAt } from '../store/sweep-run.ts';
import { countNewLocks, readDueCases, readLockableCases, readLockMoments } from '../store/sweep-index.ts';
import type { FlowContext } from './context.ts';
import { appendAndFold } from './fold-cases.ts';
import { noticesOfLocks, noticesOfSteps, readNoticeBook } from './notices.ts';
import { refreshCase } from './refresh-cases.ts';
import { adaptiveSlices } from './slices.ts';
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
const timed = adaptiveSlices();

/** Records every rung and expiry that has come, then locks what may be locked. Its cost grows with what is due, not with what is open. */
export async function sweepDeadlines(context: FlowContext, outage?: Outage): Promise<SweepOutcome> {
	const now = context.now();
	let rungs = 0;
	let overdue = 0;
	const book = bookReader(context);
	const barren = new Set<string>();
	for (;;) {
		const done = await timed(context, (size) => sweepSlice(context, now, outage, book, { size, barren }));
		rungs += done.rungs;
		overdue += done.overdue;
		if (!done.found) break;
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

/** How many cases to take, and those of this sweep that yielded nothing: their rows stay where they are, and are passed over. */
interface Slice {
	readonly size: number;
	readonly barren: Set<string>;
}

function noteBarren(barren: Set<string>, keys: readonly string[], made: readonly NewEvent[]): void {
	const yielded = new Set(made.map((event) => event.caseKey));
	for (const key of keys) if (!yielded.has(key)) barren.add(key);
}

async function sweepSlice(
	context: FlowContext,
	now: Instant,
	outage: Outage | undefined,
	readBook: BookReader,
	{ size, barren }: Slice,
): Promise<{ found: boolean; rungs: number; overdue: number }> {
	// Asked on the reader first, so that an idle sweep opens no transaction.
	const due = await readDueCases(context.store.read, now, size, barren);
	if (due.length === 0) return { found: false, rungs: 0, overdue: 0 };
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
		noteBarren(barren, due, fresh);
		return { found: true, rungs: countOf('rung-reached'), overdue: countOf('node-overdue') };
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
		const barren = new Set<string>();
		for (;;) {
			const made = await timed(context, async (size) => {
				const keys = await readLockableCases(context.store.read, court, horizon, size, barren);
				if (keys.length === 0) return undefined;
				const made = await lockSlice(context, keys, horizon, phase, now, readBook);
				noteBarren(barren, keys, made);
				return made;
			});
			if (!made) break;
			set += made.filter((event) => event.type === 'case-locked').length;
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
): Promise<readonly NewEvent[]> {
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
		return fresh;
	});
}
