import { dateOfDayNumber, dayNumber, weekdayOfDayNumber } from './civil.ts';
import type { CourtDate } from './types.ts';

/** Which days are worked: statutory holidays, make-up working days, and for which years the State Council has announced them. */
export interface WorkCalendar {
	/** Whether offices work on this day. */
	isWorkingDay(day: CourtDate): boolean;
	/** The same for a day number, for loops over many days. */
	isWorkingNumber(n: number): boolean;
	/** Whether the holidays of this year are known; if not, every due day in it is 暂定. */
	isAnnounced(year: number): boolean;
	/** The name of a holiday, or of the holiday that a make-up working day makes up for; undefined for an ordinary day. */
	nameOf(day: CourtDate): string | undefined;
}

/** The day tables a calendar is built from; a weekend day in `workdays` is worked, a day in `holidays` rests, all other weekends rest. */
export interface CalendarTables {
	readonly holidays: ReadonlyMap<CourtDate, string>;
	readonly workdays: ReadonlySet<CourtDate> | ReadonlyMap<CourtDate, string>;
	readonly announcedYears: ReadonlySet<number>;
}

const tablesByCalendar = new WeakMap<WorkCalendar, CalendarTables>();

/** The tables that a calendar was built from: two of the same tables answer alike. Undefined for one that was not built from any. */
export const tablesOf = (calendar: WorkCalendar): CalendarTables | undefined => tablesByCalendar.get(calendar);

/** Makes a calendar that answers in constant time from day tables; a day in both tables is worked. */
export function buildCalendar(tables: CalendarTables): WorkCalendar {
	const resting = new Set<number>();
	const worked = new Set<number>();
	for (const day of tables.holidays.keys()) resting.add(dayNumber(day));
	for (const day of tables.workdays.keys()) worked.add(dayNumber(day));
	const names = tables.workdays instanceof Map ? (tables.workdays as ReadonlyMap<CourtDate, string>) : undefined;
	const announced = new Set(tables.announcedYears);
	const isWorkingNumber = (n: number): boolean => (weekdayOfDayNumber(n) <= 5 ? !resting.has(n) || worked.has(n) : worked.has(n));
	const calendar: WorkCalendar = {
		isWorkingNumber,
		isWorkingDay: (day) => isWorkingNumber(dayNumber(day)),
		isAnnounced: (year) => announced.has(year),
		nameOf: (day) => names?.get(day) ?? tables.holidays.get(day),
	};
	tablesByCalendar.set(calendar, tables);
	return calendar;
}

/** A calendar on which every day counts alike: nothing rests, nothing rolls, nothing has to be announced. */
export const everyDay: WorkCalendar = {
	isWorkingNumber: () => true,
	isWorkingDay: () => true,
	isAnnounced: () => true,
	nameOf: () => undefined,
};

/** The first working day on or after a day number (民事诉讼法第八十五条: a period that ends on a rest day ends on the first day after it). */
export function rollNumberForward(n: number, calendar: WorkCalendar): number {
	let day = n;
	while (!calendar.isWorkingNumber(day)) day += 1;
	return day;
}

/** The first working day on or after a day (民事诉讼法第八十五条第三款). */
export function rollForward(day: CourtDate, calendar: WorkCalendar): CourtDate {
	return dateOfDayNumber(rollNumberForward(dayNumber(day), calendar));
}

/** The `n`th working day after a day, or before it when `n` is negative; the day itself is not counted, and 0 gives the day back. */
export function addWorkingDays(day: CourtDate, n: number, calendar: WorkCalendar): CourtDate {
	const step = n < 0 ? -1 : 1;
	let at = dayNumber(day);
	for (let left = Math.abs(n); left > 0;) {
		at += step;
		if (calendar.isWorkingNumber(at)) left -= 1;
	}
	return dateOfDayNumber(at);
}

/** The number of working days after `from` up to and including `to` (first day not counted); negative when `to` is the earlier one. */
export function workingDaysBetween(from: CourtDate, to: CourtDate, calendar: WorkCalendar): number {
	const start = dayNumber(from);
	const end = dayNumber(to);
	let count = 0;
	for (let at = Math.min(start, end) + 1; at <= Math.max(start, end); at += 1) {
		if (calendar.isWorkingNumber(at)) count += 1;
	}
	return end < start ? -count : count;
}
