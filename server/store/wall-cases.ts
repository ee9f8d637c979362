import type { CaseState } from '../core/case/case-state.ts';
import { selectStored } from './cases.ts';
import type { Db } from './schema.ts';
import { readState } from './stored-json.ts';

/** A case as a line of a wall names it; `revision` grows whenever its state is saved. */
export interface CaseHead {
	readonly id: number;
	readonly revision: number;
	readonly numberText: string;
}

/** Some cases without their states. */
export async function readCaseHeads(db: Db, ids: readonly number[]): Promise<readonly CaseHead[]> {
	if (ids.length === 0) return [];
	const rows = await db.selectFrom('case_file').select(['id', 'revision', 'number_text']).where('id', 'in', ids).execute();
	return rows.map((row) => ({ id: Number(row.id), revision: row.revision, numberText: row.number_text }));
}

/** States of some cases, each with the revision that it is the state of. */
export async function readCaseStates(
	db: Db,
	ids: readonly number[],
): Promise<readonly { readonly id: number; readonly revision: number; readonly state: CaseState }[]> {
	if (ids.length === 0) return [];
	const rows = await selectStored(db).where('case_file.id', 'in', ids).execute();
	return rows.map((row) => ({ id: Number(row.id), revision: row.revision, state: readState(row.state, row.facts) }));
}
