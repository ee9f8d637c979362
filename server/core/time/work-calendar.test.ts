import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dateOfDayNumber, dayNumber } from './civil.ts';
import type { CourtDate } from './types.ts';
import { addWorkingDays, buildCalendar, rollForward, workingDaysBetween } from './work-calendar.ts';

const on = (text: string): CourtDate => text as CourtDate;
const calendar = buildCalendar({
	holidays: new Map([
		[on('2026-10-01'), '国庆节'],
		[on('2026-10-02'), '国庆节'],
		[on('2026-10-03'), '国庆节'],
		[on('2026-10-04'), '国庆节'],
	]),
	workdays: new Map([[on('2026-10-10'), '国庆节']]),
	announcedYears: new Set([2026]),
});

describe('a calendar', () => {
	it.each([
		['2026-09-30', true],
		['2026-10-01', false],
		['2026-10-03', false],
		['2026-10-05', true],
		['2026-10-10', true],
		['2026-10-11', false],
	])('%s is worked: %s', (day, worked) => {
		expect(calendar.isWorkingDay(on(day))).toBe(worked);
	});

	it('rests at weekends in a year that is not announced', () => {
		expect(calendar.isAnnounced(2027)).toBe(false);
		expect(calendar.isWorkingDay(on('2027-10-01'))).toBe(true);
		expect(calendar.isWorkingDay(on('2027-10-02'))).toBe(false);
	});

	it('names holidays and make-up days', () => {
		expect(calendar.nameOf(on('2026-10-01'))).toBe('国庆节');
		expect(calendar.nameOf(on('2026-10-10'))).toBe('国庆节');
		expect(calendar.nameOf(on('2026-10-11'))).toBeUndefined();
	});

	it('takes make-up days as a set too', () => {
		const plain = buildCalendar({ holidays: new Map(), workdays: new Set([on('2026-10-10')]), announcedYears: new Set() });
		expect(plain.isWorkingDay(on('2026-10-10'))).toBe(true);
		expect(plain.nameOf(on('2026-10-10'))).toBeUndefined();
	});
});

describe('counting', () => {
	it.each([
		['2026-10-01', '2026-10-05'],
		['2026-10-10', '2026-10-10'],
		['2026-10-11', '2026-10-12'],
		['2026-09-30', '2026-09-30'],
	])('%s rolls to %s', (from, to) => {
		expect(rollForward(on(from), calendar)).toBe(to);
	});

	it.each([
		['2026-09-30', 1, '2026-10-05'],
		['2026-09-30', 6, '2026-10-10'],
		['2026-10-03', 1, '2026-10-05'],
		['2026-10-05', -1, '2026-09-30'],
		['2026-10-03', -1, '2026-09-30'],
		['2026-10-03', 0, '2026-10-03'],
	])('%s + %i working days = %s', (from, n, to) => {
		expect(addWorkingDays(on(from), n, calendar)).toBe(to);
	});

	it('counts back what it added', () => {
		const days = fc.integer({ min: dayNumber(on('2026-09-01')), max: dayNumber(on('2026-11-30')) }).map(dateOfDayNumber);
		fc.assert(
			fc.property(days, fc.integer({ min: 0, max: 60 }), (day, n) => {
				const end = addWorkingDays(day, n, calendar);
				expect(workingDaysBetween(day, end, calendar)).toBe(n);
				expect(workingDaysBetween(end, day, calendar)).toBe(n === 0 ? 0 : -n);
				if (n > 0) expect(calendar.isWorkingDay(end)).toBe(true);
				if (calendar.isWorkingDay(day)) expect(addWorkingDays(end, -n, calendar)).toBe(day);
				expect(workingDaysBetween(addDays(end, -1), end, calendar)).toBe(calendar.isWorkingDay(end) ? 1 : 0);
			}),
			{ numRuns: 1000 },
		);
	});
});
