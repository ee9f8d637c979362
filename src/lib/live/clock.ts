import type { ClockTick } from '../contract/topics.ts';
import { dayOf } from '../format/day.ts';

/** A sample of court time: at `localMs` of a monotonic local clock it was `courtMs`, running `speed` times as fast. */
export interface ClockSample {
	readonly courtMs: number;
	readonly localMs: number;
	readonly speed: number;
}

/** Court time now, from the last sample. */
export function courtNow(sample: ClockSample, localMs: number): number {
	return sample.courtMs + Math.max(0, localMs - sample.localMs) * sample.speed;
}

/** The sample a tick gives when it arrives. */
export function sampleOf(tick: ClockTick, localMs: number): ClockSample {
	return { courtMs: Date.parse(tick.now), localMs, speed: tick.speed };
}

/** A tick this far (real ms) behind our own reckoning was delayed on its way; further behind, the clock was set. */
const delayToleranceMs = 2_000;

/**
 * Takes a new tick or keeps the old reckoning: a message can only arrive late, so of two ticks that nearly agree the one that
 * says the later court time is the truer. A changed speed or a clock that was set is always taken.
 */
export function correctClock(previous: ClockSample | undefined, tick: ClockTick, localMs: number): ClockSample {
	const next = sampleOf(tick, localMs);
	if (!previous || previous.speed !== next.speed) return next;
	const behindMs = (courtNow(previous, localMs) - next.courtMs) / Math.max(1, next.speed);
	return behindMs > 0 && behindMs < delayToleranceMs ? previous : next;
}

/** Real ms until the shown second changes: at speed 1 on the court's own second, else once a second. */
export function untilNextTick(sample: ClockSample, localMs: number): number {
	if (sample.speed !== 1) return 1_000;
	return 1_000 - (courtNow(sample, localMs) % 1_000);
}

/** The tick that a server would send at a moment of court time (ms). */
export function tickAt(courtMs: number, speed: number, zone: string): ClockTick {
	return { now: new Date(courtMs).toISOString(), speed, businessDay: dayOf(courtMs, zone), zone };
}
