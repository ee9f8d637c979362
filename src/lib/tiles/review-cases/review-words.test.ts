import { describe, expect, it } from 'vitest';
import { full } from './fixtures.ts';
import { changeWords, yearColumns, yearLabel } from './review-words.ts';

describe('five years', () => {
	it('stand on one scale, and what is unknown has no column', () => {
		const columns = yearColumns([
			{ year: 2024, received: null, closed: null },
			{ year: 2025, received: 40, closed: 10 },
			{ year: 2026, received: 20, closed: 0 },
		]);
		expect(columns.map(({ received }) => received?.height ?? null)).toEqual([null, 100, 50]);
		expect(columns.map(({ closed }) => closed?.height ?? null)).toEqual([null, 25, 0]);
		expect(yearLabel(columns[0]!)).toBe('2024年收案 —，结案 —');
	});
	it('do not divide by nought', () => {
		expect(yearColumns([{ year: 2026, received: 0, closed: 0 }])[0]!.received).toEqual({ height: 0, text: '0' });
		expect(yearColumns(full.years)).toHaveLength(5);
	});
});

it('tells what there is to compare with', () => {
	expect(changeWords({ value: 103, previous: 100 })).toBe('同比 +3.0%');
	expect(changeWords({ value: 90, previous: 100 })).toBe('同比 −10.0%');
	expect(changeWords({ value: 100, previous: 100 })).toBe('同比 持平');
	expect(changeWords({ value: 5, previous: 0 })).toBe('上年同期 0');
	expect(changeWords({ value: 0, previous: 0 })).toBe('同比 持平');
	expect(changeWords({ value: 5, previous: null })).toBe('同比 — 上年无数据');
});
