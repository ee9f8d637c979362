import { viewCase } from '../core/case/fold.ts';
import {
	endSilence,
	lockNotices,
	silentNotices,
	stepNotices,
	unsignedNotices,
	untoldCauses,
	type RaiseContext,
} from '../core/notice/raise.ts';
import { isRunning } from '../core/notice/standing.ts';
import { replyDaysOf, silences } from '../core/notice/types.ts';
import type { ClockStep, SystemDecision } from '../core/lock/decide-sweep.ts';
import type { NodeRow } from '../core/node/types.ts';
import { ruleInForce } from '../core/rulebook/in-force.ts';
import { silentDaysOf, silentSince } from '../core/silent/steps.ts';
import type { NoticeBook } from '../core/supervise/recipients.ts';
import type { OfficeHolder } from '../core/supervise/types.ts';
import type { Instant } from '../core/time/types.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import { readCases, type StoredCase } from '../store/cases.ts';
import { readHolders } from '../store/holders.ts';
import { readOverSilences, readUnsignedCases, readUntoldLocks } from '../store/notice-readers.ts';
import { readUntoldSilent, type StillCourts } from '../store/silent-told.ts';
import type { Write } from '../store/open.ts';
import type { Db } from '../store/schema.ts';
import { readPosts } from '../store/supervisors.ts';
import type { FlowContext } from './context.ts';
import { appendAndFold } from './fold-cases.ts';
import { adaptiveSlices } from './slices.ts';
import { systemEvent, withoutRecorded } from './system-events.ts';

/** Most cases that one round of the beat looks for; they are done in slices. */
const roundCases = 1000;
const inTime = adaptiveSlices();

/** Reads who receives notices now: holders of offices, and the posts of 专人监管. */
export async function readNoticeBook(context: FlowContext, db: Db): Promise<NoticeBook> {
	const holders = (await readHolders(db)).flatMap(({ personCode, role, court }): OfficeHolder[] =>
		personCode === undefined ? [] : [{ person: personCode, role, court }],
	);
	return {
		directory: context.directory(),
		holders: Map.groupBy(holders, (holder) => `${holder.court}|${holder.role}`),
		posts: Map.groupBy(await readPosts(db), (post) => post.court),
		working: new Set(holders.map((holder) => holder.person)),
	};
}

/** What notices of a case are decided with, or undefined while nothing is filed. */
export function raiseContext(context: FlowContext, book: NoticeBook, stored: StoredCase, now: Instant): RaiseContext | undefined {
	const view = viewCase(stored.state);
	const { court, zone } = stored.state;
	const settings = context.directory().courts.get(court)?.settings;
	const set = { replyDays: replyDaysOf(settings), silentDays: silentDaysOf(settings) };
	return view && { view, nodes: stored.nodes, book, calendar: context.calendarOf(court), ...set, today: dayOfInstant(now, zone) };
}

/** The notices of the rungs and expiries of a case that the sweep has just found. */
export function noticesOfSteps(
	context: FlowContext,
	book: NoticeBook,
	stored: StoredCase,
	steps: readonly ClockStep[],
	now: Instant,
): readonly SystemDecision[] {
	const raising = steps.length > 0 ? raiseContext(context, book, stored, now) : undefined;
	return raising ? stepNotices(raising, steps) : [];
}

/** The notices of the locks, and causes of locks, that the sweep has just decided; a proposed lock holds nothing and is told of when it is confirmed. */
export function noticesOfLocks(
	context: FlowContext,
	book: NoticeBook,
	stored: StoredCase,
	decisions: readonly SystemDecision[],
	now: Instant,
): readonly SystemDecision[] {
	const proposed = stored.state.locks.some((lock) => lock.phase === 'proposed');
	const causes = decisions.flatMap(({ type, data }) => {
		const dueOn = data.dueOn as Readonly<Record<string, string>> | string;
		if (type === 'case-locked' && data.state === 'active')
			return Object.entries(dueOn as object).map(([nodeId, day]) => ({ nodeId, dueOn: day }));
		return type === 'lock-cause-added' && !proposed ? [{ nodeId: data.nodeId as string, dueOn: dueOn as string }] : [];
	});
	const raising = causes.length > 0 ? raiseContext(context, book, stored, now) : undefined;
	return raising ? lockNotices(raising, causes as never) : [];
}

/** What the beat raised beside the sweep. */
export interface RaiseOutcome {
	readonly again: number;
	readonly silencesOver: number;
	readonly locks: number;
	readonly silent: number;
}

