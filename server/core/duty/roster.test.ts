import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../time/civil.ts';
import type { CourtDate, Instant } from '../time/types.ts';
import { isRunning, maySignIn, overlapOf, spanOf, weekStart, withoutTurn, type Shift } from './roster.ts';

const zone = 'Asia/Shanghai';
const turn = (day: string, from: string, to: string, person = 'li'): Shift => ({ day: day as CourtDate, from, to, person, post: '值班员' });
const at = (text: string): Instant => new Date(text).toISOString() as Instant;

describe('turns of duty', () => {
	it('run from their first minute up to their end, over midnight where they end earlier than they begin', () => {
		const night = turn('2026-03-02', '17:30', '08:30');
		expect(spanOf(night, zone)).toEqual({ start: '2026-03-02T09:30:00.000Z', end: '2026-03-03T00:30:00.000Z' });
		expect(isRunning(night, at('2026-03-02T17:29:59+08:00'), zone)).toBe(false);
		expect(isRunning(night, at('2026-03-02T17:30:00+08:00'), zone)).toBe(true);
		expect(isRunning(night, at('2026-03-03T08:29:59+08:00'), zone)).toBe(true);
		expect(isRunning(night, at('2026-03-03T08:30:00+08:00'), zone)).toBe(false);
	});

	it('can be signed for from half an hour before until they end', () => {
		const day = turn('2026-03-02', '08:30', '17:30');
		expect(maySignIn(day, at('2026-03-02T07:59:59+08:00'), zone)).toBe(false);
		expect(maySignIn(day, at('2026-03-02T08:00:00+08:00'), zone)).toBe(true);
		expect(maySignIn(day, at('2026-03-02T17:30:00+08:00'), zone)).toBe(false);
	});

	it('of one person must not overlap; they may meet, and others may be on duty as well', () => {
		const night = turn('2026-03-02', '17:30', '08:30');
		expect(overlapOf([night, turn('2026-03-03', '08:30', '17:30')], zone)).toBeUndefined();
		expect(overlapOf([night, turn('2026-03-03', '08:00', '17:30')], zone)).toBeDefined();
		expect(overlapOf([night, turn('2026-03-03', '08:00', '17:30', 'wu')], zone)).toBeUndefined();
		expect(overlapOf([turn('2026-03-02', '09:00', '18:00'), turn('2026-03-02', '10:00', '11:00')], zone)).toBeDefined();
	});

	it('finds an overlap exactly where two turns share a minute', () => {
		const time = fc
			.tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '30'))
			.map(([h, m]) => `${String(h).padStart(2, '0')}:${m}`);
		const some = fc
			.record({ offset: fc.integer({ min: 0, max: 3 }), from: time, to: time })
			.filter(({ from, to }) => from !== to)
			.map(({ offset, from, to }) => turn(addDays('2026-03-02' as CourtDate, offset), from, to));
		fc.assert(
			fc.property(some, some, (a, b) => {
				const one = spanOf(a, zone);
				const two = spanOf(b, zone);
				expect(overlapOf([a, b], zone) !== undefined).toBe(one.start < two.end && two.start < one.end);
			}),
		);
	});

	it('are owed once a week by every officer', () => {
		expect(weekStart('2026-03-08' as CourtDate)).toBe('2026-03-02');
		expect(weekStart('2026-03-02' as CourtDate)).toBe('2026-03-02');
		const shifts = [turn('2026-03-08', '08:30', '17:30', 'li'), turn('2026-03-09', '08:30', '17:30', 'wu')];
		expect(withoutTurn(['li', 'wu', 'he'], shifts, '2026-03-02' as CourtDate)).toEqual(['wu', 'he']);
	});
});
