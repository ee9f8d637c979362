import { sql } from 'kysely';
import type { DrillBounds } from '../core/indicator/drill.ts';
import { futureMeasures, type Measure } from '../core/indicator/measures.ts';
import { addDays, addMonths } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import { reopenedKeys } from './register-readers.ts';
import type { Db } from './schema.ts';

/** How finely sums are told apart. */
export type Grain = 'total' | 'court' | 'unit' | 'person';

/** A sum of a measure or stock by split; parts that the grain does not tell apart are empty. */
export interface FigureRow {
	readonly measure: string;
	readonly court: string;
	readonly unit: string;
	readonly person: string;
	readonly dims: string;
	readonly value: number;
}

/** Days that a query is about; no end: up to the last day that anything is known of. */
export interface DaySpan {
	readonly from: CourtDate;
	readonly to?: CourtDate;
}

const grains = {
	total: [],
	court: ['court_code'],
	unit: ['court_code', 'unit_code'],
	person: ['court_code', 'person_code'],
} as const;

interface Found {
	readonly measure: string;
	readonly court_code?: string;
	readonly unit_code?: string;
	readonly person_code?: string;
	readonly dims: string;
	readonly value: number;
}

const rowOf = (found: Found): FigureRow => ({
	measure: found.measure,
	court: found.court_code ?? '',
	unit: found.unit_code ?? '',
	person: found.person_code ?? '',
	dims: found.dims,
	value: Number(found.value),
});

/** Sums of measures over days. Whole months are read as months; the last month is whole on any day when nothing in it can lie ahead. */
export async function readFigureRows(
	db: Db,
	of: { readonly courts: readonly string[]; readonly measures: readonly string[]; readonly span: DaySpan; readonly today: CourtDate },
	grain: Grain,
): Promise<readonly FigureRow[]> {
	if (of.courts.length === 0 || of.measures.length === 0) return [];
	const ahead = of.measures.filter((measure) => futureMeasures.includes(measure as Measure));
	const past = of.measures.filter((measure) => !futureMeasures.includes(measure as Measure));
	const lists = [];
	for (const [measures, mayLieAhead] of [
		[past, false],
		[ahead, true],
	] as const) {
		if (measures.length === 0) continue;
		const { months, days } = piecesOf(of.span, of.today, mayLieAhead);
		if (months) lists.push(await sumMonths(db, of.courts, measures, months, grain));
		for (const piece of days) lists.push(await sumDays(db, of.courts, measures, piece, grain));
	}
	return lists.flat().map(rowOf);
}

interface Pieces {
	/** First and last month (YYYY-MM). */
	readonly months?: { readonly from: string; readonly to: string };
	readonly days: readonly { readonly from: CourtDate; readonly to: CourtDate }[];
}

const last = '9999-12' as const;

/** A span of days as whole months and the days at its edges. */
export function piecesOf({ from, to }: DaySpan, today: CourtDate, mayLieAhead: boolean): Pieces {
	const firstOfMonth = `${from.slice(0, 7)}-01` as CourtDate;
	const firstWhole = from === firstOfMonth ? from : addMonths(firstOfMonth, 1);
	const endOfMonth = to && addDays(addMonths(`${to.slice(0, 7)}-01` as CourtDate, 1), -1);
	const isWhole = to === undefined || to === endOfMonth || (!mayLieAhead && to >= today);
	const afterWhole = to === undefined ? undefined : isWhole ? addDays(endOfMonth!, 1) : (`${to.slice(0, 7)}-01` as CourtDate);
	const hasMonths = afterWhole === undefined || firstWhole < afterWhole;
	if (!hasMonths) return { days: [{ from, to: to! }] };
	const days = [];
	if (from < firstWhole) days.push({ from, to: addDays(firstWhole, -1) });
	if (to !== undefined && afterWhole! <= to) days.push({ from: afterWhole!, to });
	const lastWhole = afterWhole === undefined ? last : addDays(afterWhole, -1).slice(0, 7);
	return { months: { from: firstWhole.slice(0, 7), to: lastWhole }, days };
}

