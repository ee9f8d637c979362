import {
	clockDecision,
	clockSteps,
	lockCandidates,
	lockDecisions,
	lockHorizon,
	type Outage,
	type SystemDecision,
} from '../core/lock/decide-sweep.ts';
import type { NoticeBook } from '../core/supervise/recipients.ts';
import { plusMinutes } from '../core/time/zone.ts';
import type { Instant } from '../core/time/types.ts';
import { readCases, type StoredCase } from '../store/cases.ts';
import { readFeeds } from '../store/feeds.ts';
import type { NewEvent } from '../store/event-log.ts';
import { breathing } from '../store/breathing.ts';
import { readSweptAt, saveSweptAt } from '../store/sweep-run.ts';
import { countNewLocks, readDueCases, readLockableCases, readLockMoments } from '../store/sweep-index.ts';
import type { FlowContext } from './context.ts';
import { appendAndFold } from './fold-cases.ts';
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

/** More new locks than this in one sweep are proposed and hold nothing until the duty officer confirms (contract §5.1). */
const mostLocksUnasked = 500;

/** Cases of one transaction. It gives way on its way: writers wait in line for it, readers see what was committed before. */
const batchCases = 160;

/** Records every rung and expiry that has come, then locks what may be locked. Its cost grows with what is due, not with what is open. */
export async function sweepDeadlines(context: FlowContext, outage?: Outage): Promise<SweepOutcome> {
	const sweep: Sweep = { now: context.now(), outage, book: bookReader(context), computed: new Set() };
	const barren = new Set<string>();
	let rungs = 0;
	let overdue = 0;
	for (;;) {
		// Asked on the reader first, so that an idle sweep opens no transaction.
		const due = await readDueCases(context.store.read, sweep.now, batchCases, barren);
		if (due.length === 0) break;
		const made = await inBatch(context, sweep, due, { decide: stepDecisions(context, sweep) });
		noteBarren(barren, due, made);
		rungs += countOf(made, 'rung-reached');
		overdue += countOf(made, 'node-overdue');
	}
	return { rungs, overdue, ...(await setLocks(context, sweep)) };
}

/** One sweep on its way. */
interface Sweep {
	readonly now: Instant;
	readonly outage: Outage | undefined;
	/** Who receives notices: read once for a sweep, and not at all by one that finds nothing. */
	readonly book: () => Promise<NoticeBook>;
	/** Cases that this sweep has computed by today's policy and rules already. */
	readonly computed: Set<string>;
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

/** One transaction over some cases; gives way on its way and after the commit, which waits for the disk. */
async function inBatch(
	context: FlowContext,
	{ now, book: readBook, computed }: Sweep,
	keys: readonly string[],
	{ decide, refresh }: { readonly decide: Decide; readonly refresh?: boolean },
): Promise<readonly NewEvent[]> {
	// Read before the transaction: where reader and writer are one connection, it would wait for itself.
	const book = await readBook();
	const breathe = breathOf(context);
	const made = await context.store.write(async ({ db, touch }) => {
		const write = { db: breathing(db, breathe), touch };
		const cases = await readCases(write.db, keys);
		const events: NewEvent[] = [];
		for (const [key, stored] of cases) {
			// By today's policy and rules, whatever held when the case was last touched.
			const current = refresh && !computed.has(key) ? await refreshCase(context, write, stored) : stored;
			cases.set(key, current);
			for (const decision of decide(current, book)) events.push(systemEvent(current, decision, now));
			await breathe();
		}
		const fresh = await withoutRecorded(write.db, events);
		await appendAndFold(context, write, cases, fresh, now, breathe);
		await context.yield();
		return fresh;
	});
	for (const { caseKey } of made) computed.add(caseKey);
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

async function setLocks(context: FlowContext, sweep: Sweep): Promise<{ locks: number; proposed: number }> {
	const byCourt = await horizons(context, sweep.now);
	let wanted = 0;
	const moments = await readLockMoments(context.store.read);
	const ready = [...byCourt].filter(([court, horizon]) => isReady(moments.get(court), horizon));
	for (const [court, horizon] of ready) wanted += await countNewLocks(context.store.read, court, horizon);
	const phase = wanted > mostLocksUnasked ? 'proposed' : 'active';
	let set = 0;
	for (const [court, horizon] of ready) {
		const barren = new Set<string>();
		for (;;) {
			const keys = await readLockableCases(context.store.read, court, horizon, batchCases, barren);
			if (keys.length === 0) break;
			const made = await inBatch(context, sweep, keys, { decide: lockDecider(context, sweep, horizon, phase), refresh: true });
			noteBarren(barren, keys, made);
			set += countOf(made, 'case-locked');
		}
	}
	return phase === 'active' ? { locks: set, proposed: 0 } : { locks: 0, proposed: set };
}

const isReady = (first: Instant | undefined, horizon: Instant): boolean => first !== undefined && first <= horizon;

/** The locks of a case whose clocks ran out before the court's feeds were complete, and whom they are told to. */
function lockDecider(context: FlowContext, { now }: Sweep, horizon: Instant, phase: 'active' | 'proposed'): Decide {
	return (stored, book) => {
		const candidates = lockCandidates(stored.nodes, horizon, context.clockOf(stored.state.court));
		const decisions = lockDecisions(stored.state, candidates, phase);
		return [...decisions, ...noticesOfLocks(context, book, stored, decisions, now)];
	};
}
