import type { IndicatorValue } from '../../contract/topics-figures.ts';

/** Geometry of an indicator's bar, in percent of its width. */
export interface IndicatorBar {
	readonly fill: number;
	readonly tick: number;
}

/** Share of the bar that an open-ended scale keeps beyond its larger end. */
const headroom = 1.25;

/** A percentage runs from 0 to 100, days and counts to a little more than the larger of value and target. No target: no bar. */
export function calcBar(row: IndicatorValue): IndicatorBar | undefined {
	if (!row.target) return undefined;
	const end = row.unit === '%' ? 100 : Math.max(row.target.value, row.value ?? 0) * headroom;
	const place = (value: number): number => Math.min(100, Math.max(0, end === 0 ? 0 : (value / end) * 100));
	return { fill: place(row.value ?? 0), tick: place(row.target.value) };
}

/** What an indicator says about itself: no denominator, met, or how far away. */
export function indicatorVerdict(row: IndicatorValue): { readonly kind: 'unknown' | 'none' | 'met' | 'missed'; readonly words: string } {
	if (row.value === null) return { kind: 'unknown', words: '本期无数据' };
	if (!row.target) return { kind: 'none', words: '' };
	return row.met ? { kind: 'met', words: '达标' } : { kind: 'missed', words: row.gap ?? '未达标' };
}
