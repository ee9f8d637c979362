import { addDays, weekday } from '../time/civil.ts';
import { epochMsOf, plusMinutes, startOfDay } from '../time/zone.ts';
import type { CourtDate, Instant } from '../time/types.ts';

/** A turn of duty (值班班次): a day, hours of the court's clock, a person and a post. `to` not after `from` runs into the next day. */
export interface Shift {
	readonly day: CourtDate;
	readonly from: string;
	readonly to: string;
	readonly person: string;
	/** 值班员, 带班领导 and the like. */
	readonly post: string;
}

/** Signing in opens this long before a turn begins. */
export const signInLeadMinutes = 30;

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Begin and end of a turn as instants, in the court's zone. */
export function spanOf(shift: Pick<Shift, 'day' | 'from' | 'to'>, zone: string): { readonly start: Instant; readonly end: Instant } {
	const from = minutesOf(shift.from);
	const to = minutesOf(shift.to);
	const lastDay = to <= from ? addDays(shift.day, 1) : shift.day;
	return { start: plusMinutes(startOfDay(shift.day, zone), from), end: plusMinutes(startOfDay(lastDay, zone), to) };
}

/** Whether a turn runs at a moment: from its first minute up to, but not including, its end. */
export function isRunning(shift: Pick<Shift, 'day' | 'from' | 'to'>, now: Instant, zone: string): boolean {
	const { start, end } = spanOf(shift, zone);
	return start <= now && now < end;
}

/** Whether a turn can be signed for now: from half an hour before it begins until it ends. */
export function maySignIn(shift: Pick<Shift, 'day' | 'from' | 'to'>, now: Instant, zone: string): boolean {
	const { start, end } = spanOf(shift, zone);
	return plusMinutes(start, -signInLeadMinutes) <= now && now < end;
}

/** Two turns of one person that overlap, or undefined. Turns that only meet are allowed: a person may hold two in a row. */
export function overlapOf(shifts: readonly Shift[], zone: string): readonly [Shift, Shift] | undefined {
	for (const turns of Map.groupBy(shifts, (shift) => shift.person).values()) {
		const sorted = turns
			.map((shift) => ({ shift, ...spanOf(shift, zone) }))
			.sort((a, b) => epochMsOf(a.start) - epochMsOf(b.start) || epochMsOf(a.end) - epochMsOf(b.end));
		for (const [index, next] of sorted.entries()) {
			const before = sorted[index - 1];
			if (before && next.start < before.end) return [before.shift, next.shift];
		}
	}
	return undefined;
}

/** Monday of the week of a day. */
export function weekStart(day: CourtDate): CourtDate {
	return addDays(day, 1 - weekday(day));
}

/** Officers without any turn in the week that begins on `monday` (每人每周至少一次, R220). */
export function withoutTurn(officers: readonly string[], shifts: readonly Shift[], monday: CourtDate): readonly string[] {
	const sunday = addDays(monday, 6);
	const on = new Set(shifts.filter(({ day }) => day >= monday && day <= sunday).map(({ person }) => person));
	return officers.filter((person) => !on.has(person));
}
