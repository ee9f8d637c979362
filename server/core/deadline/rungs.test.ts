import { describe, expect, it } from 'vitest';
import type { CourtDate } from '../time/types.ts';
import { buildCalendar } from '../time/work-calendar.ts';
import { rungDays, rungReached } from './rungs.ts';

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
		['2026-10-01', { nextOn: '2026-10-02' }],
		['2026-10-02', { reached: 0, nextOn: '2026-10-06' }],
		['2026-10-05', { reached: 0, nextOn: '2026-10-06' }],
		['2026-10-07', { reached: 1, nextOn: '2026-10-08' }],
		['2026-10-08', { reached: 2 }],
		['2026-12-01', { reached: 2 }],
	])('on %s', (today, expected) => {
		expect(rungReached(days, on(today))).toEqual(expected);
	});
});
