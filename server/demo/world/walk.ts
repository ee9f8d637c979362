import { latenessOf } from './courts.ts';
import type { Days } from './days.ts';
import type { Draft } from './event.ts';
import type { Filing, Frame } from './filings.ts';
import type { Profile } from './profile.ts';
import type { Random } from './random.ts';
import type { Staff } from './staff.ts';

/** One case on its way: what it draws from and what has happened so far, in causal order. */
export interface Walk {
	readonly filing: Filing;
	readonly profile: Profile;
	readonly random: Random;
	readonly days: Days;
	readonly frame: Frame;
	readonly staff: Staff;
	readonly drafts: Draft[];
}

/** Day fields and freedom of an event that is added. */
export interface Extra {
	readonly dates?: Readonly<Record<string, number>>;
	readonly free?: boolean;
}

/** Adds an event to the life of a case and gives its day back. */
export function add(walk: Walk, day: number, type: string, data: Readonly<Record<string, unknown>> = {}, extra: Extra = {}): number {
	walk.drafts.push({ day, type, data, free: extra.free ?? false, ...(extra.dates ? { dates: extra.dates } : {}) });
	return day;
}

/** A working day some working days later, drawn by weight. */
export function later(walk: Walk, from: number, rows: readonly (readonly [number, number])[]): number {
	return walk.days.plusWorking(from, walk.random.weighted(rows));
}

/** A working day between `low` and `high` working days later. */
export function between(walk: Walk, from: number, low: number, high: number): number {
	return walk.days.plusWorking(from, walk.random.int(low, high));
}

/** A working day in time: the day aimed at, or the last working day not after the due day, never before `floor`. */
export function inTime(walk: Walk, aimed: number, due: number | undefined, floor: number): number {
	return Math.max(floor, due === undefined ? aimed : Math.min(aimed, walk.days.previous(due)));
}

/** The day on which a period in calendar days ends, without deductions. */
export function dueAfter(walk: Walk, trigger: number, limit: number): number {
	return walk.days.due(trigger, { days: limit }) ?? trigger;
}

/** A code inside the case: `a1`, `r2`. */
export function nextCode(walk: Walk, letter: string, type: string): string {
	return `${letter}${walk.drafts.filter((draft) => draft.type === type).length + 1}`;
}

/** Whether something runs late here: with a probability for the average court, more often where courts are late, never in the clean one. */
export function isTardy(walk: Walk, share: number): boolean {
	return walk.random.chance(share * latenessOf(walk.filing.court));
}

/** Whether the case system reports the finer steps of a day: it has done so since the courts' own rules came into force. */
export function isReported(walk: Walk, day: number): boolean {
	return day >= walk.frame.rulesFrom;
}

/** The last day of anything that has happened so far. */
export function lastDayOf(walk: Walk): number {
	return walk.drafts.reduce((last, { day }) => Math.max(last, day), walk.filing.day);
}
