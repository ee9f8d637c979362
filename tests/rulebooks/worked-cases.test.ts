import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { vocabulary } from '../../server/core/case/vocabulary.ts';
import { explainDue } from '../../server/core/deadline/due.ts';
import { rungDays } from '../../server/core/deadline/rungs.ts';
import type { DueInput } from '../../server/core/deadline/types.ts';
import type { ClockRule, Filter, LimitVariant } from '../../server/core/rulebook/types.ts';
import { ruleInForce } from '../../server/core/rulebook/in-force.ts';
import { isCourtDate } from '../../server/core/time/civil.ts';
import type { CourtDate } from '../../server/core/time/types.ts';
import { everyDay } from '../../server/core/time/work-calendar.ts';
import { defaultWorkingHours } from '../../server/core/time/working-hours.ts';
import { parseMoment } from '../../server/core/time/zone.ts';
import { loadCalendar } from '../../server/rulebooks/calendar.ts';
import { loadRulebook } from '../../server/rulebooks/load.ts';

const day = z
	.string()
	.refine(isCourtDate)
	.transform((text) => text as CourtDate);
const moment = z.string().transform((text, context) => {
	const at = parseMoment(text, 'Asia/Shanghai')?.at;
	if (at === undefined) context.addIssue({ code: 'custom', message: `不是带时区的时刻：${text}` });
	return at!;
});
const values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
const workedCase = z.strictObject({
	标题: z.string(),
	节点: z.string(),
	时钟: z.enum(['management', 'limit']),
	触发日: day,
	触发数据: values.default({}),
	案件: values.default({}),
	载明到期日: day.optional(),
	扣除: z.array(z.strictObject({ 起: day, 止: day.optional(), 事由: z.string(), 文号: z.string().optional() })).default([]),
	延长: z.array(z.strictObject({ 月: z.int().optional(), 日: z.int().optional(), 决定日: day, 文号: z.string().optional() })).default([]),
	解锁新期限: z.array(z.strictObject({ 批准日: day, 新期限: day })).default([]),
	触发时刻: moment.optional(),
	届满日: z.union([day, z.literal('无')]).optional(),
	届满时刻: moment.optional(),
	按期时刻: z.array(moment).default([]),
	超期时刻: z.array(moment).default([]),
	预警日: z.array(day).optional(),
	按期: z.array(day).default([]),
	超期: z.array(day).default([]),
	暂定: z.boolean().default(false),
	待核: z.boolean().default(false),
	曾经超期: day.optional(),
	说明含: z.array(z.string()).default([]),
});
type WorkedCase = z.infer<typeof workedCase>;

const folder = import.meta.dirname;
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml') && !name.startsWith('gates') && !name.startsWith('unlock'));
const cases = files.flatMap((file) => z.array(workedCase).parse(parse(readFileSync(`${folder}/${file}`, 'utf8'))));
const rulebook = loadRulebook({ knownEvents: new Set(vocabulary.keys()) });
const calendar = loadCalendar();

function meets(filter: Filter, data: Record<string, unknown>): boolean {
	return Object.entries(filter).every(([key, allowed]) => allowed.some((value) => value === data[key]));
}

function clockOf(row: WorkedCase): ClockRule {
	const rule = ruleInForce(rulebook, row.节点, row.触发日);
	const clock = rule?.clocks.find((each) => each.kind === row.时钟);
	if (clock === undefined) throw new Error(`没有规则 ${row.节点}/${row.时钟}`);
	return clock;
}

function variantOf(row: WorkedCase, clock: ClockRule): LimitVariant | undefined {
	return clock.variants?.find(({ on, when }) => meets(when, on === 'event' ? row.触发数据 : row.案件));
}

