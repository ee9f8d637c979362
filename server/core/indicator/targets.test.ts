import { describe, expect, it } from 'vitest';
import type { CourtDate } from '../time/types.ts';
import { entryOf } from './catalogue/index.ts';
import { valueOf } from './figures.ts';
import { judge, targetsOf, type Judging } from './targets.ts';
import type { Figure, IndicatorTarget, TargetRule } from './types.ts';

const asOf = '2026-11-21' as CourtDate;
const figure = (code: string, numerator: number, denominator: number | null): Figure => ({
	code,
	numerator,
	denominator,
	value: valueOf(numerator, denominator, entryOf(code)!.unit),
});
const target = (code: string, rule: TargetRule): IndicatorTarget => ({ code, rule, document: '示范文件' });
const at = (code: string, numerator: number, denominator: number | null, rule: TargetRule, more: Partial<Judging> = {}) => {
	const state = judge(entryOf(code)!, figure(code, numerator, denominator), target(code, rule), { asOf, interval: true, ...more });
	return [state.met, state.words, state.gap];
};
const bound = (operator: '≥' | '>' | '≤' | '<' | '=', value: number): TargetRule => ({ kind: 'bound', operator, value });

describe('targets', () => {
	it.each([
		['enf.close_rate', 953, 1000, bound('≥', 96), [false, '≥ 96%', '再结 7 件达 96%']],
		['enf.close_rate', 960, 1000, bound('≥', 96), [true, '≥ 96%', undefined]],
		['enf.close_rate', 0, 0, bound('≥', 96), [null, '≥ 96%', undefined]],
		// One more case performed in full is one more closed: (40 + x) ÷ (100 + x) ≥ 50 % asks for 20, not 10.
		['enf.complete_rate', 40, 100, bound('≥', 50), [false, '≥ 50%', '再以执行完毕方式结案 20 件达 50%']],
		['enf.property_in_limit_rate', 98, 100, bound('=', 100), [false, '= 100%', '2 件未达到']],
		['enf.zb_qualified_rate', 97, 100, bound('=', 100), [false, '= 100%', '3 件终本案件不合格']],
		['enf.avg_days', 5500, 100, bound('<', 55), [false, '< 55 天', '超 0.1 天']],
		['enf.avg_days', 5500, 100, bound('≤', 55), [true, '≤ 55 天', undefined]],
		['tri.reverse_rate', 15, 1000, bound('<', 1.5), [false, '< 1.5%', '超 1 件']],
		['tri.reverse_rate', 15, 1000, bound('≤', 1.5), [true, '≤ 1.5%', undefined]],
		['fund.pay_rate', 80_000_000, 100_000_000, bound('≥', 90), [false, '≥ 90%', '再发放 10.0 万元达 90%']],
		['fund.double_zero', 3, null, bound('=', 0), [false, '= 0 笔', '再清理 3 笔清零']],
		['enf.unclosed_rate', 300, 1000, bound('≤', 25), [false, '≤ 25%', '再结 50 件降至 25%']],
	] as const)('%s %d/%s %o', (code, numerator, denominator, rule, expected) => {
		expect(at(code, numerator, denominator, rule)).toEqual(expected);
	});

	it('inside the reference interval is 达标, where the court judges by intervals', () => {
		const interval: TargetRule = { kind: 'interval', min: 40, max: 60 };
		expect(at('enf.complete_rate', 60, 100, interval)).toEqual([true, '合理区间 40—60%', undefined]);
		expect(at('enf.complete_rate', 61, 100, interval)[0]).toBe(false);
		expect(at('enf.complete_rate', 61, 100, interval, { interval: false })[0]).toBeNull();
	});

	it('relative targets need last year', () => {
		const less: TargetRule = { kind: 'relative', operator: '≤', percent: -5 };
		const yoy = (value: number) => ({ yoy: { value, difference: 96 - value, relative: ((96 - value) / value) * 100 } });
		expect(at('tri.accept_yoy', 96, null, less)).toEqual([null, '同比下降 5% 以上', undefined]);
		expect(at('tri.accept_yoy', 96, null, less, yoy(100))).toEqual([false, '同比下降 5% 以上', '超 1 件']);
		expect(at('tri.accept_yoy', 96, null, less, yoy(102))[0]).toBe(true);
		expect(at('tri.accept_yoy', 96, null, less, { yoy: { value: 0, difference: 96, relative: null } })[0]).toBeNull();
	});

	it('relative targets are exact on their bound', () => {
		const on = (value: number, last: number, operator: '≥' | '≤', percent: number) =>
			at(
				'tri.accept_yoy',
				value,
				null,
				{ kind: 'relative', operator, percent },
				{ yoy: { value: last, difference: value - last, relative: ((value - last) / last) * 100 } },
			)[0];
		// 7 ÷ 100 × 100 is 7.000000000000001, and −29 ÷ 100 × 100 is −28.999999999999996.
		expect(on(107, 100, '≤', 7)).toBe(true);
		expect(on(108, 100, '≤', 7)).toBe(false);
		expect(on(71, 100, '≤', -29)).toBe(true);
		expect(on(71, 100, '≥', -29)).toBe(true);
		expect(on(70, 100, '≥', -29)).toBe(false);
	});

	it('beyond the other end of an interval no work is named that would lead further away', () => {
		const interval = (min: number, max: number): TargetRule => ({ kind: 'interval', min, max });
		expect(at('enf.complete_rate', 70, 100, interval(40, 60))[2]).toBe('差 10.0 个百分点');
		expect(at('enf.close_rate', 98, 100, interval(90, 97))[2]).toBe('差 1.0 个百分点');
		expect(at('enf.first_zb_rate', 10, 100, interval(20, 40))[2]).toBe('差 10.0 个百分点');
		expect(at('enf.first_zb_rate', 50, 100, interval(20, 40))[2]).toBe('超 10 件');
		expect(at('lobby.open_per_judge', 50, 10, interval(10, 60))[2]).toBe('差 5.0 件/人');
		expect(at('lobby.open_per_judge', 650, 10, interval(10, 60))[2]).toBe('超 5.0 件/人');
	});

	it('days of a dated target lie in its own year: a statistical year, or a campaign over the turn of the year', () => {
		const rule: TargetRule = { kind: 'dated', value: 0, by: '04-30', noneNewAfter: '03-31' };
		const on = (asOf: string, yearFrom: string, count = 5, more: Partial<Judging> = {}) =>
			at('tri.long_pending', count, null, rule, { asOf: asOf as CourtDate, yearFrom: yearFrom as CourtDate, ...more })[0];
		expect(on('2026-12-10', '2026-12-01')).toBeNull();
		expect(on('2026-12-10', '2026-12-01', 5, { newSince: 2 })).toBeNull();
		expect(on('2027-04-30', '2026-12-01')).toBe(false);
		expect(on('2027-04-10', '2026-12-01', 5, { newSince: 2 })).toBe(false);
		// A campaign that begins after the day since which nothing may be new.
		expect(on('2026-04-10', '2026-04-01', 5, { newSince: 2 })).toBe(false);
		const december: TargetRule = { kind: 'dated', value: 0, by: '12-31' };
		const late = { asOf: '2027-01-15' as CourtDate, yearFrom: '2026-10-01' as CourtDate };
		expect(at('tri.long_pending', 5, null, december, late)[0]).toBe(false);
	});

	it('a target under an older code of an indicator is its target', () => {
		const old = target('fund.paid_in_15_rate', bound('≥', 95));
		expect(targetsOf(entryOf('fund.pay_in_limit_rate')!, [old], undefined)).toEqual([old]);
	});

	it('dated targets are open until their day, and none may be new after the other one', () => {
		const rule: TargetRule = { kind: 'dated', value: 0, by: '04-30', noneNewAfter: '03-31' };
		const on = (day: string, count: number, more: Partial<Judging> = {}) =>
			at('tri.long_pending', count, null, rule, { asOf: day as CourtDate, ...more });
		expect(on('2026-04-10', 5)).toEqual([null, '4月30日前清零，3月31日后不再新增', undefined]);
		expect(on('2026-04-10', 5, { newSince: 2 })[0]).toBe(false);
		expect(on('2026-04-30', 5)).toEqual([false, '4月30日前清零，3月31日后不再新增', '再结 5 件清零']);
		expect(on('2026-04-10', 0)[0]).toBe(true);
	});

	it('rank targets need the place, and are not judged where the court does not rank', () => {
		const rule: TargetRule = { kind: 'rank', atMost: 3, among: 'city' };
		const ranking = true;
		expect(at('tri.in_court_rate', 1, 2, rule, { ranking })).toEqual([null, '市内前 3 名', undefined]);
		expect(at('tri.in_court_rate', 1, 2, rule, { ranking, place: { rank: 5, of: 6 } })).toEqual([false, '市内前 3 名', '现列第 5 位']);
		for (const off of [{ place: { rank: 5, of: 6 } }, { ranking: false, place: { rank: 1, of: 6 } }])
			expect(at('tri.in_court_rate', 1, 2, rule, off)).toEqual([null, '排名目标，本院未开启排名，不评价', undefined]);
	});

	it('holds only for exactly the cases that are counted', () => {
		const enterprise = { ...target('enf.recovery_rate', bound('≥', 35)), filter: { enterprise: 'any' } as const };
		expect(targetsOf(entryOf('enf.recovery_rate')!, [enterprise], undefined)).toEqual([]);
		expect(targetsOf(entryOf('enf.recovery_rate_enterprise')!, [enterprise], undefined)).toEqual([enterprise]);
		expect(targetsOf(entryOf('enf.recovery_rate')!, [enterprise], { enterprise: 'any' })).toEqual([enterprise]);
	});
});
