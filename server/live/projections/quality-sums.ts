import type { Compared } from '../../../src/lib/contract/topics-figures.ts';
import { periodLastYear, periodOf, yearNameOf, yearStartOf, type YearOptions } from '../../core/indicator/period.ts';
import type { Bucket, Sums } from '../../core/indicator/sums.ts';
import type { Period } from '../../core/indicator/types.ts';
import { addDays, addMonths, daysBetween } from '../../core/time/civil.ts';
import type { CourtDate } from '../../core/time/types.ts';
import { readFirstDays, readMonthly, readSpan, readStocks, type SumsAsked } from '../../store/wall-sums.ts';
import type { FigureRow } from '../../store/figure-readers.ts';
import { rememberCourts } from '../court-memory.ts';
import type { ScopeView } from '../scope.ts';
import { compiled, countOf } from './quality-formulas.ts';

/** Months that a wall looks back, the running one included; and years. */
export const monthsShown = 12;
export const yearsShown = 5;

/** The sums of a court, or of several together. */
export interface QualitySums {
	/** The year so far, with its stocks. */
	readonly year: Sums;
	/** The same days of last year, without stocks. */
	readonly lastYear: Sums;
	/** The last twelve months with their stocks, oldest first; the last one runs. */
	readonly months: readonly Sums[];
	/** The same of the year up to the end of each of these months. */
	readonly yearsTo: readonly Sums[];
	/** The last five years without stocks, oldest first; the last one runs. */
	readonly years: readonly Sums[];
	/** First day of which anything is known. */
	readonly knownFrom?: CourtDate;
}

/** The days that figures of a court are about, as its desk counts them. */
export interface QualityDays {
	/** What the year is called. */
	readonly year: number;
	readonly yearFrom: CourtDate;
	readonly monthFrom: CourtDate;
	readonly lastYear: Period;
	/** First days of the months, oldest first. */
	readonly months: readonly CourtDate[];
}

/** The first day of the year that holds a day; a year that begins within a month is followed from that month on. */
function yearFromOf({ court }: Pick<ScopeView, 'court'>, day: CourtDate): CourtDate {
	const { statYearStart } = court.settings;
	const end = addDays(addMonths(`${day.slice(0, 7)}-01` as CourtDate, 1), -1);
	return `${yearStartOf(end, statYearStart ? { yearStart: statYearStart } : {}).slice(0, 7)}-01` as CourtDate;
}

/** Days of figures on a day at a court. */
export function qualityDays({ court, today }: Pick<ScopeView, 'court' | 'today'>): QualityDays {
	const { statYearStart } = court.settings;
	const options: YearOptions = statYearStart ? { yearStart: statYearStart } : {};
	const monthFrom = `${today.slice(0, 7)}-01` as CourtDate;
	return {
		year: yearNameOf(today, options),
		yearFrom: yearStartOf(today, options),
		monthFrom,
		lastYear: periodLastYear(periodOf('ytd', today, options), options),
		months: Array.from({ length: monthsShown }, (_, index) => addMonths(monthFrom, index + 1 - monthsShown)),
	};
}

const asked = (scope: ScopeView, courts: readonly string[]): SumsAsked => ({
	courts,
	measures: [...new Set([...compiled.periodMeasures, ...compiled.stockMeasures])],
	stocks: compiled.stocks,
	today: scope.today,
});

const none = (): Sums => new Float64Array(compiled.size);

/** Sums by court, made ready for rows. */
class ByCourt {
	readonly #sums: ReadonlyMap<string, Sums>;
	constructor(courts: readonly string[]) {
		this.#sums = new Map(courts.map((court) => [court, none()]));
	}
	put(bucket: Bucket, rows: readonly FigureRow[]): this {
		for (const { court, measure, dims, value } of rows) {
			const sums = this.#sums.get(court);
			if (sums) compiled.add(sums, bucket, measure, dims, value);
		}
		return this;
	}
	of = (court: string): Sums => this.#sums.get(court)!;
}

interface Past {
	/** The year up to the end of last month, without stocks. */
	readonly yearBefore: Sums;
	readonly lastYear: Sums;
	/** All but the running one. */
	readonly months: readonly Sums[];
	readonly yearsTo: readonly Sums[];
	readonly years: readonly Sums[];
	readonly knownFrom: CourtDate | undefined;
}

