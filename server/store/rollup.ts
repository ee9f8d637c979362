import { sql, type Insertable } from 'kysely';
import { parseDims, type Contribution } from '../core/indicator/contributions.ts';
import { stockOf, type FilledMeasure, type Measure } from '../core/indicator/measures.ts';
import { addUp } from './save-rows.ts';
import type { Database, Db } from './schema.ts';

/** One addition to the rollup: of a case, or filled in by an office. */
export type Addition = Omit<Contribution, 'measure'> & { readonly measure: Measure | FilledMeasure };

type Row = Omit<Insertable<Database['measure_rollup']>, 'value'> & { value: number };
type MonthRow = Omit<Insertable<Database['measure_month']>, 'value'> & { value: number };
type TotalRow = Omit<Insertable<Database['measure_total']>, 'value'> & { value: number };

const owner = ['unit_code', 'person_code', 'dims'] as const;

/** Adds contributions to the rollup by day and month and to the stocks; equal keys are summed first, as one statement may touch a row only once. */
export async function addToRollup(db: Db, contributions: readonly Addition[]): Promise<void> {
	const rows = summed(
		contributions.map(({ measure, court, unit, person, day, dims, value }): Row => ({
			measure,
			court_code: court,
			unit_code: unit,
			person_code: person,
			day,
			dims,
			value,
		})),
	);
	await addUp(db, 'measure_rollup', ['measure', 'court_code', 'day', ...owner], rows);
	const months = summed(rows.map(({ day, ...row }): MonthRow => ({ ...row, month: day.slice(0, 7) })));
	await addUp(db, 'measure_month', ['measure', 'court_code', 'month', ...owner], months);
	await addUp(db, 'measure_total', ['stock', 'court_code', ...owner], summed(rows.flatMap(totalsOf)));
}

/** Empties the rollup in all its forms: what is added next is the whole of it. Filled-in values go with it and must be added again. */
export async function clearRollup(db: Db): Promise<void> {
	for (const table of ['measure_rollup', 'measure_month', 'measure_total'] as const) await db.deleteFrom(table).execute();
}

/** Rows with equal keys as one, and without those that come to nothing. */
function summed<T extends { value: number }>(rows: readonly T[]): readonly T[] {
	const sums = new Map<string, T>();
	for (const row of rows) {
		const { value, ...key } = row;
		const text = Object.values(key).join('\u0000');
		const sum = sums.get(text);
		if (sum) sum.value += value;
		else sums.set(text, { ...row });
	}
	return [...sums.values()].filter((row) => row.value !== 0);
}

/** The stock that a row changes. Stocks are not split by closing mode: what is open has none. */
export function totalsOf(row: Omit<Row, 'day'>): readonly TotalRow[] {
	const [stock, sign] = stockOf[row.measure as Measure] ?? [];
	if (!stock || !sign) return [];
	const { kind, course, enterpriseClass, contract } = parseDims(row.dims);
	const dims = `${kind}|${course}|${enterpriseClass}||${contract ? 'contract' : ''}`;
	const { court_code, unit_code, person_code } = row;
	return [{ stock, court_code, unit_code, person_code, dims, value: sign * row.value }];
}

/** Computes the stocks of some courts (all, where none are named) anew from the sums by month. */
export async function fillTotals(db: Db, courts?: readonly string[]): Promise<void> {
	const among = courts && (courts.length > 0 ? courts : ['']);
	await db
		.deleteFrom('measure_total')
		.$if(among !== undefined, (query) => query.where('court_code', 'in', among!))
		.execute();
	const rows = await db
		.selectFrom('measure_month')
		.select(['measure', 'court_code', 'unit_code', 'person_code', 'dims', sql<number>`sum(value)`.as('value')])
		.where('measure', 'in', Object.keys(stockOf))
		.$if(among !== undefined, (query) => query.where('court_code', 'in', among!))
		.groupBy(['measure', 'court_code', 'unit_code', 'person_code', 'dims'])
		.execute();
	const totals = summed(rows.flatMap((row) => totalsOf({ ...row, value: Number(row.value) })));
	await addUp(db, 'measure_total', ['stock', 'court_code', ...owner], totals);
}
