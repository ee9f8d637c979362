import { describe, expect, it } from 'vitest';
import { indicatorValue } from '../report/wording.ts';
import type { CourtDate } from '../time/types.ts';
import type { Measure } from './measures.ts';
import { wallFigures, type MeasureSum } from './year.ts';

const today = '2026-10-13' as CourtDate;
const dims = (kind: string, more: { enterpriseClass?: string; contract?: boolean } = {}) =>
	`${kind}||${more.enterpriseClass ?? ''}||${more.contract ? 'contract' : ''}`;
const sum = (
	measure: MeasureSum['measure'],
	span: MeasureSum['span'],
	value: number,
	{ kind = 'enforcement-first', ...more }: { kind?: string; enterpriseClass?: string; contract?: boolean } = {},
): MeasureSum => ({ measure, span, value, dims: dims(kind, more) });
const wallFigure = (code: string, sums: readonly MeasureSum[]) => wallFigures(sums, today).find((each) => each.code === code)!;

describe('the indicators of the wall and of the daily statistics', () => {
	it('counts 旧存 and 新收 as accepted, and says how many cases are missing, rounded up', () => {
		const sums = [
			sum('case-received', 'opening', 130),
			sum('case-closed', 'opening', 100),
			sum('case-received', 'period', 71),
			sum('case-closed', 'period', 90),
		];
		expect(wallFigure('enf.close_rate', sums)).toMatchObject({
			numerator: 90,
			denominator: 101,
			met: false,
			gap: '再结 7 件',
		});
	});

	it('has no value without a denominator, and no verdict either', () => {
		const results = wallFigures([], today);
		expect(results.map(({ name }) => name)).toEqual([
			'执行案件结案率',
			'涉企案件实际执行到位率',
			'执行平均用时',
			'首次执行平均用时（涉企合同）',
			'案款发放率',
			'15日内发放率',
		]);
		for (const result of results) {
			expect(result.value).toBeNull();
			expect(result.met).toBeUndefined();
			expect(indicatorValue(result)).toBe('—');
		}
	});

	it('leaves out kinds and classes that are not of its scope', () => {
		const sums = [
			sum('closed-claim-fen', 'period', 1000, { enterpriseClass: 'micro' }),
			sum('closed-recovered-fen', 'period', 400, { enterpriseClass: 'micro' }),
			sum('closed-claim-fen', 'period', 99_000),
			sum('closed-claim-fen', 'period', 99_000, { kind: 'civil-first', enterpriseClass: 'micro' }),
		];
		expect(wallFigure('enf.recovery_rate_enterprise', sums)).toMatchObject({ value: 40, met: true });
	});

	it('takes money that left the account in other ways off what was carried over', () => {
		const sums = [
			sum('money-arrived-fen', 'opening', 900),
			sum('money-paid-fen', 'opening', 500),
			sum('money-other-out-fen', 'opening', 100),
			sum('money-arrived-fen', 'period', 700),
			sum('money-paid-fen', 'period', 800),
			sum('money-other-out-fen', 'period', 50),
		];
		expect(wallFigure('fund.pay_rate', sums)).toMatchObject({ numerator: 800, denominator: 1000, value: 80 });
	});

	it.each([
		['enf.close_rate', 96, 100, true, undefined],
		['enf.close_rate', 95, 100, false, '再结 1 件'],
		['enf.close_rate', 0, 82_307, false, '再结 79,015 件'],
		['enf.avg_days', 5499, 100, true, undefined],
		['enf.avg_days', 5500, 100, false, '超 0.1 天'],
		['enf.avg_days', 5830, 100, false, '超 3.3 天'],
		['enf.avg_days', 5831, 100, false, '超 3.4 天'],
		['enf.first_avg_days_enterprise', 7000, 100, true, undefined],
		['enf.first_avg_days_enterprise', 7001, 100, false, '超 0.1 天'],
		['enf.recovery_rate_enterprise', 0, 35_142_860, false, '再到位 12.4 万元'],
		['fund.pay_rate', 90, 100, true, undefined],
		['fund.pay_rate', 80_000_000, 100_000_000, false, '再发放 10.0 万元'],
		['fund.pay_in_limit_rate', 100, 100, true, undefined],
		['fund.pay_in_limit_rate', 97, 100, false, '3 笔未在 15 日内发放'],
	] as const)('%s of %i / %i: met %s, %s', (code, numerator, denominator, met, gap) => {
		// Each side by a measure of its own; a stock by the one that adds to it.
		const measures: Readonly<Record<string, readonly [top: Measure, bottom: Measure]>> = {
			'enf.close_rate': ['case-closed', 'case-received'],
			'enf.avg_days': ['closed-days', 'case-closed'],
			'enf.first_avg_days_enterprise': ['closed-days', 'case-closed'],
			'enf.recovery_rate_enterprise': ['closed-recovered-fen', 'closed-claim-fen'],
			'fund.pay_rate': ['money-paid-fen', 'money-arrived-fen'],
			'fund.pay_in_limit_rate': ['money-paid-in-15-count', 'money-due-count'],
		};
		const [top, bottom] = measures[code]!;
		const of = { enterpriseClass: 'bank', contract: true };
		const result = wallFigure(code, [sum(top, 'period', numerator, of), sum(bottom, 'period', denominator, of)]);
		expect([result.numerator, result.denominator, result.met]).toEqual([numerator, denominator, met]);
		expect(result.gap).toBe(gap);
	});

	it('is never rounded onto a target that it misses', () => {
		const rate = (closed: number) =>
			wallFigure('enf.close_rate', [sum('case-closed', 'period', closed), sum('case-received', 'period', 100_000)]);
		expect(indicatorValue(rate(95_998))).toBe('95.99 %');
		expect(indicatorValue(rate(96_000))).toBe('96.00 %');
	});

	it('cites the document of every target by its title and day', () => {
		for (const { target } of wallFigures([], today)) expect(target.document).toMatch(/^《.+》（\d{4}年\d{1,2}月\d{1,2}日）$/);
	});
});
