import { describe, expect, it } from 'vitest';
import { full } from './fixtures.ts';
import { leftOf, routeWords, type QueueRow } from './queue-words.ts';

const now = Date.parse('2026-10-14T06:32:00Z');
const zone = 'Asia/Shanghai';
const row = full.rows[0]!;
const left = (change: Partial<QueueRow>) => leftOf({ ...row, ...change }, now, zone);

describe('what a step has left', () => {
	it('tells days, hours on the last day, and how late it is', () => {
		expect(left({ stepDueAt: '2026-10-16T16:00:00Z', workingDaysLeft: 3 })).toEqual({
			figure: '3',
			unit: '个工作日',
			note: '10月16日止',
			tone: 'ink',
		});
		expect(left({ stepDueAt: '2026-10-14T16:00:00Z', workingDaysLeft: 1 })).toMatchObject({
			figure: '9时',
			note: '今日截止',
			tone: 'warned',
		});
		expect(left({ stepDueAt: '2026-10-12T16:00:00Z', workingDaysLeft: -2 })).toMatchObject({ figure: '2', tone: 'overdue' });
	});
	it('has no figure where no step runs', () => {
		expect(left({ returned: true })).toMatchObject({ figure: '—', note: '退回补正', tone: 'warned' });
		const { stepDueAt: _due, workingDaysLeft: _days, ...without } = row;
		expect(leftOf(without, now, zone)).toMatchObject({ figure: '—', note: '未定期限' });
	});
	it('is told in words as well', () => {
		expect(routeWords(full.rows[1]!)).toBe('本院核签已办，中院转报办理中，高院决定待办');
	});
});
