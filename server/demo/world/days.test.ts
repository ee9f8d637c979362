import { describe, expect, it } from 'vitest';
import { calendar } from './demo-world.fixture.ts';
import { buildDays, numberOf } from './days.ts';

const days = buildDays(calendar, numberOf('2024-01-01'), numberOf('2027-12-31'));
const due = (trigger: string, limit: { days?: number; months?: number }, gaps: { from: string; to?: string }[] = []) => {
	const numbered = gaps.map(({ from, to }) => ({ from: numberOf(from), ...(to === undefined ? {} : { to: numberOf(to) }) }));
	const day = days.due(numberOf(trigger), limit, numbered);
	return day === undefined ? undefined : days.text(day);
};

describe('due days of the world', () => {
	it('follow the worked example of the contract', () => {
		expect(due('2026-06-28', { days: 10 }, [{ from: '2026-07-06', to: '2026-09-28' }])).toBe('2026-10-08');
	});

	it.each([
		['2026-09-21', { days: 10 }, '2026-10-08'],
		['2026-09-23', { days: 3 }, '2026-09-28'],
		['2026-03-31', { months: 6 }, '2026-09-30'],
		['2025-08-31', { months: 6 }, '2026-02-28'],
	])('%s + %o = %s', (trigger, limit, expected) => {
		expect(due(trigger, limit)).toBe(expected);
	});

	it('count overlapping deductions once and freeze while one is open', () => {
		const twice = [
			{ from: '2026-06-03', to: '2026-06-12' },
			{ from: '2026-06-08', to: '2026-06-12' },
		];
		expect(due('2026-06-01', { days: 10 }, twice)).toBe('2026-06-22');
		expect(due('2026-06-01', { days: 10 }, [{ from: '2026-06-05' }])).toBeUndefined();
		expect(due('2026-06-01', { days: 10 }, [{ from: '2026-07-05' }])).toBe('2026-06-11');
	});

	it('step over the National Day holiday and onto its make-up days', () => {
		expect(days.text(days.plusWorking(numberOf('2026-09-30'), 1))).toBe('2026-10-08');
		expect(days.text(days.plusWorking(numberOf('2026-10-03'), 3))).toBe('2026-10-10');
		expect(days.text(days.previous(numberOf('2026-10-05')))).toBe('2026-09-30');
	});
});
