import type { Contribution } from '../core/indicator/contributions.ts';
import { totalsOf } from './rollup.ts';
import { chunked } from './save-rows.ts';
import type { Db } from './schema.ts';

/** A sum that is not what the cases add up to. `day` is a month (YYYY-MM) in the monthly sums; stocks have none, and `measure` names the stock. */
export interface RollupGap {
	readonly measure: string;
	readonly court: string;
	readonly unit: string;
	readonly person: string;
	readonly day: string;
	readonly dims: string;
	/** What stands in the rollup, and what was counted anew. */
	readonly kept: number;
	readonly counted: number;
}

/** Gaps of the daily sums, the monthly sums and the stocks of one court. */
export interface RollupGaps {
	readonly days: readonly RollupGap[];
	readonly months: readonly RollupGap[];
	readonly stocks: readonly RollupGap[];
	/** Sums that were looked at. */
	readonly compared: number;
}

type Key = Omit<RollupGap, 'kept' | 'counted'>;
interface Sum extends Key {
	kept: number;
	counted: number;
}

const nameOf = ({ measure, unit, person, day, dims }: Key): string => [measure, unit, person, day, dims].join('\u0000');

/** Sums of one court, by key; counted ones first, then compared with those that are kept. */
class Sums {
	readonly #sums = new Map<string, Sum>();

	count({ measure, court, unit, person, day, dims }: Key, value: number): void {
		this.#at({ measure, court, unit, person, day, dims }).counted += value;
	}

	/** Takes what is kept; sums that agree are let go at once. */
	keep(key: Key, value: number): void {
		const sum = this.#at(key);
		sum.kept += value;
		if (sum.kept === sum.counted) this.#sums.delete(nameOf(key));
	}

	gaps(): readonly RollupGap[] {
		return [...this.#sums.values()].filter(({ kept, counted }) => kept !== counted);
	}

	#at(key: Key): Sum {
		const name = nameOf(key);
		let sum = this.#sums.get(name);
		if (!sum) this.#sums.set(name, (sum = { ...key, kept: 0, counted: 0 }));
		return sum;
	}
}

/** Compares the sums of a court with contributions that were counted anew, which come in pages. Reads only. */
export async function compareRollup(db: Db, court: string, pages: AsyncIterable<readonly Contribution[]>): Promise<RollupGaps> {
	const days = new Sums();
	const months = new Sums();
	const stocks = new Sums();
	for await (const page of pages)
		for (const row of page) {
			if (row.court !== court) continue;
			days.count(row, row.value);
			months.count({ ...row, day: row.day.slice(0, 7) }, row.value);
			const { measure, unit, person, dims } = row;
			for (const { stock, ...total } of totalsOf({
				measure,
				court_code: court,
				unit_code: unit,
				person_code: person,
				dims,
				value: row.value,
			}))
				stocks.count({ measure: stock, court, unit, person, day: '', dims: total.dims }, total.value);
		}
	let compared = 0;
	for (const measure of await measuresOf(db, 'measure_rollup', court)) {
		const rows = await db.selectFrom('measure_rollup').selectAll().where('measure', '=', measure).where('court_code', '=', court).execute();
		for (const { unit_code: unit, person_code: person, day, dims, value } of rows)
			days.keep({ measure, court, unit, person, day, dims }, Number(value));
		compared += rows.length;
	}
	for (const measure of await measuresOf(db, 'measure_month', court)) {
		const rows = await db.selectFrom('measure_month').selectAll().where('measure', '=', measure).where('court_code', '=', court).execute();
		for (const { unit_code: unit, person_code: person, month, dims, value } of rows)
			months.keep({ measure, court, unit, person, day: month, dims }, Number(value));
		compared += rows.length;
	}
	const totals = await db.selectFrom('measure_total').selectAll().where('court_code', '=', court).execute();
	for (const { stock, unit_code: unit, person_code: person, dims, value } of totals)
		stocks.keep({ measure: stock, court, unit, person, day: '', dims }, Number(value));
	return { days: days.gaps(), months: months.gaps(), stocks: stocks.gaps(), compared: compared + totals.length };
}

/** Measures that have sums at a court; sums are read measure by measure, as they are stored. */
async function measuresOf(db: Db, table: 'measure_rollup' | 'measure_month', court: string): Promise<readonly string[]> {
	const rows = await db.selectFrom(table).select('measure').distinct().where('court_code', '=', court).execute();
	return rows.map((row) => row.measure);
}

/** Adds what is missing to the daily and monthly sums. Sums only ever grow by differences, so that this stays right whatever was saved meanwhile. */
export async function addGaps(db: Db, { days, months }: Pick<RollupGaps, 'days' | 'months'>): Promise<void> {
	const row = ({ measure, court, unit, person, dims, kept, counted }: RollupGap) => ({
		...{ measure, court_code: court, unit_code: unit, person_code: person, dims },
		value: counted - kept,
	});
	for (const chunk of chunked(days.map((gap) => ({ ...row(gap), day: gap.day }))))
		await db
			.insertInto('measure_rollup')
			.values(chunk)
			.onConflict((on) =>
				on
					.columns(['measure', 'court_code', 'day', 'unit_code', 'person_code', 'dims'])
					.doUpdateSet((eb) => ({ value: eb('measure_rollup.value', '+', eb.ref('excluded.value')) })),
			)
			.execute();
	for (const chunk of chunked(months.map((gap) => ({ ...row(gap), month: gap.day }))))
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
