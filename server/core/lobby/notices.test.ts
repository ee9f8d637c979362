import { describe, expect, it } from 'vitest';
import type { Instant } from '../time/types.ts';
import { displayState, displayTime, isOnDisplay, turnsBetween } from './notices.ts';

const zone = 'Asia/Shanghai';
const at = (text: string): Instant => new Date(text).toISOString() as Instant;

describe('times of display', () => {
	it.each([
		['2026-11-20T18:00', 'from', '2026-11-20T18:00:00+08:00'],
		['2026-11-20T00:00', 'to', '2026-11-20T00:00:00+08:00'],
		['2026-11-20', 'from', '2026-11-20T00:00:00+08:00'],
		['2026-11-20', 'to', '2026-11-21T00:00:00+08:00'],
		['2026-12-31', 'to', '2027-01-01T00:00:00+08:00'],
		['2026-11-20T10:00:00Z', 'to', '2026-11-20T18:00:00+08:00'],
	] as const)('%s as %s is %s', (text, edge, instant) => expect(displayTime(text, zone, edge)).toBe(at(instant)));

	it.each(['', '2026-02-30', '2026-02-30T10:00', '2026-11-20T24:00', '20.11.2026', '明天'])('%s is no time', (text) => {
		expect(displayTime(text, zone, 'from')).toBeUndefined();
	});

	const window = { from: at('2026-11-20T00:00:00+08:00'), to: at('2026-11-21T00:00:00+08:00') };
	it.each([
		['2026-11-19T23:59:59.999+08:00', 'upcoming'],
		['2026-11-20T00:00:00+08:00', 'current'],
		['2026-11-20T23:59:59.999+08:00', 'current'],
		['2026-11-21T00:00:00+08:00', 'past'],
	])('of a whole day, at %s it is %s', (now, state) => {
		expect(displayState(window, at(now))).toBe(state);
		expect(isOnDisplay(window, at(now))).toBe(state === 'current');
	});

	it('screens are told at both ends, once', () => {
		const times = ['2026-11-19T23:59:58+08:00', '2026-11-19T23:59:59+08:00', '2026-11-20T00:00:00+08:00', '2026-11-20T00:00:01+08:00'].map(
			at,
		);
		expect(times.slice(1).map((now, index) => turnsBetween([window], times[index]!, now))).toEqual([false, true, false]);
		expect(turnsBetween([window], at('2026-11-20T12:00:00+08:00'), at('2026-11-21T00:00:00+08:00'))).toBe(true);
		expect(turnsBetween([window], at('2026-11-21T00:00:00+08:00'), at('2026-12-21T00:00:00+08:00'))).toBe(false);
		// A clock that jumps over the whole time has come to an end of it as well.
		expect(turnsBetween([window], at('2026-11-01T00:00:00+08:00'), at('2026-12-01T00:00:00+08:00'))).toBe(true);
	});
});
