import { parseStored, selectStored, type StoredCase } from './cases.ts';
import type { Db } from './schema.ts';

/** Cases of some courts in the order of their numbers, after one of them; for work that goes through all of them. */
export async function readCasePage(
	db: Db,
	query: { readonly courts?: readonly string[]; readonly after: number; readonly limit: number },
): Promise<readonly StoredCase[]> {
	let select = selectStored(db).where('case_file.id', '>', query.after);
	if (query.courts) select = select.where('court_code', 'in', query.courts);
	const rows = await select.orderBy('case_file.id').limit(query.limit).execute();
	return rows.map(parseStored);
}

/** How many cases there are. */
export async function countCases(db: Db, courts?: readonly string[]): Promise<number> {
	let select = db.selectFrom('case_file').select((eb) => eb.fn.countAll().as('n'));
	if (courts) select = select.where('court_code', 'in', courts);
	return Number((await select.executeTakeFirstOrThrow()).n);
}
