import { formatCount, type FigureText } from '../../format/number.ts';

/** A huge figure: no separators up to five places, which read at a glance and keep the figure wide enough to be huge. */
export function actionText(value: number): FigureText {
	return value < 100_000 ? { figure: String(value), unit: '' } : formatCount(value);
}

/** Size in px at 1080 lines for the four huge figures: one size for all, so that they compare; at least 110 up to four places. */
export function actionSize(values: readonly number[]): number {
	const longest = Math.max(...values.map(actionText).map(({ figure, unit }) => figure.replace('.', '').length + (unit ? 0.7 : 0)));
	if (longest <= 3) return 136;
	return longest <= 4 ? 110 : 88;
}
