import type { Insertable } from 'kysely';
import type { Contribution } from '../core/indicator/contributions.ts';
import { chunked } from './save-rows.ts';
import type { Database, Db } from './schema.ts';

/** Adds contributions to the daily rollup; equal keys are summed first, as one statement may touch a row only once. */
export async function addToRollup(db: Db, contributions: readonly Contribution[]): Promise<void> {
	const sums = new Map<string, Sum>();
	for (const { measure, court, unit, person, day, dims, value } of contributions) {
		const key = `${measure}\u0000${court}\u0000${day}\u0000${unit}\u0000${person}\u0000${dims}`;
		const sum = sums.get(key);
		if (sum) sum.value += value;
		else sums.set(key, { measure, court_code: court, unit_code: unit, person_code: person, day, dims, value });
	}
	const rows = [...sums.values()].filter((row) => row.value !== 0);
	await addRows(db, rows);
	await addMonths(db, rows);
}

type Sum = Omit<Insertable<Database['measure_rollup']>, 'value'> & { value: number };

async function addRows(db: Db, rows: readonly Sum[]): Promise<void> {
	for (const chunk of chunked(rows))
		await db
			.insertInto('measure_rollup')
			.values(chunk)
			.onConflict((on) =>
				on
					.columns(['measure', 'court_code', 'day', 'unit_code', 'person_code', 'dims'])
					.doUpdateSet((eb) => ({ value: eb('measure_rollup.value', '+', eb.ref('excluded.value')) })),
			)
			.execute();
}

/** The same by month: stocks and long periods add up months instead of days. */
async function addMonths(db: Db, rows: readonly Sum[]): Promise<void> {
	const months = new Map<string, Insertable<Database['measure_month']> & { value: number }>();
	for (const { day, value, ...row } of rows) {
		const month = day.slice(0, 7);
		const key = [row.measure, row.court_code, month, row.unit_code, row.person_code, row.dims].join('\u0000');
		const sum = months.get(key);
		if (sum) sum.value += value;
		else months.set(key, { ...row, month, value });
	}
	for (const chunk of chunked([...months.values()].filter((row) => row.value !== 0)))
		await db
			.insertInto('measure_month')
			.values(chunk)
			.onConflict((on) =>
				on
					.columns(['measure', 'court_code', 'month', 'unit_code', 'person_code', 'dims'])
					.doUpdateSet((eb) => ({ value: eb('measure_month.value', '+', eb.ref('excluded.value')) })),
			)
			.execute();
}
