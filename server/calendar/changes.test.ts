import { describe, expect, it } from 'vitest';
import type { CourtDate } from '../core/time/types.ts';
import { buildCalendar, type WorkCalendar } from '../core/time/work-calendar.ts';
import type { SourceDay } from '../store/calendar.ts';
import { calendarChanges, differingDays, intervalsOf, workChanges } from './changes.ts';

const on = (text: string): CourtDate => text as CourtDate;
const day = (text: string, kind: SourceDay['kind'], name = '国庆节'): SourceDay => ({ day: on(text), kind, name });
const calendarOf = (days: readonly SourceDay[]): WorkCalendar => {
	const table = (kind: string) => new Map(days.filter((item) => item.kind === kind).map((item) => [item.day, item.name]));
	return buildCalendar({ holidays: table('rest'), workdays: table('work'), announcedYears: new Set([2026]) });
};

describe('what a source changes', () => {
	const before = [day('2026-10-01', 'rest'), day('2026-10-02', 'rest'), day('2026-10-10', 'work'), day('2025-12-31', 'rest', '元旦')];
	const laying = { year: 2026, inForce: calendarOf(before), replaced: [], kept: [] };

	it('is what it adds, takes away and turns round; another name is nothing', () => {
		const days = [day('2026-10-01', 'rest', '国庆'), day('2026-10-08', 'rest'), day('2026-10-10', 'rest')];
		expect(calendarChanges({ ...laying, days })).toEqual([
			{ day: '2026-10-02', before: { kind: 'rest', name: '国庆节' } },
			{ day: '2026-10-08', after: { kind: 'rest', name: '国庆节' } },
			{ day: '2026-10-10', before: { kind: 'work', name: '国庆节' }, after: { kind: 'rest', name: '国庆节' } },
		]);
	});

	it('leaves days that the source of another year states', () => {
		const kept = [day('2026-10-02', 'rest')];
		expect(calendarChanges({ ...laying, days: before.slice(0, 1), kept }).map((change) => change.day)).toEqual(['2026-10-10']);
	});

	it('gives a court back to the country where it says nothing any more', () => {
		const country = calendarOf(before);
		const own = [day('2026-10-12', 'rest', '院庆')];
		const inForce = calendarOf([...before, ...own]);
		expect(calendarChanges({ year: 2026, days: [], inForce, country, replaced: own, kept: [] })).toEqual([
			{ day: '2026-10-12', before: { kind: 'rest', name: '院庆' } },
		]);
	});

	it('moves deadlines only where a working day comes or goes', () => {
		// A Saturday that is listed as a holiday rests as before.
		const days = [...before, day('2026-10-17', 'rest'), day('2026-10-16', 'rest')];
		expect(workChanges(calendarChanges({ ...laying, days }))).toEqual(['2026-10-16']);
	});

	it('is found between two sources as well', () => {
		expect(differingDays(before, [...before.slice(1), day('2026-10-12', 'rest')])).toEqual(['2026-10-01', '2026-10-12']);
	});
});

it('takes days that lie close together as one interval', () => {
	expect(intervalsOf([on('2026-10-20'), on('2026-10-08'), on('2026-12-31')])).toEqual([
		{ from: '2026-10-08', to: '2026-10-20' },
		{ from: '2026-12-31', to: '2026-12-31' },
	]);
	expect(intervalsOf([])).toEqual([]);
});
