import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { calcDue } from '../core/deadline/due.ts';
import type { CourtDate } from '../core/time/types.ts';
import { addWorkingDays, rollForward, workingDaysBetween } from '../core/time/work-calendar.ts';
import { loadCalendar } from './calendar.ts';

/** An oracle that shares no line with the product: its own day numbers, and holiday-cn instead of chinese-days. */
const serial = (year: number, month: number, day: number): number => {
	const y = month <= 2 ? year - 1 : year;
	const era = Math.floor(y / 400);
	const yoe = y - era * 400;
	const doy = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
	return era * 146_097 + yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy;
};
const parts = (text: string): [number, number, number] => text.split('-').map(Number) as [number, number, number];
const numbers = new Map<string, number>();
const texts: string[] = [];
const firstSerial = serial(2006, 1, 1);
for (let year = 2006; year <= 2027; year += 1)
	for (let month = 1; month <= 12; month += 1) {
		const length =
			month === 2 ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
		for (let day = 1; day <= length; day += 1) {
			const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
			expect(serial(...parts(text)) - firstSerial).toBe(texts.length);
			numbers.set(text, texts.length);
			texts.push(text);
		}
	}
const off = new Map<string, boolean>();
for (let year = 2007; year <= 2026; year += 1) {
	const file = new URL(`../../tests/data/holiday-cn/${year}.json`, import.meta.url);
	for (const { date, isOffDay } of (JSON.parse(readFileSync(file, 'utf8')) as { days: { date: string; isOffDay: boolean }[] }).days)
		off.set(date, isOffDay);
}
// 2006-01-01 was a Sunday.
const works = texts.map((text, index) => (off.has(text) ? !off.get(text) : index % 7 !== 0 && index % 7 !== 6));

/** A small generator with a seed: the same hundred thousand cases every time. */
function random(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 4_294_967_296;
	};
}

describe('working-day arithmetic against an independent oracle', () => {
	it('agrees in 100,000 random cases', { timeout: 60_000 }, () => {
		const calendar = loadCalendar();
		const next = random(20_261_121);
		const below = (bound: number): number => Math.floor(next() * bound);
		const first = numbers.get('2007-01-01')!;
		const last = numbers.get('2026-08-31')!;
		const wrong: string[] = [];
		const on = (index: number): CourtDate => texts[index] as CourtDate;
		const roll = (index: number): number => {
			let at = index;
			while (!works[at]) at += 1;
			return at;
		};
		for (let round = 0; round < 100_000; round += 1) {
			const start = first + below(last - first);
			const count = below(60);
			let forward = start;
			for (let left = count; left > 0;) if (works[(forward += 1)]) left -= 1;
			const day = on(start);
			if (addWorkingDays(day, count, calendar) !== texts[forward]) wrong.push(`${day} + ${count}`);
			let between = 0;
			for (let at = start + 1; at <= forward; at += 1) if (works[at]) between += 1;
			if (workingDaysBetween(day, on(forward), calendar) !== between) wrong.push(`${day} … ${on(forward)}`);
			if (rollForward(day, calendar) !== texts[roll(start)]) wrong.push(`roll ${day}`);
			// A period of civil days with one deducted stretch, ticked off day by day.
			const from = start - 5 + below(40);
			const to = from + below(30);
			let end = start;
			for (let left = count; left > 0;) if (!((end += 1) >= from && end <= to)) left -= 1;
			const due = calcDue({
				trigger: day,
				limit: { limit: count, unit: 'D' },
				stops: true,
				exclusions: [{ id: 'x', ground: '中止', from: on(from), to: on(to) }],
				extensions: [],
				grants: [],
				calendar,
				zone: 'Asia/Shanghai',
			});
			if (due.dueOn !== texts[roll(end)]) wrong.push(`${day} + ${count} 日，扣 ${on(from)}…${on(to)}：${due.dueOn}`);
		}
		expect(wrong).toEqual([]);
	});
});
