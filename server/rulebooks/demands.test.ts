import { describe, expect, it } from 'vitest';
import { entryOf } from '../core/indicator/catalogue/index.ts';
import { paperKinds } from '../core/report/paper.ts';
import { loadDemands, readDemands } from './demands.ts';
import { RuleFileError } from './read-yaml.ts';

const rule = (more = ''): string => `demands:
  - code: a
    kinds: [weekly]
    when: { fact: overdue, atLeast: 1 }
    owner: 执行局
    days: 7
    text: 对超期节点{overdue}逐项办结${more}
`;

function problemsOf(text: string): readonly string[] {
	try {
		readDemands({ name: 'dc', text });
		return [];
	} catch (error) {
		if (error instanceof RuleFileError) return error.problems.map(({ line, message }) => `${line} ${message}`);
		throw error;
	}
}

describe('demands of papers', () => {
	it('asks only for indicators that there are, and has something to ask in every kind of paper', () => {
		const rules = loadDemands();
		for (const { code, when } of rules) if ('missed' in when) expect([code, entryOf(when.missed)?.code]).toEqual([code, when.missed]);
		for (const kind of paperKinds) expect([kind, rules.some(({ kinds }) => kinds.includes(kind))]).toEqual([kind, true]);
	});

	it('reads a table of an office', () => {
		expect(problemsOf(rule('〔，其中超期三十日以上{overdue-30}〕'))).toEqual([]);
	});

	it.each([
		['digits that nobody can trace', rule('，共12项'), '数字应以 {代码} 引用或者用汉字书写，不得写阿拉伯数字'],
		['a full stop of its own', rule('。'), '句末不写句号，由程序补上'],
		['brackets that do not close', rule('〔，其中'), '〔 〕不成对或者重叠'],
		['braces that do not close', rule('{x'), '花括号不成对'],
		['words of an indicator in a rule without one', rule('，现为{value}'), '{value} 只用于指标未达标的规则（missed）'],
		['a code twice', rule() + rule().replace('demands:\n', ''), '代码 a 重复'],
		['no owner', rule().replace('owner: 执行局', "owner: ''"), '请写明责任单位'],
		['a kind of paper there is not', rule().replace('[weekly]', '[yearly]'), ''],
		['neither fact nor indicator', rule().replace('{ fact: overdue, atLeast: 1 }', '{ atLeast: 1 }'), ''],
	])('refuses %s, with the line', (_name, text, message) => {
		const problems = problemsOf(text);
		expect(problems).toHaveLength(1);
		expect(problems[0]).toMatch(/^\d+ /);
		expect(problems[0]).toContain(message);
	});
});
