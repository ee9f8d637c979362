import type { CaseState, CaseView } from '../core/case/case-state.ts';
import type { CycleChange } from '../core/cycle/durations.ts';
import type { Contribution } from '../core/indicator/contributions.ts';
import type { LockState } from '../core/lock/types.ts';
import type { NodeRow } from '../core/node/types.ts';
import { saveCycles } from './cycles.ts';
import { isSameJson } from './same-json.ts';
import { upsert } from './save-rows.ts';
import { saveLocks } from './locks.ts';
import { saveNodes } from './nodes.ts';
import { saveNotices } from './notices.ts';
import { savePeriods } from './periods.ts';
import { addToRollup } from './rollup.ts';
import type { Db } from './schema.ts';
import { saveStages } from './stages.ts';
import { factsText, readStored, storedText } from './stored-json.ts';
import { supervisionColumns } from './supervision-columns.ts';

/** A case as stored: what it is computed from, and the nodes computed last. */
export interface StoredCase {
	/** Absent for a case that is not stored yet. */
	readonly id?: number;
	readonly revision: number;
	readonly state: CaseState;
	readonly nodes: readonly NodeRow[];
	readonly heldSeqs: readonly number[];
	/** Phase of each unreleased lock as shown: `review` is worked out from the nodes. */
	readonly lockPhases: Readonly<Record<string, LockState['phase']>>;
	/** By what the nodes were computed; absent where that is not known. */
	readonly computedBy?: string;
	/** Stored by an older program: the facts stand in the state, and are not in their own table yet. */
	readonly factsInside?: true;
	/** Stored by an older program: what the lists of supervision have of a case was never written for it. */
	readonly unlisted?: true;
}

/** A case before and after a flow. */
export interface CaseChange {
	readonly before: StoredCase;
	/** View of the case before the flow; undefined while no `case-filed` counted, and for a case that was not stored. */
	readonly viewBefore: CaseView | undefined;
	readonly after: Omit<StoredCase, 'id' | 'revision' | 'factsInside'>;
	/** Undefined while no `case-filed` counts. */
	readonly view: CaseView | undefined;
	readonly rollup: readonly Contribution[];
	/** Absent where the facts of the case are the same. */
	readonly cycles?: CycleChange;
	readonly rulebookVersion: string;
}

/** Cases with the columns from which `parseStored` reads them back. */
export const selectStored = (db: Db) =>
	db
		.selectFrom('case_file')
		.leftJoin('case_facts', 'case_facts.case_id', 'case_file.id')
		.select(['case_file.id', 'case_key', 'state', 'facts', 'revision', 'supervised']);

/** Loads cases by key, all in one query, in the order of the keys. */
export async function readCases(db: Db, keys: readonly string[]): Promise<Map<string, StoredCase>> {
	if (keys.length === 0) return new Map();
	const rows = await selectStored(db).where('case_key', 'in', keys).execute();
	const byKey = new Map(rows.map((row) => [row.case_key, row]));
	return new Map([...new Set(keys)].flatMap((key) => (byKey.has(key) ? [[key, parseStored(byKey.get(key)!)]] : [])));
}

/** Whether cases stand as they were read: each time that one is saved it gets the next revision. */
export async function standAsRead(db: Db, cases: Iterable<StoredCase>): Promise<boolean> {
	const read = new Map([...cases].map(({ id, revision }) => [id!, revision]));
	if (read.size === 0) return true;
	const rows = await db
		.selectFrom('case_file')
		.select(['id', 'revision'])
		.where('id', 'in', [...read.keys()])
		.execute();
	return rows.length === read.size && rows.every((row) => read.get(Number(row.id)) === Number(row.revision));
}

/** One case by its number in the store. */
export async function readCaseById(db: Db, id: number): Promise<StoredCase | undefined> {
	const row = await selectStored(db).where('case_file.id', '=', id).executeTakeFirst();
	return row && parseStored(row);
}

/** A case read back from its row, and that of its facts. */
export function parseStored(row: {
	readonly id: number;
	readonly state: string;
	readonly facts: string | null;
	readonly revision: number;
	readonly supervised: number;
}): StoredCase {
	const stored = { id: Number(row.id), revision: row.revision, ...readStored(row.state, row.facts) };
	return row.supervised === 0 ? { ...stored, unlisted: true } : stored;
}

