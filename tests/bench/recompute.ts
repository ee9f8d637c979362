import Sqlite from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openSqlite } from '../../server/store/open.ts';
import { runRulesTask } from '../../server/workers/rules-task.ts';
import { fillCases, openContext } from './many-cases.ts';
import { tenth } from './percentile.ts';
import type { BenchResult } from './run.ts';

const casesWanted = 150_000;

/** Reads every case and parses it, and computes nothing: what any recomputation must do at least. */
function bareRead(file: string): number {
	const database = new Sqlite(file, { readonly: true });
	const started = performance.now();
	let facts = 0;
	for (const row of database
		.prepare('select state, facts from case_file join case_facts on case_id = id order by id')
		.iterate() as Iterable<{
		state: string;
		facts: string;
	}>)
		facts += Object.keys(JSON.parse(row.state) as object).length && (JSON.parse(row.facts) as unknown[]).length;
	const seconds = (performance.now() - started) / 1000;
	database.close();
	if (facts === 0) throw new Error('nothing was read');
	return seconds;
}

/** All nodes of 150,000 cases computed again in a worker, compared with what is stored, and how long the loop of the service was held. */
export async function recompute(): Promise<BenchResult> {
	const folder = mkdtempSync(join(tmpdir(), 'wall-bench-'));
	const file = join(folder, 'wall.db');
	try {
		const store = await openSqlite(file);
		const context = await openContext(store);
		const filled = await fillCases(context, { cases: casesWanted });
		await store.close();
		const delay = monitorEventLoopDelay({ resolution: 5 });
		delay.enable();
		const started = performance.now();
		const outcome = await runRulesTask({ kind: 'recompute', place: { file } });
		const seconds = (performance.now() - started) / 1000;
		delay.disable();
		if (outcome.cases !== filled.cases || outcome.differences > 0) throw new Error(`${outcome.differences} of ${outcome.cases} differ`);
		const bare = bareRead(file);
		return {
			bench: 'recompute',
			figures: {
				seconds: tenth(seconds),
				cases: outcome.cases,
				nodes: outcome.nodes,
				openNodes: outcome.openNodes,
				differences: outcome.differences,
				loopMaxMs: tenth(delay.max / 1e6),
			},
			baseline: { seconds: tenth(bare), cases: filled.cases },
			ratio: tenth(seconds / bare),
		};
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
