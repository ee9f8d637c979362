import { sql, type SelectQueryBuilder } from 'kysely';
import { addDays } from '../core/time/civil.ts';
import type { DayInterval, Instant } from '../core/time/types.ts';
import type { Store } from './open.ts';
import type { Database, Db } from './schema.ts';

/** Keys of cases with a clock whose next rung or expiry has come, earliest first. Reads the index of next moments only. */
export async function readDueCases(db: Db, now: Instant, limit: number): Promise<readonly string[]> {
	const rows = await db
		.selectFrom(
			db
				.selectFrom('node_clock')
				.select(['case_id', 'next_at'])
				.where('next_at', 'is not', null)
				.where('next_at', '<=', now)
				.orderBy('next_at')
				.limit(limit)
				.as('due'),
		)
		.innerJoin('case_file', 'case_file.id', 'due.case_id')
		.select('case_file.case_key')
		.distinct()
		.execute();
	return rows.map((row) => row.case_key);
}

/** Keys of a court's cases with a clock that ran out, may lock, and lies within the feed's horizon. */
export async function readLockableCases(db: Db, court: string, horizon: Instant, limit: number): Promise<readonly string[]> {
	const rows = await db
		.selectFrom('node_clock')
		.innerJoin('case_file', 'case_file.id', 'node_clock.case_id')
		.select('case_file.case_key')
		.distinct()
		.where('node_clock.court_code', '=', court)
		.where('node_clock.lock_at', 'is not', null)
		.where('node_clock.lock_at', '<=', horizon)
		.limit(limit)
		.execute();
	return rows.map((row) => row.case_key);
}

/** How many cases of a court would get a new lock: those within the horizon that have no unreleased lock. */
export async function countNewLocks(db: Db, court: string, horizon: Instant): Promise<number> {
	const row = await db
		.selectFrom('node_clock')
		.select((eb) => eb.fn.count('node_clock.case_id').distinct().as('cases'))
		.where('node_clock.court_code', '=', court)
		.where('node_clock.lock_at', 'is not', null)
		.where('node_clock.lock_at', '<=', horizon)
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom('case_lock')
						.select('case_lock.id')
						.whereRef('case_lock.case_id', '=', 'node_clock.case_id')
						.where('case_lock.released_at', 'is', null),
				),
			),
		)
		.executeTakeFirstOrThrow();
	return Number(row.cases);
}

/** Lock ids and requests whose forward step has passed its day without a word. */
export async function readSilentForwards(
	db: Db,
	today: string,
): Promise<readonly { readonly requestId: string; readonly caseKey: string }[]> {
	const rows = await db
		.selectFrom('unlock_request')
		.innerJoin('case_lock', 'case_lock.id', 'unlock_request.lock_id')
		.innerJoin('case_file', 'case_file.id', 'case_lock.case_id')
		.select(['unlock_request.id', 'case_file.case_key'])
		.where('unlock_request.state', '=', 'forwarding')
		.where('unlock_request.step_due_on', '<', today)
		.execute();
	return rows.map((row) => ({ requestId: row.id, caseKey: row.case_key }));
}

/** Open cases of a court in the order of their numbers, after one of them. */
export async function readOpenCaseKeys(
	db: Db,
	court: string,
	after: number,
	limit: number,
): Promise<readonly { readonly id: number; readonly key: string }[]> {
	const rows = await db
		.selectFrom('case_file')
		.select(['id', 'case_key'])
		.where('court_code', '=', court)
		.where('closed_on', 'is', null)
		.where('id', '>', after)
		.orderBy('id')
		.limit(limit)
		.execute();
	return rows.map((row) => ({ id: Number(row.id), key: row.case_key }));
}

/** Which cases a change of the calendar may concern. */
export interface ProjectionFilter {
	/** Courts at which the calendar changed; absent: everywhere. */
	readonly courts?: readonly string[];
	/** Days that changed; absent: whatever the days. */
	readonly spans?: readonly Required<DayInterval>[];
}

/** One window of cases in the order of their numbers, and which of them are concerned; `last` is missing behind the last case. */
export interface ProjectionWindow {
	readonly keys: readonly string[];
	readonly last?: number;
}

/** A clock counts days between its start and its due day; rungs and rolls reach a little beyond both. */
const marginDays = 15;

/**
 * Looks through `size` cases after one of them, for open ones and closed ones with open nodes (seals, money) with a clock that may depend on
 * the days. Finished nodes of a case count as well, so that it is computed as a whole or not at all. The work of a call is bounded by `size`.
 */
