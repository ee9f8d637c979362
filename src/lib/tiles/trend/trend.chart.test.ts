import { describe, expect, it } from 'vitest';
import { full } from './fixtures.ts';
import { buildTrend } from './trend.chart.ts';

const theme = {
	unit: 2,
	font: 'x',
	colour: { ink: '#1', dim: '#2', faint: '#3', line: '#4', ground: '#5', overdue: '#6', met: '#7', locked: '#8', warned: '#9' },
};

describe('trend chart', () => {
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
