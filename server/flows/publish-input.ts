import { viewCase } from '../core/case/fold.ts';
import { subtreeOf } from '../core/directory/court-tree.ts';
import type { Court } from '../core/directory/types.ts';
import { cutOffOf, horizons } from '../core/report/daily.ts';
import type { DailyInput, LockAsStored, NodeAsStored, RequestAsStored } from '../core/report/types.ts';
import { addDays } from '../core/time/civil.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { epochMsOf, instantOfEpochMs, startOfDay } from '../core/time/zone.ts';
import { readCases } from '../store/cases.ts';
import { readFeeds } from '../store/feeds.ts';
import {
	countDoneOnDueDay,
	readDaySums,
	readLocksOfDay,
	readNodesById,
	readNodesEndedAfter,
	readOpenNodes,
	readReminders,
	readRequestsOfDay,
	readYearSums,
	type ReportScope,
} from '../store/report-readers.ts';
import { inSnapshot } from '../store/reconcile.ts';
import { readLastSeq } from '../store/event-log.ts';
import type { FlowContext } from './context.ts';
import { projectRoute } from './unlock.ts';

/** Cases whose state is parsed without giving way to other work. */
const sliceCases = 20;

/** Reads what the daily statistics of a court are computed from; gives way to other work after every query. */
export async function readDailyInput(
	context: FlowContext,
	court: Court,
	day: CourtDate,
	draftAt: Instant | undefined,
): Promise<DailyInput> {
	const madeAt = context.now();
	const cutOffAt = draftAt ?? cutOffOf(day, court.zone);
	const before = draftAt ? instantOfEpochMs(epochMsOf(draftAt) + 1) : cutOffAt;
	const courts = subtreeOf(context.directory(), court.code).map((each) => each.code);
	const scope: ReportScope = {
		courts,
		day,
		dayStart: startOfDay(day, court.zone),
		before,
		sealsTo: addDays(day, horizons.seals),
		dueTo: addDays(day, horizons.due),
	};
	const { read: db } = context.store;
	const read = async <T>(rows: Promise<T>): Promise<T> => {
		const found = await rows;
		await context.yield();
		return found;
	};
	const locks = await read(readLocksOfDay(db, scope));
	const requests = await read(readRequestsOfDay(db, scope));
	const nodes = await readNodes(context, scope, locks);
	const nodeIds = new Set([...nodes.map((node) => node.nodeId), ...locks.flatMap((lock) => lock.causes.map((cause) => cause.nodeId))]);
	const reminders = await read(readReminders(db, [...nodeIds], before));
	const doneOnDueDay = await read(countDoneOnDueDay(db, scope));
	// Read at one moment of the log, which the record states: whoever compares it later knows what came after.
	const counted = await read(
		inSnapshot(db, async (snapshot) => ({
			throughSeq: await readLastSeq(snapshot),
			sums: await readYearSums(snapshot, courts, day, `${Number(day.slice(0, 4)) - 1}-12-31` as CourtDate),
			daySums: await readDaySums(snapshot, courts, day),
		})),
	);
	const completeThrough = await readWatermark(context, courts);
	return {
		court: court.code,
		courts,
		directory: context.directory(),
		rulebook: context.rulebook,
		day,
		draft: draftAt !== undefined,
		cutOffAt,
		before,
		madeAt,
		...(completeThrough ? { completeThrough } : {}),
		nodes,
		locks,
		requests,
		reminders,
		deciders: await readDeciders(context, locks, requests, day),
		doneOnDueDay,
		...counted,
	};
}

/** Nodes that were open at the cut-off of a report, or whose due day a later release has moved. */
export async function readNodes(
	context: FlowContext,
	scope: ReportScope,
	locks: readonly LockAsStored[],
): Promise<readonly NodeAsStored[]> {
	const { read: db } = context.store;
	const open = await readOpenNodes(db, scope);
	await context.yield();
	const ended = await readNodesEndedAfter(db, scope);
	await context.yield();
	const moved = locks.filter((lock) => lock.releasedAt !== undefined && lock.releasedAt >= scope.before);
	const ids = moved.flatMap((lock) => lock.causes.map((cause) => cause.nodeId));
	return ids.length === 0 ? [...open, ...ended] : [...open, ...ended, ...(await readNodesById(db, ids))];
}

/** The earliest watermark of the feeds that declare one. */
async function readWatermark(context: FlowContext, courts: readonly string[]): Promise<Instant | undefined> {
	const marks = (await readFeeds(context.store.read, courts)).flatMap((feed) => feed.completeThrough ?? []);
	await context.yield();
	return marks.reduce<Instant | undefined>((first, mark) => (first === undefined || mark < first ? mark : first), undefined);
}

/** The court with the last word on each lock: by the frozen route once a request is filed, by the projected one before. */
async function readDeciders(
	context: FlowContext,
	locks: readonly LockAsStored[],
	requests: readonly RequestAsStored[],
	day: CourtDate,
): Promise<ReadonlyMap<string, string>> {
	const deciders = new Map<string, string>();
	for (const request of requests) {
		const court = lastDecider(request.route);
		if (court) deciders.set(request.lockId, court);
	}
	const unasked = locks.filter((lock) => !deciders.has(lock.lockId));
	for (let at = 0; at < unasked.length; at += sliceCases) {
		const slice = unasked.slice(at, at + sliceCases);
		const cases = await readCases(
			context.store.read,
			slice.map((lock) => lock.caseKey),
		);
		for (const { caseKey, lockId } of slice) {
			const stored = cases.get(caseKey);
			const view = stored && viewCase(stored.state);
			const lock = stored?.state.locks.find((candidate) => candidate.id === lockId);
			const court = view && lock ? lastDecider(projectRoute(context, view, lock, day).steps) : undefined;
			if (court) deciders.set(lockId, court);
		}
		await context.yield();
	}
	return deciders;
}

function lastDecider(route: RequestAsStored['route']): string | undefined {
	return route.findLast((step) => step.kind === 'decide')?.court;
}
