import type { PlaybackMinutes } from '../contract/playback.ts';
import { dayOf, civilParts, formatDay, formatTime } from '../format/day.ts';

/** Court milliseconds of a minute. */
export const minuteMs = 60_000;
/** The first instant of the minute of a moment in ms. */
export const minuteText = (ms: number): string => new Date(Math.floor(ms / minuteMs) * minuteMs).toISOString();
/** Minutes of a day on the scrub bar. */
export const dayMinutes = 1440;

/** How fast a recording runs: court minutes in a minute. */
export const playbackSpeeds = [1, 10, 60] as const;
/** One of them. */
export type PlaybackSpeed = (typeof playbackSpeeds)[number];

/** What a key does to the moment shown. */
export type ScrubDeed = { readonly by: number } | 'toggle' | 'first' | 'last';

/** Keys of the scrub bar: arrows a minute, with shift an hour, Home and End the ends of the day, space plays and stops. */
export function deedOfKey({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>): ScrubDeed | undefined {
	if (key === 'ArrowLeft') return { by: shiftKey ? -60 : -1 };
	if (key === 'ArrowRight') return { by: shiftKey ? 60 : 1 };
	if (key === ' ') return 'toggle';
	if (key === 'Home') return 'first';
	return key === 'End' ? 'last' : undefined;
}

/** Minute of the day of a moment, 0 to 1439. */
export function minuteOfDay(at: string, zone: string): number {
	const { hour, minute } = civilParts(at, zone);
	return Number(hour) * 60 + Number(minute);
}

/** First instant of the court's day in which a moment lies, in ms. */
export const dayStartMs = (at: string, zone: string): number => Date.parse(at) - minuteOfDay(at, zone) * minuteMs;

/** Whether a minute of the day is recorded. */
export const isRecorded = ({ spans }: Pick<PlaybackMinutes, 'spans'>, minute: number): boolean =>
	spans.some(([first, last]) => first <= minute && minute <= last);

/** The next minute with a change, after a minute of the day or before it. */
export function nextChange({ changes }: Pick<PlaybackMinutes, 'changes'>, minute: number, direction: 1 | -1): number | undefined {
	const minutes = changes.map(([at]) => at);
	return direction > 0 ? minutes.find((at) => at > minute) : minutes.findLast((at) => at < minute);
}

/** 「2026年10月14日 14:32」 of a moment. */
export const momentWords = (at: string, zone: string): string => `${formatDay(dayOf(at, zone))} ${formatTime(at, zone)}`;

/** A line of marks, as an SVG path in a box of 1440 × 100: the higher, the more topics changed. */
export function changesPath({ changes }: Pick<PlaybackMinutes, 'changes'>): string {
	const most = Math.max(1, ...changes.map(([, topics]) => topics));
	return changes.map(([minute, topics]) => `M${minute + 0.5} 100V${Math.round(92 - (topics / most) * 84)}`).join('');
}

/** How much of a day was recorded, in words. */
export function recordedWords(minutes: number): string {
	if (minutes <= 0) return '未记录';
	if (minutes >= dayMinutes) return '全天有记录';
	const hours = Math.floor(minutes / 60);
	return hours > 0 ? `记录 ${hours} 小时 ${minutes % 60} 分` : `记录 ${minutes} 分钟`;
}
