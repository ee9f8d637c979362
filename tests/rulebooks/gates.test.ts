import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { CaseEvent } from '../../server/core/case/case-event.ts';
import { parseCaseNumber } from '../../server/core/case/case-number.ts';
import { emptyCase, foldEvents, viewCase } from '../../server/core/case/fold.ts';
import { badField, eventType, vocabulary } from '../../server/core/case/vocabulary.ts';
import { calcNodes } from '../../server/core/node/calc-nodes.ts';
import { calcChecks, type CheckRow } from '../../server/core/node/checks.ts';
import { defaultPolicy } from '../../server/core/node/types.ts';
import { isCourtDate } from '../../server/core/time/civil.ts';
import type { CourtDate } from '../../server/core/time/types.ts';
import { loadCalendar } from '../../server/rulebooks/calendar.ts';
import { loadRulebook } from '../../server/rulebooks/load.ts';

const day = z
	.string()
	.refine(isCourtDate)
	.transform((text) => text as CourtDate);
const data = z.record(z.string(), z.unknown()).default({});
const gateCase = z.strictObject({
	标题: z.string(),
	核查: z.string(),
	案号: z.string().default('（2026）示0204执1号'),
	案件: data,
	立案日: day,
	经过: z.array(z.strictObject({ 日: day, 事件: z.string(), 数据: data })).default([]),
	拟办日: day,
	拟办数据: data,
	结果: z.enum(['符合', '不符合']),
});
type GateCase = z.infer<typeof gateCase>;

const folder = import.meta.dirname;
const files = readdirSync(folder).filter((name) => name.startsWith('gates') && name.endsWith('.yaml'));
const cases = files.flatMap((file) => z.array(gateCase).parse(parse(readFileSync(`${folder}/${file}`, 'utf8'))));
const rulebook = loadRulebook({ knownEvents: new Set(vocabulary.keys()) });
const calendar = loadCalendar();

function rowsOf(row: GateCase, withStep: boolean): readonly CheckRow[] {
	const rule = rulebook.checks!.find((check) => check.code === row.核查);
	if (!rule) throw new Error(`没有核查 ${row.核查}`);
	const number = parseCaseNumber(row.案号)!;
	const step = {
		日: row.拟办日,
		事件: rule.gates.event,
		数据: {
			...(rule.gates.where && Object.fromEntries(Object.entries(rule.gates.where).map(([key, [value]]) => [key, value]))),
			...row.拟办数据,
		},
	};
	const list = [{ 日: row.立案日, 事件: 'case-filed', 数据: row.案件 }, ...row.经过, ...(withStep ? [step] : [])];
	const events = list.map(({ 日, 事件, 数据 }, index): CaseEvent => {
		if (!withStep) expect(badField(eventType(事件), 数据), `${row.标题}：${事件}`).toBeUndefined();
		return { seq: index + 1, source: 'cms', id: String(index), type: 事件, on: 日, sourceSeq: index, data: 数据 };
	});
	const state = foldEvents(
		emptyCase({ key: number.key, text: number.text, kind: number.kind, filingCourt: 'dc', zone: 'Asia/Shanghai' }),
		events,
	);
	const view = viewCase(state)!;
	const context = { rulebook, calendar, policy: defaultPolicy };
	return calcChecks(view, calcNodes(view, context), context, row.拟办日).filter((check) => check.check === row.核查);
}

describe('前置条件与次数', () => {
	it.each(cases.map((row) => [`${row.核查}：${row.标题}`, row] as const))('%s', (_title, row) => {
		const subject = rulebook.checks!.find((check) => check.code === row.核查)!.subject;
		const own = (rows: readonly CheckRow[]): CheckRow | undefined =>
			rows.find((check) => subject === undefined || row.拟办数据[subject] === undefined || check.subject === row.拟办数据[subject]);
		const before = own(rowsOf(row, false));
		// 办理以前的提示与办理以后的核查说的是同一件事。
		if (before) expect(before.state, before.text).toBe(row.结果 === '符合' ? 'open' : 'missing');
		const done = own(rowsOf(row, true))!;
		expect(['breached'].includes(done.state), done.text).toBe(row.结果 === '不符合');
	});

	it('每个核查都有符合与不符合的算例', () => {
		const covered = new Set(cases.map((row) => `${row.核查} ${row.结果}`));
		const wanted = (rulebook.checks ?? []).flatMap((check) => [`${check.code} 符合`, `${check.code} 不符合`]);
		expect(wanted.filter((each) => !covered.has(each))).toEqual([]);
	});
});
