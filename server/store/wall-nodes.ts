import { sql } from 'kysely';
import type { CourtDate } from '../core/time/types.ts';
import type { Db } from './schema.ts';

/** Counts of open node clocks of some courts. */
export interface ClockCounts {
	readonly dueToday: number;
	readonly dueIn3: number;
	readonly dueIn7: number;
	readonly awaitingFeed: number;
	readonly frozen: number;
}

/** Counts clocks that run: due today, within three and seven days (today included, overdue excluded), waiting for the feed, frozen. */
export async function countClocks(
	db: Db,
	courts: readonly string[],
	days: { readonly today: CourtDate; readonly in3: CourtDate; readonly in7: CourtDate },
): Promise<ClockCounts> {
	const dueUpTo = (day: string) =>
		sql<number>`count(distinct case when overdue_on is null and due_on >= ${days.today} and due_on <= ${day} then node_id end)`;
	const row = await db
		.selectFrom('node_clock')
		.select([
			dueUpTo(days.today).as('today'),
			dueUpTo(days.in3).as('in3'),
			dueUpTo(days.in7).as('in7'),
			sql<number>`count(distinct case when lock_at is not null then node_id end)`.as('awaiting'),
			sql<number>`count(distinct case when frozen = 1 then node_id end)`.as('frozen'),
		])
		.where('court_code', 'in', courts)
		.where('open', '=', sql.lit(1))
		.executeTakeFirstOrThrow();
	return {
		dueToday: Number(row.today),
		dueIn3: Number(row.in3),
		dueIn7: Number(row.in7),
		awaitingFeed: Number(row.awaiting),
		frozen: Number(row.frozen),
	};
}

/** Overdue nodes now and at the end of yesterday, and those due before the court switched locks on. */
export async function countOverdue(
	db: Db,
	courts: readonly string[],
	today: CourtDate,
): Promise<{ readonly now: number; readonly yesterday: number; readonly beforeLocks: number }> {
	const row = await db
		.selectFrom('node_instance')
		.innerJoin('court', 'court.code', 'node_instance.court_code')
		.innerJoin('node_clock', (join) => join.onRef('node_clock.node_id', '=', 'node_instance.id').on('node_clock.binding', '=', 1))
		.select([
			sql<number>`count(*)`.as('now'),
			sql<number>`count(case when node_instance.overdue_on < ${today} then 1 end)`.as('yesterday'),
			sql<number>`count(case when court.locks_from is null or node_clock.due_on < court.locks_from then 1 end)`.as('before_locks'),
		])
		.where('node_instance.court_code', 'in', courts)
		.where('node_instance.phase', '=', 'overdue')
		.executeTakeFirstOrThrow();
	const ended = await db
		.selectFrom('node_instance')
		.select(sql<number>`count(*)`.as('count'))
		.where('ended_on', '=', today)
		.where('court_code', 'in', courts)
		.where('phase', '=', 'met-late')
		.where('overdue_on', '<', today)
		.executeTakeFirstOrThrow();
	return { now: Number(row.now), yesterday: Number(row.yesterday) + Number(ended.count), beforeLocks: Number(row.before_locks) };
}

/** Nodes whose end event is on a day. */
export async function countDone(db: Db, courts: readonly string[], day: CourtDate): Promise<number> {
	const row = await db
		.selectFrom('node_instance')
		.select(sql<number>`count(*)`.as('count'))
		.where('ended_on', '=', day)
		.where('court_code', 'in', courts)
		.executeTakeFirstOrThrow();
	return Number(row.count);
}

/** Seals whose last rung has been reached or that have run out: red alarms to the enforcement chief. */
export async function countSealAlarms(db: Db, courts: readonly string[], lastRungs: ReadonlyMap<string, number>): Promise<number> {
	const rows = await db
		.selectFrom('node_instance')
		.innerJoin('node_clock', 'node_clock.node_id', 'node_instance.id')
		.select(['node_instance.node', 'node_instance.phase', 'node_clock.rung', sql<number>`count(*)`.as('count')])
		.where('node_instance.court_code', 'in', courts)
		.where('node_instance.node', 'in', [...lastRungs.keys()])
		.where('node_instance.phase', 'in', ['warning', 'overdue'])
		.groupBy(['node_instance.node', 'node_instance.phase', 'node_clock.rung'])
		.execute();
	return rows
		.filter((row) => row.phase === 'overdue' || row.rung >= lastRungs.get(row.node)!)
		.reduce((sum, row) => sum + Number(row.count), 0);
}

