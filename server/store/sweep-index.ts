import { sql, type ExpressionBuilder, type SelectQueryBuilder } from 'kysely';
import { addDays } from '../core/time/civil.ts';
import type { DayInterval, Instant } from '../core/time/types.ts';
import type { Database, Db } from './schema.ts';

/**
 * Cases with a clock whose next rung or expiry has come, earliest first, without those to be skipped: what was looked at and yielded nothing
 * must not hide what lies behind it. Reads the index of next moments only.
 */
export function readDueCases(db: Db, now: Instant, limit: number, skip: ReadonlySet<string>): Promise<readonly string[]> {
	const due = db.selectFrom('node_clock').where('next_at', 'is not', null).where('next_at', '<=', now).orderBy('next_at');
	return firstCases(db, due, limit, skip);
}

async function firstCases(
	db: Db,
	clocks: SelectQueryBuilder<Database, 'node_clock', object>,
	limit: number,
	skip: ReadonlySet<string>,
): Promise<readonly string[]> {
	for (let size = limit + skip.size; ; size *= 2) {
		const rows = await db
			.selectFrom(clocks.select('case_id').limit(size).as('due'))
			.innerJoin('case_file', 'case_file.id', 'due.case_id')
			.select('case_file.case_key')
			.execute();
		const keys = new Set(rows.map((row) => row.case_key).filter((key) => !skip.has(key)));
		if (keys.size > 0 || rows.length < size) return [...keys].slice(0, limit);
	}
}

/** The earliest moment at which a clock of each court may lock; courts without such a clock are missing. Reads the index of lock moments only. */
export async function readLockMoments(db: Db): Promise<ReadonlyMap<string, Instant>> {
	const rows = await db
		.selectFrom('node_clock')
		.select((eb) => ['court_code', eb.fn.min('lock_at').as('first')])
		.where('lock_at', 'is not', null)
		.groupBy('court_code')
		.execute();
	return new Map(rows.map((row) => [row.court_code, row.first as Instant]));
}

