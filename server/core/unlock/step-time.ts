import { addDays } from '../time/civil.ts';
import type { CourtDate, Instant } from '../time/types.ts';
import { workingDaysBetween, type WorkCalendar } from '../time/work-calendar.ts';
import { startOfDay } from '../time/zone.ts';

/** Working days left for a step whose last day is `dueOn`, today included; negative when that day has passed. */
export function workingDaysLeft(dueOn: CourtDate, today: CourtDate, calendar: WorkCalendar): number {
	return dueOn < today ? 0 - workingDaysBetween(dueOn, today, calendar) : workingDaysBetween(addDays(today, -1), dueOn, calendar);
}

/** The time a step has left: it ends at 24:00 of its last working day, and stands still on rest days. */
export interface StepClock {
	/** Working days left, today included where it is one; negative when late. */
	readonly workingDays: number;
	/** The moment the step's time is over. */
	readonly dueAt: Instant;
	readonly pausedToday: boolean;
}

/** The time left of a step whose last day is `dueOn`, by the calendar and zone of its court. */
export function stepClock(dueOn: CourtDate, today: CourtDate, calendar: WorkCalendar, zone: string): StepClock {
	return {
		workingDays: workingDaysLeft(dueOn, today, calendar),
		dueAt: startOfDay(addDays(dueOn, 1), zone),
		pausedToday: !calendar.isWorkingDay(today),
	};
}
