import type { CycleEntry } from '../core/cycle/durations.ts';
import { parseStored, selectStored, type StoredCase } from './cases.ts';
import { cycleKey, rowOf } from './cycles.ts';
import { upsert } from './save-rows.ts';
import type { Db } from './schema.ts';

const fillName = 'cycles';

/** Cases whose stages are not filled in yet, the next ones first; the place where the following slice begins. */
export async function readUnfilled(
	db: Db,
	limit: number,
): Promise<{ readonly cases: readonly StoredCase[]; readonly next: number } | undefined> {
	const mark = await db.selectFrom('cycle_fill').selectAll().where('name', '=', fillName).executeTakeFirst();
	if (!mark || mark.next_id > mark.last_id || mark.last_id === 0) return undefined;
	const rows = await selectStored(db)
		.where('case_file.id', '>=', mark.next_id)
		.where('case_file.id', '<=', mark.last_id)
		.orderBy('case_file.id')
		.limit(limit)
		.execute();
	const last = rows.at(-1);
	return { cases: rows.map(parseStored), next: last ? Number(last.id) + 1 : mark.last_id + 1 };
}

/** Writes the stages of cases anew, whatever was there. */
export async function fillCycles(
	db: Db,
	cases: readonly { readonly id: number; readonly entries: readonly CycleEntry[] }[],
	next: number,
): Promise<void> {
	const ids = cases.map(({ id }) => id);
	if (ids.length > 0) await db.deleteFrom('cycle_duration').where('case_id', 'in', ids).execute();
	await upsert(
		db,
		'cycle_duration',
		cycleKey,
		cases.flatMap(({ id, entries }) => entries.map((entry) => rowOf(id, entry))),
	);
	await db.updateTable('cycle_fill').set({ next_id: next }).where('name', '=', fillName).execute();
}

/** Has the stages of all cases computed again by the service: working days have changed, or the definitions. */
export async function refillCycles(db: Db): Promise<void> {
	const row = await db
		.selectFrom('case_file')
		.select((eb) => eb.fn.max('id').as('last'))
		.executeTakeFirst();
	await db
		.updateTable('cycle_fill')
		.set({ next_id: 0, last_id: Number(row?.last ?? 0) })
		.where('name', '=', fillName)
		.execute();
}

/** Whether cases of an older program are still to be measured. */
export async function isFilling(db: Db): Promise<boolean> {
	const mark = await db.selectFrom('cycle_fill').selectAll().where('name', '=', fillName).executeTakeFirst();
	return mark !== undefined && mark.last_id > 0 && mark.next_id <= mark.last_id;
}
