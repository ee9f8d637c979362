import { sql } from 'kysely';
import { openPhases } from '../core/lock/types.ts';
import type { Db } from './schema.ts';

/** Open unlock requests of some courts: the step that ends first before the others, then those that were sent back. */
export async function readUnlockQueue(db: Db, courts: readonly string[], limit: number) {
	const rows = await db
		.selectFrom('unlock_request')
		.innerJoin('case_lock', 'case_lock.id', 'unlock_request.lock_id')
		.innerJoin('case_file', 'case_file.id', 'case_lock.case_id')
		.select(['unlock_request.id', 'unlock_request.state', 'unlock_request.route', 'unlock_request.step', 'unlock_request.step_due_on'])
		.select(['unlock_request.court_code', 'case_file.number_text', 'case_file.handler_code'])
		.where('unlock_request.court_code', 'in', courts)
		.where('unlock_request.state', 'in', openPhases)
		.orderBy(sql`coalesce(unlock_request.step_due_on, '9999-12-31')`)
		.orderBy('unlock_request.requested_at')
		.orderBy('unlock_request.id')
		.limit(limit)
		.execute();
	const total = await db
		.selectFrom('unlock_request')
		.select(sql<number>`count(*)`.as('count'))
		.where('court_code', 'in', courts)
		.where('state', 'in', openPhases)
		.executeTakeFirstOrThrow();
	return { rows, total: Number(total.count) };
}

/** Sums of measures by month, months `from`..`to` (YYYY-MM, both held). */
export async function sumByMonth(
	db: Db,
	courts: readonly string[],
	measures: readonly string[],
	from: string,
	to: string,
): Promise<readonly { readonly measure: string; readonly month: string; readonly value: number }[]> {
	const rows = await db
		.selectFrom('measure_month')
		.select(['measure', 'month', sql<number>`sum(value)`.as('value')])
		.where('measure', 'in', measures)
		.where('court_code', 'in', courts)
		.where('month', '>=', from)
		.where('month', '<=', to)
		.groupBy(['measure', 'month'])
		.execute();
	return rows.map((row) => ({ measure: row.measure, month: row.month, value: Number(row.value) }));
}
