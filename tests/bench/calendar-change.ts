import Sqlite from 'better-sqlite3';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Principal } from '../../server/core/access/may.ts';
import { loadCalendar, type CalendarInput } from '../../server/flows/load-calendar.ts';
import { readCalendarSource } from '../../server/store/calendar.ts';
import { openSqlite } from '../../server/store/open.ts';
import { fillCases, openContext } from './many-cases.ts';
import { tenth } from './percentile.ts';
import type { BenchResult } from './run.ts';

const openNodesWanted = 300_000;

/** The notice on 2026 with the week and a half after the start made holidays, and two weekends made up on. */
function correction(): CalendarInput {
	const file = JSON.parse(readFileSync(new URL('../data/holiday-cn/2026.json', import.meta.url), 'utf8')) as { days: object[] };
	const rest = ['15', '16', '19', '20', '21', '22', '23'].map((day) => ({ name: '更正', date: `2026-10-${day}`, isOffDay: true }));
	const work = ['24', '25', '31'].map((day) => ({ name: '更正', date: `2026-10-${day}`, isOffDay: false }));
	file.days.push(...rest, ...work);
	return { year: 2026, kind: 'holiday-cn', text: JSON.stringify(file), document: '更正通知' };
}

interface Updated {
	readonly id: number;
	readonly state: string;
}

/** The rows that the product changed, by one prepared statement a case in as many transactions, with the same durability. */
function bareUpdate(target: string, rows: readonly Updated[], slices: number): number {
	const bare = new Sqlite(target);
	bare.pragma('journal_mode = WAL');
	bare.pragma('synchronous = FULL');
	bare.pragma('cache_size = -65536');
	bare.pragma('wal_autocheckpoint = 4000');
	const update = bare.prepare('update case_file set state = @state, revision = revision + 1 where id = @id');
	const transaction = bare.transaction((slice: readonly Updated[]) => {
		for (const row of slice) update.run(row);
	});
	const size = Math.max(1, Math.ceil(rows.length / Math.max(1, slices)));
	const started = performance.now();
	for (let at = 0; at < rows.length; at += size) transaction(rows.slice(at, at + size));
	const seconds = (performance.now() - started) / 1000;
	bare.close();
	return seconds;
}

const controlSlices = 400;
const controlSliceMs = 15;

/** How long a loop is held here by slices of 15 ms that touch neither disk nor memory: what the machine itself adds while this runs. */
async function controlDelay(): Promise<{ readonly loopMaxMs: number; readonly loopP99Ms: number }> {
	const delay = monitorEventLoopDelay({ resolution: 5 });
	delay.enable();
	for (let slice = 0; slice < controlSlices; slice += 1) {
		const until = performance.now() + controlSliceMs;
		while (performance.now() < until);
		await new Promise((resolve) => setImmediate(resolve));
	}
	delay.disable();
	return { loopMaxMs: tenth(delay.max / 1e6), loopP99Ms: tenth(delay.percentile(99) / 1e6) };
}

/** A correction of the calendar over 300,000 open nodes: the seconds until every deadline stands again, and how long the loop was held. */
export async function calendarChange(): Promise<BenchResult> {
	const folder = mkdtempSync(join(tmpdir(), 'wall-bench-'));
	const [file, bareFile] = [join(folder, 'wall.db'), join(folder, 'bare.db')];
	const store = await openSqlite(file);
	try {
		let turns = 0;
		const context = await openContext(store, () => (turns += 1));
		const filled = await fillCases(context, { openNodes: openNodesWanted });
		console.error(`${filled.cases} open cases with ${filled.nodes} open nodes: the demo province's open cases, ${filled.copies} times`);
		const copy = new Sqlite(file);
		copy.exec(`vacuum into '${bareFile}'`);
		copy.close();

		const admin: Principal = { accountId: 'bench', grants: [{ role: 'system-admin', court: 'sf-higher', scope: 'subtree' }] };
		const actor = { id: 'bench', role: 'system-admin', court: 'sf-higher', address: '-', requestId: 'bench' };
		turns = 0;
		const delay = monitorEventLoopDelay({ resolution: 5 });
		delay.enable();
		const cpu = process.cpuUsage();
		const started = performance.now();
		const outcome = await loadCalendar(context, admin, actor, correction());
		const seconds = (performance.now() - started) / 1000;
		delay.disable();
		// Beside the seconds on the wall, since other work on the machine lengthens those.
		const { user, system } = process.cpuUsage(cpu);
		if (!outcome.ok) throw new Error(outcome.message);

		const source = await readCalendarSource(store.read, outcome.seq);
		const reader = new Sqlite(file, { readonly: true });
		const rows = reader.prepare('select id, state from case_file where revision > 1').all() as Updated[];
		reader.close();
		const bare = bareUpdate(bareFile, rows, turns);
		return {
			bench: 'calendar-change',
			figures: {
				seconds: tenth(seconds),
				cpuSeconds: tenth((user + system) / 1e6),
				openNodes: filled.nodes,
				openCases: filled.cases,
				casesChanged: rows.length,
				clocksMoved: source!.moved,
				turns,
				loopMaxMs: tenth(delay.max / 1e6),
				loopP99Ms: tenth(delay.percentile(99) / 1e6),
			},
			baseline: { seconds: tenth(bare), rows: rows.length, ...(await controlDelay()) },
			ratio: tenth(seconds / bare),
		};
	} finally {
		await store.close();
		rmSync(folder, { recursive: true, force: true });
	}
}
