import { formatCount, type FigureText } from '../../format/number.ts';
import type { FitSize } from '../../ui/fit-size.ts';

/** A huge figure: no separators up to five places, which read at a glance and keep the figure wide enough to be huge. */
export function actionText(value: number): FigureText {
	return value < 100_000 ? { figure: String(value), unit: '' } : formatCount(value);
}

/** Height of the title over a figure, of the line under it and of the quiet line under that, in px of a 1080-line wall. */
const lines = { title: 30, sub: 26, quiet: 24 };
const mostHuge = 112;

/** Height for the huge figures in a tile so high: all three lines where they have room, else without the quiet one. */
export function hugeHeight(height: number): number {
	if (height >= mostHuge + lines.title + lines.sub + lines.quiet) return mostHuge;
	return Math.max(44, Math.min(mostHuge - 1, Math.floor(height - lines.title - lines.sub)));
}

/** Width of a digit, and what stays free of a column beside its rule and before the next one, in em and in px of a 1080-line wall. */
const digit = 0.49;
const free = 50;

/**
 * Size in px at 1080 lines for the four huge figures: one size for all, so that they compare; at least 110 up to four places.
 * In a smaller tile (`room` in px of a 1080-line wall) as large as the longest may be without coming near the next column.
 */
export function actionSize(values: readonly number[], room: Partial<FitSize> = {}): number {
	const { width = Number.POSITIVE_INFINITY, height = Number.POSITIVE_INFINITY } = room;
	const longest = Math.max(...values.map(actionText).map(({ figure, unit }) => figure.replace('.', '').length + (unit ? 0.7 : 0)));
	const wanted = longest <= 3 ? 136 : longest <= 4 ? 110 : 88;
	const beside = Math.floor((width / 4 - free) / (longest * digit));
	return Math.max(40, Math.min(wanted, beside, Math.floor(hugeHeight(height) * 1.22)));
}
