import type { FigureGroup } from '../../indicator/types.ts';
import { joined, words, type Ref, type Words } from '../cite.ts';
import { figureIn } from '../findings.ts';
import type { Paper, PaperCell } from '../paper.ts';
import type { PaperInput } from './input.ts';
import { gapCell, indicatorWords, metText, targetText } from './kpis.ts';
import { asOf, nodeColumns, nodeRow, type AsOf } from './lines.ts';
import { longPending, type LongPending } from './long-pending.ts';
import { mostShown } from './nodes.ts';
import { toldCodes } from './monthly.ts';
import { writeNotes } from './notes.ts';
import { writeProblems, writeRectifications } from './problems.ts';
import { writeProposals } from './proposals.ts';
import { column, scribeOf, type Scribe } from './scribe.ts';

/** One department (or court) with what was found of it. */
interface Found {
	readonly group: FigureGroup;
	readonly missed: readonly string[];
	readonly overdue: AsOf['overdue'];
	readonly locked: number;
	readonly long: LongPending['open'];
	readonly rectifications: number;
}

const problemsOf = ({ missed, overdue, locked, long, rectifications }: Found): number =>
	missed.length + (overdue.length > 0 ? 1 : 0) + (locked > 0 ? 1 : 0) + (long.length > 0 ? 1 : 0) + (rectifications > 0 ? 1 : 0);

function find(scribe: Scribe, now: AsOf, long: LongPending): readonly Found[] {
	const { groups } = scribe.input.boards;
	const { base } = scribe;
	const below = base.courts.length > 1;
	const codes = toldCodes(scribe, ['enforcement', 'funds', 'trial', 'service']);
	const owns = (group: FigureGroup, owner: { readonly court: string; readonly unit?: string }): boolean =>
		below ? owner.court === group.court : owner.unit === group.unit;
	return groups.groups
		.filter((group) => group.key !== '')
		.filter(
			(group) =>
				['enf.close_rate', 'tri.close_rate'].some((code) => (figureIn(group, code)?.denominator ?? 0) > 0) ||
				now.overdue.some((node) => owns(group, node)),
		)
		.map((group) => ({
			group,
			missed: codes.filter((code) => figureIn(group, code)?.target?.met === false),
			overdue: now.overdue.filter((node) => owns(group, node)),
			locked: now.held.filter((lock) => owns(group, lock)).length,
			long: long.open.filter((spell) => spell.stage > 1 && owns(group, spell)),
			rectifications: base.rectifications.filter((item) => owns(group, item)).length,
		}));
}

/** 季度部门问题清单: one list per department, to the case and the person. */
export function buildQuarterlyProblems(input: PaperInput): Paper {
	const scribe = scribeOf(input);
	const { base } = input;
	const now = asOf(input);
	const long = longPending(scribe);
	const all = find(scribe, now, long);
	const found = all.filter((each) => problemsOf(each) > 0);
	const below = base.courts.length > 1;
	scribe.heading(1, '总体情况');
	const count = (code: string, label: string, value: number, of: '项' | '件' | '个' = '项'): Ref => scribe.fact({ code, label, value, of });
	scribe.para(
		words`按季度问题清单督导规则，纳入督导的${below ? '法院' : '部门'}${count('units', '纳入督导的单位', all.length, '个')}，其中存在问题的${count('units-found', '存在问题的单位', found.length, '个')}。未达标指标${count(
			'missed',
			'各单位未达标指标',
			found.reduce((sum, each) => sum + each.missed.length, 0),
		)}，超期节点${count('overdue', '超期节点', now.overdue.length)}，锁死案件${count('locks-held', '锁死在册案件', now.held.length, '件')}，六个月以上未结案件${count('long-6', '六个月以上未结案件', long.open.filter((spell) => spell.stage > 1).length, '件')}。`,
	);
	overview(scribe, all);
	for (const each of found) department(scribe, now, each);
	writeProblems(
		scribe,
		found.map((each) => summary(scribe, each)),
		{ problems: '督导意见', demands: '整改要求' },
	);
	writeRectifications(scribe, '整改落实情况');
	writeProposals(scribe, toldCodes(scribe, ['enforcement', 'funds', 'trial', 'service']));
	writeNotes(scribe);
	return scribe.finish(
		`${base.period.label.replace(/（.*$/u, '')}${below ? '各院' : '各部门'}审判执行工作问题清单`,
		below ? '院党组，各基层人民法院' : '院党组，本院各部门',
	);
}

