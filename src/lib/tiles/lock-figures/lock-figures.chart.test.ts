import { describe, expect, it } from 'vitest';
import { full } from './fixtures.ts';
import { buildLockMonths, monthLabel } from './lock-figures.chart.ts';

const theme = {
	unit: 2,
	font: 'x',
	colour: { ink: '#1', dim: '#2', faint: '#3', line: '#4', ground: '#5', overdue: '#6', met: '#7', locked: '#8', warned: '#9' },
};

describe('chart of locks by month', () => {
	it('draws set and released, each of twelve months, in the colours of their states', () => {
		const option = buildLockMonths(full.months)(theme);
		const series = option.series as { data: (number | { symbol: string })[]; lineStyle: { color: string; type: string } }[];
		expect(series.map((line) => line.data.length)).toEqual([12, 12]);
		expect(series.map((line) => [line.lineStyle.color, line.lineStyle.type])).toEqual([
			['#8', 'solid'],
			['#7', 'dashed'],
		]);
		expect(series[0]!.data.filter((point) => typeof point === 'number')).toHaveLength(1);
	});
	it('names years where they begin', () => {
		expect([monthLabel('2025-11', 0), monthLabel('2025-12', 1), monthLabel('2026-01', 2)]).toEqual(['2025年11月', '12月', '2026年1月']);
	});
});
