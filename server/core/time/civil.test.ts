import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	addDays,
	addMonths,
	dateOfDayNumber,
	dayNumber,
	daysBetween,
	FIRST_DAY_NUMBER,
	isCourtDate,
	LAST_DAY_NUMBER,
	weekday,
	yearOfDayNumber,
} from './civil.ts';
import type { CourtDate } from './types.ts';

const date = (text: string): CourtDate => text as CourtDate;
const runs = { numRuns: 2000 };
const anyNumber = fc.integer({ min: FIRST_DAY_NUMBER, max: LAST_DAY_NUMBER });
const plain = (n: number): Temporal.PlainDate => Temporal.PlainDate.from('1970-01-01').add({ days: n });

describe('day numbers', () => {
	it.each([
		['0001-01-01', FIRST_DAY_NUMBER],
		['1969-12-31', -1],
		['1970-01-01', 0],
		['2000-02-29', 11016],
		['2026-11-21', 20778],
		['9999-12-31', LAST_DAY_NUMBER],
	])('%s is day %i', (text, n) => {
		expect(dayNumber(date(text))).toBe(n);
		expect(dateOfDayNumber(n)).toBe(text);
	});

	it('agrees with Temporal in both directions', () => {
		fc.assert(
			fc.property(anyNumber, (n) => {
				const expected = plain(n);
				const found = dateOfDayNumber(n);
				expect(found).toBe(expected.toString());
				expect(dayNumber(found)).toBe(n);
				expect(weekday(found)).toBe(expected.dayOfWeek);
				expect(yearOfDayNumber(n)).toBe(expected.year);
			}),
			runs,
		);
	});

	it('walks through 800 years without a gap', () => {
		for (let n = dayNumber(date('1600-01-01')); n < dayNumber(date('2400-01-01')); n += 1) {
			if (dayNumber(dateOfDayNumber(n)) !== n) throw new Error(`day ${n}`);
		}
	});

	it.each([FIRST_DAY_NUMBER - 1, LAST_DAY_NUMBER + 1, Number.NaN])('refuses day %d', (n) => {
		expect(() => dateOfDayNumber(n)).toThrow(RangeError);
	});
});

describe('isCourtDate', () => {
	it.each(['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31', '2026-11-30'])('takes %s', (text) => {
		expect(isCourtDate(text)).toBe(true);
	});

	it.each([
		...['2026-02-29', '1900-02-29', '2026-11-31', '2026-00-10', '2026-13-01', '2026-01-00', '0000-01-01', '2026-01-32'],
		...[
			'',
			'2026-1-1',
			'2026/01/01',
			'20260101',
			'2026-01-01 ',
			' 2026-01-01',
			'+002026-01-01',
			'-001-01-01',
			'２０２６-01-01',
			'2026-01-01T00:00:00Z',
		],
	])('refuses %j', (text) => {
		expect(isCourtDate(text)).toBe(false);
	});
});

describe('adding', () => {
	it.each([
		['2026-01-31', 1, '2026-02-28'],
		['2024-01-31', 1, '2024-02-29'],
		['2024-08-31', 6, '2025-02-28'],
		['2024-02-29', 12, '2025-02-28'],
		['2024-02-29', 48, '2028-02-29'],
		['2025-12-15', 1, '2026-01-15'],
		['2026-03-31', -1, '2026-02-28'],
		['2026-01-10', -1, '2025-12-10'],
		['2026-05-31', 0, '2026-05-31'],
	])('%s + %i months = %s', (from, months, to) => {
		expect(addMonths(date(from), months)).toBe(to);
	});

	it('agrees with Temporal on months and days', () => {
		const near = fc.integer({ min: dayNumber(date('1500-01-01')), max: dayNumber(date('2500-01-01')) });
		fc.assert(
			fc.property(near, fc.integer({ min: -600, max: 600 }), fc.integer({ min: -40000, max: 40000 }), (n, months, days) => {
				const start = dateOfDayNumber(n);
				expect(addMonths(start, months)).toBe(plain(n).add({ months }, { overflow: 'constrain' }).toString());
				expect(addDays(start, days)).toBe(plain(n).add({ days }).toString());
				expect(daysBetween(start, addDays(start, days))).toBe(days);
			}),
			runs,
		);
	});
});
