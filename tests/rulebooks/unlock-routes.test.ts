import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Court, Directory } from '../../server/core/directory/types.ts';
import { defaultPolicy } from '../../server/core/node/types.ts';
import { addDays, addMonths } from '../../server/core/time/civil.ts';
import type { CourtDate } from '../../server/core/time/types.ts';
import { decideRoute, endorsement, type RouteConditions } from '../../server/core/unlock/route.ts';
import { RuleFileError } from '../../server/rulebooks/read-yaml.ts';
import { loadUnlockRoutes, readRouteTable } from '../../server/rulebooks/unlock-routes.ts';

interface WorkedRoute {
	readonly row: string;
	readonly case: string;
	readonly court?: string;
	readonly tree?: string;
	readonly overdueDays?: number;
	readonly filedOn?: CourtDate;
	readonly today?: CourtDate;
	readonly idleSince?: CourtDate;
	readonly refusals?: number;
	readonly repeat?: number;
	readonly route: readonly string[];
}

const here = new URL('./unlock-routes.yaml', import.meta.url);
const cases = parse(readFileSync(here, 'utf8')) as readonly WorkedRoute[];
const text = readFileSync(new URL('../../server/rulebooks/unlock-routes.yaml', import.meta.url), 'utf8');
const table = loadUnlockRoutes();

const parents: Readonly<Record<string, Readonly<Record<string, string | undefined>>>> = {
	full: { gy: undefined, zy: 'gy', dc: 'zy' },
	'no-intermediate': { gy: undefined, dc: 'gy' },
	'no-higher': { zy: undefined, dc: 'zy' },
	alone: { dc: undefined },
};
const levels = { gy: 'higher', zy: 'intermediate', dc: 'basic' } as const;

function treeOf(name: string): Directory {
	const courts = Object.entries(parents[name]!).map(([code, parent], position): [string, Court] => [
		code,
		{
			code,
			name: code,
			level: levels[code as keyof typeof levels],
			...(parent ? { parent } : {}),
			zone: 'Asia/Shanghai',
			position,
			policy: defaultPolicy,
			settings: {},
		},
	]);
	return { courts: new Map(courts), units: new Map(), persons: new Map() };
}

const factsOf = (each: WorkedRoute) => ({
	court: each.court ?? 'dc',
	today: each.today ?? ('2026-06-15' as CourtDate),
	filedOn: each.filedOn ?? ('2026-05-20' as CourtDate),
	overdueDays: each.overdueDays ?? 1,
	...(each.idleSince ? { idleSince: each.idleSince } : {}),
	refusals: each.refusals ?? 0,
	repeat: each.repeat ?? 0,
});

describe('the routing table of unlock requests', () => {
	it.each(cases)('$row: $case', (each) => {
		const found = decideRoute(factsOf(each), treeOf(each.tree ?? 'full'), table);
		expect(found.code).toBe(each.row);
		expect(found.steps.map((step) => `${step.kind} ${step.court} ${step.role} ${step.days}`)).toEqual(each.route);
	});

	it('has a worked case for every row', () => {
		const worked = new Set(cases.map((each) => each.row));
		expect(table.rows.map((row) => row.code).filter((code) => !worked.has(code))).toEqual([]);
	});

	it('has a worked case on each side of every border', () => {
		const sides: {
			readonly [K in keyof RouteConditions]-?: (value: never, each: ReturnType<typeof factsOf>) => 'inside' | 'outside' | undefined;
		} = {
			level: () => 'inside',
			overdueDaysOver: (n: number, { overdueDays }) => (overdueDays === n ? 'outside' : overdueDays === n + 1 ? 'inside' : undefined),
			ageMonthsOver: (n: number, { today, filedOn }) => beyond(today, addMonths(filedOn, n)),
			idleImmovableMonths: (n: number, { today, idleSince }) => (idleSince ? beyond(today, addMonths(idleSince, n)) : undefined),
			refusalsAtLeast: (n: number, { refusals }) => (refusals === n - 1 ? 'outside' : refusals === n ? 'inside' : undefined),
			repeatOver: (n: number, { repeat }) => (repeat === n ? 'outside' : repeat === n + 1 ? 'inside' : undefined),
		};
		const missing: string[] = [];
		for (const row of table.rows)
			for (const [name, value] of Object.entries(row.anyOf ?? {})) {
				const seen = cases.map((each) => sides[name as keyof RouteConditions](value as never, factsOf(each)));
				const hits = cases.filter((each, index) => seen[index] === 'inside' && each.row === row.code);
				if (hits.length === 0) missing.push(`${row.code} ${name} inside`);
				if (name !== 'level' && !cases.some((each, index) => seen[index] === 'outside' && each.row !== row.code))
					missing.push(`${row.code} ${name} outside`);
			}
		expect(missing).toEqual([]);
	});

	it('endorses at the own court, one working day', () => {
		expect(endorsement('dc', table)).toEqual({ kind: 'endorse', court: 'dc', role: 'enforcement-chief', days: 1 });
	});
});

function beyond(today: CourtDate, border: CourtDate): 'inside' | 'outside' | undefined {
	return today === border ? 'outside' : today === addDays(border, 1) ? 'inside' : undefined;
}

describe('a routing table that cannot be used is refused in Chinese, with its line', () => {
	const refused = (change: (source: string) => string): string => {
		const changed = change(text);
		expect(changed).not.toBe(text);
		try {
			readRouteTable({ name: 'x.yaml', text: changed });
		} catch (error) {
			expect(error).toBeInstanceOf(RuleFileError);
			return (error as RuleFileError).message;
		}
		throw new Error('accepted');
	};

	it.each<[string, (source: string) => string, RegExp]>([
		['two rows of one code', (s) => s.replace('code: refused-twice', 'code: intermediate'), /第 \d+ 行：路径 intermediate：代码重复/],
		[
			'no row that always fits',
			(s) => s.replace('    name: 一般情形：中级法院决定', '    name: 一般情形\n    anyOf: { repeatOver: 0 }'),
			/无路可走/,
		],
		['a row that hides those behind it', (s) => s.replace('    anyOf: { refusalsAtLeast: 2 }\n', ''), /其后的路径不会用到/],
		[
			'a route that ends without a decision',
			(s) => s.replace(/(code: general[\s\S]*)kind: decide/, '$1kind: forward'),
			/最后一个环节应为决定/,
		],
		[
			'an approver at a basic court',
			(s) => s.replace(/(code: general[\s\S]*)level: intermediate/, '$1level: own'),
			/只在中级、高级法院设置/,
		],
		['a role that there is not', (s) => s.replace('role: president', 'role: chairman'), /第 \d+ 行：路径 own-higher 的 steps\.1\.role：/],
		['no days at all', (s) => s.replace('role: president, days: 3', 'role: president, days: 0'), /不少于 1 个工作日/],
		['an unknown condition', (s) => s.replace('refusalsAtLeast: 2', 'refusedOften: 2'), /第 \d+ 行/],
		['an empty condition', (s) => s.replace('{ refusalsAtLeast: 2 }', '{}'), /anyOf 至少写一个条件/],
		['an endorsement elsewhere', (s) => s.replace('kind: endorse, level: own', 'kind: endorse, level: higher'), /核签由本院办理/],
		['no YAML', (s) => `${s}\n  - [`, /不是合格的 YAML/],
	])('%s', (_what, change, message) => {
		expect(refused(change)).toMatch(message);
	});
});
