import type { Insertable, Selectable } from 'kysely';
import type { OrderFacts, OrderKind, OrderState } from '../core/orders/types.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { Database, Db } from './schema.ts';

/** An order as stored. */
export type OrderRow = Selectable<Database['supervision_order']>;
/** One move of an order as stored. */
export type OrderStepRow = Selectable<Database['order_step']>;

/** What the moves of a stored order depend on. */
export function factsOf(row: OrderRow): OrderFacts {
	return {
		kind: row.kind as OrderKind,
		state: row.state as OrderState,
		court: row.court_code,
		toCourt: row.to_court,
		...(row.to_unit ? { toUnit: row.to_unit } : {}),
		dueOn: row.due_on as CourtDate,
		createdBy: row.created_by,
		escalated: row.escalated_on !== null,
	};
}

/** One order. */
export async function readOrder(db: Db, id: string): Promise<OrderRow | undefined> {
	return db.selectFrom('supervision_order').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The moves of an order, first to last. */
export async function readOrderSteps(db: Db, id: string): Promise<readonly OrderStepRow[]> {
	return db.selectFrom('order_step').selectAll().where('order_id', '=', id).orderBy('position').execute();
}

/** The next number of a court's orders of a kind in a year: numbers are given to what is signed, so that none is missing. */
export async function nextOrderSeq(db: Db, court: string, kind: OrderKind, year: number): Promise<number> {
	const row = await db
		.selectFrom('supervision_order')
		.select((eb) => eb.fn.max('seq').as('last'))
		.where('court_code', '=', court)
		.where('kind', '=', kind)
		.where('year', '=', year)
		.executeTakeFirst();
	return Number(row?.last ?? 0) + 1;
}

/** Writes a new order. */
export async function insertOrder(db: Db, row: Insertable<Database['supervision_order']>): Promise<void> {
	await db.insertInto('supervision_order').values(row).execute();
}

/** Changes an order by a move. */
export async function updateOrder(db: Db, id: string, changed: Partial<Insertable<Database['supervision_order']>>): Promise<void> {
	await db.updateTable('supervision_order').set(changed).where('id', '=', id).execute();
}

/** Appends a move of an order. */
export async function appendOrderStep(db: Db, step: Omit<Insertable<Database['order_step']>, 'position'>): Promise<void> {
	const row = await db
		.selectFrom('order_step')
		.select((eb) => eb.fn.max('position').as('last'))
		.where('order_id', '=', step.order_id)
		.executeTakeFirst();
	await db
		.insertInto('order_step')
		.values({ ...step, position: Number(row?.last ?? 0) + 1 })
		.execute();
}

/** Orders that some courts have given or been given, newest first. */
export async function readOrders(
	db: Db,
	query: {
		readonly courts: readonly string[];
		readonly kind?: OrderKind;
		readonly caseId?: number;
		readonly states?: { readonly not: readonly string[] };
		readonly limit: number;
		readonly offset: number;
	},
): Promise<readonly OrderRow[]> {
	const courts = query.courts.length > 0 ? [...query.courts] : [''];
	let select = db
		.selectFrom('supervision_order')
		.selectAll()
		.where((eb) => eb.or([eb('court_code', 'in', courts), eb('to_court', 'in', courts), eb('assigned_court', 'in', courts)]));
	if (query.kind) select = select.where('kind', '=', query.kind);
	if (query.caseId !== undefined) select = select.where('case_id', '=', query.caseId);
	if (query.states) select = select.where('state', 'not in', [...query.states.not]);
	return select.orderBy('moved_at', 'desc').orderBy('id').offset(query.offset).limit(query.limit).execute();
}

const owingItem: readonly string[] = ['issued', 'received', 'returned'];

/** Whether the answer to a 督办事项 is owed and late on a day, and nobody above the chief has been told. */
export function isLateItem(row: OrderRow, today: string): boolean {
	return row.kind === 'item' && row.escalated_on === null && row.due_on < today && owingItem.includes(row.state);
}

/** 督办事项 whose answer is owed and late, and of which nobody above the chief has been told. */
export async function readLateItems(db: Db, before: string, limit: number): Promise<readonly OrderRow[]> {
	return db
		.selectFrom('supervision_order')
		.selectAll()
		.where('escalated_on', 'is', null)
		.where('due_on', '<', before)
		.where('kind', '=', 'item')
		.where('state', 'in', owingItem)
		.orderBy('due_on')
		.limit(limit)
		.execute();
}

/** Numbers and court of cases, for the lines of orders. */
export async function readOrderCases(db: Db, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
	if (ids.length === 0) return new Map();
	const rows = await db
		.selectFrom('case_file')
		.select(['id', 'number_text'])
		.where('id', 'in', [...ids])
		.execute();
	return new Map(rows.map((row) => [Number(row.id), row.number_text]));
}
