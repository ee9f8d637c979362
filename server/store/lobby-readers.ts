import { sql } from 'kysely';
import { parseDims } from '../core/indicator/contributions.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { Db } from './schema.ts';

/** First hearings of civil cases in a span of days: how many, and days waited in all, by procedure. */
export async function readHearings(db: Db, court: string, from: CourtDate, to: CourtDate) {
	const rows = await db
		.selectFrom('measure_rollup')
		.select(['measure', 'dims', sql<number>`sum(value)`.as('value')])
		.where('measure', 'in', ['first-hearing-count', 'first-hearing-wait-days', 'case-closed', 'closed-days'])
		.where('court_code', '=', court)
		.where('day', '>=', from)
		.where('day', '<=', to)
		.groupBy(['measure', 'dims'])
		.execute();
	return rows
		.filter((row) => row.dims.startsWith('civil-'))
		.map((row) => ({ measure: row.measure, procedure: parseDims(row.dims).course, value: Number(row.value) }));
}

/** Open cases at the end of a day by kind: received minus closed up to it. */
export async function readStock(db: Db, court: string, day: CourtDate): Promise<ReadonlyMap<string, number>> {
	const rows = await db
		.selectFrom('measure_rollup')
		.select(['measure', 'dims', sql<number>`sum(value)`.as('value')])
		.where('measure', 'in', ['case-received', 'case-closed'])
		.where('court_code', '=', court)
		.where('day', '<=', day)
		.groupBy(['measure', 'dims'])
		.execute();
	const stock = new Map<string, number>();
	for (const row of rows) {
		const kind = parseDims(row.dims).kind;
		stock.set(kind, (stock.get(kind) ?? 0) + (row.measure === 'case-received' ? 1 : -1) * Number(row.value));
	}
	return stock;
}

/** Filled-in values of a court in a span of days; a measure that nobody filled in has no entry. */
export async function readFilled(
	db: Db,
	court: string,
	measures: readonly string[],
	from: CourtDate,
	to: CourtDate,
): Promise<ReadonlyMap<string, number>> {
	const rows = await db
		.selectFrom('measure_rollup')
		.select(['measure', sql<number>`sum(value)`.as('value')])
		.where('measure', 'in', measures)
		.where('court_code', '=', court)
		.where('day', '>=', from)
		.where('day', '<=', to)
		.groupBy('measure')
		.execute();
	return new Map(rows.map((row) => [row.measure, Number(row.value)]));
}
