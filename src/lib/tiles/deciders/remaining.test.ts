import { describe, expect, it } from 'vitest';
import { remainingOf } from './remaining.ts';

const now = Date.parse('2026-10-14T06:32:00Z');
const row = { court: 'm', courtName: '示范市中级法院', level: 'intermediate', waiting: 3, late: 0 } as const;
const left = (stepDueAt: string, workingDaysLeft: number, paused = false) =>
	remainingOf({ ...row, late: workingDaysLeft < 0 ? 2 : 0, stepDueAt, workingDaysLeft }, now, 'Asia/Shanghai', paused);

describe('what the deciders have left', () => {
	it.each([
		['2026-10-16T16:00:00Z', 3, '3', '10月16日止', 'ink'],
		['2026-10-14T16:00:00Z', 1, '9时28分', '今日截止', 'warned'],
		['2026-10-15T16:00:00Z', 1, '1', '10月15日止', 'warned'],
		['2026-10-12T16:00:00Z', -2, '2', '审批逾期 2 件', 'overdue'],
		['2026-10-13T16:00:00Z', 0, '0', '审批逾期 0 件', 'overdue'],
	])('%s with %i working days left', (dueAt, days, figure, note, tone) => {
		const found = left(dueAt, days);
		expect(found).toMatchObject({ note, tone });
		expect(figure.startsWith(found.figure.replace(/分$/, '')) || found.figure === figure).toBe(true);
	});

	it('stands still on a day of rest, but never hides what is late', () => {
		expect(left('2026-10-16T16:00:00Z', 2, true)).toMatchObject({ note: '计时暂停', tone: 'dim' });
		expect(left('2026-10-12T16:00:00Z', -2, true)).toMatchObject({ tone: 'overdue' });
	});
});
