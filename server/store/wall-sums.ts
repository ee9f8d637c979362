import { sql } from 'kysely';
import { stockOf } from '../core/indicator/measures.ts';
import { addDays, addMonths } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import { readFigureRows, readMonths, readTotals, type FigureRow } from './figure-readers.ts';
import type { Db } from './schema.ts';

/** What sums are asked for: of which courts, which measures over time, and which stocks. */
export interface SumsAsked {
	readonly courts: readonly string[];
	readonly measures: readonly string[];
	readonly stocks: readonly string[];
	readonly today: CourtDate;
}

const changing = (measures: readonly string[]): readonly string[] => measures.filter((measure) => measure in stockOf);

/** Sums over days by court; limits that lie ahead count on their day. */
export function readSpan(db: Db, { courts, measures, today }: SumsAsked, from: CourtDate, to: CourtDate): Promise<readonly FigureRow[]> {
	return from > to ? Promise.resolve([]) : readFigureRows(db, { courts, measures, span: { from, to }, today }, 'court');
}

/** Stocks of all time, and what changes them after a day: the two of which the stock at the end of that day is made. */
export async function readStocks(
	db: Db,
	{ courts, measures, stocks, today }: SumsAsked,
	day: CourtDate,
): Promise<{ readonly totals: readonly FigureRow[]; readonly later: readonly FigureRow[] }> {
	return {
		totals: await readTotals(db, courts, stocks, 'court'),
		later: await readFigureRows(db, { courts, measures: changing(measures), span: { from: addDays(day, 1) }, today }, 'court'),
	};
}

/** Sums by month from a month on, by court; `later`: only what changes stocks. */
export async function readMonthly(
	db: Db,
	{ courts, measures }: SumsAsked,
	from: CourtDate,
	before: CourtDate,
): Promise<{ readonly months: readonly (FigureRow & { readonly month: string })[]; readonly later: readonly FigureRow[] }> {
	const last = addMonths(before, -1).slice(0, 7);
	const months = await readMonths(db, { courts, measures, from: from.slice(0, 7), to: last }, 'court');
	const later = await readMonths(db, { courts, measures: changing(measures), from: before.slice(0, 7), to: '9999-12' }, 'court');
	return { months, later };
}

/** The first day on which courts have any figure; those without are absent. */
export async function readFirstDays(db: Db, courts: readonly string[]): Promise<ReadonlyMap<string, CourtDate>> {
	if (courts.length === 0) return new Map();
	const rows = await db
		.selectFrom('measure_month')
		.select(['court_code', sql<string>`min(month)`.as('month')])
		.where('measure', '=', 'case-received')
		.where('court_code', 'in', courts)
		.groupBy('court_code')
		.execute();
	const days = await Promise.all(
		rows.map(async ({ court_code, month }) => {
			const first = await db
				.selectFrom('measure_rollup')
				.select(sql<string>`min(day)`.as('day'))
				.where('measure', '=', 'case-received')
				.where('court_code', '=', court_code)
				.where('day', '>=', `${month}-01`)
				.executeTakeFirstOrThrow();
			return [court_code, first.day as CourtDate] as const;
		}),
	);
	return new Map(days);
}
