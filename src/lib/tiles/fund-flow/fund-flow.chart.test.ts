import { expect, it } from 'vitest';
import { full } from './fixtures.ts';
import { buildMonths, calcTop } from './fund-flow.chart.ts';

const month = (arrived: number, paid: number) => ({ month: '2026-01', arrivedFen: arrived * 1_000_000, paidFen: paid * 1_000_000 });

it('has a round top above every month, and none of nothing', () => {
	expect(calcTop([month(0, 0)])).toBe(1);
	expect(calcTop([month(3_200, 2_900)])).toBe(4_000);
	expect(calcTop([month(120, 190)])).toBe(200);
	expect(calcTop([month(1_000, 999)])).toBe(1_000);
});

it('draws money in and out in 万元, told apart by line and shape as well', () => {
	const colour = { ink: '#1', dim: '#2', faint: '#3', line: '#4', ground: '#5', overdue: '#6', met: '#7', locked: '#8', warned: '#9' };
	const option = buildMonths(full.months, 1)({ unit: 1, font: 'x', colour });
	const series = option.series as unknown as { data: readonly (number | { value: number })[]; lineStyle: { type: string } }[];
	expect(series.map(({ lineStyle }) => lineStyle.type)).toEqual(['dashed', 'solid']);
	expect(series[0]!.data.at(-1)).toBe(full.months.at(-1)!.arrivedFen / 1_000_000);
	expect(series.every(({ data }) => data.length === 12)).toBe(true);
});