const manyMonths = 3;

/** Sums by month; over a few months persons are read as they stand, as there is next to nothing to add up and sorting costs more. */
function sumMonths(
	db: Db,
	courts: readonly string[],
	measures: readonly string[],
	months: { readonly from: string; readonly to: string },
	grain: Grain,
): Promise<readonly Found[]> {
	const columns = ['measure', ...grains[grain], 'dims'] as const;
	const among = db
		.selectFrom('measure_month')
		.where('measure', 'in', measures)
		.where('court_code', 'in', courts)
		.where('month', '>=', months.from)
		.where('month', '<=', months.to);
	const isShort = months.to !== last && monthNumber(months.to) - monthNumber(months.from) < manyMonths;
	if (grain === 'person' && isShort) return among.select([...columns, 'value']).execute();
	return among
		.select([...columns, sql<number>`sum(value)`.as('value')])
		.groupBy(columns)
		.execute();
}

const monthNumber = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));

function sumDays(
	db: Db,
	courts: readonly string[],
	measures: readonly string[],
	span: { readonly from: CourtDate; readonly to: CourtDate },
	grain: Grain,
): Promise<readonly Found[]> {
	const columns = ['measure', ...grains[grain], 'dims'] as const;
	return db
		.selectFrom('measure_rollup')
		.select([...columns, sql<number>`sum(value)`.as('value')])
		.where('measure', 'in', measures)
		.where('court_code', 'in', courts)
		.where('day', '>=', span.from)
		.where('day', '<=', span.to)
		.groupBy(columns)
		.execute();
}

/** Stocks over all time. */
export async function readTotals(
	db: Db,
	courts: readonly string[],
	stocks: readonly string[],
	grain: Grain,
): Promise<readonly FigureRow[]> {
	if (courts.length === 0 || stocks.length === 0) return [];
	const columns = [...grains[grain], 'dims'] as const;
	const rows = await db
		.selectFrom('measure_total')
		.select(['stock as measure', ...columns, sql<number>`sum(value)`.as('value')])
		.where('stock', 'in', stocks)
		.where('court_code', 'in', courts)
		.where('value', '<>', 0)
		.groupBy(['stock', ...columns])
		.execute();
	return rows.map(rowOf);
}

/** Which filled-in measures have been filled in over days, by court, unit and person: an entry of nought is one. */
export async function readEntered(
	db: Db,
	courts: readonly string[],
	{ from, to }: { readonly from: CourtDate; readonly to: CourtDate },
): Promise<readonly { readonly measure: string; readonly court: string; readonly unit: string; readonly person: string }[]> {
	if (courts.length === 0) return [];
	const rows = await db
		.selectFrom('measure_entry')
		.select(['measure', 'court_code', 'unit_code', 'person_code'])
		.distinct()
		.where('court_code', 'in', courts)
		.where('day', '>=', from)
		.where('day', '<=', to)
		.execute();
	return rows.map((row) => ({ measure: row.measure, court: row.court_code, unit: row.unit_code, person: row.person_code }));
}

/** Sums of one measure by month, for evenness and trends. */
export async function readMonths(
	db: Db,
	of: { readonly courts: readonly string[]; readonly measures: readonly string[]; readonly from: string; readonly to: string },
	grain: Grain,
): Promise<readonly (FigureRow & { readonly month: string })[]> {
	if (of.courts.length === 0 || of.measures.length === 0) return [];
	const columns = ['measure', 'month', ...grains[grain], 'dims'] as const;
	const rows = await db
		.selectFrom('measure_month')
		.select([...columns, sql<number>`sum(value)`.as('value')])
		.where('measure', 'in', of.measures)
		.where('court_code', 'in', of.courts)
		.where('month', '>=', of.from)
		.where('month', '<=', of.to)
		.groupBy(columns)
		.execute();
	return rows.map((row) => ({ ...rowOf(row), month: row.month }));
}

