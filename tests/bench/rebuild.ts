import Sqlite from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCaseNumber } from '../../server/core/case/case-number.ts';
import type { FlowContext } from '../../server/flows/context.ts';
import { rebuildRollup } from '../../server/flows/rebuild-rollup.ts';
import { openReader, openSqlite } from '../../server/store/open.ts';
import { copies } from './indicators-city.ts';
import { openContext } from './many-cases.ts';
import { tenth } from './percentile.ts';
import type { BenchResult } from './run.ts';

/** What three years of a city come to; `BENCH_EVENTS` for a trial. */
const eventsWanted = Number(process.env.BENCH_EVENTS ?? 3_600_000);
const eventsAtOnce = 20_000;

/** Writes events straight into the log, without its chain: a rebuild does not look at hashes. */
function fillLog(context: FlowContext, file: string): number {
	const raw = new Sqlite(file);
	raw.pragma('synchronous = off');
	const insert = raw.prepare(
		`insert into case_event (court_code, court_seq, source, id, case_key, type, occurred_on, occurred_at, source_seq, data, recorded_at, content_hash, prev_hash, hash)
		values (?, ?, 'cms', ?, ?, ?, ?, ?, ?, ?, ?, '', '', '')`,
	);
	let events = 0;
	raw.exec('begin');
	for (const { court, caseNumber, events: list } of copies(context)) {
		const { key } = parseCaseNumber(caseNumber)!;
		for (const event of list) {
			events += 1;
			insert.run(
				...[court, events, String(events), key, event.type, event.on, event.at ?? null, event.sourceSeq ?? null],
				...[JSON.stringify(event.data), '2026-10-14T00:00:00.000Z'],
			);
		}
		if (events % eventsAtOnce < list.length) raw.exec('commit; begin');
		if (events >= eventsWanted) break;
	}
	raw.exec('commit');
	raw.close();
	return events;
}

/** Reads every event in the order of its case and parses it: what any rebuild must do at least. */
function bareRead(file: string): { readonly seconds: number; readonly events: number } {
	const raw = new Sqlite(file, { readonly: true });
	const started = performance.now();
	let events = 0;
	for (const row of raw.prepare('select * from case_event order by case_key, seq').iterate() as Iterable<{ data: string }>) {
		JSON.parse(row.data);
		events += 1;
	}
	const seconds = (performance.now() - started) / 1000;
	raw.close();
	return { seconds, events };
}

/** The rollup of a province built from its log: every case folded from its first event, all measures, days and months. */
export async function rebuild(): Promise<BenchResult> {
	const folder = mkdtempSync(join(tmpdir(), 'wall-bench-'));
	const file = join(folder, 'wall.db');
	try {
		const store = await openSqlite(file);
		const context = await openContext(store);
		const events = fillLog(context, file);
		const reader = openReader({ file });
		const started = performance.now();
		const rebuilt = await rebuildRollup(context, [...context.directory().courts.keys()], { reader: reader.db, fromLog: true });
		const seconds = (performance.now() - started) / 1000;
		await reader.close();
		await store.close();
		if (rebuilt.days === 0) throw new Error('nothing was built');
		const bare = bareRead(file);
		return {
			bench: 'rebuild',
			figures: {
				events,
				seconds: tenth(seconds),
				eventsPerSecond: Math.round(events / seconds),
				daySums: rebuilt.days,
				monthSums: rebuilt.months,
				heapMb: Math.round(process.memoryUsage().heapUsed / 1e6),
			},
			baseline: { seconds: tenth(bare.seconds), eventsPerSecond: Math.round(bare.events / bare.seconds) },
			ratio: tenth(seconds / bare.seconds),
		};
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
