import { describe, expect, it } from 'vitest';
import { full } from './fixtures.ts';
import { buildSmall, calcEnds, linesOf } from './indicator-trend.chart.ts';
import { calcGrid, monthWords, trendLabel } from './trend-words.ts';

const theme = {
	unit: 1,
	font: 'x',
	colour: { ink: '#1', dim: '#2', faint: '#3', line: '#4', ground: '#5', overdue: '#6', met: '#7', locked: '#8', warned: '#9' },
};
const { months } = full;
const [close, , inLimit] = full.rows;

interface Series {
	readonly data: readonly (
		number | { readonly value: number | '-'; readonly symbol?: string; readonly itemStyle?: { readonly color: string } }
	)[];
	readonly connectNulls?: boolean;
}
const seriesOf = (row: (typeof full.rows)[number]): readonly Series[] => buildSmall(row, months, 1)(theme).series as unknown as Series[];

describe('small chart of an indicator', () => {
	it('has room for every value and the target, and is never flat', () => {
		expect(calcEnds(close!)).toMatchObject({ min: expect.closeTo(22.128, 3) });
		expect(calcEnds({ values: [null, null] })).toEqual({ min: 0, max: 1 });
		const flat = calcEnds({ values: [5, 5] });
		expect(flat.max - flat.min).toBeGreaterThanOrEqual(1);
		expect(calcEnds({ values: [0, 0] }).min).toBe(0);
	});

	it('draws unknown months as gaps, never as nought, and never bridges them', () => {
		const values = close!.values.map((value, at) => (at === 5 ? null : value));
		const lines = seriesOf({ ...inLimit!, values });
		expect(lines[1]!.connectNulls).toBe(false);
		expect(lines[1]!.data[5]).toEqual({ value: '-', symbol: 'none' });
		expect(lines[1]!.data.every((point) => typeof point === 'object' && point.value !== 0)).toBe(true);
	});

	it('shows a month that is known alone', () => {
		const values = months.map((_, at) => (at === 4 ? 60 : null));
		expect(seriesOf({ ...inLimit!, values })[1]!.data[4]).toEqual({ value: 60 });
	});

	it('begins what is counted over the year anew in January', () => {
		const [before, since] = linesOf(close!, months);
		expect(before!.filter((value) => value !== null)).toEqual(close!.values.slice(0, 2));
		expect(since!.slice(2)).toEqual(close!.values.slice(2));
		expect(linesOf(inLimit!, months)).toHaveLength(1);
	});

	it('tells met and missed by shape and colour of the last point alone', () => {
		const lastOf = (row: (typeof full.rows)[number]) => seriesOf(row).at(-1)!.data.at(-1);
		expect(lastOf(close!)).toMatchObject({ symbol: 'triangle', itemStyle: { color: '#9' } });
		expect(lastOf(full.rows.find(({ code }) => code === 'pay')!)).toMatchObject({ symbol: 'circle', itemStyle: { color: '#7' } });
		expect(lastOf(full.rows[1]!)).toMatchObject({ symbol: 'circle', itemStyle: { color: '#1' } });
		// A month by itself is not the year that the target is set for.
		expect(lastOf(inLimit!)).toMatchObject({ itemStyle: { color: '#1' } });
	});
});

describe('words and grid', () => {
	it('says what a chart shows', () => {
		expect(monthWords('2025-11', true)).toBe('2025年11月');
		expect(trendLabel({ ...inLimit!, values: months.map(() => null) }, months)).toContain('没有数据');
		expect(trendLabel(close!, months)).toMatch(/^执行案件结案率，各月末本年累计（%）：11月 88\.4，/);
	});
	it('shapes the grid after its box', () => {
		expect(calcGrid(12, { width: 1060, height: 737 })).toEqual({ columns: 3, rows: 4 });
		expect(calcGrid(12, { width: 1840, height: 960 })).toEqual({ columns: 4, rows: 3 });
		expect(calcGrid(1, { width: 600, height: 200 })).toEqual({ columns: 1, rows: 1 });
	});
});
