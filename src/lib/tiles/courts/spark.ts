/** A sparkline in a box of 100 × 30: the path, and the height of its last point in percent of the box. */
export interface Spark {
	readonly path: string;
	readonly lastTop: number;
}

const margin = 3;

/** Draws values into their own box, so that a line can never meet a figure; a flat line lies in the middle. */
export function calcSpark(values: readonly number[]): Spark | undefined {
	if (values.length < 2) return undefined;
	const least = Math.min(...values);
	const span = Math.max(...values) - least;
	const y = (value: number): number => (span === 0 ? 15 : 30 - margin - ((value - least) / span) * (30 - 2 * margin));
	const points = values.map((value, index) => `${((index / (values.length - 1)) * 100).toFixed(2)},${y(value).toFixed(2)}`);
	return { path: `M${points.join('L')}`, lastTop: (y(values[values.length - 1] ?? 0) / 30) * 100 };
}
