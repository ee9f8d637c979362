import type { LimitUnit } from '../rulebook/types.ts';
import { addDays } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';
import { addWorkingDays } from '../time/work-calendar.ts';
import type { WorkCalendar } from '../time/work-calendar.ts';

/** The days at whose 00:00 the warning rungs of a clock fire, in the order of `warn` (widest first): due − n, in working days for WD
 *  clocks, else in civil days; none while there is no due day (contract §1.5). */
export function rungDays(
	due: { readonly dueOn?: CourtDate },
	warn: readonly number[],
	unit: LimitUnit,
	calendar: WorkCalendar,
): readonly CourtDate[] {
	const { dueOn } = due;
	if (dueOn === undefined) return [];
	return warn.map((days) => (unit === 'WD' ? addWorkingDays(dueOn, -days, calendar) : addDays(dueOn, -days)));
}

/** The highest rung whose day has come, and the day of the next one; earlier rungs that were passed unseen are not recorded (contract §1.5). */
export function rungReached(days: readonly CourtDate[], today: CourtDate): { readonly reached?: number; readonly nextOn?: CourtDate } {
	let reached: number | undefined;
	let nextOn: CourtDate | undefined;
	days.forEach((day, rung) => {
		if (day <= today) reached = rung;
		else if (nextOn === undefined || day < nextOn) nextOn = day;
	});
	return { ...(reached === undefined ? {} : { reached }), ...(nextOn === undefined ? {} : { nextOn }) };
}
