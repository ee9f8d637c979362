import { sql } from 'kysely';
import { parseDims, type Measure } from '../core/indicator/contributions.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { Db } from './schema.ts';

/** A sum of a measure over days and courts, by case kind, enterprise class and whether it is about a contract. */
export interface DimSum {
	readonly measure: Measure;
	readonly kind: string;
	readonly enterpriseClass: string;
	readonly contract: boolean;
	readonly value: number;
}

/** Sums of measures over days `from`..`to` (both held). */
export async function sumMeasures(
	db: Db,
	courts: readonly string[],
	measures: readonly Measure[],
	from: CourtDate,
	to: CourtDate,
): Promise<readonly DimSum[]> {
	const rows = await db
		.selectFrom('measure_rollup')
		.select(['measure', 'dims', sql<number>`sum(value)`.as('value')])
		.where('measure', 'in', measures)
		.where('court_code', 'in', courts)
		.where('day', '>=', from)
		.where('day', '<=', to)
		.groupBy(['measure', 'dims'])
		.execute();
	return rows.map((row) => {
		const { kind, enterpriseClass, contract } = parseDims(row.dims);
		return { measure: row.measure as Measure, kind, enterpriseClass, contract, value: Number(row.value) };
	});
}

/** The same by court. */
export async function sumMeasuresByCourt(
	db: Db,
	courts: readonly string[],
	measures: readonly Measure[],
	from: CourtDate,
	to: CourtDate,
): Promise<ReadonlyMap<string, readonly DimSum[]>> {
	const rows = await db
		.selectFrom('measure_rollup')
		.select(['court_code', 'measure', 'dims', sql<number>`sum(value)`.as('value')])
		.where('measure', 'in', measures)
		.where('court_code', 'in', courts)
		.where('day', '>=', from)
		.where('day', '<=', to)
		.groupBy(['court_code', 'measure', 'dims'])
		.execute();
	const byCourt = Map.groupBy(rows, (row) => row.court_code);
	return new Map([...byCourt].map(([court, list]) => [court, list.map(dimSum)]));
}

const dimSum = (row: { readonly measure: string; readonly dims: string; readonly value: number }): DimSum => {
	const { kind, enterpriseClass, contract } = parseDims(row.dims);
	return { measure: row.measure as Measure, kind, enterpriseClass, contract, value: Number(row.value) };
};

/** Daily sums of measures, by day and measure. */
export async function sumByDay(
	db: Db,
	courts: readonly string[],
	measures: readonly string[],
	from: CourtDate,
	to: CourtDate,
): Promise<readonly { readonly court: string; readonly measure: string; readonly day: CourtDate; readonly value: number }[]> {
	const rows = await db
		.selectFrom('measure_rollup')
		.select(['court_code', 'measure', 'day', sql<number>`sum(value)`.as('value')])
		.where('measure', 'in', measures)
		.where('court_code', 'in', courts)
		.where('day', '>=', from)
		.where('day', '<=', to)
		.groupBy(['court_code', 'measure', 'day'])
		.execute();
	return rows.map((row) => ({ court: row.court_code, measure: row.measure, day: row.day as CourtDate, value: Number(row.value) }));
}

/** The first day on which a court has any figure; a comparison with an earlier period is unknown, not zero. */
export async function firstDayOf(db: Db, courts: readonly string[]): Promise<CourtDate | undefined> {
	const row = await db
		.selectFrom('measure_rollup')
		.select(sql<string | null>`min(day)`.as('day'))
		.where('measure', '=', 'case-received')
		.where('court_code', 'in', courts)
		.executeTakeFirst();
	return (row?.day ?? undefined) as CourtDate | undefined;
}
