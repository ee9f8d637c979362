import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { paperKinds } from '../core/report/paper.ts';
import type { DemandRule } from '../core/report/papers/input.ts';
import { readYaml, type Located, type RuleText } from './read-yaml.ts';

const FILE = fileURLToPath(new URL('./demands.yaml', import.meta.url));

const name = z.string().regex(/^[a-z][a-z0-9-]*$/, '代码只能用小写字母、数字和连字符');
const fact = z.strictObject({ fact: z.string().regex(/^[a-z][a-z0-9.-]*$/, '数字的代码不合格'), atLeast: z.int().min(1, '至少为 1') });
const missed = z.strictObject({ missed: z.string().regex(/^[a-z]+\.[a-z0-9_]+$/, '指标代码形如 enf.close_rate') });

const file = z.strictObject({
	demands: z.array(
		z.strictObject({
			code: name,
			kinds: z.array(z.enum(paperKinds)).min(1, '至少写一种通报'),
			when: z.union([fact, missed]),
			owner: z.string().trim().min(1, '请写明责任单位').max(40, '责任单位最多 40 字'),
			days: z.int().min(1, '完成时限不少于 1 日').max(366, '完成时限不超过 366 日'),
			text: z.string().trim().min(4, '请写明要求').max(300, '每条要求最多 300 字'),
		}),
	),
});

type Row = z.infer<typeof file>['demands'][number];

/** Names that a rule about an indicator may use beside the numbers of the paper. */
const indicatorNames = ['value', 'target', 'gap', 'worst'];

function problemsOf(rows: readonly Row[]): readonly Located[] {
	const problems: Located[] = [];
	const codes = new Set<string>();
	rows.forEach((row, index) => {
		const path = ['demands', index];
		if (codes.has(row.code)) problems.push({ path: [...path, 'code'], message: `代码 ${row.code} 重复` });
		codes.add(row.code);
		const at = [...path, 'text'];
		const bare = row.text.replaceAll(/\{[^{}]*\}/gu, '');
		if (/[{}]/u.test(bare)) problems.push({ path: at, message: '花括号不成对' });
		if (/[0-9０-９]/u.test(bare)) problems.push({ path: at, message: '数字应以 {代码} 引用或者用汉字书写，不得写阿拉伯数字' });
		if (/。/u.test(row.text)) problems.push({ path: at, message: '句末不写句号，由程序补上' });
		if (!/^[^〔〕]*(?:〔[^〔〕]*〕[^〔〕]*)*$/u.test(row.text)) problems.push({ path: at, message: '〔 〕不成对或者重叠' });
		for (const [, used = ''] of row.text.matchAll(/\{([^{}]*)\}/gu)) {
			if (!/^[a-z][a-z0-9-]*$/u.test(used)) problems.push({ path: at, message: `「{${used}}」不是合格的代码` });
			else if (indicatorNames.includes(used) && 'fact' in row.when)
				problems.push({ path: at, message: `{${used}} 只用于指标未达标的规则（missed）` });
		}
	});
	return problems;
}

/** Reads and checks a table of demands; problems are told in Chinese with the line (RuleFileError). */
export function readDemands(source: RuleText): readonly DemandRule[] {
	const { value, refuse } = readYaml(source, file);
	const problems = problemsOf(value.demands);
	if (problems.length > 0) return refuse(problems);
	return value.demands;
}

/** The table of the program as it is written, to begin one's own with. */
export const demandsText = (): string => readFileSync(FILE, 'utf8');

/** The table of the program. */
export function loadDemands(): readonly DemandRule[] {
	return readDemands({ name: 'demands.yaml', text: demandsText() });
}
