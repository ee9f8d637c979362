import { addDays, addMonths, dayNumber, dayOf, daysBetween, monthOf, weekday, yearOf } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';
import type { Period, PeriodKind } from './types.ts';

/** How a court counts its years: the day (MM-DD) on which its statistical year begins; 01-01 unless it has set another. */
export interface YearOptions {
	readonly yearStart?: string;
}

const calendarYear = '01-01';

const padded = (year: number): string => String(year).padStart(4, '0');

/** The first day of the statistical year that holds a day. A year that does not begin in January is named after the one it ends in. */
export function yearStartOf(day: CourtDate, { yearStart = calendarYear }: YearOptions = {}): CourtDate {
	const start = `${padded(yearOf(day))}-${yearStart}` as CourtDate;
	return start <= day ? start : (`${padded(yearOf(day) - 1)}-${yearStart}` as CourtDate);
}

/** The year by which a statistical year is called: that of its last day. */
export function yearNameOf(day: CourtDate, options: YearOptions = {}): number {
	return yearOf(addDays(addMonths(yearStartOf(day, options), 12), -1));
}

function startOf(kind: Exclude<PeriodKind, 'custom'>, day: CourtDate, options: YearOptions): CourtDate {
	switch (kind) {
		case 'day':
			return day;
		case 'week':
			return addDays(day, 1 - weekday(day));
		case 'month':
			return monthStartOf(day, options);
		case 'quarter':
			return partOfYear(day, 3, options);
		case 'half':
			return partOfYear(day, 6, options);
		case 'year':
		case 'ytd':
			return yearStartOf(day, options);
		default:
			return kind satisfies never;
	}
}

/** Months begin on the day of the month on which the statistical year does. */
function monthStartOf(day: CourtDate, options: YearOptions): CourtDate {
	return partOfYear(day, 1, options);
}

function partOfYear(day: CourtDate, months: number, options: YearOptions): CourtDate {
	const first = yearStartOf(day, options);
	for (let part = 12 / months - 1; part > 0; part -= 1) {
		const start = addMonths(first, part * months);
		if (start <= day) return start;
	}
	return first;
}

const lengths = { month: 1, quarter: 3, half: 6, year: 12 } as const;

function endOf(kind: Exclude<PeriodKind, 'custom'>, from: CourtDate, day: CourtDate): CourtDate {
	if (kind === 'day' || kind === 'ytd') return day;
	if (kind === 'week') return addDays(from, 6);
	return addDays(addMonths(from, lengths[kind]), -1);
}

/** The period of a kind that holds a day; `ytd` ends on that day, every other kind on its own last day. */
export function periodOf(kind: Exclude<PeriodKind, 'custom'>, day: CourtDate, options: YearOptions = {}): Period {
	const from = startOf(kind, day, options);
	const to = endOf(kind, from, day);
	return { kind, from, to, label: labelOf(kind, from, to, options) };
}

/** Any span of days, both held. */
export function customPeriod(from: CourtDate, to: CourtDate): Period {
	return { kind: 'custom', from, to, label: labelOf('custom', from, to) };
}

/** A period cut off at a day that it holds: what is known of a running month. Its kind stays, its label names the last day. */
export function upTo(period: Period, day: CourtDate): Period {
	if (day >= period.to) return period;
	return { ...period, to: day, label: `${longDay(period.from)}至${endDay(period.from, day)}` };
}

/** Whether a period has one before it to be compared with (环比): that of a year so far or a whole year is last year's, which is 同比. */
export const hasBefore = ({ kind }: Pick<Period, 'kind'>): boolean => kind !== 'ytd' && kind !== 'year';

/** The same number of days, or the same months, right before; a period that was cut off is compared with as much of the one before. */
export function periodBefore(period: Period, options: YearOptions = {}): Period {
	const { kind, from, to } = period;
	if (kind === 'custom') return customPeriod(addDays(from, -(daysBetween(from, to) + 1)), addDays(from, -1));
	if (kind === 'ytd' || kind === 'year') return periodLastYear(period, options);
	const before = periodOf(kind, addDays(from, -1), options);
	return to === endOf(kind, from, to) ? before : cutLike(before, period);
}

