import { isoWeekOf } from '../../indicator/period.ts';
import { monthOf, yearOf } from '../../time/civil.ts';
import { words, type Words } from '../cite.ts';
import { behindWords, heldCodes, indicatorTable, indicatorWords } from './kpis.ts';
import type { Paper } from '../paper.ts';
import { figureIn } from '../findings.ts';
import { countedWords, isEnforced, isTried, loadRows, loadsOf, spanTable, type SpanRow } from './caseload.ts';
import type { PaperInput } from './input.ts';
import { asOf } from './lines.ts';
import { longByOwner, writeLongPending } from './long-pending.ts';
import { toldCodes } from './monthly.ts';
import { writeNotes } from './notes.ts';
import { writeQuota } from './plan.ts';
import { problemWords, writeProblems, writeRectifications } from './problems.ts';
import { scribeOf, thanOf, thisOf, type Scribe } from './scribe.ts';
import { enterpriseCodes, writeEnterprise } from './enterprise.ts';
import { writeStructure } from './structure.ts';
import { writeMoney } from './money.ts';

/** Indicators that the weekly meeting asks for by name (调解率、简易程序、小额诉讼和营商环境短板). */
const meetingCodes: readonly string[] = ['tri.settle_rate', 'tri.simple_rate', 'tri.small_rate'];

const caseNames = { enforced: '首次执行、恢复执行和财产保全案件', tried: '诉讼案件' } as const;

function loadWords(scribe: Scribe, name: string, pick: typeof isEnforced, code: string, cases: string): readonly SpanRow[] {
	const rows = loadRows(scribe, loadsOf(scribe, pick), cases, code);
	const [, received, closed, open] = rows as [SpanRow, SpanRow, SpanRow, SpanRow];
	const than = thanOf(scribe.base.period);
	scribe.para(
		words`${name}：${thisOf(scribe.base.period)}新收${countedWords(scribe, received, 'span', than)}；结案${countedWords(scribe, closed, 'span', than)}；期末未结${countedWords(scribe, open, 'span', than)}。`,
	);
	return rows.map((row) => ({ ...row, label: `${name}${row.label}` }));
}

/** Nothing falls short: because all targets are reached, or because none is set. */
function noneMissed(scribe: Scribe, codes: readonly string[]): Words {
	const told = codes.some((code) => (figureIn(scribe.input.boards.year.total, code)?.target?.met ?? null) !== null);
	return [told ? '有目标值且可以计算的指标均已达标。' : '本院本年度尚未设定可以考核的目标值。'];
}

/** 党组周例会材料: closings of the week, the month's quota, indicators that fall short. */
export function buildMeetingPack(input: PaperInput): Paper {
	const scribe = scribeOf(input);
	const { base, boards } = input;
	const now = asOf(input);
	const { year, week } = isoWeekOf(base.period.from);
	scribe.heading(1, '本周收结案情况');
	const tried = loadWords(scribe, '诉讼案件', isTried, 'tried-', caseNames.tried);
	const enforced = loadWords(scribe, '执行案件', isEnforced, '', caseNames.enforced);
	spanTable(scribe, 'caseload', '本周收结存情况', [...tried, ...enforced]);
	writeQuota(scribe, '月结案任务完成情况');
	scribe.heading(1, '短板指标');
	const told = toldCodes(scribe, ['enforcement', 'funds', 'trial', 'service']);
	const missed = told.filter((code) => figureIn(boards.year.total, code)?.target?.met === false);
	if (missed.length === 0) scribe.para(noneMissed(scribe, told));
	for (const code of missed) {
		const behind = behindWords(scribe, boards.groups, code, true);
		scribe.para(
			words`${indicatorWords(scribe, boards.year, boards.year.total, code)}${behind.length > 0 ? words`。其中${behind}` : undefined}。`,
		);
	}
	const shown = [
		...new Set([...missed, ...heldCodes(scribe, boards.year, meetingCodes), ...heldCodes(scribe, boards.year, enterpriseCodes)]),
	];
	indicatorTable(scribe, 'shortfalls', '短板指标和周例会必报指标', shown);
	const long = writeLongPending(scribe, '长期未结案件');
	writeProblems(scribe, problemWords(scribe, now, long, []), { problems: '需提请党组关注的问题', demands: '下周工作安排' });
	writeRectifications(scribe, '整改落实情况');
	writeNotes(scribe);
	return scribe.finish(`院党组周例会审判执行工作材料（${year}年第${week}周）`, '院党组');
}

