import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { heatView } from './fixtures-heat.ts';
import {
	beginsMonth,
	cellTitle,
	cellWords,
	dayPeople,
	heatBounds,
	heatHref,
	heatLegend,
	heatMonths,
	heatRows,
	heatStep,
	parseHeat,
	unknownYears,
} from './heat-words.ts';

describe('the scale', () => {
	test('has a step for each number of a small map, and reaches the strong end', () => {
		expect(heatLegend(1)).toEqual([{ step: 5, words: '1' }]);
		expect(heatLegend(3)).toEqual([
			{ step: 1, words: '1' },
			{ step: 3, words: '2' },
			{ step: 5, words: '3' },
		]);
		expect(heatLegend(0)).toEqual([]);
		expect(heatLegend(20).map(({ words }) => words)).toEqual(['1–4', '5–8', '9–12', '13–16', '17–20']);
	});

	test('never sinks as numbers rise; nothing is no step, the greatest is the last', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 400 }), (most) => {
				const bounds = heatBounds(most);
				const steps = Array.from({ length: most + 1 }, (_, count) => heatStep(count, bounds));
				expect(steps[0]).toBe(0);
				expect(steps[most]).toBe(5);
				for (let count = 1; count <= most; count += 1) expect(steps[count]!).toBeGreaterThanOrEqual(steps[count - 1]!);
			}),
		);
	});
});

test('the address: no judge is another thing than a judge not yet set', () => {
	expect(parseHeat(new URLSearchParams('court=a&day=2026-11-20'))).toEqual({ court: 'a', day: '2026-11-20' });
	expect(parseHeat(new URLSearchParams('handler=&day=2026-02-30'))).toEqual({ handler: '' });
	expect(heatHref({ court: 'a', handler: '' })).toBe('/desk/heat?court=a&handler=');
	expect(heatHref({})).toBe('/desk/heat');
});

test('months across the head, and where one begins', () => {
	const days = ['2026-10-30', '2026-10-31', '2026-11-01', '2026-11-02'].map((day) => ({ day }));
	expect(heatMonths(days)).toEqual([
		{ label: '2026年10月', span: 2 },
		{ label: '2026年11月', span: 2 },
	]);
	expect(days.map(({ day }, index) => beginsMonth(day, index))).toEqual([false, false, true, false]);
	expect(beginsMonth('2026-11-01', 0)).toBe(false);
});

test('cases of several courts that nobody has yet stand in one row', () => {
	const row = { handler: '', handlerName: '未定承办人', unitName: '执行一团队', total: 3, counts: [1, 2], locking: [0, 1] };
	const person = { ...row, handler: 'p', handlerName: '李见川', courtName: '东川县人民法院', total: 4, counts: [4, 0], locking: [0, 0] };
	const rows = heatRows([person, { ...row, courtName: '东川县人民法院' }, { ...row, courtName: '北原市人民法院' }]);
	expect(rows.map(({ handler, total }) => [handler, total])).toEqual([
		['', 6],
		['p', 4],
	]);
	expect(rows[0]).toMatchObject({ courtName: '各法院', counts: [2, 4], locking: [0, 2] });
	expect(rows[0]).not.toHaveProperty('unitName');
});

test('a cell in words', () => {
	expect(cellWords('李见川', '2026-10-20', 5, 2)).toBe('李见川，10月20日，5 个，其中 2 个超期锁定');
	expect(cellWords('李见川', '2026-10-20', 1, 0)).toBe('李见川，10月20日，1 个');
	expect(cellTitle(heatView, { day: '2026-12-16' })).toBe('2026年12月16日届满的节点');
	expect(cellTitle(heatView, { handler: 'p-0' })).toBe('李见川：三十日内届满的节点');
	expect(cellTitle(heatView, { handler: 'gone', day: '2026-12-16' })).toBe('该承办人：2026年12月16日届满的节点');
});

test('the people of a day, the busiest first; years nobody has announced', () => {
	const people = dayPeople(heatView, 17);
	expect(people.map(({ count }) => count)).toEqual([...people.map(({ count }) => count)].sort((a, b) => b - a));
	expect(people.every(({ count }) => count > 0)).toBe(true);
	expect(unknownYears(heatView.days)).toEqual(['2027']);
});
