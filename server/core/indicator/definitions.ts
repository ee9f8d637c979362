import type { CaseKind } from '../case/case-number.ts';
import type { Measure } from './contributions.ts';

/** Cases that are enforced (执行实施案件): first, resumed, and preservation. Caseload and closing rate count these. */
export const enforcementKinds: readonly CaseKind[] = ['enforcement-first', 'enforcement-resumed', 'preservation'];

/** Cases with a claim to enforce: preservation is left out of times and recovery, as it ends with the seal. */
const claimKinds: readonly CaseKind[] = ['enforcement-first', 'enforcement-resumed'];

/** `opening`: everything before the first day of the period (a stock carried over); `period`: the days of the period. */
export type Span = 'opening' | 'period';

/** One sum of rollup rows: a measure over a span, split by case kind and enterprise class (empty text: none). */
export interface MeasureSum {
	readonly measure: Measure;
	readonly span: Span;
	readonly kind: string;
	readonly enterpriseClass: string;
	readonly contract: boolean;
	readonly value: number;
}

/** A part of a numerator or denominator: a measure over a span, with the cases it counts. */
export interface Term {
	readonly measure: Measure;
	readonly span: Span;
	readonly sign: 1 | -1;
	readonly kinds: readonly CaseKind[];
	/** Counts enterprise-related cases only (any class). */
	readonly enterpriseOnly: boolean;
	/** Counts contract disputes only. */
	readonly contractOnly: boolean;
}

/** A target as its document states it: strict and non-strict bounds differ. */
export interface Target {
	readonly operator: '≥' | '≤' | '<' | '=';
	readonly value: number;
	readonly document: string;
}

/** What is missing to a target, in the unit of work: cases to close, money to recover or pay, days too long, payments that came late. */
export type Work = 'close' | 'recover' | 'pay' | 'days' | 'late-payments';

/** An indicator: a ratio of additive measures, with the target of exactly this scope where a document gives one. */
export interface IndicatorDefinition {
	readonly code: string;
	readonly name: string;
	readonly unit: '%' | '天';
	readonly numerator: readonly Term[];
	readonly denominator: readonly Term[];
	readonly work: Work;
	/** What is divided by what, in a few words: printed on the wall beside the figure. */
	readonly formula: string;
	/** Which cases count and how, in Chinese, printed under the figure. */
	readonly definition: string;
	readonly target?: Target;
}

/** Sources S1 and S0 of the requirements; other courts take them as a reference until they set their own. */
const countyDocument = '营商环境指标文件（2023年3月1日，来源 S1）';
const businessDocument = '优化营商环境文件（2023年4月3日，来源 S0）';

type TermOptions = Partial<Pick<Term, 'span' | 'sign' | 'kinds' | 'enterpriseOnly' | 'contractOnly'>>;
const term = (measure: Measure, options: TermOptions = {}): Term => ({
	measure,
	span: 'period',
	sign: 1,
	kinds: enforcementKinds,
	enterpriseOnly: false,
	contractOnly: false,
	...options,
});

const opening = { span: 'opening' } as const;
const taken = { span: 'opening', sign: -1 } as const;
const ofEnterprises = { kinds: claimKinds, enterpriseOnly: true } as const;
const firstOfEnterprises = { kinds: ['enforcement-first'], enterpriseOnly: true, contractOnly: true } as const;

/** 旧存: received − closed before the period. */
export const oldStockTerms: readonly Term[] = [term('case-received', opening), term('case-closed', taken)];

/** 受理 = 旧存 + 新收. */
export const acceptedTerms: readonly Term[] = [...oldStockTerms, term('case-received')];

/** Indicators of the enforcement desk, in display order. */
export const indicatorDefinitions: readonly IndicatorDefinition[] = [
	{
		code: 'enf.close_rate',
		name: '执行案件结案率',
		unit: '%',
		numerator: [term('case-closed')],
		denominator: acceptedTerms,
		work: 'close',
		formula: '已结÷受理',
		definition: '已结÷（旧存＋新收），首次执行、恢复执行和财产保全案件',
		target: { operator: '≥', value: 96, document: countyDocument },
	},
	{
		code: 'enf.recovery_rate_enterprise',
		name: '涉企案件实际执行到位率',
		unit: '%',
		numerator: [term('closed-recovered-fen', ofEnterprises)],
		denominator: [term('closed-claim-fen', ofEnterprises)],
		work: 'recover',
		formula: '到位÷申请标的',
		definition: '已结涉企案件到位金额÷申请执行标的额，首次执行和恢复执行案件，到位金额不封顶',
		target: { operator: '≥', value: 35, document: countyDocument },
	},
	{
		code: 'enf.avg_days',
		name: '执行平均用时',
		unit: '天',
		numerator: [term('closed-days', { kinds: claimKinds })],
		denominator: [term('case-closed', { kinds: claimKinds })],
		work: 'days',
		formula: '总用时÷已结',
		definition: '立案至结案的自然日，不扣除停止计算的期间，首次执行和恢复执行案件',
		target: { operator: '<', value: 55, document: countyDocument },
	},
	{
		code: 'enf.first_avg_days_enterprise',
		name: '首次执行平均用时（涉企合同）',
		unit: '天',
		numerator: [term('closed-days', firstOfEnterprises)],
		denominator: [term('case-closed', firstOfEnterprises)],
		work: 'days',
		formula: '总用时÷已结',
		definition: '标注涉企类别、案由为合同类纠纷的首次执行案件，立案至结案的自然日',
		target: { operator: '≤', value: 70, document: businessDocument },
	},
	{
		code: 'fund.pay_rate',
		name: '案款发放率',
		unit: '%',
		numerator: [term('money-paid-fen')],
		denominator: [
			term('money-arrived-fen', opening),
			term('money-paid-fen', taken),
			term('money-other-out-fen', taken),
			term('money-arrived-fen'),
		],
		work: 'pay',
		formula: '发放÷可发',
		definition: '本年发放÷（年初未发放＋本年到账），提存、退款不计入发放，也不计入年初未发放',
		target: { operator: '≥', value: 90, document: countyDocument },
	},
	{
		code: 'fund.paid_in_15_rate',
		name: '15日内发放率',
		unit: '%',
		numerator: [term('money-paid-in-15-count')],
		denominator: [term('money-due-count')],
		work: 'late-payments',
		formula: '按时÷届满',
		definition: '十五日时限本年届满的到账笔数中按时发放（含提存、退款）的比例',
		target: { operator: '=', value: 100, document: countyDocument },
	},
];

