import { addDays } from '../core/time/civil.ts';
import type { Instant } from '../core/time/types.ts';
import { dayOfInstant, epochMsOf, startOfDay } from '../core/time/zone.ts';

/** The clock may be set at any moment, and a timer holds no more than 24 days: nothing waits longer than this without looking again. */
const lookAgainMs = 60_000;
/** A clock that stands still has no midnight. */
const standingSpeed = 1e-6;

/** Real milliseconds to the next midnight of a zone in court time. */
export function untilMidnight(now: Instant, zone: string, speed: number): number {
	if (speed <= standingSpeed) return Infinity;
	const midnight = startOfDay(addDays(dayOfInstant(now, zone), 1), zone);
	return (epochMsOf(midnight) - epochMsOf(now)) / speed;
}

/** Court time as the watch reads it. */
export interface CourtTime {
	now(): Instant;
	speed(): number;
	/** Zones of the courts. */
	zones(): Iterable<string>;
}

/** Tells, at the midnight of each zone and whenever the clock was set to another day, that the day has changed. */
export class DayRoll {
	readonly #time: CourtTime;
	readonly #rolled: () => void;
	#days: string;
	#timer: NodeJS.Timeout | undefined;

	constructor(time: CourtTime, rolled: () => void) {
		this.#time = time;
		this.#rolled = rolled;
		this.#days = this.#today();
		this.look();
	}

	/** Looks at the clock now: it may have been set. */
	look(): void {
		clearTimeout(this.#timer);
		const days = this.#today();
		const rolled = days !== this.#days;
		this.#days = days;
		const now = this.#time.now();
		const waits = [...this.#time.zones()].map((zone) => untilMidnight(now, zone, this.#time.speed()));
		this.#timer = setTimeout(() => this.look(), Math.max(1, Math.ceil(Math.min(lookAgainMs, ...waits))));
		this.#timer.unref();
		if (rolled) this.#rolled();
	}

	stop(): void {
		clearTimeout(this.#timer);
	}

	#today(): string {
		const now = this.#time.now();
		return [...this.#time.zones()].map((zone) => `${zone} ${dayOfInstant(now, zone)}`).join();
	}
}
