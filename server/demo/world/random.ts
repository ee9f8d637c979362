/** A seeded stream of choices: the same seed and key always give the same stream. */
export interface Random {
	/** The next number, at least 0 and below 1. */
	next(): number;
	/** A whole number from `low` to `high`, both included. */
	int(low: number, high: number): number;
	/** True with probability `p`. */
	chance(p: number): boolean;
	/** One of the values, each as likely as the others. */
	pick<T>(values: readonly T[]): T;
	/** One of the values, each as likely as its weight says. */
	weighted<T>(rows: readonly (readonly [value: T, weight: number])[]): T;
	/** A log-normal number with this median, held between `low` and `high`. */
	logNormal(median: number, sigma: number, low: number, high: number): number;
}

function hashOf(text: string): number {
	let hash = 0x811c9dc5;
	for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	return (hash ^ (hash >>> 13)) >>> 0;
}

function mulberry32(start: number): () => number {
	let state = start;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

function pickWeighted<T>(rows: readonly (readonly [T, number])[], at: number): T {
	let left = at * rows.reduce((sum, [, weight]) => sum + weight, 0);
	for (const [value, weight] of rows) {
		left -= weight;
		if (left < 0) return value;
	}
	const last = rows.at(-1);
	if (last === undefined) throw new RangeError('nothing to choose from');
	return last[0];
}

/** The stream of one seed and key; streams of different keys do not disturb one another. */
export function randomFor(seed: number, key: string): Random {
	const next = mulberry32(hashOf(`${seed}/${key}`));
	const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
	return {
		next,
		int: (low, high) => low + Math.floor(next() * (high - low + 1)),
		chance: (p) => next() < p,
		pick: (values) => {
			const value = values[Math.floor(next() * values.length)];
			if (value === undefined) throw new RangeError('nothing to pick from');
			return value;
		},
		weighted: (rows) => pickWeighted(rows, next()),
		logNormal: (median, sigma, low, high) => Math.min(high, Math.max(low, median * Math.exp(sigma * normal()))),
	};
}
