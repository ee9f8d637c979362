import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { RouteTable } from '../core/unlock/route.ts';
import { readYaml, type Located, type RuleText } from './read-yaml.ts';

const FILE = fileURLToPath(new URL('./unlock-routes.yaml', import.meta.url));

const code = z.string().regex(/^[a-z][a-z0-9-]*$/, '代码只能用小写字母、数字和连字符');
const days = z.int().min(1, '办理期限不少于 1 个工作日').max(30, '办理期限不超过 30 个工作日');
const role = z.enum(['enforcement-chief', 'unlock-approver', 'vice-president', 'president']);
const level = z.enum(['own', 'intermediate', 'higher']);
const count = z.int().min(0).max(3660);

const conditions = z
	.strictObject({
		level: z.enum(['basic', 'intermediate', 'higher']).optional(),
		overdueDaysOver: count.optional(),
		ageMonthsOver: count.optional(),
		idleImmovableMonths: count.optional(),
		refusalsAtLeast: z.int().min(1).max(99).optional(),
		repeatOver: count.optional(),
	})
	.refine((value) => Object.keys(value).length > 0, 'anyOf 至少写一个条件；一律适用的，不写 anyOf');

const step = z.strictObject({ kind: z.enum(['forward', 'decide']), level, role, days });
const row = z.strictObject({
	code,
	name: z.string().trim().min(1),
	anyOf: conditions.optional(),
	steps: z.array(step).min(1, '路径至少有一个环节'),
});
const file = z.strictObject({
	endorse: z.strictObject({
		kind: z.literal('endorse'),
		level: z.literal('own', '核签由本院办理，level 应为 own'),
		role,
		days,
	}),
	rows: z.array(row).min(1, '至少有一条路径'),
});

type File = z.infer<typeof file>;

function problemsOf({ rows }: File): readonly Located[] {
	const problems: Located[] = [];
	const codes = new Set<string>();
	rows.forEach((each, index) => {
		const path = ['rows', index];
		if (codes.has(each.code)) problems.push({ path, message: '代码重复' });
		codes.add(each.code);
		const last = index === rows.length - 1;
		if (last && each.anyOf) problems.push({ path, message: '最后一条应当一律适用，不写 anyOf，否则有案件无路可走' });
		if (!last && !each.anyOf) problems.push({ path, message: '未写 anyOf 的路径一律适用，其后的路径不会用到，应放在最后' });
		if (each.steps.at(-1)!.kind !== 'decide') problems.push({ path: [...path, 'steps'], message: '最后一个环节应为决定（decide）' });
		each.steps.forEach((one, at) => {
			if (one.role === 'unlock-approver' && one.level === 'own')
				problems.push({ path: [...path, 'steps', at], message: '解锁审批人只在中级、高级法院设置，level 不能为 own' });
		});
	});
	return problems;
}

/** Reads and checks a routing table; problems are told in Chinese with the line (RuleFileError). */
export function readRouteTable(source: RuleText): RouteTable {
	const { value, refuse } = readYaml(source, file);
	const problems = problemsOf(value);
	if (problems.length > 0) return refuse(problems);
	return value as RouteTable;
}

/** The routing table of the program (contract §5.5). */
export function loadUnlockRoutes(): RouteTable {
	return readRouteTable({ name: 'unlock-routes.yaml', text: readFileSync(FILE, 'utf8') });
}
