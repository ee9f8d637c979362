import { dateOfDayNumber, dayNumber, FIRST_DAY_NUMBER, isCourtDate, LAST_DAY_NUMBER } from './civil.ts';
import type { CourtDate, Instant } from './types.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

// An offset is remembered per zone and UTC day; both memories are emptied when full, so they stay bounded.
const DAYS_PER_ZONE = 20_000;
const ZONES = 64;
const memory = new Map<string, Map<number, number>>();

function zoneMemory(zone: string): Map<number, number> {
	let days = memory.get(zone);
	if (days === undefined) {
		if (memory.size >= ZONES) memory.clear();
		days = new Map();
		memory.set(zone, days);
	}
	return days;
}

function exactOffsetMs(ms: number, zone: string): number {
	return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
}

/** The offset of a UTC day, or NaN on the days on which it changes. */
function offsetOfUtcDay(utcDay: number, zone: string): number {
	const days = zoneMemory(zone);
	const known = days.get(utcDay);
	if (known !== undefined) return known;
	const before = exactOffsetMs(utcDay * DAY_MS, zone);
	const offset = exactOffsetMs((utcDay + 1) * DAY_MS - 1, zone) === before ? before : Number.NaN;
	if (days.size >= DAYS_PER_ZONE) days.clear();
	days.set(utcDay, offset);
	return offset;
}

function offsetMs(ms: number, zone: string): number {
	const offset = offsetOfUtcDay(Math.floor(ms / DAY_MS), zone);
	return Number.isNaN(offset) ? exactOffsetMs(ms, zone) : offset;
}

function pad(value: number, length: number): string {
	return String(value).padStart(length, '0');
}

/** The instant of a number of milliseconds since 1970 (UTC), as text; throws a RangeError outside the years 0001 to 9999. */
export function instantOfEpochMs(ms: number): Instant {
	const day = Math.floor(ms / DAY_MS);
	const rest = ms - day * DAY_MS;
	const hours = pad(Math.floor(rest / HOUR_MS), 2);
	const minutes = pad(Math.floor(rest / MINUTE_MS) % 60, 2);
	const seconds = pad(Math.floor(rest / 1000) % 60, 2);
	return `${dateOfDayNumber(day)}T${hours}:${minutes}:${seconds}.${pad(Math.floor(rest % 1000), 3)}Z` as Instant;
}

/** The milliseconds since 1970 (UTC) of an instant. */
export function epochMsOf(instant: Instant): number {
	const day = dayNumber(instant.slice(0, 10) as CourtDate);
	const clock = Number(instant.slice(11, 13)) * HOUR_MS + Number(instant.slice(14, 16)) * MINUTE_MS;
	return day * DAY_MS + clock + Number(instant.slice(17, 19)) * 1000 + Number(instant.slice(20, 23));
}

/** The civil date in a zone at an instant; throws a RangeError for a zone that does not exist. */
export function dayOfInstant(instant: Instant, zone: string): CourtDate {
	const ms = epochMsOf(instant);
	return dateOfDayNumber(Math.floor((ms + offsetMs(ms, zone)) / DAY_MS));
}

/** The first instant of a day in a zone (where a summer-time change skips midnight, the moment after it). */
export function startOfDay(date: CourtDate, zone: string): Instant {
	const day = dayNumber(date);
	const before = offsetOfUtcDay(day - 1, zone);
	// The same offset on both sides of midnight leaves no room for a change; all other days go the exact way.
	if (before === offsetOfUtcDay(day, zone) && before === offsetOfUtcDay(day + 1, zone)) {
		return instantOfEpochMs(day * DAY_MS - before);
	}
	return instantOfEpochMs(Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds);
}

/** The instant `minutes` minutes later (earlier, when negative). */
export function plusMinutes(instant: Instant, minutes: number): Instant {
	return instantOfEpochMs(epochMsOf(instant) + minutes * MINUTE_MS);
}

/** The start of the next full hour of the zone's wall clock, never the instant itself (期间从次时起算). */
export function nextFullHour(instant: Instant, zone: string): Instant {
	const ms = epochMsOf(instant);
	const offset = offsetMs(ms, zone);
	return instantOfEpochMs((Math.floor((ms + offset) / HOUR_MS) + 1) * HOUR_MS - offset);
}

const INSTANT_TEXT =
	/^(\d{4}-\d{2}-\d{2})[Tt ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,](\d{1,9}))?)?(?:[Zz]|([+-])([01]\d|2[0-3])(?::?([0-5]\d))?)$/;

function epochMsOfText(text: string): number | undefined {
	const found = INSTANT_TEXT.exec(text);
	const date = found?.[1];
	if (found === null || date === undefined || !isCourtDate(date)) return undefined;
	const [, , hours, minutes, seconds = '0', fraction = '', sign, offsetHours = '0', offsetMinutes = '0'] = found;
	const clock = Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS + Number(seconds) * 1000;
	const millis = Number(fraction.padEnd(3, '0').slice(0, 3));
	const offset = Number(offsetHours) * HOUR_MS + Number(offsetMinutes) * MINUTE_MS;
	return dayNumber(date) * DAY_MS + clock + millis - (sign === '-' ? -offset : offset);
}

// One day of margin at both ends, so that the day in any zone still has a four-digit year.
function isWithinYears(ms: number): boolean {
	return ms >= (FIRST_DAY_NUMBER + 1) * DAY_MS && ms < LAST_DAY_NUMBER * DAY_MS;
}

/** Reads what came in as a moment: an instant with an offset gives its day in the zone and its UTC text, a bare day gives the day;
 *  a local time without an offset, an impossible date and anything else give undefined. Fractions beyond milliseconds are cut off. */
export function parseMoment(text: string, zone: string): { readonly on: CourtDate; readonly at?: Instant } | undefined {
	if (isCourtDate(text)) return { on: text };
	const ms = epochMsOfText(text);
	if (ms === undefined || !isWithinYears(ms)) return undefined;
	const at = instantOfEpochMs(ms);
	return { on: dayOfInstant(at, zone), at };
}
