import { describe, expect, it } from 'vitest';
import { calcRemaining, lockNote, rangeWords } from './lock-words.ts';
import { full } from './fixtures.ts';

const zone = 'Asia/Shanghai';
const now = Date.parse('2026-10-14T06:32:00Z');
const first = full.rows[0];
if (!first) throw new Error('fixture is empty');

describe('remaining time of a step', () => {
	it('counts working days and names the last one', () => {
		expect(calcRemaining({ ...first, workingDaysLeft: 3, stepDueAt: '2026-10-16T16:00:00Z' }, now, zone)).toEqual({
			figure: '3',
			unit: '个工作日',
			note: '10月16日止',
			tone: 'ink',
		});
	});

	it('counts hours on the last day', () => {
		expect(calcRemaining({ ...first, workingDaysLeft: 1, stepDueAt: '2026-10-14T16:00:00Z' }, now, zone)).toEqual({
			figure: '9时',
			unit: '',
			note: '今日截止',
			tone: 'warned',
		});
	});

	it('is loud when late and a dash when nobody has filed', () => {
		expect(calcRemaining({ ...first, workingDaysLeft: -1, stepDueAt: '2026-10-13T16:00:00Z' }, now, zone)).toMatchObject({
			figure: '1',
			note: '审批逾期',
			tone: 'overdue',
		});
		const unfiled = full.rows.find((row) => row.requestState === 'none') ?? first;
		expect(calcRemaining(unfiled, now, zone).figure).toBe('—');
	});
});

it('names what is special about a lock', () => {
	expect(lockNote({ ...first, repeat: 1, state: 'active' })).toBe('第 2 次锁死');
	expect(lockNote({ ...first, repeat: 0, state: 'active' })).toBeUndefined();
	expect(lockNote({ ...first, state: 'review' })).toBe('补录待核');
	expect(lockNote({ ...first, state: 'proposed' })).toBe('待值班确认');
});

it('says which rows are shown and how many more there are', () => {
	expect(rangeWords(full, 7, 7)).toBe('第 8–10 件，共 16 件，另 6 件见工作台');
	expect(rangeWords({ total: 10, rows: full.rows }, 0, 7)).toBe('第 1–7 件，共 10 件');
	expect(rangeWords({ total: 3, rows: full.rows.slice(0, 3) }, 0, 7)).toBe('共 3 件');
	expect(rangeWords({ total: 0, rows: [] }, 0, 7)).toBeUndefined();
});
