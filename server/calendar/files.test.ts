import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dateOfDayNumber, dayNumber, weekday } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import { loadCalendar } from '../rulebooks/calendar.ts';
import type { SourceDay } from '../store/calendar.ts';
import { parseClosures } from './closures.ts';
import { parseHolidayCn } from './holiday-cn.ts';
import type { SourceReading } from './source.ts';

const calendar = loadCalendar();
const years = Array.from({ length: 20 }, (_, index) => 2007 + index);
const textOf = (year: number): string => readFileSync(new URL(`../../tests/data/holiday-cn/${year}.json`, import.meta.url), 'utf8');
const problemsOf = (reading: SourceReading): readonly string[] =>
	reading.ok ? [] : reading.problems.map(({ line, message }) => `${line} ${message}`);
const daysOf = (reading: SourceReading): readonly string[] =>
	reading.ok ? reading.days.map(({ day, kind, name }) => `${day} ${kind} ${name}`) : [];

describe('a year file of holiday-cn', () => {
	// 2020-02-03 is listed as a make-up day though it was an ordinary Monday, when the holiday had been prolonged to the day before.
	const readable = years.filter((year) => year !== 2020);
	const stated = new Map<CourtDate, SourceDay>();
	for (const year of readable) {
		const reading = parseHolidayCn(textOf(year), { year });
		if (reading.ok) for (const day of reading.days) stated.set(day.day, day);
	}

	it.each(readable)('of %i becomes a source, and its days are those of the package', (year) => {
		const reading = parseHolidayCn(textOf(year), { year });
		expect(problemsOf(reading)).toEqual([]);
		const differing: CourtDate[] = [];
		for (let n = dayNumber(`${year}-01-01` as CourtDate); n <= dayNumber(`${year}-12-31` as CourtDate); n += 1) {
			const day = dateOfDayNumber(n);
			const listed = stated.get(day);
			if (calendar.isWorkingDay(day) !== (listed ? listed.kind === 'work' : weekday(day) <= 5)) differing.push(day);
		}
		expect(differing).toEqual([]);
	});

	it('of 2020 is refused for the Monday that it makes up on', () => {
		expect(problemsOf(parseHolidayCn(textOf(2020), { year: 2020 }))).toEqual(['72 2020-02-03（星期一）本是工作日，不能列为上班日']);
	});

	it('of a year that is not announced is refused', () => {
		expect(problemsOf(parseHolidayCn(textOf(2027), { year: 2027 }))).toEqual(['1 2027 年尚未公布放假安排：文件中没有任何日期']);
	});

	const of2026 = textOf(2026);
	const lineOf = (part: string): number => of2026.slice(0, of2026.indexOf(part)).split('\n').length;
	it.each([
		['another year', of2026, 2025, ['1 文件为 2026 年，要导入的是 2025 年']],
		['no JSON', of2026.slice(0, -2), 2026, [expect.stringMatching(/^\d+ 不是有效的 JSON$/) as string]],
		[
			'a missing field',
			of2026.replace('"date": "2026-01-02"', '"date": "2026-1-2"'),
			2026,
			[`${lineOf('2026-01-02')} 字段“days.1.date”缺失或格式不符`],
		],
		['no list', '{"year": 2026}', 2026, ['1 字段“days”缺失或格式不符']],
		[
			'a working day as make-up day',
			of2026.replace('2026-02-14', '2026-02-13'),
			2026,
			[`${lineOf('2026-02-14')} 2026-02-13（星期五）本是工作日，不能列为上班日`],
		],
		[
			'a day both ways',
			of2026.replace('2026-01-04', '2026-01-03'),
			2026,
			[`${lineOf('2026-01-04')} 2026-01-03 既写放假又写上班（另见第 ${lineOf('2026-01-03')} 行）`],
		],
		['no National Day', of2026.replace('2026-10-01', '2026-10-08'), 2026, ['1 通知不完整：没有国庆节']],
		['no New Year', of2026.replace('2026-01-01', '2026-01-02'), 2026, ['1 通知不完整：没有元旦']],
		[
			'a day of another year',
			of2026.replace('2026-10-10', '2028-10-14'),
			2026,
			[`${lineOf('2026-10-10')} 2028-10-14 不属于 2026 年的安排`],
		],
	])('with %s is refused, with line and fault', (_name, text, year, problems) => {
		expect(problemsOf(parseHolidayCn(text, { year }))).toEqual(problems);
	});
});

describe("a court's closures", () => {
	const read = (text: string): SourceReading => parseClosures(text, { year: 2026 });

	it('are days and ranges, one a line', () => {
		const reading = read('2026-03-12 休 院庆\n\n２０２６-03-14 班 院庆 调整\r\n2026-07-01至2026-07-03 休 搬迁\n');
		expect(problemsOf(reading)).toEqual([]);
		expect(daysOf(reading)).toEqual([
			'2026-03-12 rest 院庆',
			'2026-03-14 work 院庆 调整',
			...['2026-07-01 rest 搬迁', '2026-07-02 rest 搬迁', '2026-07-03 rest 搬迁'],
		]);
	});

	it('may be none, when that is said', () => {
		expect(read('无')).toEqual({ ok: true, year: 2026, days: [] });
		expect(problemsOf(read('\n'))).toEqual(['1 没有任何日期；确无安排的，请写“无”']);
	});

	it.each([
		['2026-03-12 院庆', '1 应写作“2026-03-12 休 事由”“2026-03-14 班 事由”或“2026-03-12至2026-03-13 休 事由”'],
		['2026-03-12 休', '1 应写作“2026-03-12 休 事由”“2026-03-14 班 事由”或“2026-03-12至2026-03-13 休 事由”'],
		['\n2026-02-30 休 院庆', '2 没有这一天：2026-02-30'],
		['2027-03-12 休 院庆', '1 2027-03-12 不在 2026 年'],
		['2026-03-13至2026-03-12 休 院庆', '1 起止日期有误：2026-03-13 至 2026-03-12'],
		['2026-03-13至2026-06-12 休 院庆', '1 起止日期有误：2026-03-13 至 2026-06-12'],
		['2026-03-12 班 院庆', '1 2026-03-12（星期四）本是工作日，不能列为上班日'],
		['2026-03-14 休 院庆\n2026-03-14 班 调整', '2 2026-03-14 既写放假又写上班（另见第 1 行）'],
		[`2026-03-12 休 ${'庆'.repeat(61)}`, '1 事由不得超过 60 字'],
	])('%j is refused: %s', (text, problem) => {
		expect(problemsOf(read(text))).toEqual([problem]);
	});
});
