import type { WorkingHours } from '../rulebook/types.ts';
import { addDays } from './civil.ts';
import type { CourtDate, Instant } from './types.ts';
import type { WorkCalendar } from './work-calendar.ts';
import { dayOfInstant, epochMsOf, instantOfEpochMs, startOfDay } from './zone.ts';

/** Office hours where neither the nation nor the court has set any: a proposal, changed in the court's layer. */
export const defaultWorkingHours: WorkingHours = [
	{ from: '09:00', to: '12:00' },
	{ from: '13:30', to: '17:30' },
];

const MINUTE_MS = 60_000;
/** A clock of working minutes that finds no working day within this many days has no end. */
const LONGEST_PAUSE = 366;

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** The moment `minutes` working minutes after another: time outside office hours and on rest days does not count. */
export function plusWorkingMinutes(from: Instant, minutes: number, hours: WorkingHours, calendar: WorkCalendar, zone: string): Instant {
	let left = minutes * MINUTE_MS;
	let day: CourtDate = dayOfInstant(from, zone);
	const start = epochMsOf(from);
	for (let pause = 0; pause < LONGEST_PAUSE; pause += 1, day = addDays(day, 1)) {
		if (!calendar.isWorkingDay(day)) continue;
		const midnight = epochMsOf(startOfDay(day, zone));
		for (const stretch of hours) {
			const begins = Math.max(start, midnight + minutesOf(stretch.from) * MINUTE_MS);
			const ends = midnight + minutesOf(stretch.to) * MINUTE_MS;
			if (ends <= begins) continue;
			pause = 0;
			if (left <= ends - begins) return instantOfEpochMs(begins + left);
			left -= ends - begins;
		}
	}
	throw new RangeError(`no working time within ${LONGEST_PAUSE} days after ${from}`);
}
