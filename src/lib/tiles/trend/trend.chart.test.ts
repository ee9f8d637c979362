import { describe, expect, it } from 'vitest';
import { full } from './fixtures.ts';
import { buildTrend, calcCeiling } from './trend.chart.ts';

const theme = {
	unit: 2,
	font: 'x',
	colour: { ink: '#1', dim: '#2', faint: '#3', line: '#4', ground: '#5', overdue: '#6', met: '#7', locked: '#8', warned: '#9' },
};
const day = (overdue: number, ended: number) => ({ day: '2026-10-14', overdue, ended, locked: 0, released: 0 });

describe('trend chart', () => {
	it('has a round ceiling that is never below four', () => {
		expect([
			calcCeiling([]),
			calcCeiling([day(0, 0)]),
			calcCeiling([day(9, 15)]),
			calcCeiling([day(33, 2)]),
			calcCeiling([day(310, 2)]),
		]).toEqual([4, 4, 16, 40, 400]);
	});

	it('draws one bounded line each, scaled to the screen, without animation', () => {
		const option = buildTrend(full.days)(theme);
		expect(option.animation).toBe(false);
		const series = option.series as { data: unknown[]; lineStyle: { color: string; width: number } }[];
		expect(series.map((line) => line.data.length)).toEqual([30, 30]);
		expect(series.map((line) => line.lineStyle.color)).toEqual(['#6', '#7']);
		expect(series[0]?.lineStyle.width).toBeCloseTo(5.2);
	});

	it('puts a symbol on today only', () => {
		const option = buildTrend(full.days)(theme);
		const [line] = option.series as { data: (number | { symbol: string })[] }[];
		expect(line?.data.filter((point) => typeof point === 'number')).toHaveLength(1);
		expect(typeof line?.data.at(-1)).toBe('number');
	});
});
