import { viewCase } from '../core/case/fold.ts';
import { parseStored, selectStored } from './cases.ts';
import { upsert } from './save-rows.ts';
import type { Db } from './schema.ts';
import { rowsOf } from './silent-rows.ts';
import { supervisionColumns } from './supervision-columns.ts';

/** Cases stored before the lists of supervision existed, and not saved since. */
export async function readUnknownCases(db: Db, limit: number): Promise<readonly number[]> {
	const rows = await db
		.selectFrom('case_file')
		.select('id')
		.where('supervised', '=', (eb) => eb.lit(0))
		.orderBy('id')
		.limit(limit)
		.execute();
	return rows.map((row) => Number(row.id));
}

/** Fills in what the lists of supervision need of cases that were stored before. */
export async function fillSupervision(db: Db, ids: readonly number[]): Promise<void> {
	if (ids.length === 0) return;
	const rows = await selectStored(db).where('case_file.id', 'in', ids).execute();
	const lists: ReturnType<typeof rowsOf>[] = [];
	for (const stored of rows.map(parseStored)) {
		const view = viewCase(stored.state);
		await db.updateTable('case_file').set(supervisionColumns(stored, view)).where('id', '=', stored.id!).execute();
		lists.push(rowsOf(stored.id!, stored.state.court, view));
	}
	await upsert(
		db,
		'case_service',
		['case_id', 'service'],
		lists.flatMap(({ services }) => services),
	);
	await upsert(
		db,
		'sealed_asset',
		['case_id', 'asset_id'],
		lists.flatMap(({ assets }) => assets),
	);
}