/** Open and overdue nodes by kind. */
export async function countByNode(
	db: Db,
	courts: readonly string[],
): Promise<readonly { readonly node: string; readonly open: number; readonly overdue: number }[]> {
	const rows = await db
		.selectFrom('node_instance')
		.select(['node', sql<number>`count(*)`.as('open'), sql<number>`count(case when phase = 'overdue' then 1 end)`.as('overdue')])
		.where('court_code', 'in', courts)
		.where('phase', 'in', ['pending', 'warning', 'overdue'])
		.groupBy('node')
		.execute();
	return rows.map((row) => ({ node: row.node, open: Number(row.open), overdue: Number(row.overdue) }));
}

/** Overdue nodes, due today and locks of each court. */
export async function countByCourt(
	db: Db,
	courts: readonly string[],
	today: CourtDate,
): Promise<ReadonlyMap<string, { readonly overdue: number; readonly dueToday: number; readonly locked: number }>> {
	const overdue = await db
		.selectFrom('node_instance')
		.select(['court_code', sql<number>`count(*)`.as('count')])
		.where('court_code', 'in', courts)
		.where('phase', '=', 'overdue')
		.groupBy('court_code')
		.execute();
	const due = await db
		.selectFrom('node_clock')
		.select(['court_code', sql<number>`count(distinct node_id)`.as('count')])
		.where('court_code', 'in', courts)
		.where('open', '=', sql.lit(1))
		.where('due_on', '=', today)
		.groupBy('court_code')
		.execute();
	const locked = await db
		.selectFrom('case_lock')
		.select(['court_code', sql<number>`count(*)`.as('count')])
		.where('court_code', 'in', courts)
		.where('state', 'in', ['active', 'review'])
		.groupBy('court_code')
		.execute();
	const of = (rows: readonly { court_code: string; count: number }[], court: string): number =>
		Number(rows.find((row) => row.court_code === court)?.count ?? 0);
	return new Map(courts.map((court) => [court, { overdue: of(overdue, court), dueToday: of(due, court), locked: of(locked, court) }]));
}

/** Sealed immovables that are not disposed of: their umbrella node is open. Longest sealed first. */
export async function readSealed(db: Db, courts: readonly string[], limit: number) {
	const base = db
		.selectFrom('node_instance')
		.innerJoin('case_file', 'case_file.id', 'node_instance.case_id')
		.where('node_instance.court_code', 'in', courts)
		.where('node_instance.node', '=', 'enf-quick-disposal')
		.where('node_instance.phase', 'in', ['pending', 'warning', 'overdue']);
	const rows = await base
		.select([
			'node_instance.subject',
			'node_instance.started_on',
			'node_instance.court_code',
			'node_instance.handler_code',
			'case_file.id as case_id',
			'case_file.case_key',
			'case_file.number_text',
		])
		.orderBy('node_instance.started_on')
		.orderBy('node_instance.id')
		.limit(limit)
		.execute();
	const seals = await db
		.selectFrom('node_instance')
		.innerJoin('node_clock', 'node_clock.node_id', 'node_instance.id')
		.innerJoin('node_instance as umbrella', (join) =>
			join
				.onRef('umbrella.case_id', '=', 'node_instance.case_id')
				.onRef('umbrella.subject', '=', 'node_instance.subject')
				.on('umbrella.node', '=', 'enf-quick-disposal')
				.on('umbrella.phase', 'in', ['pending', 'warning', 'overdue']),
		)
		.select(['node_instance.case_id', 'node_instance.subject', 'node_clock.due_on', 'node_clock.unconfirmed', 'umbrella.started_on'])
		.where('node_instance.court_code', 'in', courts)
		.where('node_instance.node', '=', 'seal-expiry-immovable')
		.where('node_instance.phase', 'in', ['pending', 'warning', 'overdue'])
		.execute();
	const total = await base.select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow();
	return { rows: rows.map((row) => ({ ...row, case_id: Number(row.case_id) })), seals, total: Number(total.count) };
}

/** Unpaid receipts: arrival day, outstanding amount, and whether the pay clock has run out. */
export async function readUnpaid(
	db: Db,
	courts: readonly string[],
): Promise<readonly { readonly startedOn: CourtDate; readonly fen: number; readonly overdue: boolean }[]> {
	const rows = await db
		.selectFrom('node_instance')
		.select(['started_on', 'outstanding_fen', 'phase'])
		.where('court_code', 'in', courts)
		.where('node', '=', 'enf-pay-done')
		.where('phase', 'in', ['pending', 'warning', 'overdue'])
		.execute();
	return rows.map((row) => ({
		startedOn: row.started_on as CourtDate,
		fen: Number(row.outstanding_fen ?? 0),
		overdue: row.phase === 'overdue',
	}));
}
