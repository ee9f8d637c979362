import { formatCount } from '../../format/number.ts';

/** Size in px at 1080 lines for the four huge figures: one size for all, so that they compare; four places still stay above 100. */
export function actionSize(values: readonly number[]): number {
	const longest = Math.max(
		...values.map((value) => formatCount(value)).map(({ figure, unit }) => figure.replace(/[,.]/g, '').length + (unit ? 0.7 : 0)),
	);
	if (longest <= 3) return 136;
	return longest <= 4 ? 112 : 88;
}
