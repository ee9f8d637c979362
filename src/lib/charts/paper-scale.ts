/** The ends and the step of an axis that holds all its values, with round numbers. */
export interface Scale {
	readonly min: number;
	readonly max: number;
	readonly interval: number;
}

const steps = [1, 2, 2.5, 5, 10];

/**
 * A scale of about five steps over `low` to `high`. Bars begin at zero; lines may begin above it, as rates of a year run over a narrow band.
 * A percentage that is not above 100 ends at 100 at the latest.
 */
export function scaleOf(low: number, high: number, options: { readonly fromZero: boolean; readonly percent: boolean }): Scale {
	const bottom = options.fromZero ? Math.min(0, low) : low;
	const reach = options.fromZero ? Math.max(0, high) : high;
	// A single value stands on an axis of its own size.
	const top = reach > bottom ? reach : bottom + (Math.abs(bottom) || 1);
	const span = top - bottom;
	const power = 10 ** Math.floor(Math.log10(span / 5));
	const interval = (steps.find((step) => step * power * 5 >= span) ?? 10) * power;
	const least = Math.floor(bottom / interval + 1e-9) * interval;
	const most = Math.ceil(top / interval - 1e-9) * interval;
	const round = (value: number): number => Number(value.toPrecision(12));
	const full = most === reach && !(options.percent && reach <= 100) ? most + interval : most;
	return {
		min: round(low >= 0 ? Math.max(0, least) : least),
		max: round(Math.max(options.percent && high <= 100 ? Math.min(full, 100) : full, least + interval)),
		interval: round(interval),
	};
}

/** Moves labels that would lie upon each other apart: their places in px from the top, in the order given, at least `gap` between each two. */
export function spread(places: readonly number[], gap: number, low: number, high: number): readonly number[] {
	const order = places.map((place, index) => ({ place, index })).sort((one, other) => one.place - other.place || one.index - other.index);
	let last = low - gap;
	for (const each of order) {
		each.place = Math.max(each.place, last + gap);
		last = each.place;
	}
	let next = high + gap;
	for (const each of order.toReversed()) {
		each.place = Math.min(each.place, next - gap);
		next = each.place;
	}
	return order.sort((one, other) => one.index - other.index).map(({ place }) => place);
}
