import { describe, expect, it } from 'vitest';
import { full } from './fixtures.ts';
import { monthTicks, nextStep, placeOf, planMarks } from './plan-axis.ts';

const axis = { from: '2026-09-16', to: '2026-12-16' };
const step = (name: string, dueOn: string, state: 'done' | 'late' | 'open') => ({ name, dueOn, state });

describe('axis of plans', () => {
	it('places days in proportion, and what lies outside at its edge', () => {
		expect(placeOf('2026-09-16', axis)).toEqual({ left: 0, outside: undefined });
		expect(placeOf('2026-12-16', axis)).toEqual({ left: 100, outside: undefined });
		expect(placeOf('2026-10-14', axis).left).toBeCloseTo((28 / 91) * 100);
		expect(placeOf('2026-01-01', axis)).toEqual({ left: 0, outside: 'before' });
		expect(placeOf('2027-01-01', axis)).toEqual({ left: 100, outside: 'after' });
	});
	it('names months where they begin, and the year where it does', () => {
		expect(monthTicks(axis).map((tick) => tick.words)).toEqual(['10月', '11月', '12月']);
		expect(monthTicks({ from: '2026-12-02', to: '2027-02-01' }).map((tick) => tick.words)).toEqual(['2027年1月', '2月']);
	});
	it('puts steps of one day into one mark, the late one to be seen, and leaves out what was done long ago', () => {
		const marks = planMarks(
			[step('复查', '2026-10-20', 'open'), step('启动拍卖', '2026-10-20', 'late'), step('制定方案', '2026-01-01', 'done')],
			axis,
		);
		expect(marks).toHaveLength(1);
		expect(marks[0]).toMatchObject({ state: 'late', count: 2 });
	});
	it('says what comes next', () => {
		expect(nextStep(full.rows[0]!, '2026')).toMatchObject({ late: true });
		const row = { ...full.rows[0]!, steps: [step('复查', '2026-10-20', 'open'), step('案款发放', '2026-11-02', 'open')] };
		expect(nextStep(row, '2026')).toEqual({ name: '复查', note: '10月20日', late: false, more: 0 });
		expect(nextStep({ ...row, steps: [] }, '2026')).toBeUndefined();
	});
});
