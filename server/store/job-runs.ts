import type { RecordedRun } from '../core/report/owed.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import type { Db } from './schema.ts';

/** One run of a job: for a scope (a court) and a period (a day). */
export interface RunKey {
	readonly job: string;
	readonly scope: string;
	readonly period: CourtDate;
}

/** Notes the state of a run; one row for job, scope and period, and what is done stays done. */
export async function saveRun(db: Db, key: RunKey, run: Omit<RecordedRun, 'period'>): Promise<void> {
	await db
		.insertInto('job_run')
		.values({ ...key, state: run.state, started_at: run.startedAt, ended_at: run.endedAt })
		.onConflict((on) =>
			on
				.columns(['job', 'scope', 'period'])
				.doUpdateSet((eb) => ({
					state: eb.ref('excluded.state'),
					started_at: eb.ref('excluded.started_at'),
					ended_at: eb.ref('excluded.ended_at'),
				}))
				.where('job_run.state', '<>', 'done'),
		)
		.execute();
}

/** The runs of a job from a period on, by scope. */
export async function readRuns(db: Db, job: string, from: CourtDate): Promise<ReadonlyMap<string, readonly RecordedRun[]>> {
	const rows = await db.selectFrom('job_run').selectAll().where('job', '=', job).where('period', '>=', from).execute();
	const runs = rows.map((row) => ({
		scope: row.scope,
		period: row.period as CourtDate,
		state: row.state as RecordedRun['state'],
		startedAt: row.started_at as Instant,
		endedAt: (row.ended_at ?? row.started_at) as Instant,
	}));
	return Map.groupBy(runs, (run) => run.scope);
}