async function readPast(scope: ScopeView, courts: readonly string[]): Promise<ReadonlyMap<string, Past>> {
	const { db } = scope.source;
	const of = asked(scope, courts);
	const { yearFrom, monthFrom, lastYear, months: monthDays } = qualityDays(scope);
	const firstYear = yearFromOf(scope, monthDays[0]!);
	const { months, later } = await readMonthly(db, of, firstYear, monthFrom);
	const { totals } = await readStocks(db, of, scope.today);
	/** Sums from a month to another one, with the stocks before and after. */
	const between = (from: string, to: string): ByCourt =>
		new ByCourt(courts)
			.put(
				'period',
				months.filter(({ month }) => month >= from && month <= to),
			)
			.put('total', totals)
			.put(
				'later',
				months.filter(({ month }) => month > to),
			)
			.put('later', later);
	const past = monthDays.slice(0, -1).map((day) => day.slice(0, 7));
	const monthSums = past.map((month) => between(month, month));
	const yearsTo = past.map((month) => between(yearFromOf(scope, `${month}-01` as CourtDate).slice(0, 7), month));
	const span = async (from: CourtDate, to: CourtDate, only = of): Promise<ByCourt> =>
		new ByCourt(courts).put('period', await readSpan(db, only, from, to));
	const yearBefore = await span(yearFrom, addDays(monthFrom, -1));
	const then = await span(lastYear.from, lastYear.to);
	const flows = { ...of, measures: ['case-received', 'case-closed'] };
	const years: ByCourt[] = [];
	for (let back = yearsShown - 1; back > 0; back -= 1) {
		const from = addMonths(yearFrom, -12 * back);
		years.push(await span(from, addDays(addMonths(from, 12), -1), flows));
	}
	const first = await readFirstDays(db, courts);
	return new Map(
		courts.map((court) => [
			court,
			{
				yearBefore: yearBefore.of(court),
				lastYear: then.of(court),
				months: monthSums.map((each) => each.of(court)),
				yearsTo: yearsTo.map((each) => each.of(court)),
				years: years.map((each) => each.of(court)),
				knownFrom: first.get(court),
			},
		]),
	);
}

interface Running {
	/** The days of the year that lie in the running month, with the stocks of today. */
	readonly year: Sums;
	readonly month: Sums;
}

async function readRunning(scope: ScopeView, courts: readonly string[]): Promise<ReadonlyMap<string, Running>> {
	const { db } = scope.source;
	const of = asked(scope, courts);
	const { yearFrom, monthFrom } = qualityDays(scope);
	const month = await readSpan(db, of, monthFrom, scope.today);
	const year = yearFrom > monthFrom ? await readSpan(db, of, yearFrom, scope.today) : month;
	const { totals, later } = await readStocks(db, of, scope.today);
	const sumsOf = (rows: readonly FigureRow[]): ByCourt => new ByCourt(courts).put('period', rows).put('total', totals).put('later', later);
	const [years, months] = [sumsOf(year), sumsOf(month)];
	return new Map(courts.map((court) => [court, { year: years.of(court), month: months.of(court) }]));
}

function added(lists: readonly Sums[]): Sums {
	const total = none();
	for (const sums of lists) for (let slot = 0; slot < total.length; slot += 1) total[slot] = total[slot]! + sums[slot]!;
	return total;
}

/** Sums of several courts together. */
export function together(courts: readonly QualitySums[]): QualitySums {
	const months = Array.from({ length: monthsShown }, (_, index) => added(courts.map((each) => each.months[index]!)));
	const yearsTo = Array.from({ length: monthsShown }, (_, index) => added(courts.map((each) => each.yearsTo[index]!)));
	const years = Array.from({ length: yearsShown }, (_, index) => added(courts.map((each) => each.years[index]!)));
	const [knownFrom] = courts.flatMap((each) => each.knownFrom ?? []).sort();
	return {
		year: added(courts.map((each) => each.year)),
		lastYear: added(courts.map((each) => each.lastYear)),
		months,
		yearsTo,
		years,
		...(knownFrom ? { knownFrom } : {}),
	};
}

const pastOf = rememberCourts('past', readPast);
const runningOf = rememberCourts('running', readRunning);

/** The sums of each court of a scope: read again for those courts only whose log has grown. */
export async function readQuality(scope: ScopeView): Promise<ReadonlyMap<string, QualitySums>> {
	const past = await pastOf(scope);
	const running = await runningOf(scope);
	return new Map(
		scope.codes.map((court): [string, QualitySums] => {
			const before = past.get(court)!;
			const now = running.get(court)!;
			const year = added([before.yearBefore, now.year]);
			return [
				court,
				{
					year,
					lastYear: before.lastYear,
					months: [...before.months, now.month],
					yearsTo: [...before.yearsTo, year],
					years: [...before.years, year],
					...(before.knownFrom ? { knownFrom: before.knownFrom } : {}),
				},
			];
		}),
	);
}

/** The sums of a scope as a whole. */
export const readQualityTotal = async (scope: ScopeView): Promise<QualitySums> => together([...(await readQuality(scope)).values()]);

/** Whether a span of days is known from its beginning, give or take a twelfth of it: as the desk takes it. */
export const isKnown = ({ from, to }: Pick<Period, 'from' | 'to'>, knownFrom: CourtDate | undefined): boolean =>
	knownFrom !== undefined && knownFrom <= addDays(from, Math.floor((daysBetween(from, to) + 1) / 12));

/** A count of the year so far with that of the same days of last year. */
export function comparedCount({ year, lastYear, knownFrom }: QualitySums, days: QualityDays, name: string): Compared {
	return { value: countOf(year, name), previous: isKnown(days.lastYear, knownFrom) ? countOf(lastYear, name) : null };
}
