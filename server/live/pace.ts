/** A change that comes this soon after the last frame waits for others to come with it. */
const coalesceMs = 250;
/** What is urgent may go out twice within this: what follows from a change, or comes right after it, must not hold back the next one. */
const urgentPairMs = 250;
/** Changes so close together are one moment: an event and what the system adds to it. */
const momentMs = 100;
/** More moments of change than this within a second are a storm, and so are more changes than this, however close together. */
const calm = { moments: 5, changes: 8 };
const stormWindowMs = 1000;
/** In a storm a topic goes out at most twice in any second, evenly. */
const stormGapMs = 500;
/** In a storm a topic is looked at again this long after a look that found nothing new. */
const lookGapMs = 150;
/** A topic rests at least this many times as long as its last projection took. */
const busyFactor = 2;

function keepLast(times: number[], time: number, count: number): void {
	times.push(time);
	if (times.length > count) times.shift();
}

/** The last changes of a scope, as far back as it takes to tell a storm. Times are monotonic milliseconds. */
export class ChangeTimes {
	readonly #changes: number[] = [];
	/** When moments began. */
	readonly #moments: number[] = [];

	note(nowMs: number): void {
		keepLast(this.#changes, nowMs, calm.changes + 1);
		if (nowMs - (this.#moments.at(-1) ?? -Infinity) >= momentMs) keepLast(this.#moments, nowMs, calm.moments + 1);
	}

	/** Whether changes come so fast that one pass for each would be too many. */
	isStorm(nowMs: number): boolean {
		const isDense = (times: readonly number[], most: number): boolean => times.length > most && nowMs - times[0]! < stormWindowMs;
		return isDense(this.#moments, calm.moments) || isDense(this.#changes, calm.changes);
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

/** When a topic may be projected again: at once when it was quiet (what is urgent, also right after another); after a short while, in company, when it was not; twice a second in a storm. */
export function mayPassAt(passes: PassTimes, storm: boolean, kind: 'usual' | 'urgent' = 'usual'): number {
	const rested = passes.ended + passes.tookMs * busyFactor;
	if (!storm) return Math.max(rested, kind === 'usual' ? passes.last + coalesceMs : passes.secondLast + urgentPairMs);
	return Math.max(rested, passes.ended + lookGapMs, passes.last + stormGapMs, passes.secondLast + 2 * stormGapMs);
}
