import type { CaseFilter, IndicatorTarget, TargetRule } from '../indicator/types.ts';
import { filterKey } from './in-force.ts';
import { isDayOfYear } from './rule-text.ts';
import type { KnownIndicator, TargetProblem } from './types.ts';

/** Most targets in one document. */
export const mostTargets = 200;
const longestWords = 400;

/** Kinds of case, courses and enterprise classes that a filter may name, with their Chinese names. */
export const filterNames = {
	kinds: {
		'enforcement-first': '首次执行',
		'enforcement-resumed': '恢复执行',
		preservation: '财产保全执行',
		objection: '执行异议',
		reconsideration: '执行复议',
		supervision: '执行监督',
		'civil-first': '民事一审',
		'civil-second': '民事二审',
		other: '其他案件',
	},
	courses: { simple: '速执、简易程序', complex: '精执', small: '小额诉讼程序', ordinary: '普通程序' },
	enterprise: {
		bank: '商业银行',
		green: '绿色重点保护',
		micro: '小微企业',
		construction: '建筑工程',
		'micro-loan': '小额贷款',
		other: '其他涉企',
	},
} as const;

const has = (names: object, code: string): boolean => Object.hasOwn(names, code);

/** What is wrong with a filter, or undefined. */
export function filterProblem(filter: CaseFilter): string | undefined {
	const kind = filter.kinds?.find((code) => !has(filterNames.kinds, code));
	if (kind !== undefined) return `没有案件种类 ${kind}`;
	const course = filter.courses?.find((code) => !has(filterNames.courses, code));
	if (course !== undefined) return `没有程序或者繁简类别 ${course}`;
	const classes = filter.enterprise === 'any' ? [] : (filter.enterprise ?? []);
	const enterprise = classes.find((code) => !has(filterNames.enterprise, code));
	if (enterprise !== undefined) return `没有涉企类别 ${enterprise}`;
	const empty = [filter.kinds, filter.courses, filter.enterprise === 'any' ? undefined : filter.enterprise].some(
		(list) => list?.length === 0,
	);
	return empty ? '案件范围的每一项至少写一个类别，不限的不写' : undefined;
}

/** A filter in words: 「涉企案件、合同纠纷、首次执行」; undefined where it narrows nothing. */
export function filterWords(filter: CaseFilter | undefined): string | undefined {
	if (!filter || filterKey(filter) === '') return undefined;
	const { kinds = [], courses = [], enterprise, contractOnly } = filter;
	const named = (names: Readonly<Record<string, string>>, code: string): string => names[code] ?? code;
	return [
		...(enterprise === 'any' ? ['涉企案件'] : (enterprise ?? []).map((code) => named(filterNames.enterprise, code))),
		...(contractOnly ? ['合同纠纷'] : []),
		...kinds.map((code) => named(filterNames.kinds, code)),
		...courses.map((code) => named(filterNames.courses, code)),
	].join('、');
}

function boundProblem(rule: TargetRule & { kind: 'bound' }, unit: string): string | undefined {
	if (rule.value < 0) return '目标值不得为负数';
	return unit === '%' && rule.value > 100 && rule.operator !== '<' && rule.operator !== '≤' ? '百分比的目标值不得大于 100' : undefined;
}

/** What is wrong with a rule for an indicator of a unit, or undefined. */
export function ruleProblem(rule: TargetRule, unit: string): string | undefined {
	switch (rule.kind) {
		case 'bound':
			return boundProblem(rule, unit);
		case 'interval':
			if (rule.min < 0) return '合理区间的下限不得为负数';
			return rule.min < rule.max ? undefined : '合理区间的下限应当小于上限';
		case 'rank':
			return Number.isInteger(rule.atMost) && rule.atMost >= 1 ? undefined : '名次应为 1 以上的整数';
		case 'relative':
			return rule.percent > -100 && rule.percent <= 1000 ? undefined : '同比幅度应在 -100% 至 1000% 之间';
		case 'dated':
			if (rule.value < 0) return '目标值不得为负数';
			if (!isDayOfYear(rule.by)) return `没有 ${rule.by} 这一天`;
			return rule.noneNewAfter === undefined || isDayOfYear(rule.noneNewAfter) ? undefined : `没有 ${rule.noneNewAfter} 这一天`;
		default:
			return rule satisfies never;
	}
}

/** Everything wrong with the targets of a document; each problem names its target. */
export function targetProblems(
	targets: readonly IndicatorTarget[],
	known: (code: string) => KnownIndicator | undefined,
): readonly TargetProblem[] {
	const seen = new Set<string>();
	return targets.flatMap((target, index) => {
		const wrong: string[] = [];
		const indicator = known(target.code);
		if (!indicator) wrong.push(`没有指标 ${target.code}`);
		else {
			const rule = ruleProblem(target.rule, indicator.unit);
			if (rule) wrong.push(`${indicator.name}：${rule}`);
		}
		const filter = target.filter && filterProblem(target.filter);
		if (filter) wrong.push(filter);
		if ((target.words ?? '').length > longestWords) wrong.push(`文件原文最多 ${longestWords} 字`);
		const key = `${target.code} ${filterKey(target.filter)} ${target.rule.kind}`;
		if (seen.has(key)) wrong.push(`${indicator?.name ?? target.code}：同一指标、同一范围、同一类目标写了两次`);
		seen.add(key);
		return wrong.map((message) => ({ index, message }));
	});
}
