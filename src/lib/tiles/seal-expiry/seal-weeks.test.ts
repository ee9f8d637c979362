import { describe, expect, it } from 'vitest';
import { full, none } from './fixtures.ts';
import { endWords, weekBars, weekTotal, weekWords } from './seal-weeks.ts';

describe('weeks of seals', () => {
	it('are as tall as the most, in parts that sum to the whole', () => {
		const bars = weekBars(full.weeks);
		expect(Math.max(...bars.map((bar) => bar.parts.reduce((sum, part) => sum + part, 0)))).toBeCloseTo(100);
		expect(bars.map((bar) => bar.total)).toEqual(full.weeks.map(weekTotal));
		expect(weekBars(none.weeks).every((bar) => bar.parts.every((part) => part === 0))).toBe(true);
	});
	it('are called by their first day', () => {
		expect(full.weeks.map(weekWords).slice(0, 2)).toEqual(['7 日内', '10.21']);
	});
	it.each([
		[-3, '3', '天前到期', 'overdue'],
		[0, '今日', '到期', 'overdue'],
		[1, '1', '天后到期', 'warned'],
		[7, '7', '天后到期', 'warned'],
		[8, '8', '天后到期', 'ink'],
	])('%i days', (days, figure, unit, tone) => expect(endWords(days)).toEqual({ figure, unit, tone }));
});
