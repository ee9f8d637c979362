import { sql } from 'kysely';
import type { SupervisorPost } from '../core/supervise/types.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { Db } from './schema.ts';

/** A post with who set it and who ended it. */
export interface PostRow extends SupervisorPost {
	readonly setBy: string;
	readonly setAt: string;
	readonly endedBy?: string;
}

/** Posts of some courts (absent: everywhere), the earliest first; with a day only those that are held then or later. */
export async function readPosts(
	db: Db,
	of: { readonly courts?: readonly string[]; readonly heldFrom?: string } = {},
): Promise<readonly PostRow[]> {
	let query = db.selectFrom('supervisor_post').selectAll();
	const { courts, heldFrom } = of;
	if (courts) query = query.where('court_code', 'in', courts.length > 0 ? [...courts] : ['']);
	if (heldFrom) query = query.where((eb) => eb.or([eb('to_day', 'is', null), eb('to_day', '>=', heldFrom)]));
	const rows = await query.orderBy('from_day').orderBy('id').execute();
	return rows.map((row) => ({
		id: Number(row.id),
		court: row.court_code,
		person: row.person_code,
		...(row.unit_code ? { unit: row.unit_code } : {}),
		...(row.node ? { node: row.node } : {}),
		from: row.from_day as CourtDate,
		...(row.to_day ? { to: row.to_day as CourtDate } : {}),
		setBy: row.set_by,
		setAt: row.set_at,
		...(row.ended_by ? { endedBy: row.ended_by } : {}),
	}));
}

/** One post by its number. */
export async function readPost(db: Db, id: number): Promise<PostRow | undefined> {
	const row = await db.selectFrom('supervisor_post').select('court_code').where('id', '=', id).executeTakeFirst();
	return row && (await readPosts(db, { courts: [row.court_code] })).find((post) => post.id === id);
}

/** Sets up a post; answers its number. */
export async function insertPost(db: Db, post: Omit<PostRow, 'id' | 'endedBy'>): Promise<number> {
	const row = await db
		.insertInto('supervisor_post')
		.values({
			court_code: post.court,
			person_code: post.person,
			unit_code: post.unit ?? null,
			node: post.node ?? null,
			from_day: post.from,
			to_day: post.to ?? null,
			set_by: post.setBy,
			set_at: post.setAt,
			ended_by: null,
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return Number(row.id);
}

/** Ends a post with a last day; the row stays. */
export async function endPost(db: Db, id: number, to: string, by: string): Promise<void> {
	await db.updateTable('supervisor_post').set({ to_day: to, ended_by: by }).where('id', '=', id).execute();
}

const unitOfCase = sql<string | null>`coalesce(person.unit_code, case_file.unit_code)`;

/** Open cases of some courts, of enforcement or of every kind. */
function openCases(db: Db, courts: readonly string[], kinds: 'enforcement' | 'all') {
	const query = db
		.selectFrom('case_file')
		.leftJoin('person', 'person.code', 'case_file.handler_code')
		.where('case_file.court_code', 'in', courts.length > 0 ? [...courts] : [''])
		.where('case_file.filed_on', 'is not', null)
		.where('case_file.closed_on', 'is', null);
	return kinds === 'all' ? query : query.where('case_file.kind', 'like', 'enforcement-%');
}

/** Units of some courts with the number of their open cases (of enforcement, or all), by the handler's unit, else the one that the case names. */
export async function readOpenByUnit(
	db: Db,
	courts: readonly string[],
	kinds: 'enforcement' | 'all' = 'enforcement',
): Promise<ReadonlyMap<string, number>> {
	const rows = await openCases(db, courts, kinds)
		.select((eb) => [unitOfCase.as('unit'), eb.fn.countAll<number>().as('count')])
		.groupBy(unitOfCase)
		.execute();
	return new Map(rows.flatMap((row) => (row.unit ? [[row.unit, Number(row.count)] as const] : [])));
}

/** How many open enforcement cases of a unit some persons handle themselves, by `unit|person`. */
export async function readOwnByUnit(db: Db, courts: readonly string[], persons: readonly string[]): Promise<ReadonlyMap<string, number>> {
	if (persons.length === 0) return new Map();
	const rows = await openCases(db, courts, 'enforcement')
		.where('case_file.handler_code', 'in', persons)
		.select((eb) => [unitOfCase.as('unit'), 'case_file.handler_code', eb.fn.countAll<number>().as('count')])
		.groupBy([unitOfCase, 'case_file.handler_code'])
		.execute();
	return new Map(rows.map((row) => [`${row.unit ?? ''}|${row.handler_code ?? ''}`, Number(row.count)]));
}
