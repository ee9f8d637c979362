import { expect } from 'vitest';
import type { FlowContext } from '../../server/flows/context.ts';
import type { Store } from '../../server/store/open.ts';
import type { Database } from '../../server/store/schema.ts';
import type { World } from './world.ts';

/** The context of a world with a store that does some of its work otherwise. */
export const withStore = (world: World, store: Partial<Store>): FlowContext => ({ ...world.context, store: { ...world.store, ...store } });

/** What is written where the clock or the rules decide something. */
const tables = [
	...(['case_event', 'chain_head', 'case_file', 'case_facts', 'case_lock', 'lock_cause'] as const),
	...(['node_instance', 'node_clock', 'clock_ledger', 'rung', 'notice', 'notice_recipient'] as const),
	...(['measure_rollup', 'measure_month', 'measure_total'] as const),
] as const satisfies readonly (keyof Database)[];

/** Every row of a table, in an order of its own. Numbers of cases and of their revisions depend on how events were cut into slices. */
async function rowsOf(world: World, table: (typeof tables)[number]): Promise<readonly string[]> {
	const rows = await world.store.read.selectFrom(table).selectAll().execute();
	const own = table === 'case_file' ? { id: undefined, revision: undefined } : { case_id: undefined };
	return rows.map((row) => JSON.stringify({ ...row, ...own })).sort();
}

/** Two worlds have the same rows in all tables that follow from the log, and the same log with the same hashes. */
export async function expectSameRows(world: World, other: World): Promise<void> {
	for (const table of tables) {
		const [rows, others] = [await rowsOf(world, table), new Set(await rowsOf(other, table))];
		expect([table, rows.length, rows.find((row) => !others.has(row))]).toEqual([table, others.size, undefined]);
	}
}