/** Cases filed by a day and open at the end of another, by split: those that are open for long. */
export async function readOpenSince(
	db: Db,
	of: { readonly courts: readonly string[]; readonly measure: string; readonly filedBy: CourtDate; readonly day: CourtDate },
	grain: Grain,
): Promise<readonly FigureRow[]> {
	if (of.courts.length === 0) return [];
	const columns = { total: [], court: ['court_code'], unit: ['court_code', 'unit_code'], person: ['court_code', 'handler_code'] }[
		grain
	] as readonly ('court_code' | 'unit_code' | 'handler_code')[];
	const parts = [...columns, 'kind', 'track', 'procedure', 'enterprise_class'] as const;
	const open = db
		.selectFrom('case_file')
		.select([...parts, (eb) => eb.fn.countAll().as('value')])
		.where('court_code', 'in', of.courts)
		.where('filed_on', '<=', of.filedBy)
		.groupBy([...parts]);
	// Two reads, so that each takes the index of courts and closing days.
	const lists = [await open.where('closed_on', 'is', null).execute(), await open.where('closed_on', '>', of.day).execute()];
	return lists.flat().map((row) => ({
		measure: of.measure,
		court: row.court_code ?? '',
		unit: row.unit_code ?? '',
		person: row.handler_code ?? '',
		dims: `${row.kind}|${row.track ?? row.procedure ?? ''}|${row.enterprise_class ?? ''}||`,
		value: Number(row.value),
	}));
}

/** Which cases are looked through for a list behind a figure. */
export interface DrillQuery extends DrillBounds {
	readonly courts: readonly string[];
	readonly unit?: string;
	readonly person?: string;
	/** Cases that are with another court now, but had nodes at these. */
	readonly earlier: boolean;
}

function drillCases(db: Db, of: DrillQuery) {
	const { closedWithin, closedFrom, filedFrom, kinds, unit, person } = of;
	const courts = of.courts.length > 0 ? of.courts : [''];
	// What stays with an earlier court is nobody's there, whoever has the case now.
	const narrows = (code: string | undefined): boolean => code !== undefined && !(code === '' && of.earlier);
	return db
		.selectFrom('case_file')
		.where((eb) =>
			of.earlier
				? eb.or([
						eb('court_code', 'in', courts),
						eb('id', 'in', eb.selectFrom('node_instance').select('node_instance.case_id').where('node_instance.court_code', 'in', courts)),
					])
				: eb('court_code', 'in', courts),
		)
		.where('filed_on', '<=', of.filedTo)
		.$if(kinds !== undefined, (query) => query.where('kind', 'in', kinds!))
		.$if(filedFrom !== undefined, (query) => query.where('filed_on', '>=', filedFrom!))
		.$if(narrows(unit), (query) => query.where('unit_code', unit ? '=' : 'is', unit || null))
		.$if(narrows(person), (query) => query.where('handler_code', person ? '=' : 'is', person || null))
		.$if(closedFrom !== undefined, (query) => query.where((eb) => eb.or([eb('closed_on', 'is', null), eb('closed_on', '>=', closedFrom!)])))
		.$if(closedWithin !== undefined, (query) =>
			query.where((eb) =>
				eb.or([
					eb.and([eb('closed_on', '>=', closedWithin!.from), eb('closed_on', '<=', closedWithin!.to)]),
					eb('case_key', 'in', reopenedKeys(db)),
				]),
			),
		);
}

/** Keys of cases to look through, by number, after one of them. */
export async function readDrillKeys(
	db: Db,
	of: DrillQuery,
	{ after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly { readonly id: number; readonly key: string }[]> {
	const rows = await drillCases(db, of).select(['id', 'case_key']).where('id', '>', after).orderBy('id').limit(limit).execute();
	return rows.map((row) => ({ id: Number(row.id), key: row.case_key }));
}
