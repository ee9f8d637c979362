import { expect, it } from 'vitest';
import { full } from './fixtures.ts';
import { buildRates, calcCeiling } from './recovery.chart.ts';

const month = (rate: number | null) => ({
	month: '2026-05',
	rate,
	recoveredFen: rate === null ? null : 1,
	closed: rate === null ? null : 1,
});
const colour = { ink: '#1', dim: '#2', faint: '#3', line: '#4', ground: '#5', overdue: '#6', met: '#7', locked: '#8', warned: '#9' };
const dataOf = (months: Parameters<typeof buildRates>[0]) =>
	(
		buildRates(months, 1)({ unit: 1, font: 'x', colour }).series as unknown as {
			data: readonly { value: number | '-'; symbol?: string }[];
		}[]
	)[0]!.data;

it('keeps a round end, also above a hundred', () => {
	expect([[null], [0.2], [0.55], [0.81], [1.4]].map((rates) => calcCeiling(rates.map(month)))).toEqual([40, 40, 60, 100, 200]);
});

it('leaves a gap where a month is unknown, and shows one that is known alone', () => {
	const data = dataOf([month(0.4), month(null), month(0.5), month(null), month(0.6), month(0.7)]);
	expect(data.map(({ value }) => value)).toEqual([40, '-', 50, '-', 60, 70]);
	expect(data[2]!.symbol).toBeUndefined();
	expect(data[4]!.symbol).toBe('none');
	expect(dataOf(full.months)).toHaveLength(12);
});