const owner = ({ court, unit }: FigureGroup) => (unit ? { court, unit } : { court });

/** What was found of one department, in one sentence. */
function summary(scribe: Scribe, each: Found): Words {
	const parts = (
		[
			['missed', '未达标指标', each.missed.length, '项'],
			['overdue', '超期节点', each.overdue.length, '项'],
			['locked', '锁死案件', each.locked, '件'],
			['long', '六个月以上未结案件', each.long.length, '件'],
			['rectifications', '未销号整改事项', each.rectifications, '项'],
		] as const
	).filter(([, , value]) => value > 0);
	const said = parts.map(
		([code, label, value, of]) =>
			words`${label}${scribe.count({ ...owner(each.group), code: `list-${code}`, label: `${each.group.name}${label}`, value, of })}`,
	);
	return words`${each.group.name}：${joined(said, '、')}。`;
}

function overview(scribe: Scribe, all: readonly Found[]): void {
	const cell = (each: Found, code: string, label: string, value: number): PaperCell =>
		scribe.cell({
			...owner(each.group),
			code: `list-${code}`,
			label: `${each.group.name}${label}`,
			value,
			of: code === 'locked' || code === 'long' ? '件' : '项',
		});
	scribe.table({
		id: 'overview',
		title: '问题清单总表',
		columns: [
			column(scribe.base.courts.length > 1 ? '法院' : '部门', 30, 'left'),
			...['未达标指标（项）', '超期节点（项）', '锁死案件（件）', '六个月以上未结（件）', '未销号整改（项）'].map((title) =>
				column(title, 14, 'right'),
			),
		],
		rows: all.map((each) => [
			each.group.name,
			cell(each, 'missed', '未达标指标', each.missed.length),
			cell(each, 'overdue', '超期节点', each.overdue.length),
			cell(each, 'locked', '锁死案件', each.locked),
			cell(each, 'long', '六个月以上未结案件', each.long.length),
			cell(each, 'rectifications', '未销号整改', each.rectifications),
		]),
		empty: '没有纳入督导的单位。',
	});
}

function department(scribe: Scribe, now: AsOf, each: Found): void {
	const { groups } = scribe.input.boards;
	const { group } = each;
	scribe.heading(1, group.name);
	for (const code of each.missed) scribe.para(words`${indicatorWords(scribe, groups, group, code)}。`);
	if (each.missed.length > 0)
		scribe.table({
			id: `missed-${group.key}`,
			title: `${group.name}未达标指标`,
			columns: [
				column('指标', 36, 'left'),
				column('目标值', 16),
				column('本年累计', 16, 'right'),
				column('是否达标', 12),
				column('距目标', 20, 'left'),
			],
			rows: each.missed.map((code) => {
				const figure = figureIn(group, code)!;
				return [
					scribe.info(code)!.name,
					targetText(figure),
					scribe.valueCell(groups, group, code),
					metText(figure),
					gapCell(scribe, groups, group, code),
				];
			}),
			empty: '没有未达标指标。',
		});
	if (each.overdue.length > 0)
		scribe.table({
			id: `overdue-${group.key}`,
			title: `${group.name}超期节点`,
			columns: nodeColumns.filter(({ title }) => title !== '承办法院' && title !== '部门'),
			rows: each.overdue.slice(0, mostShown).map((node, at) => nodeRow(now, node, at).filter((_, index) => index !== 2 && index !== 3)),
			...(each.overdue.length > mostShown ? { note: '只列超期最长的部分，其余见工作台超期清单。' } : {}),
			empty: '没有超期节点。',
			persons: true,
		});
	if (each.long.length > 0)
		scribe.table({
			id: `long-${group.key}`,
			title: `${group.name}六个月以上未结案件`,
			columns: [
				column('序号', 8),
				column('案号', 34, 'left'),
				column('承办人', 14),
				column('立案日期', 18),
				column('督办台阶', 26, 'left'),
			],
			rows: each.long
				.slice(0, mostShown)
				.map((spell, at) => [
					{ number: at + 1 },
					{ caseId: spell.caseId, caseNumber: spell.caseNumber },
					spell.handler ? (scribe.base.directory.persons.get(spell.handler)?.name ?? spell.handler) : '—',
					{ day: spell.filedOn },
					spell.name,
				]),
			empty: '没有长期未结案件。',
			persons: true,
		});
}
