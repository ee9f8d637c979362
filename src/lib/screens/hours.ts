import type { Hours } from '../contract/scenes.ts';
import type { ScreenSettings } from '../contract/screens.ts';
import { dayOf, formatTime } from '../format/day.ts';

/** Whether a day of the court is a working day, as the server's calendar says. */
export interface DayKind {
	readonly day: string;
	readonly working: boolean;
}

const dayMs = 86_400_000;

const dayBefore = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - dayMs).toISOString().slice(0, 10);

/** Without the calendar Monday to Friday are taken for working days: better a guess than a screen that stays black. */
function isWorking(day: string, days: readonly DayKind[]): boolean {
	const known = days.find((each) => each.day === day);
	if (known) return known.working;
	const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
	return weekday !== 0 && weekday !== 6;
}

function fits(kind: Hours['days'], day: string, days: readonly DayKind[]): boolean {
	return kind === 'all' || isWorking(day, days) === (kind === 'working');
}

/**
 * Whether an instant lies within hours of the court's day. Hours over midnight belong to the day they begin on: those of a
 * working Friday last into Saturday. Equal ends are the whole day.
 */
export function isWithinHours(hours: Hours, nowMs: number, zone: string, days: readonly DayKind[]): boolean {
	const today = dayOf(nowMs, zone);
	const time = formatTime(nowMs, zone);
	const { from, to } = hours;
	if (from === to) return fits(hours.days, today, days);
	if (from < to) return time >= from && time < to && fits(hours.days, today, days);
	return (time >= from && fits(hours.days, today, days)) || (time < to && fits(hours.days, dayBefore(today), days));
}

/** How bright the screen is: off, or a level from 0.3 to 1. */
export type Brightness = { readonly kind: 'off' } | { readonly kind: 'on'; readonly level: number };

/** What a screen's hours say of an instant of court time. */
export function brightnessAt(
	settings: Pick<ScreenSettings, 'on' | 'night'>,
	nowMs: number,
	zone: string,
	days: readonly DayKind[],
): Brightness {
	if (settings.on && !isWithinHours(settings.on, nowMs, zone, days)) return { kind: 'off' };
	const isNight = settings.night !== undefined && isWithinHours(settings.night.hours, nowMs, zone, days);
	return { kind: 'on', level: isNight && settings.night ? settings.night.level : 1 };
}
