import { expect, it } from 'vitest';
import { expiryTone, expiryWords } from './expiry.ts';

it('speaks of days when near, of the day when far', () => {
	expect([-3, 0, 12, 90, 91].map((days) => expiryWords(days, '2027-05-02'))).toEqual([
		'已届满 3 天',
		'今日届满',
		'12 天后届满',
		'90 天后届满',
		'2027年5月届满',
	]);
	expect(expiryWords(12, '2026-10-26', true)).toBe('12 天届满');
	expect([-1, 0, 30, 31, 90, 91].map(expiryTone)).toEqual(['locked', 'overdue', 'overdue', 'warned', 'warned', 'calm']);
});
