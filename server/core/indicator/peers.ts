import type { IndicatorEntry } from './catalogue/types.ts';
import { factorOf } from './exact.ts';
import type { Figure } from './types.ts';

/** A figure among those of its peers (类比). */
export interface PeerPlace {
	/** 1 for the best; equal values share a place. Null without a value, and where neither direction is better. */
	readonly rank: number | null;
	/** How many of the peers have a value. */
	readonly of: number;
	/** Σ numerator ÷ Σ denominator of all peers; the mean of counts. Null where there is nothing to divide by. */
	readonly mean: number | null;
	/** Value − mean, and the best value − value, in the indicator's unit. */
	readonly toMean: number | null;
	readonly toFirst: number | null;
}

/** Sums over sums, never a mean of rates; composite figures have no sum and take the mean of the values. */
export function meanOf(entry: IndicatorEntry, figures: readonly Figure[]): number | null {
	const valued = figures.filter((figure) => figure.value !== null);
	if (valued.length === 0) return null;
	const isRatio = entry.denominator !== undefined && !entry.parts && !entry.method;
	if (!isRatio) return valued.reduce((sum, figure) => sum + figure.value!, 0) / valued.length;
	const numerator = valued.reduce((sum, figure) => sum + figure.numerator, 0);
	const denominator = valued.reduce((sum, figure) => sum + (figure.denominator ?? 0), 0);
	const { times, over } = factorOf(entry.unit);
	return denominator > 0 ? (numerator * times) / (denominator * over) : null;
}

/** Whether figures are the same: fractions are compared without dividing. */
function compare(a: Figure, b: Figure): number {
	if (a.denominator !== null && b.denominator !== null && a.denominator > 0 && b.denominator > 0) {
		const left = BigInt(Math.round(a.numerator)) * BigInt(Math.round(b.denominator));
		const right = BigInt(Math.round(b.numerator)) * BigInt(Math.round(a.denominator));
		return left < right ? -1 : left > right ? 1 : 0;
	}
	return Math.sign(a.value! - b.value!);
}

/** The places of figures of one indicator among each other, in the order given. Figures without a value are not ranked. */
export function placesAmong(entry: IndicatorEntry, figures: readonly Figure[]): readonly PeerPlace[] {
	const valued = figures.filter((figure) => figure.value !== null);
	const mean = meanOf(entry, figures);
	const better = (a: Figure, b: Figure): boolean => (entry.direction === 'down' ? compare(a, b) < 0 : compare(a, b) > 0);
	const ranked = entry.direction !== 'none';
	const best = ranked
		? valued.reduce<Figure | undefined>((top, figure) => (top && !better(figure, top) ? top : figure), undefined)
		: undefined;
	return figures.map((figure) => {
		const base = { of: valued.length, mean };
		if (figure.value === null) return { ...base, rank: null, toMean: null, toFirst: null };
		return {
			...base,
			rank: ranked ? 1 + valued.filter((other) => better(other, figure)).length : null,
			toMean: mean === null ? null : figure.value - mean,
			toFirst: best ? best.value! - figure.value : null,
		};
	});
}
