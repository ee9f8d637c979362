import { describe, expect, it } from 'vitest';
import type { CourtDate, Instant } from '../time/types.ts';
import { buildCalendar } from '../time/work-calendar.ts';
import { calcDue, explainDue } from './due.ts';
import type { DueInput } from './types.ts';

const on = (text: string): CourtDate => text as CourtDate;
const holidays = new Map(['01', '02', '03', '04', '05', '06', '07'].map((day) => [on(`2026-10-${day}`), '国庆节']));
const calendar = buildCalendar({ holidays, workdays: new Map([[on('2026-10-10'), '国庆节']]), announcedYears: new Set([2026]) });
const base: DueInput = {
	...{ trigger: on('2026-06-28'), limit: { limit: 10, unit: 'D' }, stops: true, exclusions: [], extensions: [], grants: [] },
	...{ calendar, zone: 'Asia/Shanghai', basis: '法释〔2018〕15号第三十条', triggerName: '确定参考价' },
};
const linesOf = (input: DueInput): string[] => explainDue(input).lines.map(({ label, text }) => `${label}：${text}`);
const stop = { id: '1', ground: '中止执行', documentNo: '（2026）豫0503执1号', from: on('2026-07-06'), to: on('2026-09-28') };

describe('为什么是这一天', () => {
	it('prints the worked case of the contract so that it can be checked by hand', () => {
		expect(linesOf({ ...base, exclusions: [stop] })).toEqual([
			'起算：确定参考价之日2026年6月28日不计入期间，自次日2026年6月29日起算',
			'期限：10日，至2026年7月8日',
			'扣除：中止执行（文号：（2026）豫0503执1号），2026年7月6日至2026年9月28日共85日，至2026年10月1日',
			'顺延：2026年10月1日为国庆节休假，顺延至2026年10月8日',
			'届满日：2026年10月8日（星期四），当日完成仍为按期，次日零时起超期',
		]);
	});

	it('names the law where the law decides', () => {
		const { lines } = explainDue({ ...base, exclusions: [stop] });
		expect(lines.find(({ label }) => label === '起算')?.source).toBe('民事诉讼法第八十五条第二款');
		expect(lines.find(({ label }) => label === '期限')?.source).toBe('法释〔2018〕15号第三十条');
		expect(lines.find(({ label }) => label === '顺延')?.source).toBe('民事诉讼法第八十五条第三款');
	});

	it('counts working days in numbers that add up', () => {
		const lines = linesOf({
			...base,
			trigger: on('2026-09-28'),
			limit: { limit: 5, unit: 'WD' },
			exclusions: [{ ...stop, from: on('2026-09-30'), to: on('2026-10-02') }],
		});
		expect(lines).toEqual([
			'起算：确定参考价之日2026年9月28日不计入期间，自次日2026年9月29日起算',
			'期限：5个工作日，自次日至2026年10月12日共14日，减去休息日8日（含国庆节休假）、扣除的工作日1日，计5个工作日',
			'扣除：中止执行（文号：（2026）豫0503执1号），2026年9月30日至2026年10月2日共3日，其中工作日1日，均不计入',
			'届满日：2026年10月12日（星期一），当日完成仍为按期，次日零时起超期',
		]);
	});

	it('says what rolls a day through a weekend and a holiday', () => {
		const short = buildCalendar({
			holidays: new Map([[on('2026-06-22'), '端午节']]),
			workdays: new Set(),
			announcedYears: new Set([2026]),
		});
		expect(linesOf({ ...base, trigger: on('2026-06-10'), calendar: short })).toContain(
			'顺延：2026年6月20日为星期六，2026年6月22日为端午节休假，顺延至2026年6月23日',
		);
	});

	it('says that the clock stands still', () => {
		const running = { ...stop, to: undefined };
		expect(linesOf({ ...base, exclusions: [running] }).at(-1)).toBe(
			'停止计算：中止执行（文号：（2026）豫0503执1号），自2026年7月6日起尚未结束，期限停止计算，暂无届满日',
		);
	});

	it('shows extension, grant, and that the first day was missed', () => {
		const extensions = [{ addMonths: 1, addDays: 5, decidedOn: on('2026-07-09'), documentNo: '甲1号' }];
		expect(linesOf({ ...base, extensions })).toEqual(
			expect.arrayContaining([
				'延长：2026年7月9日决定延长1个月又5日（文号：甲1号），至2026年8月13日',
				'曾经超期：原届满日2026年7月8日在作出延长或批准新期限之前已经届满，曾经超期的记录保留',
			]),
		);
		const grants = [{ lockId: 'l', grantedOn: on('2026-07-20'), dueOn: on('2026-08-01') }];
		expect(linesOf({ ...base, grants })).toEqual([
			'解锁新期限：2026年7月20日批准解锁，批准的新期限为2026年8月1日，以批准之日期为准，不再顺延',
			'届满日：2026年8月1日（星期六），当日完成仍为按期，次日零时起超期',
			'曾经超期：原届满日2026年7月8日在作出延长或批准新期限之前已经届满，曾经超期的记录保留',
		]);
	});

	it('says why a day is 暂定, and why it is 待核', () => {
		expect(linesOf({ ...base, trigger: on('2026-12-28') }).at(-1)).toContain('2027年放假安排尚未公布');
		expect(linesOf({ ...base, limit: { limit: 1, unit: 'X', lengthUnit: 'Y' } })[0]).toContain('暂按法定最长期限1年推算');
	});

	it('prints hours', () => {
		expect(linesOf({ ...base, limit: { limit: 8, unit: 'H' }, triggerAt: '2026-06-28T02:20:00.000Z' as Instant })).toEqual([
			'起算：自2026年6月28日11时00分起算（以时起算的期间从次时起算）',
			'期限：8小时',
			'届满时刻：2026年6月28日19时00分',
		]);
	});

	it('never differs from calcDue', () => {
		for (const exclusions of [[], [stop]]) {
			const due = calcDue({ ...base, exclusions });
			expect(due.lines).toEqual([]);
			expect({ ...explainDue({ ...base, exclusions }), lines: [] }).toEqual(due);
		}
	});

	it('keeps a ledger of what moved the clock', () => {
		const extensions = [{ addDays: 2, decidedOn: on('2026-07-01'), documentNo: '甲1号' }];
		expect(calcDue({ ...base, exclusions: [stop], extensions }).ledger).toEqual([
			{ kind: 'exclusion', from: '2026-07-06', to: '2026-09-28', days: 85, documentNo: '（2026）豫0503执1号' },
			{ kind: 'extension', from: '2026-07-08', to: '2026-07-10', days: 2, documentNo: '甲1号' },
			{ kind: 'roll', from: '2026-10-03', to: '2026-10-08', days: 5 },
		]);
		const grants = [{ lockId: 'l', grantedOn: on('2026-07-20'), dueOn: on('2026-08-01') }];
		expect(calcDue({ ...base, grants }).ledger).toEqual([{ kind: 'grant', from: '2026-07-08', to: '2026-08-01', days: 24 }]);
	});
});
