/** A change that comes this soon after the last frame waits for others to come with it. */
const coalesceMs = { usual: 250, urgent: 100 };
/** More changes than this within a second are a storm. */
const calmChanges = 3;
const stormWindowMs = 1000;
/** In a storm a topic goes out at most twice in any second, evenly. */
const stormGapMs = 500;
/** In a storm a topic is looked at again this long after a look that found nothing new. */
const lookGapMs = 150;
/** A topic rests at least this many times as long as its last projection took. */
const busyFactor = 2;

/** The last changes of a scope, as far back as it takes to tell a storm. Times are monotonic milliseconds. */
export class ChangeTimes {
	readonly #times: number[] = [];

	note(nowMs: number): void {
		this.#times.push(nowMs);
		if (this.#times.length > calmChanges + 1) this.#times.shift();
	}

	/** Whether changes come so fast that one pass for each would be too many. */
	isStorm(nowMs: number): boolean {
		return this.#times.length > calmChanges && nowMs - this.#times[0]! < stormWindowMs;
	}
}

/** The last passes of one topic of one scope. Times are monotonic milliseconds. */
export interface PassTimes {
	/** When the last frame and the one before it went out. A pass that found nothing new made none. */
	readonly last: number;
	readonly secondLast: number;
	/** When the last pass ended, and how long it took. */
	readonly ended: number;
	readonly tookMs: number;
}

/** A topic that never had a pass. */
export const noPasses: PassTimes = { last: -Infinity, secondLast: -Infinity, ended: -Infinity, tookMs: 0 };

/** When a topic may be projected again: at once when it was quiet; after a short while, in company, when it was not; twice a second in a storm. */
export function mayPassAt(passes: PassTimes, storm: boolean, kind: keyof typeof coalesceMs = 'usual'): number {
	const rested = passes.ended + passes.tookMs * busyFactor;
	if (!storm) return Math.max(rested, passes.last + coalesceMs[kind]);
	return Math.max(rested, passes.ended + lookGapMs, passes.last + stormGapMs, passes.secondLast + 2 * stormGapMs);
}
