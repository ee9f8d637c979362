import Sqlite from 'better-sqlite3';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildCases } from '../../server/demo/world/cases.ts';
import { buildDirectory } from '../../server/demo/world/directory.ts';
import type { CourtDate } from '../../server/core/time/types.ts';
import { loadCalendar } from '../../server/rulebooks/calendar.ts';
import type { BenchResult } from './run.ts';
import { tenth } from './percentile.ts';

const batchSize = 500;
const seed = 7;

/** Inserts the rows that the product wrote into its log, and nothing else, with the same durability and batch size. */
function bareInsert(file: string, target: string): number {
	const source = new Sqlite(file, { readonly: true });
	const rows = source.prepare('select * from case_event order by seq').all() as Record<string, unknown>[];
	const { sql } = source.prepare("select sql from sqlite_master where name = 'case_event' and type = 'table'").get() as { sql: string };
	source.close();
	const bare = new Sqlite(target);
	bare.pragma('journal_mode = WAL');
	bare.exec(sql);
	bare.pragma('synchronous = FULL');
	const columns = Object.keys(rows[0]!);
	const insert = bare.prepare(`insert into case_event (${columns.join(',')}) values (${columns.map((column) => `@${column}`).join(',')})`);
	const transaction = bare.transaction((slice: Record<string, unknown>[]) => {
		for (const row of slice) insert.run(row);
	});
	const started = performance.now();
	for (let at = 0; at < rows.length; at += batchSize) transaction(rows.slice(at, at + batchSize));
	const perSecond = rows.length / ((performance.now() - started) / 1000);
	bare.close();
	return perSecond;
}

/** Events through HTTP in batches of 500, in order of time (so that every batch touches many cases), all deadlines computed, durable. */
export async function ingest(): Promise<BenchResult> {
	const folder = mkdtempSync(join(tmpdir(), 'wall-bench-'));
	const server = fork(join(import.meta.dirname, 'ingest-server.ts'), [folder], { stdio: 'inherit' });
	const [{ port, secret }] = (await once(server, 'message')) as [{ port: number; secret: string }];
	const call = (path: string, method: string, body: unknown): Promise<Response> =>
		fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
			method,
			headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
	const directory = buildDirectory(seed, '2024-10-14' as CourtDate, '2026-12-31' as CourtDate);
	const world = buildCases({ seed, directory, calendar: loadCalendar() });
	const events = [...world.history, ...[...world.replay.values()].flat()].sort((a, b) =>
		a.occurredAt < b.occurredAt ? -1 : a.occurredAt > b.occurredAt ? 1 : 0,
	);
	await call('/directory', 'PUT', directory);
	server.send('start');
	let accepted = 0;
	const started = performance.now();
	for (let at = 0; at < events.length; at += batchSize) {
		const response = await call('/events', 'POST', { events: events.slice(at, at + batchSize) });
		const answer = (await response.json()) as { accepted: number; rejected: number };
		accepted += answer.accepted;
		if (answer.rejected > 0 && at > 0 && answer.rejected > 50) throw new Error(`rejected ${answer.rejected}`);
	}
	const eventsPerSecond = accepted / ((performance.now() - started) / 1000);
	server.send('stop');
	const [{ longestMs, p99Ms }] = (await once(server, 'message')) as [{ longestMs: number; p99Ms: number }];
	server.kill();
	await once(server, 'exit');
	const bare = bareInsert(join(folder, 'wall.db'), join(folder, 'bare.db'));
	rmSync(folder, { recursive: true, force: true });
	return {
		bench: 'ingest',
		figures: { eventsPerSecond: Math.round(eventsPerSecond), events: accepted, longestHoldMs: tenth(longestMs), holdP99Ms: tenth(p99Ms) },
		baseline: { eventsPerSecond: Math.round(bare) },
		ratio: tenth(bare / eventsPerSecond),
	};
}
