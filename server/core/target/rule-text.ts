import type { TargetRule } from '../indicator/types.ts';
import { isCourtDate } from '../time/civil.ts';

/** How rules are written, for forms and errors. */
export const ruleForms =
	'「≥ 96」「< 36」「= 100」「90 至 95」「全市前 3 名」「全省前 5 名」「同比 ≤ -5%」「4月30日前清零」「4月30日前清零，3月31日后不再新增」';

const number = String.raw`([+-]?\d+(?:\.\d+)?)`;
const dayOfYear = String.raw`(\d{1,2})月(\d{1,2})日`;
const operators: Readonly<Record<string, '≥' | '>' | '≤' | '<' | '='>> = {
	'>=': '≥',
	'<=': '≤',
	'≥': '≥',
	'≤': '≤',
	'>': '>',
	'<': '<',
	'=': '=',
};

const pair = (month: string, day: string): string => `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;

/** Whether a text is a day of every year, MM-DD; 29 February is not. */
export const isDayOfYear = (text: string): boolean => /^\d{2}-\d{2}$/.test(text) && isCourtDate(`2023-${text}`);

type Reader = readonly [pattern: RegExp, read: (groups: readonly string[]) => TargetRule];

const readers: readonly Reader[] = [
	[
		new RegExp(`^([≥≤><=])${number}(?:%|天|日|件|元)?$`),
		([operator = '', value = '']) => ({ kind: 'bound', operator: operators[operator]!, value: Number(value) }),
	],
	[
		new RegExp(`^${number}%?(?:至|~|—|–)${number}(?:%|天|日|件|元)?$`),
		([min = '', max = '']) => ({ kind: 'interval', min: Number(min), max: Number(max) }),
	],
	[
		/^(?:(全市|市内|全省|省内))前(\d{1,3})名$/,
		([among = '', atMost = '']) => ({ kind: 'rank', atMost: Number(atMost), among: among.includes('市') ? 'city' : 'province' }),
	],
	[
		new RegExp(`^同比([≥≤])${number}%?$`),
		([operator, percent = '']) => ({ kind: 'relative', operator: operator === '≥' ? '≥' : '≤', percent: Number(percent) }),
	],
	[
		new RegExp(`^${dayOfYear}前(?:清零|降至${number}(?:%|天|件)?)(?:[，,]${dayOfYear}后不再新增)?$`),
		([month = '', day = '', value, fromMonth, fromDay]) => ({
			kind: 'dated',
			value: Number(value ?? 0),
			by: pair(month, day),
			...(fromMonth && fromDay ? { noneNewAfter: pair(fromMonth, fromDay) } : {}),
		}),
	],
];

/** Reads a rule as it is written in files and forms; undefined where it is none. */
export function parseRule(written: string): TargetRule | undefined {
	const text = written
		.normalize('NFKC')
		.replaceAll(/\s+/g, '')
		.replace(/^(同比)?(>=|<=)/, (_all, before: string | undefined, sign: string) => `${before ?? ''}${operators[sign]!}`);
	for (const [pattern, read] of readers) {
		const found = pattern.exec(text);
		if (found) return read(found.slice(1));
	}
	return undefined;
}

const dayWords = (day: string): string => `${Number(day.slice(0, 2))}月${Number(day.slice(3))}日`;
const tail = (unit: string): string => (unit === '' ? '' : unit === '%' ? '%' : ` ${unit}`);

/** A rule in the words in which it is printed and may be written again: 「≥ 96%」「市内前 3 名」「4月30日前清零，3月31日后不再新增」. */
export function ruleText(rule: TargetRule, unit = ''): string {
	switch (rule.kind) {
		case 'bound':
			return `${rule.operator} ${rule.value}${tail(unit)}`;
		case 'interval':
			return `${rule.min} 至 ${rule.max}${tail(unit)}`;
		case 'rank':
			return `${rule.among === 'city' ? '全市' : '全省'}前 ${rule.atMost} 名`;
		case 'relative':
			return `同比 ${rule.operator} ${rule.percent}%`;
		case 'dated': {
			const goal = rule.value === 0 ? '清零' : `降至 ${rule.value}${unit === '%' ? '%' : unit === '件' ? ' 件' : ''}`;
			return `${dayWords(rule.by)}前${goal}${rule.noneNewAfter ? `，${dayWords(rule.noneNewAfter)}后不再新增` : ''}`;
		}
		default:
			return rule satisfies never;
	}
}
