import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, dateOfDayNumber, dayNumber, weekday } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import { addWorkingDays, rollForward, workingDaysBetween } from '../core/time/work-calendar.ts';
import { loadCalendar } from './calendar.ts';

const calendar = loadCalendar();
const on = (text: string): CourtDate => text as CourtDate;
const years = Array.from({ length: 20 }, (_, index) => 2007 + index);

interface NoticeDay {
	readonly date: CourtDate;
	readonly isOffDay: boolean;
}

function noticeDays(year: number): readonly NoticeDay[] {
	const file = new URL(`../../tests/data/holiday-cn/${year}.json`, import.meta.url);
	return (JSON.parse(readFileSync(file, 'utf8')) as { days: NoticeDay[] }).days;
}

describe('the calendar of chinese-days', () => {
	// The file of a year may name days of the years around it.
	const offDays = new Map([...years, 2027].flatMap(noticeDays).map(({ date, isOffDay }) => [date, isOffDay]));

	it.each(years)('agrees with holiday-cn on every day of %i', (year) => {
		const disagreements: CourtDate[] = [];
		for (let n = dayNumber(on(`${year}-01-01`)); n <= dayNumber(on(`${year}-12-31`)); n += 1) {
			const day = dateOfDayNumber(n);
			const expected = !(offDays.get(day) ?? weekday(day) > 5);
			if (calendar.isWorkingDay(day) !== expected) disagreements.push(day);
		}
		expect(disagreements).toEqual([]);
	});

	it.each([
		[2019, 250],
		[2020, 249],
		[2021, 250],
		[2022, 249],
		[2023, 249],
		[2024, 251],
		[2025, 248],
		[2026, 248],
	])('has in %i %i working days', (year, count) => {
		expect(workingDaysBetween(on(`${year - 1}-12-31`), on(`${year}-12-31`), calendar)).toBe(count);
	});

	it('knows which years are announced', () => {
		expect([2003, 2004, 2026, 2027, 2028].map((year) => calendar.isAnnounced(year))).toEqual([false, true, true, false, false]);
		expect(calendar.isWorkingDay(on('2027-10-01'))).toBe(true);
	});

	it.each([
		['2026-10-01', '国庆节'],
		['2026-04-05', '清明节'],
		['2025-10-06', '中秋节'],
		['2015-09-03', '中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日'],
		['2023-10-07', '国庆节'],
		['2026-11-20', undefined],
	])('names %s %s', (day, name) => {
		expect(calendar.nameOf(on(day))).toBe(name);
	});

	it.each([
		['2026-01-30', 10, '2026-02-13'],
		['2024-02-08', 10, '2024-02-28'],
		['2025-09-26', 10, '2025-10-16'],
	])('%s + %i working days = %s', (from, n, to) => {
		expect(addWorkingDays(on(from), n, calendar)).toBe(to);
	});

	it.each([
		[addDays(on('2026-01-31'), 15), '2026-02-24'],
		[addDays(on('2026-03-29'), 7), '2026-04-07'],
		[addDays(on('2025-07-03'), 90), '2025-10-09'],
		[addMonths(on('2023-04-03'), 6), '2023-10-07'],
	])('%s rolls to %s', (from, to) => {
		expect(rollForward(from, calendar)).toBe(to);
	});
});
