import { sql } from 'kysely';
import type { CourtDate } from '../core/time/types.ts';
import { isOpenNode, isOverdueNode, isWarnedSeal } from './open-nodes.ts';
import type { Db } from './schema.ts';

/** Counts of open node clocks of some courts. */
export interface ClockCounts {
	readonly dueToday: number;
	readonly dueIn3: number;
	readonly dueIn7: number;
	readonly awaitingFeed: number;
	readonly frozen: number;
}

const countOf = (rows: readonly { readonly court_code: string; readonly count: number }[]): ReadonlyMap<string, number> =>
	new Map(rows.map((row) => [row.court_code, Number(row.count)]));

const openClocks = (db: Db, courts: readonly string[]) =>
	db.selectFrom('node_clock').where('node_clock.court_code', 'in', courts).where('node_clock.open', '=', sql.lit(1));

/**
 * Counts clocks that run, by court: due today, within three and seven days (today included, overdue excluded), waiting for the feed, frozen.
 * Each is looked for in an index of its own: most clocks are none of these.
 */
export async function countClocks(
	db: Db,
	courts: readonly string[],
	days: { readonly today: CourtDate; readonly in3: CourtDate; readonly in7: CourtDate },
): Promise<ReadonlyMap<string, ClockCounts>> {
	const dueUpTo = (day: string) => sql<number>`count(distinct case when due_on <= ${day} then node_id end)`;
	const due = await openClocks(db, courts)
		.select(['court_code', dueUpTo(days.today).as('today'), dueUpTo(days.in3).as('in3'), dueUpTo(days.in7).as('in7')])
		.where('overdue_on', 'is', null)
		.where('due_on', '>=', days.today)
		.where('due_on', '<=', days.in7)
		.groupBy('court_code')
		.execute();
	const nodes = sql<number>`count(distinct node_id)`.as('count');
	const awaiting = countOf(
		await openClocks(db, courts).select(['court_code', nodes]).where('lock_at', 'is not', null).groupBy('court_code').execute(),
	);
	const frozen = countOf(
		await openClocks(db, courts).select(['court_code', nodes]).where('frozen', '=', sql.lit(1)).groupBy('court_code').execute(),
	);
	const byCourt = new Map(due.map((row) => [row.court_code, row]));
	return new Map(
		courts.map((court) => [
			court,
			{
				dueToday: Number(byCourt.get(court)?.today ?? 0),
				dueIn3: Number(byCourt.get(court)?.in3 ?? 0),
				dueIn7: Number(byCourt.get(court)?.in7 ?? 0),
				awaitingFeed: awaiting.get(court) ?? 0,
				frozen: frozen.get(court) ?? 0,
			},
		]),
	);
}

/** Overdue nodes of a court now and at the end of yesterday, and those due before the court switched locks on. */
export interface OverdueCounts {
	readonly now: number;
	readonly yesterday: number;
	readonly beforeLocks: number;
}

/** Counts overdue nodes by court. A node is overdue by its binding clock, of which there is one: its day tells what was due before locks. */
export async function countOverdue(db: Db, courts: readonly string[], today: CourtDate): Promise<ReadonlyMap<string, OverdueCounts>> {
	const rows = await db
		.selectFrom('node_instance')
		.select(['court_code', sql<number>`count(*)`.as('now'), sql<number>`count(case when overdue_on < ${today} then 1 end)`.as('yesterday')])
		.where('court_code', 'in', courts)
		.where(isOverdueNode('node_instance'))
		.groupBy('court_code')
		.execute();
	const ended = countOf(
		await db
			.selectFrom('node_instance')
			.select(['court_code', sql<number>`count(*)`.as('count')])
			.where('ended_on', '=', today)
			.where('court_code', 'in', courts)
			.where('phase', '=', 'met-late')
			.where('overdue_on', '<', today)
			.groupBy('court_code')
			.execute(),
	);
	const beforeLocks = await countBeforeLocks(db, courts);
	const byCourt = new Map(rows.map((row) => [row.court_code, row]));
	return new Map(
		courts.map((court) => {
			const row = byCourt.get(court);
			const now = Number(row?.now ?? 0);
			const yesterday = Number(row?.yesterday ?? 0) + (ended.get(court) ?? 0);
			// A court that has never switched locks on has all of them from before.
			return [court, { now, yesterday, beforeLocks: beforeLocks.get(court) ?? now }];
		}),
	);
}

/** Overdue nodes that were due before their court switched locks on; courts that never have are absent. */
async function countBeforeLocks(db: Db, courts: readonly string[]): Promise<ReadonlyMap<string, number>> {
	const known = await db.selectFrom('court').select(['code', 'locks_from']).where('code', 'in', courts).execute();
	const found = new Map<string, number>();
	for (const [from, list] of Map.groupBy(known, (row) => row.locks_from)) {
		if (from === null) continue;
		const codes = list.map(({ code }) => code);
		const counts = countOf(
			await openClocks(db, codes)
				.innerJoin('node_instance', 'node_instance.id', 'node_clock.node_id')
				.select(['node_clock.court_code', sql<number>`count(*)`.as('count')])
				.where('node_clock.due_on', '<', from)
				.where('node_clock.binding', '=', 1)
				.where('node_instance.phase', '=', 'overdue')
				.groupBy('node_clock.court_code')
				.execute(),
		);
		for (const code of codes) found.set(code, counts.get(code) ?? 0);
	}
	return found;
}

