import { dateOfDayNumber, dayNumber, dayNumberAfterMonths } from '../../core/time/civil.ts';
import type { CourtDate } from '../../core/time/types.ts';

/** All the world needs of a calendar. */
export interface RestDays {
	isWorkingDay(day: CourtDate): boolean;
}

/** Days taken out of a period, as day numbers, both end days held; without `to` it still runs. */
export interface Gap {
	readonly from: number;
	readonly to?: number;
}

/** Day arithmetic on day numbers over one span of years, with the rest days looked up once. */
export interface Days {
	text(n: number): CourtDate;
	isWorking(n: number): boolean;
	/** The first working day on or after `n`. */
	next(n: number): number;
	/** The last working day on or before `n`. */
	previous(n: number): number;
	/** The `count`th working day after `n`; a rest day counts as the working day before it. */
	plusWorking(n: number, count: number): number;
	/** How many working days lie between two days. */
	workingBetween(from: number, to: number): number;
	/** The last day of a period in calendar days or months, rolled past rest days; undefined while a gap is open. */
	due(trigger: number, limit: { readonly days?: number; readonly months?: number }, gaps?: readonly Gap[]): number | undefined;
}

interface Tables {
	readonly first: number;
	readonly texts: readonly CourtDate[];
	/** The number of working days from the first day up to and including each day. */
	readonly rank: readonly number[];
	readonly working: readonly number[];
}

function buildTables(calendar: RestDays, first: number, last: number): Tables {
	const texts: CourtDate[] = [];
	const rank: number[] = [];
	const working: number[] = [];
	for (let n = first; n <= last; n += 1) {
		const text = dateOfDayNumber(n);
		if (calendar.isWorkingDay(text)) working.push(n);
		texts.push(text);
		rank.push(working.length);
	}
	return { first, texts, rank, working };
}

function countGapDays(gaps: readonly Gap[], after: number, upTo: number): number {
	let count = 0;
	let covered = after;
	for (const gap of [...gaps].sort((a, b) => a.from - b.from)) {
		const from = Math.max(gap.from, covered + 1);
		const to = Math.min(gap.to ?? upTo, upTo);
		if (to < from) continue;
		count += to - from + 1;
		covered = to;
	}
	return count;
}

function dueWithGaps(trigger: number, base: number, gaps: readonly Gap[]): number | undefined {
	let due = base;
	for (;;) {
		if (gaps.some((gap) => gap.to === undefined && gap.from <= due)) return undefined;
		const later = base + countGapDays(gaps, trigger, due);
		if (later === due) return due;
		due = later;
	}
}

/** Builds the arithmetic for the days from `first` to `last`; a day outside throws. */
export function buildDays(calendar: RestDays, first: number, last: number): Days {
	const tables = buildTables(calendar, first, last);
	const at = <T>(row: readonly T[], index: number): T => {
		const value = row[index];
		if (value === undefined) throw new RangeError(`day index ${index} lies outside the demo years`);
		return value;
	};
	const rank = (n: number) => at(tables.rank, n - first);
	const isWorking = (n: number) => rank(n) > (n > first ? rank(n - 1) : 0);
	const next = (n: number) => (isWorking(n) ? n : at(tables.working, rank(n)));
	return {
		text: (n) => at(tables.texts, n - first),
		isWorking,
		next,
		previous: (n) => at(tables.working, rank(n) - 1),
		plusWorking: (n, count) => (count === 0 ? next(n) : at(tables.working, rank(n) - 1 + count)),
		workingBetween: (from, to) => rank(to) - rank(from),
		due: (trigger, { days = 0, months = 0 }, gaps = []) => {
			const base = (months === 0 ? trigger : dayNumberAfterMonths(at(tables.texts, trigger - first), months)) + days;
			const due = dueWithGaps(trigger, base, gaps);
			return due === undefined ? undefined : next(due);
		},
	};
}

/** The day number of a day in text. */
export function numberOf(day: string): number {
	return dayNumber(day as CourtDate);
}
