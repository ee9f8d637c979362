import type { Instant } from './core/time/types.ts';
import { epochMsOf, instantOfEpochMs } from './core/time/zone.ts';

/** The application clock: court time, which may start elsewhere and run faster than real time (only under the `demo` verb). */
export interface CourtClock {
	now(): Instant;
	readonly speed: number;
	/** Moves the clock and its speed; screens are told. */
	set(now: Instant | undefined, speed?: number): void;
}

/** Real time in milliseconds: for sign-ins, tokens, rate limits and timeouts, never for court time. */
export const realMs = (): number => Date.now();

/** A clock that starts at `start` (or now) and runs at `speed` court seconds a second. */
export function createClock(start?: Instant, speed = 1): CourtClock {
	let base = start ? epochMsOf(start) : realMs();
	let since = realMs();
	let rate = speed;
	const nowMs = (): number => base + (realMs() - since) * rate;
	return {
		now: () => instantOfEpochMs(Math.floor(nowMs())),
		get speed() {
			return rate;
		},
		set(now, newSpeed) {
			const at = now ? epochMsOf(now) : nowMs();
			base = at;
			since = realMs();
			rate = newSpeed ?? rate;
		},
	};
}
