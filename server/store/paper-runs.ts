import type { CourtDate, Instant } from '../core/time/types.ts';
import type { Db } from './schema.ts';

/** A run of a publishing job: 已生成, 无数据, 失败. */
export interface PaperRun {
	readonly series: string;
	readonly court: string;
	readonly from: CourtDate;
	readonly outcome: 'made' | 'empty' | 'failed';
	/** Why it failed, or what was made; in Chinese. */
	readonly detail: string;
	readonly tookMs: number;
	readonly at: Instant;
}

/** Notes a run. */
export async function insertPaperRun(db: Db, run: PaperRun): Promise<void> {
	await db
		.insertInto('paper_run')
		.values({
			kind: run.series,
			court_code: run.court,
			period_from: run.from,
			outcome: run.outcome,
			detail: run.detail,
			took_ms: Math.round(run.tookMs),
			at: run.at,
		})
		.execute();
}

/** How the last run for a kind, court and period ended, and how often it was tried. */
export interface LastRun extends PaperRun {
	readonly tries: number;
}

/** The last run of each kind, court and period since a moment: those that failed first, then the newest. */
export async function readLastRuns(db: Db, courts: readonly string[], since: Instant, limit: number): Promise<readonly LastRun[]> {
	if (courts.length === 0) return [];
	const last = db
		.selectFrom('paper_run')
		.select(['kind', 'court_code', 'period_from', (eb) => eb.fn.max('seq').as('seq'), (eb) => eb.fn.countAll().as('tries')])
		.where('court_code', 'in', courts)
		.groupBy(['kind', 'court_code', 'period_from'])
		.as('last');
	const rows = await db
		.selectFrom('paper_run')
		.innerJoin(last, 'last.seq', 'paper_run.seq')
		.select([
			'paper_run.kind',
			'paper_run.court_code',
			'paper_run.period_from',
			'paper_run.outcome',
			'paper_run.detail',
			'paper_run.took_ms',
			'paper_run.at',
			'last.tries',
		])
		.where('paper_run.at', '>=', since)
		.orderBy((eb) => eb.case().when('paper_run.outcome', '=', 'made').then(1).else(0).end())
		.orderBy('paper_run.seq', 'desc')
		.limit(limit)
		.execute();
	return rows.map((row) => ({
		series: row.kind,
		court: row.court_code,
		from: row.period_from as CourtDate,
		outcome: row.outcome as PaperRun['outcome'],
		detail: row.detail,
		tookMs: Number(row.took_ms),
		at: row.at as Instant,
		tries: Number(row.tries),
	}));
}
