import type { DueClock } from '../core/lock/forecast.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import type { Db } from './schema.ts';

/** Numbers of the cases with a clock whose next moment has come. */
export async function readDueCaseIds(db: Db, now: Instant): Promise<readonly number[]> {
	const rows = await db
		.selectFrom('node_clock')
		.select('case_id')
		.distinct()
		.where('next_at', 'is not', null)
		.where('next_at', '<=', now)
		.execute();
	return rows.map((row) => Number(row.case_id));
}

/** A due clock with its case, and the court at which it runs. */
export type DueClockRow = Omit<DueClock, 'type'> & { readonly caseId: number; readonly court: string; readonly numberText: string };

/**
 * Due clocks of some cases that may lock: those of cases on which no lock stands, certain and confirmed, whose due day has not locked before.
 * A day of which the lock was voided, or which a step had met, counts anew.
 */
export async function readLockingClocks(db: Db, now: Instant, caseIds: readonly number[]): Promise<readonly DueClockRow[]> {
	if (caseIds.length === 0) return [];
	const rows = await db
		.selectFrom('node_clock')
		.innerJoin('node_instance', 'node_instance.id', 'node_clock.node_id')
		.innerJoin('case_file', 'case_file.id', 'node_clock.case_id')
		.select(['node_clock.case_id', 'node_clock.court_code', 'node_clock.clock', 'node_clock.due_on', 'node_clock.due_at'])
		.select(['node_instance.node', 'node_instance.started_on', 'case_file.number_text', 'case_file.closed_on'])
		.where('node_clock.case_id', 'in', caseIds)
		.where('node_clock.next_at', '<=', now)
		.where('node_clock.unconfirmed', '=', 0)
		.where('node_clock.provisional', '=', 0)
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
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom('lock_cause')
						.innerJoin('case_lock', 'case_lock.id', 'lock_cause.lock_id')
						.select('case_lock.id')
						.whereRef('lock_cause.node_id', '=', 'node_clock.node_id')
						.whereRef('lock_cause.due_on', '=', 'node_clock.due_on')
						.where(({ or, eb }) => or([eb('case_lock.outcome', 'is', null), eb('case_lock.outcome', 'not in', ['voided', 'met'])])),
				),
			),
		)
		.execute();
	return rows.flatMap((row) =>
		row.due_on === null
			? []
			: [
					{
						caseId: Number(row.case_id),
						court: row.court_code,
						numberText: row.number_text,
						...(row.closed_on ? { closedOn: row.closed_on as CourtDate } : {}),
						node: row.node,
						startedOn: row.started_on as CourtDate,
						clock: row.clock,
						dueOn: row.due_on as CourtDate,
						...(row.due_at ? { dueAt: row.due_at as Instant } : {}),
						provisional: false,
						unconfirmed: false,
					},
				],
	);
}

/** Numbers of a court's cases on which no lock stands and which a clock that ran out before would lock now; at most so many. */
export async function readNewLockCases(db: Db, court: string, horizon: Instant, most: number): Promise<readonly number[]> {
	const rows = await db
		.selectFrom('node_clock')
		.select('node_clock.case_id')
		.distinct()
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
		.limit(most)
		.execute();
	return rows.map((row) => Number(row.case_id));
}
