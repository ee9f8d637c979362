import type { IndicatorValue } from '../../contract/topics-figures.ts';

/** Geometry of a bullet, in percent of its width. */
export interface Bullet {
	readonly fill: number;
	readonly tick: number;
	/** What is missing to the target, or is beyond it: from `fill` to `tick`. Absent where the target is met. */
	readonly missing?: { readonly from: number; readonly to: number };
}

type Row = Pick<IndicatorValue, 'unit' | 'value' | 'target' | 'met'>;

/** Share of the scale beyond its larger end, where it is open. */
const headroom = 1.2;

/** Percentages run from 0 to 100 (further where one is above), days and counts to a little more than the larger of value and target. */
export function calcBullet({ unit, value, target, met }: Row): Bullet | undefined {
	if (!target) return undefined;
	const most = Math.max(target.value, value ?? 0);
	const end = unit === '%' && most <= 100 ? 100 : most * headroom;
	const place = (of: number): number => (end <= 0 ? 0 : Math.min(100, Math.max(0, (of / end) * 100)));
	const [fill, tick] = [place(value ?? 0), place(target.value)];
	const missed = value !== null && met === false && fill !== tick;
	return { fill, tick, ...(missed ? { missing: { from: Math.min(fill, tick), to: Math.max(fill, tick) } } : {}) };
}

/** How far a value is from its target, as a share of it: what is worst stands first, whatever its unit. */
export function shortfallOf({ value, target, met }: Row): number {
	if (value === null || !target || met !== false) return 0;
	const off = Math.abs(value - target.value);
	return target.value === 0 ? off : off / Math.abs(target.value);
}

const order = (row: Row): number => (row.value === null ? 1 : row.met === false ? 0 : row.met ? 3 : 2);

/** Missed ones first, the furthest away before the others; then those without data, without target, and the met ones. */
export function worstFirst<R extends Row>(rows: readonly R[]): readonly R[] {
	return rows
		.map((row, at) => ({ row, at }))
		.sort((a, b) => order(a.row) - order(b.row) || shortfallOf(b.row) - shortfallOf(a.row) || a.at - b.at)
		.map(({ row }) => row);
}
