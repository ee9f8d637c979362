import { describe, expect, it } from 'vitest';
import { buildLines, calcCeiling } from './two-lines.ts';

const theme = {
	unit: 2,
	font: 'x',
	colour: { ink: '#1', dim: '#2', faint: '#3', line: '#4', ground: '#5', overdue: '#6', met: '#7', locked: '#8', warned: '#9' },
};

describe('lines over time', () => {
	it('end in a round number that is never below four', () => {
		expect([[], [0], [9, 15], [33, 2], [310], [730]].map(calcCeiling)).toEqual([4, 4, 16, 40, 400, 800]);
	});
	it('share one axis that holds the highest of them, in halves', () => {
		const option = buildLines({ labels: ['a', 'b'], shows: (index) => index === 1 }, [
			{ values: [1, 9], colour: 'locked', type: 'solid', symbol: 'rect' },
			{ values: [15, 2], colour: 'met', type: 'dashed', symbol: 'circle', area: 0.1 },
		])(theme);
		expect(option.yAxis).toMatchObject({ min: 0, max: 16, interval: 8 });
		const series = option.series as { data: unknown[]; symbol: string; areaStyle: { opacity: number } }[];
		expect(series.map(({ symbol, areaStyle }) => [symbol, areaStyle.opacity])).toEqual([
			['rect', 0],
			['circle', 0.1],
		]);
		expect(series[0]!.data).toEqual([{ value: 1, symbol: 'none' }, 9]);
	});
});
