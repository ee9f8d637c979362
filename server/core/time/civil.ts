import type { CourtDate } from './types.ts';

/** The day number of 0001-01-01, the first day a court date can hold. */
export const FIRST_DAY_NUMBER = -719162;

/** The day number of 9999-12-31, the last day a court date can hold. */
export const LAST_DAY_NUMBER = 2932896;

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const ZERO = 48;
const DASH = 45;

function isLeap(year: number): boolean {
	return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function monthLength(year: number, month: number): number {
	return month === 2 && isLeap(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

function digit(text: string, at: number): number {
	return text.charCodeAt(at) - ZERO;
}

/** The year of a court date, read from its text. */
export function yearOf(date: CourtDate): number {
	return digit(date, 0) * 1000 + digit(date, 1) * 100 + digit(date, 2) * 10 + digit(date, 3);
}

/** The month of a court date, 1 to 12. */
export function monthOf(date: CourtDate): number {
	return digit(date, 5) * 10 + digit(date, 6);
}

/** The day of the month of a court date, 1 to 31. */
export function dayOf(date: CourtDate): number {
	return digit(date, 8) * 10 + digit(date, 9);
}

/** Whether a text is a day that exists, written `YYYY-MM-DD`, from year 0001 to 9999. */
export function isCourtDate(text: string): text is CourtDate {
	if (text.length !== 10) return false;
	for (let at = 0; at < 10; at += 1) {
		const code = text.charCodeAt(at);
		if (at === 4 || at === 7 ? code !== DASH : code < ZERO || code > ZERO + 9) return false;
	}
	const date = text as CourtDate;
	const day = dayOf(date);
	return yearOf(date) >= 1 && day >= 1 && day <= monthLength(yearOf(date), monthOf(date));
}

// Howard Hinnant's days-from-civil: the year starts in March, so that the leap day comes last.
function dayNumberOf(year: number, month: number, day: number): number {
	const shifted = month <= 2 ? year - 1 : year;
	const era = Math.floor(shifted / 400);
	const yearOfEra = shifted - era * 400;
	const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
	const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
	return era * 146097 + dayOfEra - 719468;
}

/** The number of days from 1970-01-01 to a date, so that days can be added and compared as integers. */
export function dayNumber(date: CourtDate): number {
	return dayNumberOf(yearOf(date), monthOf(date), dayOf(date));
}

function textOf(year: number, month: number, day: number): CourtDate {
	const years = year >= 1000 ? String(year) : String(year).padStart(4, '0');
	return `${years}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}` as CourtDate;
}

/** The date of a day number; throws a RangeError outside the years 0001 to 9999. */
export function dateOfDayNumber(n: number): CourtDate {
	if (!(n >= FIRST_DAY_NUMBER && n <= LAST_DAY_NUMBER)) throw new RangeError(`日序 ${n} 超出公元1年至9999年`);
	const shifted = n + 719468;
	const era = Math.floor(shifted / 146097);
	const dayOfEra = shifted - era * 146097;
	const yearOfEra = Math.floor(
		(dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
	);
	const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
	const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
	const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
	const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
	return textOf(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

/** The year of a day number, without making its text. */
export function yearOfDayNumber(n: number): number {
	let year = 1970 + Math.floor(n / 365.2425);
	while (dayNumberOf(year + 1, 1, 1) <= n) year += 1;
	while (dayNumberOf(year, 1, 1) > n) year -= 1;
	return year;
}

/** The date `days` civil days later (earlier, when negative). */
export function addDays(date: CourtDate, days: number): CourtDate {
	return dateOfDayNumber(dayNumber(date) + days);
}

/** The day number `months` months after a date: the same day of the month or, where that month has no such day, its last day (民法典第二百零二条). */
export function dayNumberAfterMonths(date: CourtDate, months: number): number {
	const count = yearOf(date) * 12 + monthOf(date) - 1 + months;
	const year = Math.floor(count / 12);
	const month = count - year * 12 + 1;
	return dayNumberOf(year, month, Math.min(dayOf(date), monthLength(year, month)));
}

/** The date `months` months later (earlier, when negative): the corresponding day, else the last day of that month (民法典第二百零二条). */
export function addMonths(date: CourtDate, months: number): CourtDate {
	return dateOfDayNumber(dayNumberAfterMonths(date, months));
}

/** The number of civil days from `from` to `to`; negative when `to` is the earlier one. */
export function daysBetween(from: CourtDate, to: CourtDate): number {
	return dayNumber(to) - dayNumber(from);
}

/** The day of the week of a day number, 1 for Monday to 7 for Sunday. */
export function weekdayOfDayNumber(n: number): number {
	const rest = (n + 3) % 7;
	return rest < 0 ? rest + 8 : rest + 1;
}

/** The day of the week of a date, 1 for Monday to 7 for Sunday. */
export function weekday(date: CourtDate): number {
	return weekdayOfDayNumber(dayNumber(date));
}

/** Whether a day or an instant, as text, is of the years 2000 to 2999: far enough from the ends of the calendar for the days before and after. */
export const isInReach = (text: string): boolean => /^2\d{3}-/.test(text);
