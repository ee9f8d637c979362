/** A jump of the host's clock against its monotonic clock. */
export interface ClockJump {
	/** By how many milliseconds; negative where the clock went back. */
	readonly byMs: number;
	/** While true nothing is swept: what the wrong time would make overdue would harm somebody. */
	readonly holds: boolean;
}

/** Watches the host's wall clock. Court time under the demo is set on purpose and is none of its business. */
export interface ClockWatch {
	/** The jump that stands now, if any; asked before each sweep. */
	check(): ClockJump | undefined;
	/** Somebody has looked and says that the present time is right. */
	confirm(): void;
}

/** More than an NTP step, less than what could make a day of difference. */
const toleranceMs = 5 * 60_000;

/**
 * Tells when the wall clock has left the monotonic one. A jump forwards holds the sweep until the clock comes back or somebody confirms
 * it: nothing becomes overdue, nothing locks meanwhile. A jump backwards holds nothing: no clock runs out earlier than it did, decisions
 * already made stand, and none is made twice.
 */
export function createClockWatch(parts: { wallMs(): number; monotonicMs(): number }): ClockWatch {
	const offset = (): number => parts.wallMs() - parts.monotonicMs();
	let base = offset();
	/** Where the clock stood before it went back: returning there is no jump. */
	let before = base;
	return {
		check: () => {
			const now = offset();
			const byMs = now - base;
			if (byMs > toleranceMs && Math.abs(now - before) <= toleranceMs) {
				base = now;
				return undefined;
			}
			if (byMs > toleranceMs) return { byMs, holds: true };
			if (byMs < -toleranceMs) {
				before = base;
				base = now;
				return { byMs, holds: false };
			}
			// Slow drift and small steps are the clock being kept right.
			base += byMs;
			return undefined;
		},
		confirm: () => {
			base = offset();
			before = base;
		},
	};
}