/** Saves what changed in each case as a difference: one statement per table, whatever the number of cases. */
export async function saveCases(db: Db, changes: readonly CaseChange[]): Promise<void> {
	if (changes.length === 0) return;
	await saveFiles(db, changes);
	const fresh = changes.filter((change) => change.before.id === undefined).map((change) => change.after.state.key);
	const ids = new Map<string, number>();
	if (fresh.length > 0) {
		const rows = await db.selectFrom('case_file').select(['id', 'case_key']).where('case_key', 'in', fresh).execute();
		for (const row of rows) ids.set(row.case_key, Number(row.id));
	}
	const numbered = changes.map((change) => ({ ...change, id: change.before.id ?? ids.get(change.after.state.key)! }));
	await saveFacts(db, numbered);
	await saveNodes(db, numbered);
	await saveLocks(db, numbered);
	await savePeriods(db, numbered);
	await saveNotices(db, numbered);
	await saveStages(db, numbered);
	await saveCycles(db, numbered);
	await addToRollup(
		db,
		changes.flatMap((change) => change.rollup),
	);
}

type Columns = ReturnType<typeof supervisionColumns>;

/** What a change leaves of the rows by which a case is found: nothing but its state, all but what facts say of it, or something else. */
function keeps({ before, viewBefore, after }: CaseChange, columns: Columns): 'all' | 'facts' | 'little' {
	const isSame =
		before.id !== undefined &&
		!before.unlisted &&
		before.state.facts === after.state.facts &&
		before.state.court === after.state.court &&
		isSameJson(before.heldSeqs, after.heldSeqs);
	if (!isSame) return 'little';
	return isSameJson(supervisionColumns(before, viewBefore), columns) ? 'all' : 'facts';
}

/** Saves the cases themselves. A case has many indexes, few of which look at what the clock changes. */
async function saveFiles(db: Db, changes: readonly CaseChange[]): Promise<void> {
	const listed = changes.map((change) => ({ change, columns: supervisionColumns(change.after, change.view) }));
	const lists = Map.groupBy(listed, ({ change, columns }) => keeps(change, columns));
	const save = (list: typeof listed = [], only?: Parameters<typeof upsert<'case_file'>>[4]): Promise<void> =>
		upsert(
			db,
			'case_file',
			['case_key'],
			list.map(({ change, columns }) => caseRow(change, columns)),
			only,
		);
	await save(lists.get('little'));
	await save(lists.get('facts'), ['state', 'revision', 'silent_told', 'silent_from', 'stage_s1', 'stage_s2']);
	await save(lists.get('all'), ['state', 'revision']);
}

/** Saves the facts of cases that have others than before. What the clock decides changes none. */
async function saveFacts(db: Db, changes: readonly NumberedChange[]): Promise<void> {
	const changed = changes.filter(
		({ before, after }) => before.id === undefined || before.factsInside || before.state.facts !== after.state.facts,
	);
	await upsert(
		db,
		'case_facts',
		['case_id'],
		changed.map(({ id, after }) => ({ case_id: id, facts: factsText(after) })),
	);
}

/** A change with the number of its case. */
export type NumberedChange = CaseChange & { readonly id: number };

function caseRow({ before, after, view }: CaseChange, columns: Columns) {
	return {
		case_key: after.state.key,
		number_text: after.state.text,
		court_code: after.state.court,
		kind: after.state.kind,
		track: view?.track ?? null,
		procedure: view?.procedure ?? null,
		filed_on: view?.filedOn ?? null,
		handler_code: view?.handler ?? null,
		unit_code: view?.unit ?? null,
		closed_on: view?.closedOn ?? null,
		close_mode: view?.closeMode ?? null,
		claim_fen: view?.claimFen ?? 0,
		recovered_fen: view?.recoveredFen ?? 0,
		enterprise_class: view?.enterpriseClass ?? null,
		state: storedText(after),
		revision: before.revision + 1,
		...columns,
	};
}
