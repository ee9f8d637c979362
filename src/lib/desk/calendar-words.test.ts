import { describe, expect, it } from 'vitest';
import type { CalendarDay } from '../contract/calendar-page.ts';
import {
	calendarHref,
	calendarInput,
	changeDays,
	changeRuns,
	changeText,
	dayMark,
	runDays,
	runsOf,
	weeksOf,
	yearLines,
	yearOf,
} from './calendar-words.ts';

const days = (month: string, count: number, special: Readonly<Record<number, Partial<CalendarDay>>> = {}): CalendarDay[] =>
	Array.from({ length: count }, (_, index) => ({
		day: `${month}-${String(index + 1).padStart(2, '0')}`,
		kind: 'work',
		own: false,
		...special[index + 1],
	}));

describe('calendar words', () => {
	it.each([
		// The first of the month is a Sunday, a Monday, a Thursday.
		['2026-02', 28, 6, 5],
		['2026-06', 30, 0, 5],
		['2026-10', 31, 3, 5],
	])('lays %s out from Monday', (month, count, lead, weeks) => {
		const laid = weeksOf(days(month, count));
		expect(laid).toHaveLength(weeks);
		expect(laid[0]!.findIndex((day) => day !== undefined)).toBe(lead);
		expect(laid.every((week) => week.length === 7)).toBe(true);
		expect(laid.flat().filter((day) => day !== undefined)).toHaveLength(count);
	});

	it('marks a court of its own otherwise than the country', () => {
		expect(dayMark({ kind: 'rest', own: false })).toBe('休');
		expect(dayMark({ kind: 'rest', own: true })).toBe('院休');
		expect(dayMark({ kind: 'makeup', own: false })).toBe('班');
		expect(dayMark({ kind: 'makeup', own: true })).toBe('院班');
		expect(dayMark({ kind: 'weekend', own: false })).toBe('');
	});

	it('joins days of one festival, and no others', () => {
		const runs = runsOf(
			days('2026-10', 31, {
				1: { kind: 'rest', name: '国庆节' },
				2: { kind: 'rest', name: '国庆节' },
				3: { kind: 'rest', name: '停电检修', own: true },
				10: { kind: 'makeup', name: '国庆节' },
			}),
		);
		expect(runs.map((run) => `${runDays(run)} ${run.mark} ${run.name}`)).toEqual([
			'1日至2日 休 国庆节',
			'3日 院休 停电检修',
			'10日 班 国庆节',
		]);
	});

	it('puts years of the program together, a loaded one apart', () => {
		const loaded = { year: 2026, from: 'source', seq: 3, document: '文', loadedByName: '人', loadedAt: '' } as const;
		const lines = yearLines([{ year: 2024, from: 'package' }, { year: 2025, from: 'package' }, loaded, { year: 2027, from: 'package' }]);
		expect(lines).toEqual([{ from: 'package', first: 2027, last: 2027 }, loaded, { from: 'package', first: 2024, last: 2025 }]);
	});

	it.each([
		['2027', 2027],
		['1999', undefined],
		['27', undefined],
		['2027x', undefined],
		[null, undefined],
	])('takes %s for the year %s', (text, year) => expect(yearOf(text)).toBe(year));

	it('writes addresses', () => {
		expect(calendarHref({})).toBe('/desk/calendar');
		expect(calendarHref({ year: 2027, court: 'sf-01' })).toBe('/desk/calendar?year=2027&court=sf-01');
	});

	it('says what is missing before anything is read', () => {
		const typed = { year: '2027', kind: 'closure', court: '', document: '', text: '无' } as const;
		expect(calendarInput({ ...typed, year: '' })).toMatchObject({ ok: false, message: '请填写四位年份。' });
		expect(calendarInput({ ...typed, text: ' ' })).toMatchObject({ ok: false });
		expect(calendarInput(typed)).toMatchObject({ ok: false, message: '请选择休班安排所属的法院。' });
		expect(calendarInput({ ...typed, court: 'sf-01' })).toEqual({ year: 2027, kind: 'closure', text: '无', court: 'sf-01' });
		expect(calendarInput({ ...typed, kind: 'notice', court: 'sf-01' })).toEqual({ year: 2027, kind: 'notice', text: '无' });
	});

	it('puts days on end that change alike together', () => {
		const rest = { kind: 'rest', name: '春节' } as const;
		const work = { kind: 'work', name: '春节' } as const;
		const runs = changeRuns([
			{ day: '2027-01-31', after: work },
			{ day: '2027-02-05', after: rest },
			{ day: '2027-02-06', after: rest },
			{ day: '2027-02-07', after: work },
		]);
		expect(runs.map((run) => `${changeDays(run)} ${changeText(run)}`)).toEqual([
			'2027年1月31日 星期日 平常日 → 上班（春节）',
			'2027年2月5日至2月6日（2 日） 平常日 → 放假（春节）',
			'2027年2月7日 星期日 平常日 → 上班（春节）',
		]);
	});
});