export async function readProjectionWindow(db: Db, filter: ProjectionFilter, after: number, size: number): Promise<ProjectionWindow> {
	const rows = await db
		.selectFrom('case_file')
		.select(['id', 'case_key', 'closed_on'])
		.where('id', '>', after)
		.orderBy('id')
		.limit(size)
		.execute();
	const [first, last] = [rows[0], rows.at(-1)];
	if (!first || !last) return { keys: [] };
	const inWindow = db
		.selectFrom('node_clock')
		.select('node_clock.case_id')
		.distinct()
		.where('node_clock.case_id', '>=', first.id)
		.where('node_clock.case_id', '<=', last.id);
	const idsOf = (found: readonly { readonly case_id: number }[]): ReadonlySet<number> => new Set(found.map((row) => Number(row.case_id)));
	const concerned = idsOf(await concernedBy(inWindow, filter).execute());
	const open = rows.some((row) => row.closed_on) ? idsOf(await inWindow.where('node_clock.open', '=', sql.lit(1)).execute()) : concerned;
	const keys = rows
		.filter((row) => concerned.has(Number(row.id)) && (!row.closed_on || open.has(Number(row.id))))
		.map((row) => row.case_key);
	return { keys, last: Number(last.id) };
}

type ClockQuery = SelectQueryBuilder<Database, 'node_clock', { case_id: number }>;

function concernedBy(query: ClockQuery, { courts, spans }: ProjectionFilter): ClockQuery {
	const atCourts = courts ? query.where('node_clock.court_code', 'in', courts) : query;
	if (!spans) return atCourts;
	return atCourts.where(({ eb, or, and, exists, selectFrom }) =>
		or([
			...spans.map(({ from, to }) => {
				const [earliest, latest] = [addDays(from, -marginDays), addDays(to, marginDays)];
				return and([
					or([eb('node_clock.started_on', '<=', latest), eb('node_clock.due_on', '<=', latest)]),
					// No due day: the clock stands still, and where it will end is open.
					or([
						eb('node_clock.due_on', 'is', null),
						eb('node_clock.due_on', '>=', earliest),
						eb('node_clock.gross_due_on', '>=', earliest),
						eb('node_clock.started_on', '>=', earliest),
					]),
				]);
			}),
			// A granted or recorded day holds instead of a computed one, which may lie anywhere and stands in the ledger.
			exists(
				selectFrom('clock_ledger')
					.select('clock_ledger.id')
					.whereRef('clock_ledger.node_id', '=', 'node_clock.node_id')
					.where('clock_ledger.kind', 'in', ['grant', 'recorded']),
			),
		]),
	);
}

/** Cases with events after a place in the log, other than those of a change of the calendar itself, and the last place looked at. */
export async function readTouchedCases(db: Db, after: number): Promise<{ readonly keys: readonly string[]; readonly last: number }> {
	const rows = await db.selectFrom('case_event').select(['seq', 'case_key', 'type']).where('seq', '>', after).orderBy('seq').execute();
	const keys = rows.filter((row) => row.type !== 'calendar-changed').map((row) => row.case_key);
	return { keys, last: rows.length > 0 ? Number(rows.at(-1)!.seq) : after };
}

/** The last place of the log; 0 where it is empty. */
export async function readLastSeq(db: Db): Promise<number> {
	const row = await db.selectFrom('case_event').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
	return Number(row?.seq ?? 0);
}

/** How often each case was saved, by key: whether what was read of it still holds. */
export async function readRevisions(db: Db, keys: readonly string[]): Promise<ReadonlyMap<string, number>> {
	const rows = keys.length ? await db.selectFrom('case_file').select(['case_key', 'revision']).where('case_key', 'in', keys).execute() : [];
	return new Map(rows.map((row) => [row.case_key, row.revision]));
}

/**
 * Sets how many pages the embedded database writes before it carries them over into its file, and gives what it was before. Each carrying over
 * holds the event loop: much writing in short transactions wants it often and small. Does nothing on PostgreSQL.
 */
export async function setCheckpointPages(store: Store, pages: number): Promise<number> {
	if (store.engine !== 'sqlite') return pages;
	return store.write(async ({ db }) => {
		const { rows } = await sql<{ wal_autocheckpoint: number }>`pragma wal_autocheckpoint`.execute(db);
		await sql`pragma wal_autocheckpoint = ${sql.lit(pages)}`.execute(db);
		return rows[0]?.wal_autocheckpoint ?? pages;
	});
}
