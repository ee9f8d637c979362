import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dateOfDayNumber, daysBetween, weekday } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';
import { customPeriod, isoWeekOf, periodBefore, periodLastYear, periodOf, upTo, yearNameOf } from './period.ts';
import { periodKinds, type PeriodKind } from './types.ts';

const day = (text: string): CourtDate => text as CourtDate;

describe('statistical periods', () => {
	const rows: readonly [PeriodKind, string, string | undefined, string, string, string][] = [
		['day', '2026-11-21', undefined, '2026-11-21', '2026-11-21', '2026年11月21日'],
		['week', '2026-11-21', undefined, '2026-11-16', '2026-11-22', '2026年第47周（11月16日至11月22日）'],
		['week', '2027-01-01', undefined, '2026-12-28', '2027-01-03', '2026年第53周（2026年12月28日至2027年1月3日）'],
		['month', '2026-02-10', undefined, '2026-02-01', '2026-02-28', '2026年2月'],
		['quarter', '2026-11-21', undefined, '2026-10-01', '2026-12-31', '2026年第四季度'],
		['half', '2026-03-01', undefined, '2026-01-01', '2026-06-30', '2026年上半年'],
		['year', '2026-03-01', undefined, '2026-01-01', '2026-12-31', '2026年'],
		['ytd', '2026-11-21', undefined, '2026-01-01', '2026-11-21', '2026年1月1日至11月21日'],
		['ytd', '2026-11-21', '12-01', '2025-12-01', '2026-11-21', '2025年12月1日至2026年11月21日'],
		['year', '2026-12-05', '12-01', '2026-12-01', '2027-11-30', '2027年（2026年12月1日至2027年11月30日）'],
		['quarter', '2026-01-15', '12-01', '2025-12-01', '2026-02-28', '2026年第一季度（2025年12月1日至2026年2月28日）'],
		['month', '2026-11-25', '12-21', '2026-11-21', '2026-12-20', '2026年统计年度第12个月（2026年11月21日至12月20日）'],
	];
	it.each(rows)('%s of %s (year from %s)', (kind, on, yearStart, from, to, label) => {
		const period = periodOf(kind as 'day', day(on), yearStart ? { yearStart } : {});
		expect(period).toEqual({ kind, from, to, label });
	});

	it('names the year by its last day', () => {
		expect(yearNameOf(day('2025-12-01'), { yearStart: '12-01' })).toBe(2026);
		expect(yearNameOf(day('2025-12-01'))).toBe(2025);
	});

	const before: readonly [PeriodKind, string, string, string][] = [
		['day', '2026-03-01', '2026-02-28', '2026-02-28'],
		['week', '2026-11-21', '2026-11-09', '2026-11-15'],
		['month', '2026-03-15', '2026-02-01', '2026-02-28'],
		['quarter', '2026-02-01', '2025-10-01', '2025-12-31'],
		['ytd', '2026-11-21', '2025-01-01', '2025-11-21'],
	];
	it.each(before)('环比 of the %s of %s', (kind, on, from, to) => {
		expect(periodBefore(periodOf(kind as 'day', day(on)))).toMatchObject({ from, to });
	});

	it('compares a running month with as much of the one before', () => {
		const running = upTo(periodOf('month', day('2026-11-21')), day('2026-11-21'));
		expect(running.label).toBe('2026年11月1日至11月21日');
		expect(periodBefore(running)).toMatchObject({ from: '2026-10-01', to: '2026-10-21' });
		expect(periodBefore(upTo(periodOf('month', day('2026-03-31')), day('2026-03-30')))).toMatchObject({
			from: '2026-02-01',
			to: '2026-02-28',
		});
		expect(periodBefore(customPeriod(day('2026-03-01'), day('2026-03-10')))).toMatchObject({ from: '2026-02-19', to: '2026-02-28' });
	});

	it('同比 takes the same period of last year, February whole with February', () => {
		expect(periodLastYear(periodOf('month', day('2024-02-10')))).toMatchObject({ from: '2023-02-01', to: '2023-02-28' });
		expect(periodLastYear(periodOf('month', day('2025-02-10')))).toMatchObject({ from: '2024-02-01', to: '2024-02-29' });
		expect(periodLastYear(periodOf('ytd', day('2024-02-29')))).toMatchObject({ from: '2023-01-01', to: '2023-02-28' });
		// 1—2月 beside 1—2月, to the last day of each February.
		expect(periodLastYear(periodOf('ytd', day('2025-02-28')))).toMatchObject({ from: '2024-01-01', to: '2024-02-29' });
		expect(periodLastYear(customPeriod(day('2025-01-01'), day('2025-02-28')))).toMatchObject({ from: '2024-01-01', to: '2024-02-29' });
		expect(periodLastYear(customPeriod(day('2025-02-10'), day('2025-02-28')))).toMatchObject({ from: '2024-02-10', to: '2024-02-28' });
		const week = periodLastYear(periodOf('week', day('2026-11-21')));
		expect(weekday(week.from)).toBe(1);
		expect(isoWeekOf(week.from)).toEqual({ year: 2025, week: 47 });
	});

	const days = fc.integer({ min: 730_000, max: 745_000 }).map((n) => dateOfDayNumber(n - 719_163 + 0));
	it('holds its day, and periods of a kind cover the days without gap or overlap', () => {
		const kinds = periodKinds.filter((kind) => kind !== 'custom' && kind !== 'ytd' && kind !== 'day');
		fc.assert(
			fc.property(days, fc.constantFrom(...kinds), fc.constantFrom('01-01', '12-01', '12-21', '04-16'), (on, kind, yearStart) => {
				const options = { yearStart };
				const period = periodOf(kind, on, options);
				expect(period.from <= on && on <= period.to).toBe(true);
				const next = periodOf(kind, addDays(period.to, 1), options);
				expect(next.from).toBe(addDays(period.to, 1));
				expect(daysBetween(period.from, period.to)).toBeGreaterThanOrEqual(6);
			}),
			{ numRuns: 300 },
		);
	});
});
