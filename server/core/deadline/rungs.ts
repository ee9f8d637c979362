import type { LimitUnit } from '../rulebook/types.ts';
import { addDays } from '../time/civil.ts';
import type { CourtDate, Instant } from '../time/types.ts';
import { addWorkingDays } from '../time/work-calendar.ts';
import type { WorkCalendar } from '../time/work-calendar.ts';
import { plusMinutes, startOfDay } from '../time/zone.ts';

/** The last working day on or before a day. */
function lastWorkingDay(day: CourtDate, calendar: WorkCalendar): CourtDate {
	return calendar.isWorkingDay(day) ? day : addWorkingDays(day, -1, calendar);
}

/** The days at whose 00:00 the warning rungs of a clock fire, in the order of `warn` (widest first): due − n, in working days for WD
 *  clocks, else in civil days; none while there is no due day (contract §1.5). A backward minimum whose latest day rests is warned of by
 *  the last working day before it. */
export function rungDays(
	due: { readonly dueOn?: CourtDate },
	warn: readonly number[],
	unit: LimitUnit,
	calendar: WorkCalendar,
	back = false,
): readonly CourtDate[] {
	if (due.dueOn === undefined) return [];
	const last = back ? lastWorkingDay(due.dueOn, calendar) : due.dueOn;
	return warn.map((days) => (unit === 'WD' ? addWorkingDays(last, -days, calendar) : addDays(last, -days)));
}

/** What the rungs of a clock are worked out from. */
export interface RungInput {
	readonly dueOn?: CourtDate;
	/** Of H and MIN clocks: their rungs are hours and minutes before it. */
	readonly dueAt?: Instant;
	readonly warn: readonly number[];
	readonly unit: LimitUnit;
	readonly back?: boolean;
	readonly calendar: WorkCalendar;
	readonly zone: string;
}

/** The moments at which the warning rungs fire, widest first. */
export function rungMoments({ dueOn, dueAt, warn, unit, back, calendar, zone }: RungInput): readonly Instant[] {
	if (dueAt !== undefined && (unit === 'H' || unit === 'MIN')) {
		const minutes = unit === 'H' ? 60 : 1;
		return warn.map((count) => plusMinutes(dueAt, -count * minutes));
	}
	const due = dueOn === undefined ? {} : { dueOn };
	return rungDays(due, warn, unit, calendar, back).map((day) => startOfDay(day, zone));
}

/** The highest rung whose moment has come, as an index; rungs that were passed unseen below it are not recorded (contract §1.5). */
export function rungReached(moments: readonly string[], now: string): number | undefined {
	let reached: number | undefined;
	moments.forEach((moment, rung) => {
		if (moment <= now) reached = rung;
	});
	return reached;
}
