import Sqlite from 'better-sqlite3';
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FlowContext } from '../../server/flows/context.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { openSqlite, type Store } from '../../server/store/open.ts';
import { readStored } from '../../server/store/stored-json.ts';
import { fillCases, openContext } from './many-cases.ts';
import { percentile, tenth } from './percentile.ts';
import type { BenchResult } from './run.ts';

const openNodesWanted = 300_000;
const tenthOfThem = openNodesWanted / 10;
const dueWanted = 5000;
/** Sweeps over as many due clocks each, of other cases. */
const dueRuns = 5;
const idleRuns = 200;
/** Cases of one transaction of the sweep, and so of one bare transaction. */
const sliceCases = 200;

/** How long nothing else could run at the most, by how late a timer comes that is due every millisecond. */
class Holds {
	longestMs = 0;
	#last = performance.now();
	readonly #timer = setInterval(() => this.#note(), 1);

	#note(): void {
		const now = performance.now();
		this.longestMs = Math.max(this.longestMs, now - this.#last);
		this.#last = now;
	}

	end(): number {
		clearInterval(this.#timer);
		this.#note();
		return this.longestMs;
	}
}

/** A filled database. */
class Filled {
	readonly store: Store;
	readonly file: string;
	context!: FlowContext;
	openNodes = 0;

	private constructor(store: Store, file: string) {
		this.store = store;
		this.file = file;
	}

	static async open(file: string, openNodes: number): Promise<Filled> {
		const filled = new Filled(await openSqlite(file), file);
		filled.context = await openContext(filled.store);
		filled.openNodes = (await fillCases(filled.context, { openNodes })).nodes;
		// What the demo province owes at this moment counts as looked at: the bench makes its own due clocks.
		using(file, (raw) => raw.exec(`update node_clock set next_at = null where next_at <= '${filled.context.now()}'`));
		return filled;
	}

	/** One sweep, timed. */
	async sweep(): Promise<{ readonly ms: number; readonly events: number }> {
		const started = performance.now();
		const { rungs, overdue, locks, proposed } = await sweepDeadlines(this.context);
		return { ms: performance.now() - started, events: rungs + overdue + locks + proposed };
	}

	/** One sweep with the longest time for which it held the loop. */
	async busy(): Promise<{ readonly ms: number; readonly events: number; readonly longestMs: number }> {
		const holds = new Holds();
		const done = await this.sweep();
		return { ...done, longestMs: holds.end() };
	}

