const mostKeys = 10_000;

/** Counts what somebody tries within a span of real time: so many tries, then nothing until the oldest has aged out. */
export class Tries {
	readonly #most: number;
	readonly #perMs: number;
	readonly #taken = new Map<string, number[]>();

	constructor(most: number, perMs: number) {
		this.#most = most;
		this.#perMs = perMs;
	}

	/** Takes a try; false when there is none left. Taken before the outcome is known, so that tries side by side count, too. */
	take(key: string, nowMs: number): boolean {
		const lately = (this.#taken.get(key) ?? []).filter((at) => at > nowMs - this.#perMs);
		if (lately.length >= this.#most) return false;
		if (this.#taken.size >= mostKeys && !this.#taken.has(key)) this.#dropOld(nowMs);
		this.#taken.set(key, [...lately, nowMs]);
		return true;
	}

	/** Gives the last try back: it was a right one. */
	giveBack(key: string): void {
		this.#taken.get(key)?.pop();
	}

	#dropOld(nowMs: number): void {
		for (const [key, times] of this.#taken) if (times.every((at) => at <= nowMs - this.#perMs)) this.#taken.delete(key);
		// All of them fresh: the oldest key goes, so that memory stays bounded.
		const [first] = this.#taken.keys();
		if (this.#taken.size >= mostKeys && first !== undefined) this.#taken.delete(first);
	}
}