/** A court's cases with a clock that ran out, may lock, and lies within the feed's horizon, earliest first, without those to be skipped. */
export function readLockableCases(
	db: Db,
	court: string,
	horizon: Instant,
	limit: number,
	skip: ReadonlySet<string>,
): Promise<readonly string[]> {
	const ready = db
		.selectFrom('node_clock')
		.where('court_code', '=', court)
		.where('lock_at', 'is not', null)
		.where('lock_at', '<=', horizon)
		.orderBy('lock_at');
	return firstCases(db, ready, limit, skip);
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

/** Days that changed, and for which clocks each day of their course counts. */
export interface ChangedDays {
	readonly spans: readonly Required<DayInterval>[];
	/** Codes of nodes with a clock that counts working days or hours; all others ask the calendar only where they end. */
	readonly countingNodes: readonly string[];
}

/** Which cases a change of calendar or rules may concern. */
export interface ProjectionFilter {
	/** Courts at which something changed; absent: everywhere. */
	readonly courts?: readonly string[];
	/** Absent: every case, whatever its days. */
	readonly days?: ChangedDays;
}

/** One window of cases in the order of their numbers, and which of them are concerned; `last` is missing behind the last case. */
export interface ProjectionWindow {
	readonly keys: readonly string[];
	readonly last?: number;
}

/** Rungs and rolls reach a little beyond the start and the due day of a clock. */
const marginDays = 15;

/**
 * Looks through `size` cases after one of them, for open ones and closed ones with open nodes (seals, money) with a clock that may depend on
 * the days. Finished nodes of a case count as well, so that it is computed as a whole or not at all. The work of a call is bounded by `size`.
 */
export async function readProjectionWindow(db: Db, filter: ProjectionFilter, after: number, size: number): Promise<ProjectionWindow> {
	const { courts, days } = filter;
	const rows = await db
		.selectFrom('case_file')
		.select(['id', 'case_key', 'court_code', 'closed_on'])
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
	const idsOf = async (query: ClockQuery): Promise<ReadonlySet<number>> =>
		new Set((await query.execute()).map((row) => Number(row.case_id)));
	const atCourts = courts ? inWindow.where('node_clock.court_code', 'in', courts) : inWindow;
	const concerned = days ? await idsOf(concernedBy(atCourts, days)) : courts ? await idsOf(atCourts) : undefined;
	const open = rows.some((row) => row.closed_on) ? await idsOf(inWindow.where('node_clock.open', '=', sql.lit(1))) : undefined;
	const isConcerned = ({ id, court_code }: (typeof rows)[number]): boolean =>
		// Other rules may give a node to a case that has none.
		!concerned || concerned.has(Number(id)) || (!days && !!courts?.includes(court_code));
	const keys = rows.filter((row) => isConcerned(row) && (!row.closed_on || open?.has(Number(row.id)))).map((row) => row.case_key);
	return { keys, last: Number(last.id) };
}

type ClockQuery = SelectQueryBuilder<Database, 'node_clock', { case_id: number }>;
type ClockTerms = ExpressionBuilder<Database, 'node_clock'>;

function concernedBy(query: ClockQuery, { spans, countingNodes }: ChangedDays): ClockQuery {
	return query.where((eb) => {
		const inLedger = (kinds: readonly string[]) =>
			eb.exists(
				eb
					.selectFrom('clock_ledger')
					.select('clock_ledger.id')
					.whereRef('clock_ledger.node_id', '=', 'node_clock.node_id')
					.where('clock_ledger.kind', 'in', kinds),
			);
		const counts = eb.exists(
			eb
				.selectFrom('node_instance')
				.select('node_instance.id')
				.whereRef('node_instance.id', '=', 'node_clock.node_id')
				.where('node_instance.node', 'in', countingNodes.length > 0 ? countingNodes : ['']),
		);
		return eb.or([
			...spans.map((span) => endsIn(eb, span)),
			// What was deducted or added may have been decided by days on the way.
			...spans.map((span) => eb.and([runsThrough(eb, span), eb.or([counts, inLedger(['exclusion', 'extension'])])])),
			// A granted or recorded day holds instead of a computed one, which may lie anywhere and stands in the ledger.
			inLedger(['grant', 'recorded']),
		]);
	});
}

/** The clock ends near the days, with or without what was deducted from it. */
function endsIn(eb: ClockTerms, { from, to }: Required<DayInterval>) {
	const [earliest, latest] = [addDays(from, -marginDays), addDays(to, marginDays)];
	const near = (column: 'node_clock.due_on' | 'node_clock.gross_due_on') => eb.and([eb(column, '>=', earliest), eb(column, '<=', latest)]);
	return eb.or([near('node_clock.due_on'), near('node_clock.gross_due_on')]);
}

/** The days lie between the start and the end of the clock, which for a backward minimum is the earlier one. */
function runsThrough(eb: ClockTerms, { from, to }: Required<DayInterval>) {
	const [earliest, latest] = [addDays(from, -marginDays), addDays(to, marginDays)];
	return eb.and([
		eb.or([eb('node_clock.started_on', '<=', latest), eb('node_clock.due_on', '<=', latest)]),
		// No due day: the clock stands still, and where it will end is open.
		eb.or([
			eb('node_clock.due_on', 'is', null),
			eb('node_clock.due_on', '>=', earliest),
			eb('node_clock.gross_due_on', '>=', earliest),
			eb('node_clock.started_on', '>=', earliest),
		]),
	]);
}

/** Cases with events after a place in the log, other than those of a change of the calendar itself, and the last place looked at. */
export async function readTouchedCases(db: Db, after: number): Promise<{ readonly keys: readonly string[]; readonly last: number }> {
	const rows = await db.selectFrom('case_event').select(['seq', 'case_key', 'type']).where('seq', '>', after).orderBy('seq').execute();
	const keys = rows.filter((row) => row.type !== 'calendar-changed').map((row) => row.case_key);
	return { keys, last: rows.length > 0 ? Number(rows.at(-1)!.seq) : after };
}

/** How often each case was saved, by key: whether what was read of it still holds. */
export async function readRevisions(db: Db, keys: readonly string[]): Promise<ReadonlyMap<string, number>> {
	const rows = keys.length ? await db.selectFrom('case_file').select(['case_key', 'revision']).where('case_key', 'in', keys).execute() : [];
	return new Map(rows.map((row) => [row.case_key, row.revision]));
}
