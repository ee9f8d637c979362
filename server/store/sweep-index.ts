import type { Instant } from '../core/time/types.ts';
import type { Db } from './schema.ts';

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