/** Nodes whose end event is on a day, by court. */
export async function countDone(db: Db, courts: readonly string[], day: CourtDate): Promise<ReadonlyMap<string, number>> {
	return countOf(
		await db
			.selectFrom('node_instance')
			.select(['court_code', sql<number>`count(*)`.as('count')])
			.where('ended_on', '=', day)
			.where('court_code', 'in', courts)
			.groupBy('court_code')
			.execute(),
	);
}

/** Seals whose last rung has been reached or that have run out, by court: red alarms to the enforcement chief. `lastRungs` by kind of seal. */
export async function countSealAlarms(
	db: Db,
	courts: readonly string[],
	lastRungs: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, number>> {
	const seals = db
		.selectFrom('node_instance')
		.where('node_instance.court_code', 'in', courts)
		.where('node_instance.node', 'in', [...lastRungs.keys()]);
	const out = await seals
		.select(['node_instance.court_code', sql<number>`count(*)`.as('count')])
		.where(isOverdueNode('node_instance'))
		.groupBy('node_instance.court_code')
		.execute();
	const warned = await seals
		.innerJoin('node_clock', 'node_clock.node_id', 'node_instance.id')
		.select(['node_instance.court_code', 'node_instance.node', 'node_clock.rung', sql<number>`count(*)`.as('count')])
		.where(isWarnedSeal('node_instance'))
		.groupBy(['node_instance.court_code', 'node_instance.node', 'node_clock.rung'])
		.execute();
	const alarms = new Map(countOf(out));
	for (const { court_code: court, node, rung, count } of warned)
		if (rung >= lastRungs.get(node)!) alarms.set(court, (alarms.get(court) ?? 0) + Number(count));
	return alarms;
}

/** Open and overdue nodes of one kind at one court. */
export interface NodeCount {
	readonly node: string;
	readonly open: number;
	readonly overdue: number;
}

/** Open and overdue nodes by court and kind. */
export async function countByNode(db: Db, courts: readonly string[]): Promise<ReadonlyMap<string, readonly NodeCount[]>> {
	const nodes = db
		.selectFrom('node_instance')
		.select(['court_code', 'node', sql<number>`count(*)`.as('count')])
		.where('court_code', 'in', courts)
		.groupBy(['court_code', 'node']);
	const open = await nodes.where(isOpenNode('node_instance')).execute();
	const late = await nodes.where(isOverdueNode('node_instance')).execute();
	const overdue = new Map(late.map((row) => [`${row.court_code}|${row.node}`, Number(row.count)]));
	const byCourt = Map.groupBy(open, (row) => row.court_code);
	return new Map(
		[...byCourt].map(([court, list]) => [
			court,
			list.map(({ node, count }) => ({ node, open: Number(count), overdue: overdue.get(`${court}|${node}`) ?? 0 })),
		]),
	);
}

/** How many nodes are due on a day, by court. */
export async function countDueOn(db: Db, courts: readonly string[], day: CourtDate): Promise<ReadonlyMap<string, number>> {
	return countOf(
		await openClocks(db, courts)
			.select(['court_code', sql<number>`count(distinct node_id)`.as('count')])
			.where('due_on', '=', day)
			.groupBy('court_code')
			.execute(),
	);
}

/** Sealed immovables that are not disposed of: their umbrella node is open. */
export async function readSealed(db: Db, courts: readonly string[]) {
	const rows = await db
		.selectFrom('node_instance')
		.select(['id', 'court_code', 'case_id', 'subject', 'started_on', 'handler_code'])
		.where('court_code', 'in', courts)
		.where('node', '=', 'enf-quick-disposal')
		.where(isOpenNode('node_instance'))
		.execute();
	return rows.map((row) => ({ ...row, case_id: Number(row.case_id) }));
}

/** The seals on them. */
export async function readSealsOfSealed(db: Db, courts: readonly string[]) {
	const rows = await db
		.selectFrom('node_instance')
		.innerJoin('node_clock', 'node_clock.node_id', 'node_instance.id')
		.innerJoin('node_instance as umbrella', (join) =>
			join
				.onRef('umbrella.case_id', '=', 'node_instance.case_id')
				.onRef('umbrella.subject', '=', 'node_instance.subject')
				.on('umbrella.node', '=', 'enf-quick-disposal')
				.on(isOpenNode('umbrella')),
		)
		.select(['node_instance.court_code', 'node_instance.case_id', 'node_instance.subject'])
		.select(['node_clock.due_on', 'node_clock.unconfirmed', 'umbrella.started_on'])
		.where('node_instance.court_code', 'in', courts)
		.where('node_instance.node', '=', 'seal-expiry-immovable')
		.where(isOpenNode('node_instance'))
		.execute();
	return rows.map((row) => ({ ...row, case_id: Number(row.case_id) }));
}

/** A receipt that is not paid out: its arrival day, the outstanding amount, and whether the pay clock has run out. */
export interface UnpaidReceipt {
	readonly startedOn: CourtDate;
	readonly fen: number;
	readonly overdue: boolean;
}

/** Receipts that are not paid out, by court. */
export async function readUnpaid(db: Db, courts: readonly string[]): Promise<ReadonlyMap<string, readonly UnpaidReceipt[]>> {
	const rows = await db
		.selectFrom('node_instance')
		.select(['court_code', 'started_on', 'outstanding_fen', 'phase'])
		.where('court_code', 'in', courts)
		.where('node', '=', 'enf-pay-done')
		.where(isOpenNode('node_instance'))
		.execute();
	const byCourt = Map.groupBy(rows, (row) => row.court_code);
	return new Map(
		[...byCourt].map(([court, list]) => [
			court,
			list.map((row) => ({
				startedOn: row.started_on as CourtDate,
				fen: Number(row.outstanding_fen ?? 0),
				overdue: row.phase === 'overdue',
			})),
		]),
	);
}