/** Raises what nobody signed for in time one level higher, ends silences whose days are over, tells of locks that were confirmed and of cases that lie
 *  still. Idempotent. */
export async function raiseNotices(context: FlowContext): Promise<RaiseOutcome> {
	const now = context.now();
	const today = latestDay(context, now);
	const over = await inSlices(
		context,
		now,
		(db) => readOverSilences(db, today, roundCases),
		(raising, stored) =>
			silences(stored.state.notices)
				.filter((silence) => isRunning(silence, stored) && silence.until < raising.today)
				.flatMap((silence) => endSilence(raising, silence, rungCounter(context, stored))),
	);
	const again = await inSlices(context, now, (db) => readUnsignedCases(db, today, roundCases), unsignedNotices);
	const locks = await inSlices(
		context,
		now,
		(db) => readUntoldLocks(db, roundCases),
		(raising) => lockNotices(raising, untoldCauses(raising)),
	);
	const still = stillCourts(context, now);
	const silent = await inSlices(context, now, (db) => readUntoldSilent(db, still, roundCases), silentNotices);
	return { again, silencesOver: over, locks, silent };
}

/** Courts that count silence alike today: by what they have set, and by their day. */
function stillCourts(context: FlowContext, now: Instant): readonly StillCourts[] {
	const courts = [...context.directory().courts.values()].map(({ code, zone, settings }) => {
		const today = dayOfInstant(now, zone);
		return { code, today, since: silentSince(silentDaysOf(settings), today) };
	});
	return [...Map.groupBy(courts, ({ today, since }) => `${today} ${since.join()}`).values()].map((list) => ({
		...{ today: list[0]!.today, since: list[0]!.since },
		courts: list.map(({ code }) => code),
	}));
}

/** The latest day that any court has now; each case looks at its own again. */
function latestDay(context: FlowContext, now: Instant): string {
	const zones = new Set([...context.directory().courts.values()].map((court) => court.zone));
	return [...zones].reduce((latest, zone) => (dayOfInstant(now, zone) > latest ? dayOfInstant(now, zone) : latest), '0001-01-01');
}

type Decide = (raising: RaiseContext, stored: StoredCase) => readonly SystemDecision[];

/** Looks for cases round by round until a round makes nothing. Those of a round that owe nothing yet (their court's day comes later) hold back no other. */
async function inSlices(context: FlowContext, now: Instant, owed: (db: Db) => Promise<readonly string[]>, decide: Decide): Promise<number> {
	let book: NoticeBook | undefined;
	for (let count = 0; ;) {
		const keys = await owed(context.store.read);
		if (keys.length === 0) return count;
		book ??= await readNoticeBook(context, context.store.read);
		const made = await inRound(context, now, { keys, book, decide });
		if (made === 0) return count;
		count += made;
	}
}

async function inRound(
	context: FlowContext,
	now: Instant,
	{ keys, book, decide }: { readonly keys: readonly string[]; readonly book: NoticeBook; readonly decide: Decide },
): Promise<number> {
	let made = 0;
	for (let at = 0; at < keys.length;) {
		made += await inTime(context, (size) => {
			const slice = keys.slice(at, at + size);
			at += size;
			return context.store.write((write) => decideSlice(context, write, now, { keys: slice, book, decide }));
		});
		await context.yield();
	}
	return made;
}

async function decideSlice(
	context: FlowContext,
	write: Write,
	now: Instant,
	{ keys, book, decide }: { readonly keys: readonly string[]; readonly book: NoticeBook; readonly decide: Decide },
): Promise<number> {
	const cases = await readCases(write.db, keys);
	const events = [...cases.values()].flatMap((stored) => {
		const found = raiseContext(context, book, stored, now);
		return found ? decide(found, stored).map((decision) => systemEvent(stored, decision, now)) : [];
	});
	const fresh = await withoutRecorded(write.db, events);
	await appendAndFold(context, write, cases, fresh, now);
	return fresh.length;
}

/** How many rungs a clock of a node has by the rule that judges it. */
export function rungCounter(context: FlowContext, stored: StoredCase): (node: NodeRow, clock: string) => number {
	const { rulebook } = context.clockOf(stored.state.court);
	return (node, clock) => ruleInForce(rulebook, node.node, node.startedOn)?.clocks.find((rule) => rule.kind === clock)?.warn.length ?? 0;
}