/** 月初长期未结案件调度材料. */
export function buildLongPendingPack(input: PaperInput): Paper {
	const scribe = scribeOf(input);
	const { base } = input;
	const long = writeLongPending(scribe, '长期未结案件整体情况');
	scribe.heading(1, base.courts.length > 1 ? '各院分布' : '各部门分布');
	longByOwner(scribe, long.open);
	scribe.heading(1, '本月清理退出案件');
	const names: Readonly<Record<string, string>> = {
		closed: '结案',
		transferred: '移送',
		committee: '审委会研究后退出',
		converted: '转换程序',
	};
	if (long.left.length === 0) scribe.para(words`本月没有清理退出的长期未结案件。`);
	else
		scribe.table({
			id: 'long-left',
			title: '清理退出案件',
			columns: [
				{ title: '序号', align: 'center', width: 8 },
				{ title: '案号', align: 'left', width: 36 },
				{ title: '承办人', align: 'center', width: 14 },
				{ title: '退出前台阶', align: 'left', width: 26 },
				{ title: '退出方式', align: 'center', width: 16 },
			],
			rows: long.left.map((spell, at) => [
				{ number: at + 1 },
				{ caseId: spell.caseId, caseNumber: spell.caseNumber },
				spell.handler ? (base.directory.persons.get(spell.handler)?.name ?? spell.handler) : '—',
				spell.name,
				names[spell.leftWhy ?? ''] ?? '结案',
			]),
			empty: '本月没有清理退出的案件。',
			persons: true,
		});
	const unplanned = long.open.filter((spell) => spell.stage > 1 && !spell.plan).slice(0, 10);
	const problems = unplanned.map(
		(spell, at) =>
			words`${`${at + 1}. ${spell.caseNumber}`}（承办人${spell.handler ? (base.directory.persons.get(spell.handler)?.name ?? spell.handler) : '未明确'}），${spell.name}，未制定“一案一策”。`,
	);
	writeProblems(scribe, problems, { problems: '尚未落实督办措施的案件', demands: '调度意见' });
	writeNotes(scribe);
	return scribe.finish(`${yearOf(base.period.to)}年${monthOf(base.period.to)}月长期未结案件调度材料`, '院领导，各审判、执行部门');
}

/** 季度营商环境材料. */
export function buildBusinessPack(input: PaperInput): Paper {
	const scribe = scribeOf(input);
	const { base, boards } = input;
	const now = asOf(input);
	scribe.heading(1, '营商环境指标完成情况');
	const codes = heldCodes(scribe, boards.year, [
		...enterpriseCodes,
		'enf.auction_success_rate',
		'fund.pay_rate',
		'fund.pay_in_limit_rate',
		'svc.online_use',
		'svc.e_service',
	]);
	const missed = codes.filter((code) => figureIn(boards.year.total, code)?.target?.met === false);
	for (const code of missed) scribe.para(words`${indicatorWords(scribe, boards.year, boards.year.total, code)}。`);
	if (missed.length === 0) scribe.para(noneMissed(scribe, codes));
	indicatorTable(scribe, 'business', '营商环境指标', codes);
	writeEnterprise(scribe, '涉企执行案件办理情况');
	writeStructure(scribe, '收案结构');
	writeMoney(scribe, '案款兑付');
	writeProblems(scribe, problemWords(scribe, now, undefined, codes), { problems: '存在的问题', demands: '下季度工作安排' });
	writeRectifications(scribe, '整改落实情况');
	writeNotes(scribe);
	return scribe.finish(`${base.period.label.replace(/（.*$/u, '')}优化法治化营商环境工作情况`, '院党组，联席会议各成员单位');
}
