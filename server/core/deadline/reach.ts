import {
	addDays,
	addMonths,
	dateOfDayNumber,
	dayNumber,
	dayNumberAfterMonths,
	daysBetween,
	LAST_DAY_NUMBER,
	yearOf,
	yearOfDayNumber,
} from '../time/civil.ts';
import type { CourtDate, Instant } from '../time/types.ts';
import type { WorkCalendar } from '../time/work-calendar.ts';
import { plusWorkingMinutes } from '../time/working-hours.ts';
import { dayOfInstant, epochMsOf, instantOfEpochMs, nextFullHour, plusMinutes, startOfDay } from '../time/zone.ts';
import { courseOf } from './course.ts';
import type { Course } from './course.ts';
import type { DueInput, Extension, Grant } from './types.ts';

/** The end of a period and the course that led there, with a given set of extensions and grants. */
export interface Reached {
	readonly dueOn?: CourtDate;
	readonly dueAt?: Instant;
	/** The start of the count of an H or MIN clock. */
	readonly countedFrom?: Instant;
	/** The computed day where a recorded one holds. */
	readonly computedOn?: CourtDate;
	/** Missing for X, H and MIN. */
	readonly course?: Course;
	readonly frozen: boolean;
	readonly assumed: boolean;
	/** The first year without announced holidays that the arithmetic depended on. */
	readonly unannouncedYear?: number;
}

const settled = { frozen: false, assumed: false } as const;

/** The grant that holds: the one decided last, and of two on one day the later one in the log. */
export function latestGrant(grants: readonly Grant[]): Grant | undefined {
	let latest: Grant | undefined;
	for (const grant of grants) if (latest === undefined || grant.grantedOn >= latest.grantedOn) latest = grant;
	return latest;
}

/** The last day of an effect: its start day counts, so a year from 2 March ends on 1 March (contract §1.3). */
function lastDayOfEffect(input: DueInput): CourtDate {
	const { limit, lengthUnit, extraDays = 0 } = input.limit;
	const months = lengthUnit === 'D' ? 0 : lengthUnit === 'M' ? limit : limit * 12;
	const days = extraDays + (lengthUnit === 'D' ? limit : 0);
	return dateOfDayNumber(Math.min(dayNumberAfterMonths(input.trigger, months) + days - 1, LAST_DAY_NUMBER));
}

function reachStated(input: DueInput): Reached {
	if (input.statedOn !== undefined) return { ...settled, dueOn: input.statedOn };
	return { frozen: false, assumed: true, dueOn: lastDayOfEffect(input) };
}

function extendInstant(at: Instant, zone: string, extensions: readonly Extension[]): Instant {
	return extensions.reduce((reached, extension) => {
		const on = dayOfInstant(reached, zone);
		const later = addDays(addMonths(on, extension.addMonths ?? 0), extension.addDays ?? 0);
		return plusMinutes(reached, daysBetween(on, later) * 1440);
	}, at);
}

/** Without an instant the whole trigger day is spared, so a date-only feed never makes a clock run out early. */
function startOfCount(input: DueInput): Instant {
	if (input.triggerAt === undefined) return startOfDay(addDays(input.trigger, 1), input.zone);
	return input.limit.unit === 'H' ? nextFullHour(input.triggerAt, input.zone) : input.triggerAt;
}

function reachInstant(input: DueInput, extensions: readonly Extension[], grant: Grant | undefined): Reached {
	if (grant !== undefined) return { ...settled, dueOn: grant.dueOn, dueAt: startOfDay(addDays(grant.dueOn, 1), input.zone) };
	const countedFrom = startOfCount(input);
	const minutes = input.limit.limit * (input.limit.unit === 'H' ? 60 : 1);
	const end = input.workingHours
		? plusWorkingMinutes(countedFrom, minutes, input.workingHours, input.calendar, input.zone)
		: plusMinutes(countedFrom, minutes);
	const dueAt = extendInstant(end, input.zone, extensions);
	// An hour that ends at midnight belongs to the day before it.
	const first = dayOfInstant(countedFrom, input.zone);
	const doubt = input.workingHours && firstUnannounced(yearOf(first), yearOf(dayOfInstant(dueAt, input.zone)), input.calendar);
	return {
		...settled,
		...(doubt ? { unannouncedYear: doubt } : {}),
		dueAt,
		countedFrom,
		dueOn: dayOfInstant(instantOfEpochMs(epochMsOf(dueAt) - 1), input.zone),
	};
}

function firstUnannounced(from: number, to: number, calendar: WorkCalendar): number | undefined {
	for (let year = from; year <= to; year += 1) if (!calendar.isAnnounced(year)) return year;
	return undefined;
}

/** A period of days, months or years depends on the calendar at its last day only, one of working days at every day counted. */
function yearInDoubt(input: DueInput, course: Course, dueOn: CourtDate): number | undefined {
	if (course.grant !== undefined && course.unrolled === course.limitDay) return undefined;
	if (input.back) return input.limit.unit === 'WD' ? firstUnannounced(yearOf(dueOn), yearOf(input.trigger), input.calendar) : undefined;
	if (input.rolls === false && input.limit.unit !== 'WD') return undefined;
	const countsEveryDay = input.limit.unit === 'WD' && course.grant === undefined;
	const from = countsEveryDay ? yearOfDayNumber(dayNumber(input.trigger) + 1) : yearOfDayNumber(course.unrolled);
	return firstUnannounced(Math.min(from, yearOf(dueOn)), yearOf(dueOn), input.calendar);
}

/** The day that a source system has recorded holds, as computed or not; only a grant made since goes before it. */
function reachRecorded(input: DueInput, extensions: readonly Extension[], recorded: NonNullable<DueInput['recorded']>): Reached {
	const { unannouncedYear: _year, ...computed } = reachByCourse(input, extensions, undefined);
	return { ...computed, frozen: false, dueOn: recorded.dueOn, computedOn: computed.dueOn };
}

function reachByCourse(input: DueInput, extensions: readonly Extension[], grant: Grant | undefined): Reached {
	const course = courseOf(input, extensions, grant);
	if (course.due === undefined) return { course, frozen: true, assumed: false };
	const dueOn = dateOfDayNumber(course.due);
	const unannouncedYear = yearInDoubt(input, course, dueOn);
	return { ...settled, dueOn, course, ...(unannouncedYear === undefined ? {} : { unannouncedYear }) };
}

/** The end of a period with exactly these extensions and this grant; the one place where the units part ways. */
export function reach(input: DueInput, extensions: readonly Extension[], grant: Grant | undefined): Reached {
	const { unit } = input.limit;
	switch (unit) {
		case 'X':
			return grant === undefined ? reachStated(input) : { ...settled, dueOn: grant.dueOn };
		case 'H':
		case 'MIN':
			return reachInstant(input, extensions, grant);
		case 'D':
		case 'WD':
		case 'M':
		case 'Y':
			if (input.recorded && grant === undefined) return reachRecorded(input, extensions, input.recorded);
			return reachByCourse(input, extensions, grant);
		default:
			return unit satisfies never;
	}
}
