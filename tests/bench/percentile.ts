/** The value below which a share of the sample lies, by nearest rank. */
export function percentile(sample: readonly number[], share: number): number {
	const sorted = [...sample].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** One decimal. */
export const tenth = (value: number): number => Math.round(value * 10) / 10;