	/** A sweep that finds nothing. */
	async idle(): Promise<number> {
		const { ms, events } = await this.sweep();
		if (events > 0) throw new Error(`an idle sweep made ${events} events`);
		return ms;
	}
}

/** The middle times of sweeps that find nothing, in turns, so that both databases meet the same moods of the machine. */
async function idleTimes(sides: readonly Filled[]): Promise<readonly number[]> {
	const times = sides.map((): number[] => []);
	for (let run = 0; run < idleRuns; run += 1) for (const [index, side] of sides.entries()) times[index]!.push(await side.idle());
	return times.map((list) => percentile(list, 0.5));
}

function using<T>(file: string, work: (raw: Sqlite.Database) => T): T {
	const raw = new Sqlite(file);
	try {
		raw.pragma('busy_timeout = 5000');
		return work(raw);
	} finally {
		raw.close();
	}
}

/** Has the disk take what was written to a file. */
function settle(file: string): void {
	const handle = openSync(file, 'r+');
	fsyncSync(handle);
	closeSync(handle);
}

/** Makes clocks due: those of as many cases after one as it takes, all of each, since a sweep takes a case as a whole. */
function makeDue(file: string, now: string, after: number): { readonly due: number; readonly last: number } {
	return using(file, (raw) => {
		const cases = raw.prepare('select id, state from case_file where id > ? order by id').iterate(after) as Iterable<{
			id: number;
			state: string;
		}>;
		const due: (readonly [string, string, string])[] = [];
		let last = after;
		for (const { id, state } of cases) {
			last = id;
			for (const node of readStored(state, '[]').nodes)
				for (const { clock, nextAt } of node.clocks) if (nextAt && nextAt <= now) due.push([nextAt, node.id, clock] as const);
			if (due.length >= dueWanted) break;
		}
		const update = raw.prepare('update node_clock set next_at = ? where node_id = ? and clock = ?');
		raw.transaction(() => due.forEach((row) => update.run(...row)))();
		return { due: due.length, last };
	});
}

const tables: readonly (readonly [table: string, ofCases: string])[] = [
	['case_file', 'id in (select id from touched)'],
	['node_instance', 'case_id in (select id from touched)'],
	['node_clock', 'case_id in (select id from touched)'],
	['case_lock', 'case_id in (select id from touched)'],
	['lock_cause', 'lock_id in (select id from case_lock where case_id in (select id from touched))'],
];

/** The rows that the sweep wrote, written again into the database as it was before, by prepared statements in transactions of the same size. */
function bare(after: string, before: string, [lastSeq, upTo]: readonly [number, number]): { readonly ms: number; readonly rows: number } {
	return using(before, (raw) => {
		raw.pragma('journal_mode = WAL');
		raw.pragma('synchronous = FULL');
		raw.exec(`attach '${after}' as done`);
		raw.exec(
			`create temp table touched as select distinct f.id from done.case_event e join done.case_file f on f.case_key = e.case_key where e.seq > ${lastSeq} and e.seq <= ${upTo}`,
		);
		const work: (readonly [Sqlite.Statement, unknown[]])[] = [];
		const collect = (table: string, where: string): void => {
			const rows = raw
				.prepare(`select * from done.${table} where ${where.replaceAll('from case_lock', 'from done.case_lock')}`)
				.raw()
				.all() as unknown[][];
			const write = raw.prepare(
				`insert or replace into main.${table} values (${Array.from({ length: rows[0]?.length ?? 1 }, () => '?').join(', ')})`,
			);
			for (const row of rows) work.push([write, row]);
		};
		collect('case_event', `seq > ${lastSeq} and seq <= ${upTo}`);
		for (const [table, where] of tables) if (hasRows(raw, table, where)) collect(table, where);
		const slices = Math.ceil(countOf(raw, 'select count(*) from touched') / sliceCases);
		const size = Math.ceil(work.length / slices);
		const started = performance.now();
		for (let at = 0; at < work.length; at += size)
			raw.transaction(() => {
				for (const [write, row] of work.slice(at, at + size)) write.run(...row);
			})();
		return { ms: performance.now() - started, rows: work.length };
	});
}

const countOf = (raw: Sqlite.Database, query: string): number => raw.prepare(query).pluck().get() as number;
const hasRows = (raw: Sqlite.Database, table: string, where: string): boolean =>
	countOf(raw, `select count(*) from done.${table} where ${where.replaceAll('from case_lock', 'from done.case_lock')}`) > 0;

type DueRun = Awaited<ReturnType<Filled['busy']>> & { readonly due: number };

const lastSeqQuery = 'select coalesce(max(seq), 0) from case_event';

/** Sweeps over 300,000 open nodes: with nothing due, with 5,000 due (the middle one of five, the first and the longest), and how the idle one depends on how many are open. */
export async function sweep(): Promise<BenchResult> {
	const folder = mkdtempSync(join(tmpdir(), 'wall-bench-'));
	try {
		const small = await Filled.open(join(folder, 'small.db'), tenthOfThem);
		const large = await Filled.open(join(folder, 'large.db'), openNodesWanted);
		const [smallIdleMs, idleMs] = (await idleTimes([small, large])) as [number, number];
		await small.store.close();
		const before = join(folder, 'before.db');
		const runs: DueRun[] = [];
		let span: readonly [number, number] = [0, 0];
		for (let run = 0, after = 0; run < dueRuns; run += 1) {
			const { due, last } = makeDue(large.file, large.context.now(), after);
			after = last;
			const lastSeq = using(large.file, (raw) => {
				if (run === 0) raw.exec(`vacuum into '${before}'`);
				// Pages of the filling that still wait for the disk, or in the journal for their place, would be paid for by the first commits.
				raw.pragma('wal_checkpoint(TRUNCATE)');
				return countOf(raw, lastSeqQuery);
			});
			for (const file of [large.file, `${large.file}-wal`, before]) settle(file);
			runs.push({ due, ...(await large.busy()) });
			if (run === 0) span = [lastSeq, using(large.file, (raw) => countOf(raw, lastSeqQuery))];
		}
		await large.store.close();
		const plain = bare(large.file, before, span);
		const [first] = runs as [DueRun, ...DueRun[]];
		const dueMs = percentile(
			runs.map(({ ms }) => ms),
			0.5,
		);
		return {
			bench: 'sweep',
			figures: {
				idleMs: tenth(idleMs),
				idleMsOfTenth: tenth(smallIdleMs),
				growth: tenth(idleMs / smallIdleMs),
				dueMs: tenth(dueMs),
				due: first.due,
				// The first meets code that has not run yet, as after a start.
				firstDueMs: tenth(first.ms),
				longestDueMs: tenth(Math.max(...runs.map(({ ms }) => ms))),
				events: first.events,
				longestSliceMs: tenth(Math.max(...runs.map(({ longestMs }) => longestMs))),
				openNodes: large.openNodes,
			},
			baseline: { ms: tenth(plain.ms), rows: plain.rows },
			ratio: tenth(first.ms / plain.ms),
		};
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
