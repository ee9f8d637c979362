import { sql } from 'kysely';
import { parseDims, type Measure } from '../core/indicator/contributions.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { Db } from './schema.ts';

/** Events that the walls count by day straight from the log; an index is kept for exactly these, in this order. */
export const flowTypes = [
	'notice-issued',
	'net-query-launched',
	'zb-interviewed',
	'money-paid',
	'auction-sold',
	'event-withdrawn',
] as const;

/** One of the events that are counted from the log. */
export type FlowType = (typeof flowTypes)[number];

/** As the index has it, literally: only so do both engines see that the index holds everything that is asked for. */
const indexed = sql<boolean>`case_event.type in (${sql.join(flowTypes.map((type) => sql.lit(type)))})`;

const dated = (db: Db, courts: readonly string[], types: readonly FlowType[], from: CourtDate, to: CourtDate) =>
	db
		.selectFrom('case_event')
		.where(indexed)
		.where('case_event.type', 'in', types)
		.where('case_event.occurred_on', '>=', from)
		.where('case_event.occurred_on', '<=', to)
		.where('case_event.court_code', 'in', courts)
		// A step that a lock holds has not been taken.
		.where((eb) =>
			eb.not(eb.exists(eb.selectFrom('held_event').select('held_event.seq').whereRef('held_event.seq', '=', 'case_event.seq'))),
		);

/** Places in the log of counted events that their source has taken back. Taking back is rare: all of it is read. */
async function withdrawnSeqs(db: Db): Promise<readonly number[]> {
	const rows = await db.selectFrom('case_event').select('data').where(indexed).where('type', '=', 'event-withdrawn').execute();
	const seqs: number[] = [];
	for (let at = 0; at < rows.length; at += 200) {
		const named = rows.slice(at, at + 200).map((row) => JSON.parse(row.data) as { readonly source: string; readonly id: string });
		const found = await db
			.selectFrom('case_event')
			.select('seq')
			.where('type', 'in', flowTypes)
			.where((eb) => eb.or(named.map(({ source, id }) => eb.and([eb('source', '=', source), eb('id', '=', id)]))))
			.execute();
		seqs.push(...found.map((row) => Number(row.seq)));
	}
	return seqs;
}

/** How often each of some events happened on each day; what was taken back or is held by a lock does not count. */
export async function countFlow(
	db: Db,
	courts: readonly string[],
	types: readonly FlowType[],
	from: CourtDate,
	to: CourtDate,
): Promise<readonly { readonly type: FlowType; readonly day: CourtDate; readonly count: number }[]> {
	const gone = await withdrawnSeqs(db);
	let query = dated(db, courts, types, from, to);
	if (gone.length > 0) query = query.where('case_event.seq', 'not in', gone);
	const rows = await query
		.select(['case_event.type', 'case_event.occurred_on', sql<number>`count(*)`.as('count')])
		.groupBy(['case_event.type', 'case_event.occurred_on'])
		.execute();
	return rows.map((row) => ({ type: row.type as FlowType, day: row.occurred_on as CourtDate, count: Number(row.count) }));
}

/** Prices at which assets were sold online, by day, in fen. */
export async function readSoldFen(
	db: Db,
	courts: readonly string[],
	from: CourtDate,
	to: CourtDate,
): Promise<readonly { readonly day: CourtDate; readonly fen: number }[]> {
	const gone = new Set(await withdrawnSeqs(db));
	const rows = await dated(db, courts, ['auction-sold'], from, to)
		.select(['case_event.seq', 'case_event.occurred_on', 'case_event.data'])
		.execute();
	return rows.flatMap((row) => {
		const { priceFen } = JSON.parse(row.data) as { readonly priceFen?: unknown };
		return gone.has(Number(row.seq)) || typeof priceFen !== 'number' ? [] : [{ day: row.occurred_on as CourtDate, fen: priceFen }];
	});
}

/** Sealed immovables for sale that are not disposed of, by the last step of their disposal. */
export async function countSaleSteps(db: Db, courts: readonly string[]): Promise<ReadonlyMap<string, number>> {
	const rows = await db
		.selectFrom('sealed_asset')
		.select(['last_step', sql<number>`count(*)`.as('count')])
		.where('court_code', 'in', courts)
		.where('ended_on', 'is', null)
		.where('for_sale', '=', 1)
		.groupBy('last_step')
		.execute();
	return new Map(rows.map((row) => [row.last_step, Number(row.count)]));
}

/** Persons with the highest sums of a measure over months `from`..`to` (YYYY-MM, both held), with their courts. */
export async function readTopPersons(
	db: Db,
	courts: readonly string[],
	measure: string,
	months: { readonly from: string; readonly to: string },
	limit: number,
): Promise<readonly { readonly court: string; readonly person: string; readonly value: number }[]> {
	const rows = await db
		.selectFrom('measure_month')
		.select(['court_code', 'person_code', sql<number>`sum(value)`.as('value')])
		.where('measure', '=', measure)
		.where('court_code', 'in', courts)
		.where('month', '>=', months.from)
		.where('month', '<=', months.to)
		.where('person_code', '<>', '')
		.groupBy(['court_code', 'person_code'])
		.having(sql<boolean>`sum(value) > 0`)
		.orderBy('value', 'desc')
		.orderBy('court_code')
		.orderBy('person_code')
		.limit(limit)
		.execute();
	return rows.map((row) => ({ court: row.court_code, person: row.person_code, value: Number(row.value) }));
}

/** Daily sums of a measure by kind of case. */
export async function sumKindsByDay(
	db: Db,
	courts: readonly string[],
	measure: Measure,
	from: CourtDate,
	to: CourtDate,
): Promise<readonly { readonly day: CourtDate; readonly kind: string; readonly value: number }[]> {
	const rows = await db
		.selectFrom('measure_rollup')
		.select(['day', 'dims', sql<number>`sum(value)`.as('value')])
		.where('measure', '=', measure)
		.where('court_code', 'in', courts)
		.where('day', '>=', from)
		.where('day', '<=', to)
		.groupBy(['day', 'dims'])
		.execute();
	return rows.map((row) => ({ day: row.day as CourtDate, kind: parseDims(row.dims).kind, value: Number(row.value) }));
}
