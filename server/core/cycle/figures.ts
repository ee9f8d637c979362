import type { CycleStage } from './stages.ts';

/** How often a length occurred: all that medians and shares need, whatever the number of cases. */
export type Histogram = ReadonlyMap<number, number>;

/** What a sample of lengths comes to. */
export interface Spread {
	readonly count: number;
	/** Sum of all lengths, in days. */
	readonly days: number;
	readonly mean: number | null;
	readonly median: number | null;
	readonly p90: number | null;
}

/** The value at or below which a share of the sample lies, by nearest rank: always a length that did occur. */
export function quantile(histogram: Histogram, share: number): number | null {
	const lengths = [...histogram].sort((a, b) => a[0] - b[0]);
	const total = lengths.reduce((sum, [, times]) => sum + times, 0);
	let seen = 0;
	for (const [length, times] of lengths) {
		seen += times;
		if (seen >= Math.max(1, Math.ceil(total * share))) return length;
	}
	return null;
}

/** Count, sum, mean, median and P90. The median of an even number lies between the two in the middle. */
export function spreadOf(histogram: Histogram): Spread {
	let count = 0;
	let days = 0;
	for (const [length, times] of histogram) {
		count += times;
		days += length * times;
	}
	return { count, days, mean: count > 0 ? days / count : null, median: medianOf(histogram, count), p90: quantile(histogram, 0.9) };
}

function medianOf(histogram: Histogram, count: number): number | null {
	const low = quantile(histogram, 0.5);
	if (low === null || count % 2 === 1) return low;
	let seen = 0;
	for (const [length, times] of [...histogram].sort((a, b) => a[0] - b[0])) {
		seen += times;
		if (seen > count / 2) return (low + length) / 2;
	}
	return low;
}

/** Adds histograms: a city's lengths are those of its courts together, never a mean of medians. */
export function addHistograms(list: readonly Histogram[]): Histogram {
	const sum = new Map<number, number>();
	for (const histogram of list) for (const [length, times] of histogram) sum.set(length, (sum.get(length) ?? 0) + times);
	return sum;
}

/** How many lengths are longer than a limit. */
export function countOver(histogram: Histogram, limit: number): number {
	let over = 0;
	for (const [length, times] of histogram) if (length > limit) over += times;
	return over;
}

/** A stage in the list of where the time goes. */
export interface Bottleneck {
	readonly code: string;
	/** Days spent in it, and their share in percent of the days of all stages that hold no other. */
	readonly days: number;
	readonly share: number | null;
	/** Finished later than the limit, in percent of those finished; null without a limit or without any. */
	readonly overShare: number | null;
}

/**
 * Where the time goes: stages by the days spent in them. The whole course is left out, as it holds the others; a part of a stage is listed
 * with its share of the same sum, which it does not add to.
 */
export function bottlenecks(
	stages: readonly { readonly stage: CycleStage; readonly spread: Spread; readonly over?: number }[],
): readonly Bottleneck[] {
	const listed = stages.filter(({ stage, spread }) => !stage.whole && spread.count > 0);
	const total = listed.reduce((sum, { stage, spread }) => sum + (stage.partOf ? 0 : spread.days), 0);
	return listed
		.map(({ stage, spread, over }) => ({
			code: stage.code,
			days: spread.days,
			share: total > 0 ? (spread.days * 100) / total : null,
			overShare: over === undefined ? null : (over * 100) / spread.count,
		}))
		.sort((a, b) => b.days - a.days || (a.code < b.code ? -1 : 1));
}
