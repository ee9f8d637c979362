import { describe, expect, it } from 'vitest';
import type { CourtDate, Instant } from '../time/types.ts';
import { buildCalendar } from '../time/work-calendar.ts';
import { rungDays, rungMoments, rungReached } from './rungs.ts';

const on = (text: string): CourtDate => text as CourtDate;
const holidays = new Map(['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'].map((day) => [on(day), '国庆节']));
const calendar = buildCalendar({ holidays, workdays: new Set([on('2026-10-10')]), announcedYears: new Set([2026]) });
const dueOn = on('2026-10-09');

describe('rungDays', () => {
	it('counts civil days before the due day', () => {
		expect(rungDays({ dueOn }, [7, 3, 1, 0], 'D', calendar)).toEqual(['2026-10-02', '2026-10-06', '2026-10-08', '2026-10-09']);
		expect(rungDays({ dueOn }, [60], 'M', calendar)).toEqual(['2026-08-10']);
	});

	it('counts working days for a limit of working days', () => {
		expect(rungDays({ dueOn }, [3, 1, 0], 'WD', calendar)).toEqual(['2026-09-29', '2026-10-08', '2026-10-09']);
	});

	it('has none while the clock is frozen', () => {
		expect(rungDays({}, [3, 1], 'D', calendar)).toEqual([]);
	});
});

describe('rungReached', () => {
	const days = rungDays({ dueOn }, [7, 3, 1], 'D', calendar);

	it.each([
		['2026-10-01', undefined],
		['2026-10-02', 0],
		['2026-10-05', 0],
		['2026-10-07', 1],
		['2026-10-08', 2],
		['2026-12-01', 2],
	])('on %s', (today, expected) => {
		expect(rungReached(days, on(today))).toBe(expected);
	});
});

describe('rungMoments', () => {
	const zone = 'Asia/Shanghai';

	it('are hours and minutes before the due moment of such clocks', () => {
		const dueAt = '2026-10-09T02:30:00.000Z' as Instant;
		expect(rungMoments({ dueOn, dueAt, warn: [2, 1], unit: 'H', calendar, zone })).toEqual([
			'2026-10-09T00:30:00.000Z',
			'2026-10-09T01:30:00.000Z',
		]);
		expect(rungMoments({ dueOn, dueAt, warn: [5], unit: 'MIN', calendar, zone })).toEqual(['2026-10-09T02:25:00.000Z']);
	});

	it('warn of a backward minimum by the last working day before a latest day that rests', () => {
		const latest = on('2026-10-04');
		expect(rungDays({ dueOn: latest }, [2, 0], 'D', calendar, true)).toEqual(['2026-09-28', '2026-09-30']);
		expect(rungMoments({ dueOn: latest, warn: [0], unit: 'D', back: true, calendar, zone })).toEqual(['2026-09-29T16:00:00.000Z']);
	});
});
