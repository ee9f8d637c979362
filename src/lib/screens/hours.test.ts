import { describe, expect, it } from 'vitest';
import type { Hours } from '../contract/scenes.ts';
import { brightnessAt, isWithinHours } from './hours.ts';

const zone = 'Asia/Shanghai';
/** An instant by the court's clock. */
const at = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+08:00`);
const hours = (from: string, to: string, days: Hours['days'] = 'all'): Hours => ({ from, to, days });

// Friday 25 September 2026 is a day of rest by the calendar, Sunday 27 September a working day: not what the week would say.
const calendar = [
	{ day: '2026-09-24', working: true },
	{ day: '2026-09-25', working: false },
	{ day: '2026-09-26', working: false },
	{ day: '2026-09-27', working: true },
];
const within = (rule: Hours, text: string, days = calendar): boolean => isWithinHours(rule, at(text), zone, days);

describe('hours of a screen', () => {
	it('begin with their first minute and end before their last', () => {
		const rule = hours('07:30', '19:00');
		expect(within(rule, '2026-09-24 07:29')).toBe(false);
		expect(within(rule, '2026-09-24 07:30')).toBe(true);
		expect(within(rule, '2026-09-24 18:59')).toBe(true);
		expect(within(rule, '2026-09-24 19:00')).toBe(false);
	});

	it('run over midnight', () => {
		const rule = hours('21:00', '06:00');
		for (const text of ['2026-09-24 21:00', '2026-09-24 23:59', '2026-09-25 00:00', '2026-09-25 05:59'])
			expect(within(rule, text), text).toBe(true);
		for (const text of ['2026-09-24 20:59', '2026-09-25 06:00', '2026-09-25 12:00']) expect(within(rule, text), text).toBe(false);
	});

	it('on working days only follow the calendar, not the week', () => {
		const rule = hours('08:00', '18:00', 'working');
		expect(within(rule, '2026-09-24 10:00')).toBe(true);
		expect(within(rule, '2026-09-25 10:00')).toBe(false);
		expect(within(rule, '2026-09-27 10:00')).toBe(true);
		expect(within(hours('08:00', '18:00', 'rest'), '2026-09-25 10:00')).toBe(true);
		expect(within(hours('08:00', '18:00', 'rest'), '2026-09-24 10:00')).toBe(false);
	});

	it('over midnight belong to the day they began on', () => {
		const rule = hours('20:00', '02:00', 'working');
		// Thursday works: its evening lasts into the day of rest, whose own evening does not begin.
		expect(within(rule, '2026-09-25 01:59')).toBe(true);
		expect(within(rule, '2026-09-25 20:30')).toBe(false);
		expect(within(rule, '2026-09-26 01:00')).toBe(false);
		// Saturday rests, Sunday works.
		expect(within(rule, '2026-09-27 01:00')).toBe(false);
		expect(within(rule, '2026-09-27 20:00')).toBe(true);
	});

	it('take the week where the calendar says nothing', () => {
		const rule = hours('08:00', '18:00', 'working');
		expect(within(rule, '2026-09-25 10:00', [])).toBe(true);
		expect(within(rule, '2026-09-26 10:00', [])).toBe(false);
		expect(within(rule, '2026-09-27 10:00', [])).toBe(false);
	});

	it('with equal ends are the whole day', () => {
		expect(within(hours('00:00', '00:00'), '2026-09-24 23:59')).toBe(true);
		expect(within(hours('08:00', '08:00', 'working'), '2026-09-25 23:59')).toBe(false);
	});
});

describe('brightness of a screen', () => {
	const of = (settings: Parameters<typeof brightnessAt>[0], text: string) => brightnessAt(settings, at(text), zone, calendar);

	it('is full where nothing is set', () => {
		expect(of({}, '2026-09-24 03:00')).toEqual({ kind: 'on', level: 1 });
	});

	it('is black outside of the hours, and all of a day of rest', () => {
		const settings = { on: hours('07:30', '19:00', 'working') };
		expect(of(settings, '2026-09-24 06:00')).toEqual({ kind: 'off' });
		expect(of(settings, '2026-09-24 08:00')).toEqual({ kind: 'on', level: 1 });
		expect(of(settings, '2026-09-25 10:00')).toEqual({ kind: 'off' });
	});

	it('is dimmed at night, and black wins over dim', () => {
		const night = { hours: hours('18:00', '08:00'), level: 0.5 };
		expect(of({ night }, '2026-09-24 18:30')).toEqual({ kind: 'on', level: 0.5 });
		expect(of({ night }, '2026-09-24 12:00')).toEqual({ kind: 'on', level: 1 });
		expect(of({ night, on: hours('07:00', '22:00') }, '2026-09-24 23:00')).toEqual({ kind: 'off' });
	});
});