/** The same period of last year; 29 February becomes 28, and months counted to the end of February are so in a leap year as well. A week is compared with the week of the same number of days before (364). */
export function periodLastYear(period: Period, options: YearOptions = {}): Period {
	const { kind, from, to } = period;
	if (kind === 'week') return relabel({ ...period, from: addDays(from, -364), to: addDays(to, -364) }, options);
	const start = addMonths(from, -12);
	const whole = kind !== 'custom' && kind !== 'day' && kind !== 'ytd' && to === endOf(kind, from, to);
	const wholeMonths = (kind === 'ytd' || kind === 'custom') && dayOf(from) === 1 && dayOf(addDays(to, 1)) === 1;
	const lastDay = wholeMonths ? addDays(addMonths(addDays(to, 1), -12), -1) : addMonths(to, -12);
	const end = whole ? endOf(kind, start, addMonths(to, -12)) : lastDay;
	return relabel({ ...period, from: start, to: end }, options);
}

const relabel = (period: Period, options: YearOptions): Period => ({
	...period,
	label: labelOf(period.kind, period.from, period.to, options),
});

function cutLike(before: Period, period: Period): Period {
	const last = addDays(before.from, daysBetween(period.from, period.to));
	return upTo(before, last > before.to ? before.to : last);
}

/** Year and number of the ISO week (Monday to Sunday) that holds a day: the year is that of its Thursday. */
export function isoWeekOf(day: CourtDate): { readonly year: number; readonly week: number } {
	const thursday = addDays(day, 4 - weekday(day));
	const first = `${padded(yearOf(thursday))}-01-01` as CourtDate;
	return { year: yearOf(thursday), week: Math.floor((dayNumber(thursday) - dayNumber(first)) / 7) + 1 };
}

const longDay = (day: CourtDate): string => `${yearOf(day)}年${monthOf(day)}月${dayOf(day)}日`;

/** The last day, without its year where that is the first day's. */
const endDay = (from: CourtDate, to: CourtDate): string => (yearOf(from) === yearOf(to) ? `${monthOf(to)}月${dayOf(to)}日` : longDay(to));

const quarterNames = ['一', '二', '三', '四'];

function labelOf(kind: PeriodKind, from: CourtDate, to: CourtDate, options: YearOptions = {}): string {
	const days = from === to ? longDay(from) : `${longDay(from)}至${endDay(from, to)}`;
	const whole = kind !== 'custom' && to === endOf(kind, from, to);
	if (!whole || kind === 'ytd' || kind === 'day') return days;
	if (kind === 'week') {
		const { year, week } = isoWeekOf(from);
		// Over the turn of the year the days bear their years.
		const span = yearOf(from) === yearOf(to) ? `${monthOf(from)}月${dayOf(from)}日至${monthOf(to)}月${dayOf(to)}日` : days;
		return `${year}年第${week}周（${span}）`;
	}
	const plain = dayOf(from) === 1 && (options.yearStart ?? calendarYear) === calendarYear;
	if (kind === 'month' && dayOf(from) === 1) return `${yearOf(from)}年${monthOf(from)}月`;
	const name = wholeName(kind, from, options);
	return plain ? name : `${name}（${days}）`;
}

function wholeName(kind: PeriodKind, from: CourtDate, options: YearOptions): string {
	const year = yearNameOf(from, options);
	const months = monthsInto(from, options);
	if (kind === 'month') return `${year}年统计年度第${months + 1}个月`;
	if (kind === 'quarter') return `${year}年第${quarterNames[Math.floor(months / 3)] ?? ''}季度`;
	if (kind === 'half') return `${year}年${months < 6 ? '上' : '下'}半年`;
	return `${year}年`;
}

function monthsInto(day: CourtDate, options: YearOptions): number {
	const first = yearStartOf(day, options);
	return (yearOf(day) - yearOf(first)) * 12 + monthOf(day) - monthOf(first) - (dayOf(day) < dayOf(first) ? 1 : 0);
}
