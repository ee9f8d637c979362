import { addDays, isCourtDate } from '../time/civil.ts';
import type { CourtDate, Instant } from '../time/types.ts';
import { parseMoment, plusMinutes, startOfDay } from '../time/zone.ts';

const wallClock = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?$/;

/**
 * Reads a time of display in court time: a day (`from`: its first moment; `to`: its last, so that the day itself is shown), a wall-clock time
 * as forms send it, or an instant with offset.
 */
export function displayTime(text: string, zone: string, edge: 'from' | 'to'): Instant | undefined {
	const trimmed = text.trim();
	if (isCourtDate(trimmed)) return startOfDay(edge === 'from' ? trimmed : addDays(trimmed, 1), zone);
	const [, day, hours, minutes] = wallClock.exec(trimmed) ?? [];
	if (day === undefined) return parseMoment(trimmed, zone)?.at;
	if (!isCourtDate(day)) return undefined;
	return plusMinutes(startOfDay(day as CourtDate, zone), Number(hours) * 60 + Number(minutes));
}

interface Window {
	readonly from: Instant;
	readonly to: Instant;
}

/** Whether something is on display now: from its first moment until, and without, its last. */
export const isOnDisplay = ({ from, to }: Window, now: Instant): boolean => from <= now && now < to;

/** Where something stands in its time of display. */
export function displayState({ from, to }: Window, now: Instant): 'upcoming' | 'current' | 'past' {
	if (now < from) return 'upcoming';
	return now < to ? 'current' : 'past';
}

/** Whether anything comes on or goes off display after one moment and up to another. */
export const turnsBetween = (windows: readonly Window[], after: Instant, upTo: Instant): boolean =>
	windows.some(({ from, to }) => (after < from && from <= upTo) || (after < to && to <= upTo));
