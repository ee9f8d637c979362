import { addDays } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';
import { workingDaysBetween, type WorkCalendar } from '../time/work-calendar.ts';

/** Working days left for a step whose last day is `dueOn`, today included; negative when that day has passed. */
export function workingDaysLeft(dueOn: CourtDate, today: CourtDate, calendar: WorkCalendar): number {
	return dueOn < today ? -workingDaysBetween(dueOn, today, calendar) : workingDaysBetween(addDays(today, -1), dueOn, calendar);
}
