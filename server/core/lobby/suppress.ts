import type { Shown } from './types.ts';

/** Counts below this are not told to the public. */
export const leastShown = 5;

/** A sum and the number of things it was added up from. */
export interface Tally {
	readonly total: number;
	readonly count: number;
}

const isFew = (count: number): boolean => count > 0 && count < leastShown;

/** A count of the whole court. Nought is told as it is, for it is about nobody; null is unknown. */
export function shownCount(count: number | null): Shown {
	if (count === null) return null;
	return isFew(count) ? 'few' : count;
}

/** A mean in whole units; nothing to divide by is unknown, fewer than five is not told. */
export function shownMean({ total, count }: Tally): Shown {
	if (count <= 0) return null;
	return isFew(count) ? 'few' : Math.round(total / count);
}

/** A number of things per head, in whole units: neither the heads nor the things may be few. */
export function shownPerHead(things: number | null, heads: number | null): Shown {
	if (things === null || heads === null || heads <= 0) return null;
	return isFew(heads) || isFew(things) ? 'few' : Math.round(things / heads);
}

/** What went before, only where both are told: a difference with a figure that is kept back would tell it. */
export function shownBefore(now: Shown, before: Shown): number | null {
	return typeof now === 'number' && typeof before === 'number' ? before : null;
}

/**
 * A column of means whose whole is told beside it. What is not told by a row can be worked out from the whole and the other rows: where all that
 * is kept back together (rows and the rest without a row) is under five, the smallest told row is kept back as well, until it no longer is.
 */
export function shownColumn(rows: readonly Tally[], whole?: Tally): readonly Shown[] {
	const shown = rows.map(shownMean);
	if (!whole) return shown;
	const told = (): readonly number[] => rows.flatMap(({ count }, index) => (typeof shown[index] === 'number' ? [count] : []));
	for (;;) {
		const counts = told();
		const hidden = whole.count - counts.reduce((sum, count) => sum + count, 0);
		if (!isFew(hidden) || counts.length === 0) return shown;
		const least = Math.min(...counts);
		const index = rows.findIndex(({ count }, at) => count === least && typeof shown[at] === 'number');
		shown[index] = 'kept';
	}
}

/** A part of a whole. Neither the part nor what is left may be few, and nought of either tells something of everybody. */
export interface ShownShare {
	readonly whole: Shown;
	readonly part: Shown;
	/** Percent with one decimal, never rounded up. */
	readonly percent: Shown;
}

/** A part of a whole as the public sees it; null is unknown. */
export function shownShare(part: number | null, whole: number | null): ShownShare {
	if (part === null || whole === null) return { whole: shownCount(whole), part: null, percent: null };
	if (whole <= 0) return { whole: 0, part: 0, percent: null };
	if (whole < leastShown) return { whole: 'few', part: 'few', percent: 'few' };
	if (part < leastShown) return { whole, part: 'few', percent: 'kept' };
	if (whole - part < leastShown) return { whole, part: 'kept', percent: 'kept' };
	return { whole, part, percent: Math.floor((part / whole) * 1000) / 10 };
}