/** An indicator with its value; `value` null where there is no denominator, shown as 「—」 and left out of every ranking. */
export interface IndicatorResult {
	readonly code: string;
	readonly name: string;
	readonly unit: '%' | '天';
	readonly value: number | null;
	readonly numerator: number;
	readonly denominator: number;
	readonly target?: Target;
	readonly met?: boolean;
	/** Distance to the target in the unit of work, rounded up, ready to read: 「再结 3,161 件」. */
	readonly gap?: string;
}

/** The sum of a list of terms. */
export function sumTerms(terms: readonly Term[], sums: readonly MeasureSum[]): number {
	return terms.reduce((total, each) => total + each.sign * sumOf(each, sums), 0);
}

function sumOf(each: Term, sums: readonly MeasureSum[]): number {
	let total = 0;
	for (const row of sums) {
		if (row.measure !== each.measure || row.span !== each.span) continue;
		if (!(each.kinds as readonly string[]).includes(row.kind) || (each.enterpriseOnly && row.enterpriseClass === '')) continue;
		if (each.contractOnly && !row.contract) continue;
		total += row.value;
	}
	return total;
}

/** The value of an indicator from sums of measures, and how far it is from its target. */
export function calcIndicator(definition: IndicatorDefinition, sums: readonly MeasureSum[]): IndicatorResult {
	const { code, name, unit, target } = definition;
	const numerator = sumTerms(definition.numerator, sums);
	const denominator = sumTerms(definition.denominator, sums);
	const base = { code, name, unit, numerator, denominator, ...(target ? { target } : {}) };
	if (denominator <= 0) return { ...base, value: null };
	const value = (unit === '%' ? numerator * 100 : numerator) / denominator;
	if (!target) return { ...base, value };
	const met = holds(target, unit === '%' ? numerator * 100 : numerator, denominator);
	return { ...base, value, met, ...(met ? {} : { gap: gapText(definition.work, target, numerator, denominator) }) };
}

/** Compares without dividing, so that a value on the bound is not lost to rounding. */
function holds(target: Target, scaled: number, denominator: number): boolean {
	const bound = target.value * denominator;
	switch (target.operator) {
		case '≥':
			return scaled >= bound;
		case '≤':
			return scaled <= bound;
		case '<':
			return scaled < bound;
		case '=':
			return scaled === bound;
		default:
			return target.operator satisfies never;
	}
}

const fenPerTenthMyriad = 100_000;

function grouped(value: number, digits = 0): string {
	const [whole = '0', fraction] = value.toFixed(digits).split('.');
	return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction ? `.${fraction}` : '');
}

/** Tenths of a 万元, rounded up: what is said to be missing is never less than what is missing. */
const myriads = (fen: number): string => `${grouped(Math.ceil(fen / fenPerTenthMyriad) / 10, 1)} 万元`;

function gapText(work: Work, target: Target, numerator: number, denominator: number): string {
	const missing = Math.ceil((target.value * denominator) / 100 - numerator);
	switch (work) {
		case 'close':
			return `再结 ${grouped(missing)} 件`;
		case 'recover':
			return `再到位 ${myriads(missing)}`;
		case 'pay':
			return `再发放 ${myriads(missing)}`;
		case 'late-payments':
			return `${grouped(denominator - numerator)} 笔未在 15 日内发放`;
		case 'days': {
			const tenths = Math.ceil(((numerator - target.value * denominator) * 10) / denominator);
			// On the bound of a strict target nothing is measurable, yet it is missed.
			return `超 ${grouped(Math.max(1, tenths) / 10, 1)} 天`;
		}
		default:
			return work satisfies never;
	}
}
