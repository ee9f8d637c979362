import type { Selectable } from 'kysely';
import type { Rectification, RectificationMove, RectificationStep } from '../core/rectification/types.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { upsert } from './save-rows.ts';
import type { Database, Db } from './schema.ts';

/** Rectifications of courts, open ones first, then by their day. */
export async function readRectifications(
	db: Db,
	of: {
		readonly courts?: readonly string[];
		readonly id?: string;
		readonly state?: Rectification['state'];
		/** Open, or closed only after this day. */
		readonly openAfter?: CourtDate;
		/** Of one indicator. */
		readonly code?: string;
	},
): Promise<readonly Rectification[]> {
	let query = db.selectFrom('rectification').selectAll();
	if (of.courts) query = query.where('court_code', 'in', of.courts.length > 0 ? [...of.courts] : ['']);
	if (of.id !== undefined) query = query.where('id', '=', of.id);
	if (of.state) query = query.where('state', '=', of.state);
	if (of.code !== undefined) query = query.where('code', '=', of.code);
	if (of.openAfter) query = query.where((eb) => eb.or([eb('state', '=', 'open'), eb('closed_on', '>', of.openAfter!)]));
	return withSteps(db, await query.orderBy('state', 'desc').orderBy('due_on').orderBy('id').execute());
}

/** Rows with the moves made of them. */
async function withSteps(db: Db, rows: readonly Selectable<Database['rectification']>[]): Promise<readonly Rectification[]> {
	const steps = await readSteps(
		db,
		rows.map((row) => row.id),
	);
	return rows.map((row) => ({
		id: row.id,
		court: row.court_code,
		...(row.unit_code === null ? {} : { unit: row.unit_code }),
		...(row.person_code === null ? {} : { person: row.person_code }),
		code: row.code,
		title: row.title,
		...(row.found_in === null ? {} : { foundIn: row.found_in }),
		foundOn: row.found_on as CourtDate,
		owner: row.owner,
		dueOn: row.due_on as CourtDate,
		measures: row.measures,
		state: row.state === 'closed' ? 'closed' : 'open',
		...(row.closed_on === null ? {} : { closedOn: row.closed_on as CourtDate }),
		...(row.closed_by === null ? {} : { closedBy: row.closed_by }),
		...(row.closing === null ? {} : { closing: row.closing }),
		createdBy: row.created_by,
		createdAt: row.created_at as Instant,
		steps: steps.get(row.id) ?? [],
	}));
}

/** Whose closed rectifications are asked for: those of courts, or of them only a person's own. */
export interface ClosedOf {
	readonly courts: readonly string[];
	readonly own?: string;
}

/** Place in the list of closed ones: the last one seen. */
export interface ClosedPlace {
	readonly closedOn: CourtDate;
	readonly id: string;
}

const closedOnes = (db: Db, { courts, own }: ClosedOf) =>
	db
		.selectFrom('rectification')
		.where('state', '=', 'closed')
		.where('court_code', 'in', courts.length > 0 ? [...courts] : [''])
		.$if(own !== undefined, (query) => query.where((eb) => eb.or([eb('owner', '=', own!), eb('person_code', '=', own!)])));

/** How many rectifications are closed. */
export async function countClosedRectifications(db: Db, of: ClosedOf): Promise<number> {
	const row = await closedOnes(db, of)
		.select((eb) => eb.fn.countAll().as('n'))
		.executeTakeFirstOrThrow();
	return Number(row.n);
}

/** Closed rectifications, the latest first, a page at a time. */
export async function readClosedRectifications(
	db: Db,
	of: ClosedOf,
	{ after, limit }: { readonly after?: ClosedPlace; readonly limit: number },
): Promise<readonly Rectification[]> {
	const rows = await closedOnes(db, of)
		.selectAll()
		.$if(after !== undefined, (query) =>
			query.where((eb) =>
				eb.or([eb('closed_on', '<', after!.closedOn), eb.and([eb('closed_on', '=', after!.closedOn), eb('id', '>', after!.id)])]),
			),
		)
		.orderBy('closed_on', 'desc')
		.orderBy('id')
		.limit(limit)
		.execute();
	return withSteps(db, rows);
}

/** Rectifications of courts that may have been open at the end of a day: carried in each issue until closed. */
export const readOpenRectifications = (db: Db, courts: readonly string[], day: CourtDate): Promise<readonly Rectification[]> =>
	readRectifications(db, { courts, openAfter: day });

async function readSteps(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, readonly RectificationStep[]>> {
	if (ids.length === 0) return new Map();
	const rows = await db
		.selectFrom('rectification_step')
		.selectAll()
		.where('rectification_id', 'in', [...ids])
		.orderBy('rectification_id')
		.orderBy('position')
		.execute();
	return new Map(
		[...Map.groupBy(rows, (row) => row.rectification_id)].map(([id, list]) => [
			id,
			list.map((row) => ({
				move: row.move as RectificationMove,
				text: row.text,
				by: row.by_person,
				role: row.by_role,
				court: row.court_code,
				at: row.at as Instant,
				...(row.due_on === null ? {} : { dueOn: row.due_on as CourtDate }),
			})),
		]),
	);
}

/** Keeps a rectification with its steps; steps that are there already stay as they are. */
export async function saveRectification(db: Db, item: Rectification): Promise<void> {
	await upsert(
		db,
		'rectification',
		['id'],
		[
			{
				id: item.id,
				court_code: item.court,
				unit_code: item.unit ?? null,
				person_code: item.person ?? null,
				code: item.code,
				title: item.title,
				found_in: item.foundIn ?? null,
				found_on: item.foundOn,
				owner: item.owner,
				due_on: item.dueOn,
				measures: item.measures,
				state: item.state,
				closed_on: item.closedOn ?? null,
				closed_by: item.closedBy ?? null,
				closing: item.closing ?? null,
				created_by: item.createdBy,
				created_at: item.createdAt,
			},
		],
	);
	const known = await db
		.selectFrom('rectification_step')
		.select((eb) => eb.fn.countAll().as('n'))
		.where('rectification_id', '=', item.id)
		.executeTakeFirstOrThrow();
	for (const [index, step] of item.steps.entries()) {
		if (index < Number(known.n)) continue;
		await db
			.insertInto('rectification_step')
			.values({
				rectification_id: item.id,
				position: index + 1,
				move: step.move,
				text: step.text,
				by_person: step.by,
				by_role: step.role,
				court_code: step.court,
				at: step.at,
				due_on: step.dueOn ?? null,
			})
			.execute();
	}
}