function inputOf(row: WorkedCase): DueInput {
	const clock = clockOf(row);
	return {
		trigger: row.触发日,
		...(row.触发时刻 ? { triggerAt: row.触发时刻 } : {}),
		limit: variantOf(row, clock) ?? clock,
		stops: clock.stops,
		exclusions: row.扣除.map(({ 起, 止, 事由, 文号 }, index) => ({ id: String(index), from: 起, to: 止, ground: 事由, documentNo: 文号 })),
		extensions: row.延长.map(({ 月, 日, 决定日, 文号 }) => ({ addMonths: 月, addDays: 日, decidedOn: 决定日, documentNo: 文号 })),
		grants: row.解锁新期限.map(({ 批准日, 新期限 }, index) => ({ lockId: String(index), grantedOn: 批准日, dueOn: 新期限 })),
		statedOn: row.载明到期日,
		...(clock.back ? { back: true } : {}),
		...(clock.rolls === false || (clock.days === 'criminal' && row.案件.custody === true) ? { rolls: false } : {}),
		...(clock.hours === 'working' ? { workingHours: rulebook.workingHours ?? defaultWorkingHours } : {}),
		calendar: clock.days === 'none' ? everyDay : calendar,
		zone: 'Asia/Shanghai',
		basis: clock.basis,
	};
}

describe('期限算例', () => {
	it.each(cases.map((row) => [`${row.节点}/${row.时钟}：${row.标题}`, row] as const))('%s', (_title, row) => {
		const clock = clockOf(row);
		const due = explainDue(inputOf(row));
		const found = { 届满日: due.dueOn ?? '无', 停: due.frozen, 暂定: due.provisional, 待核: due.assumed, 曾经超期: due.missedOn };
		if (row.届满日 === undefined && row.届满时刻 === undefined) throw new Error('算例须写届满日或届满时刻');
		if (row.届满时刻) expect(due.dueAt).toBe(row.届满时刻);
		expect(found).toEqual({
			届满日: row.届满日 ?? due.dueOn,
			停: row.届满日 === '无',
			暂定: row.暂定,
			待核: row.待核,
			曾经超期: row.曾经超期,
		});
		const isInTime = (on: CourtDate): boolean => due.dueOn === undefined || on <= due.dueOn;
		expect(row.按期.filter((on) => !isInTime(on))).toEqual([]);
		expect(row.超期.filter(isInTime)).toEqual([]);
		expect(row.按期时刻.filter((at) => at > due.dueAt!)).toEqual([]);
		expect(row.超期时刻.filter((at) => at <= due.dueAt!)).toEqual([]);
		if (row.预警日 !== undefined) expect(rungDays(due, clock.warn, clock.unit, calendar, clock.back)).toEqual(row.预警日);
		const text = due.lines.map((line) => `${line.label}：${line.text} ${line.source ?? ''}`).join('\n');
		for (const part of row.说明含) expect(text).toContain(part);
	});

	it('每个节点的每个时钟都有算例', () => {
		const covered = new Set(cases.map((row) => `${row.节点}/${row.时钟}`));
		const wanted = rulebook.nodes.flatMap((node) => node.clocks.map((clock) => `${node.code}/${clock.kind}`));
		expect(wanted.filter((each) => !covered.has(each))).toEqual([]);
	});

	it('每个时钟的算例都有按期、届满当日、超期一日', () => {
		const seen = new Set(
			cases.flatMap((row) => {
				const inTime = row.届满时刻
					? row.按期时刻.includes(row.届满时刻) && row.超期时刻.length > 0
					: row.按期.includes(row.届满日 as CourtDate) && row.超期.length > 0;
				return inTime ? [`${row.节点}/${row.时钟}`] : [];
			}),
		);
		const wanted = rulebook.nodes.flatMap((node) => node.clocks.map((clock) => `${node.code}/${clock.kind}`));
		expect(wanted.filter((each) => !seen.has(each))).toEqual([]);
	});

	it('每个变通期限都有算例', () => {
		const used = new Set(cases.map((row) => variantOf(row, clockOf(row))).filter((variant) => variant !== undefined));
		const wanted = rulebook.nodes.flatMap((node) => node.clocks.flatMap((clock) => clock.variants ?? []));
		expect(wanted.filter((variant) => !used.has(variant))).toEqual([]);
	});
});
