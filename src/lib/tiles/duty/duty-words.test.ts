import { describe, expect, it } from 'vitest';
import { hoursWords, turnsOf } from './duty-words.ts';
import { full } from './fixtures.ts';

describe('turns of duty on the wall', () => {
	it('say when they end, and of which day they are', () => {
		expect(hoursWords({ day: '2026-10-14', from: '08:30', to: '17:30' }, '2026-10-14')).toBe('08:30–17:30');
		expect(hoursWords({ day: '2026-10-14', from: '17:30', to: '08:30' }, '2026-10-14')).toBe('17:30–次日 08:30');
		expect(hoursWords({ day: '2026-10-15', from: '08:30', to: '17:30' }, '2026-10-14')).toBe('明日 08:30–17:30');
		expect(hoursWords({ day: '2026-10-13', from: '17:30', to: '08:30' }, '2026-10-14')).toBe('昨日 17:30–次日 08:30');
	});

	it('are parted into those that run and those that follow', () => {
		const { now, next } = turnsOf(full.shifts);
		expect([now.length, next.length]).toEqual([2, 3]);
		expect(now.every((shift) => shift.running)).toBe(true);
	});
});
