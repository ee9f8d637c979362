import Sqlite from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { periodOf, upTo } from '../../server/core/indicator/period.ts';
import { dayOfInstant } from '../../server/core/time/zone.ts';
import type { FlowContext } from '../../server/flows/context.ts';
import { readBoard } from '../../server/flows/read-figures.ts';
import { openSqlite } from '../../server/store/open.ts';
import { fillCity } from './indicators-city.ts';
import { judgesSql, runInDuckDb } from './indicators-duckdb.ts';
import { openContext } from './many-cases.ts';
import { percentile, tenth } from './percentile.ts';
import type { BenchResult } from './run.ts';

/** 60,000 cases a year for three years; `BENCH_CASES` for a trial. */
const casesWanted = Number(process.env.BENCH_CASES ?? 180_000);
const runs = 30;
const province = 'sf-higher';
/** A whole month before the demo's day, of which the analysis is made. */
const analysed = '2026-09-15';

async function timed(work: () => Promise<unknown>): Promise<readonly number[]> {
	const times: number[] = [];
	for (let run = 0; run < runs; run += 1) {
		const started = performance.now();
		await work();
		times.push(performance.now() - started);
	}
	return times;
}

/** All indicators of the month so far, of every judge of the eleven courts. */
async function monthToDate(
	context: FlowContext,
): Promise<{ readonly ms: number; readonly p90: number; readonly judges: number; readonly indicators: number }> {
	const today = dayOfInstant(context.now(), 'Asia/Shanghai');
	const query = { court: province, reach: 'subtree', period: upTo(periodOf('month', today), today), by: 'person' } as const;
	const board = await readBoard(context, query);
	const times = await timed(() => readBoard(context, query));
	return { ms: percentile(times, 0.5), p90: percentile(times, 0.9), judges: board.groups.length, indicators: board.total.figures.length };
}

/** The caseload of every judge by one plain query over the table of cases. */
async function plainSql(file: string, sql: string): Promise<{ readonly ms: number; readonly rows: number }> {
	const raw = new Sqlite(file, { readonly: true });
	const statement = raw.prepare(sql);
	const rows = statement.all().length;
	const times = await timed(() => Promise.resolve(statement.all()));
	raw.close();
	return { ms: percentile(times, 0.5), rows };
}

interface Analysed {
	readonly ms: number;
	readonly computeMs: number;
	readonly htmlMs: number;
	readonly wordMs: number;
	readonly figures: number;
}

/** How long the loop of this thread was held, at most and in one of a hundred turns. */
interface Lag {
	readonly maxMs: number;
	readonly p99Ms: number;
}

function lagOf(delay: ReturnType<typeof monitorEventLoopDelay>): Lag {
	const lag = { maxMs: delay.max / 1e6, p99Ms: delay.percentile(99) / 1e6 };
	delay.reset();
	return lag;
}

/** The monthly analysis of every court in a worker, and the loop of this thread meanwhile: until the pages are set, and while Word files are made. */
async function analyse(file: string, courts: readonly string[]): Promise<Analysed & { readonly lag: Lag; readonly wordLag: Lag }> {
	const delay = monitorEventLoopDelay({ resolution: 5 });
	let lag: Lag | undefined;
	const worker = new Worker(new URL('./indicators-worker.ts', import.meta.url), { workerData: { file, courts, month: analysed } });
	// What it costs to start a thread is no part of the work.
	worker.once('online', () => delay.enable());
	const done = await new Promise<Analysed>((resolve, reject) => {
		worker.on('message', (message: Analysed | 'set') => {
			if (message === 'set') lag = lagOf(delay);
			else resolve(message);
		});
		worker.once('error', reject);
	});
	const wordLag = lagOf(delay);
	delay.disable();
	return { ...done, lag: lag!, wordLag };
}

/** Indicators of a city from the rollup, beside plain SQL and DuckDB over its cases; and the monthly analysis of its eleven courts. */
export async function indicators(): Promise<BenchResult> {
	const folder = mkdtempSync(join(tmpdir(), 'wall-bench-'));
	const file = join(folder, 'wall.db');
	try {
		const store = await openSqlite(file);
		const context = await openContext(store);
		const filled = await fillCity(context, casesWanted);
		const month = await monthToDate(context);
		const courts = [...context.directory().courts.keys()];
		const today = dayOfInstant(context.now(), 'Asia/Shanghai');
		await store.close();
		const sql = judgesSql(`${today.slice(0, 7)}-01`, today);
		const plain = await plainSql(file, sql);
		const duck = await runInDuckDb(file, folder, sql, runs);
		const analysis = await analyse(file, courts);
		return {
			bench: 'indicators',
			figures: {
				monthToDateMs: tenth(month.ms),
				monthToDateP90Ms: tenth(month.p90),
				judges: month.judges,
				indicators: month.indicators,
				cases: filled.cases,
				events: filled.events,
				courts: courts.length,
				// Drafts are computed and set as a page; the Word form is made when one is issued.
				monthlySeconds: tenth((analysis.computeMs + analysis.htmlMs) / 1000),
				monthlyWordSeconds: tenth(analysis.wordMs / 1000),
				monthlyComputeSeconds: tenth(analysis.computeMs / 1000),
				monthlyHtmlSeconds: tenth(analysis.htmlMs / 1000),
				monthlyFigures: analysis.figures,
				loopMaxMs: tenth(analysis.lag.maxMs),
				loopP99Ms: tenth(analysis.lag.p99Ms),
				wordLoopMaxMs: tenth(analysis.wordLag.maxMs),
			},
			// Five of the figures only: what the table of cases has columns for.
			baseline: {
				sqlMs: tenth(plain.ms),
				sqlRows: plain.rows,
				...(duck ? { duckdbMs: tenth(percentile(duck.ms, 0.5)), duckdbRows: duck.rows } : {}),
			},
			ratio: tenth(month.ms / plain.ms),
		};
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
