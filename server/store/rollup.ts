import type { Contribution } from '../core/indicator/contributions.ts';
import { chunked } from './save-rows.ts';
import type { Db } from './schema.ts';

/** Adds contributions to the daily rollup; equal keys are summed first, as one statement may touch a row only once. */
export async function addToRollup(db: Db, contributions: readonly Contribution[]): Promise<void> {
	const sums = new Map<
		string,
		{ measure: string; court_code: string; unit_code: string; person_code: string; day: string; dims: string; value: number }
	>();
	for (const { measure, court, unit, person, day, dims, value } of contributions) {
		const key = `${measure}\u0000${court}\u0000${day}\u0000${unit}\u0000${person}\u0000${dims}`;
		const sum = sums.get(key);
		if (sum) sum.value += value;
		else sums.set(key, { measure, court_code: court, unit_code: unit, person_code: person, day, dims, value });
	}
	const rows = [...sums.values()].filter((row) => row.value !== 0);
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
