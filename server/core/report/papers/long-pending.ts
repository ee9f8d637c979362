import { addMonths, daysBetween } from '../../time/civil.ts';
import type { CourtDate } from '../../time/types.ts';
import { joined, words, type Ref } from '../cite.ts';
import { handlerName } from '../lines.ts';
import type { PaperCell } from '../paper.ts';
import type { PaperInput, StageSpell } from './input.ts';
import { forCourts, isEnforcementPaper } from './lines.ts';
import { mostShown } from './nodes.ts';
import { column, thanOf, thisOf, wholeOf, type Scribe } from './scribe.ts';

const kindNames: Readonly<Record<string, string>> = {
	'enforcement-first': '首次执行',
	'enforcement-resumed': '恢复执行',
	preservation: '财产保全',
	objection: '执行异议',
	reconsideration: '执行复议',
	supervision: '执行监督',
	'civil-first': '民事一审',
	'civil-second': '民事二审',
	other: '其他',
};

const caseKindName = (kind: string): string => kindNames[kind] ?? '其他';

/** Where the long-pending cases stand: at the end of the period, at its beginning, and what changed. */
export interface LongPending {
	/** Standing at the end, the oldest first. */
	readonly open: readonly StageSpell[];
	/** At the end of the period before. */
	readonly before: readonly StageSpell[];
	/** Not on the ladder before: came up to it in the period. */
	readonly entered: readonly StageSpell[];
	/** Left the ladder in the period: closed, transferred, decided by the committee. */
	readonly left: readonly StageSpell[];
}

/** Filed longest ago first. */
function byAge(a: StageSpell, b: StageSpell): number {
	if (a.filedOn !== b.filedOn) return a.filedOn < b.filedOn ? -1 : 1;
	return a.caseNumber < b.caseNumber ? -1 : a.caseNumber > b.caseNumber ? 1 : a.stage - b.stage;
}

const enforcedKinds = ['enforcement-first', 'enforcement-resumed', 'preservation', 'objection', 'reconsideration', 'supervision'];

/** Spells on the ladder S2 (every case), of enforcement cases alone where the paper is about them. */
function spellsOf({ base, lists }: PaperInput): readonly StageSpell[] {
	const only = isEnforcementPaper(base.kind);
	return lists.stages.filter((spell) => spell.ladder === 'S2' && (!only || enforcedKinds.includes(spell.caseKind)));
}

/** The ladder S2 (every case) as of the cut-off and over the period. */
export function longPending({ input }: Scribe): LongPending {
	const { lists, base } = input;
	const spells = spellsOf(input).toSorted(byAge);
	const from = base.period.from;
	const stands = (spell: StageSpell, day: CourtDate, held: boolean): boolean =>
		(held ? spell.enteredOn <= day : spell.enteredOn < day) &&
		(spell.leftOn === undefined || (held ? spell.leftOn > day : spell.leftOn >= day));
	const open = spells.filter((spell) => stands(spell, lists.day, true));
	const before = spells.filter((spell) => stands(spell, from, false));
	const earlier = new Set(before.map((spell) => spell.caseId));
	const now = new Set(open.map((spell) => spell.caseId));
	const once = (list: readonly StageSpell[]): readonly StageSpell[] => [...new Map(list.map((spell) => [spell.caseId, spell])).values()];
	return {
		open,
		before,
		entered: once(spells.filter((spell) => spell.enteredOn >= from && spell.enteredOn <= lists.day && !earlier.has(spell.caseId))),
		left: once(
			spells.filter(
				(spell) =>
					spell.leftOn !== undefined &&
					spell.leftOn >= from &&
					spell.leftOn <= lists.day &&
					!now.has(spell.caseId) &&
					spell.leftWhy !== 'escalated',
			),
		),
	};
}

const definition = '自立案之日起计算，不扣除任何期间；按长期未结案件分级督办的台阶统计';

/** Full months from the filing to a day. */
export function monthsOpen(filedOn: CourtDate, day: CourtDate): number {
	let months = Math.floor(daysBetween(filedOn, day) / 31);
	while (addMonths(filedOn, months + 1) <= day) months += 1;
	return months;
}

/** Cases at or above a stage of so many full months. */
const beyond = (list: readonly StageSpell[], months: number): number =>
	list.filter((spell) => spell.months >= months && spell.stage > 1).length;

/** Seventh section: by stage of the ladder, with what changed. */
export function writeLongPending(scribe: Scribe, title: string, under?: string): LongPending {
	const found = longPending(scribe);
	const { base } = scribe;
	const { open, before, entered, left } = found;
	scribe.heading(1, title);
	if (under) scribe.heading(2, under);
	const count = (code: string, label: string, value: number, stage?: number): Ref =>
		scribe.fact({
			...{ code, label, value, of: '件', definition },
			drill: `/desk/long-pending?court=${encodeURIComponent(base.court.code)}${stage === undefined ? '' : `&stage=${stage}`}`,
		});
	if (open.length === 0 && before.length === 0) {
		scribe.para(words`期末没有临近六个月和六个月以上的未结案件。`);
		return found;
	}
	scribe.para(
		words`期末在督办台阶上的未结案件${count('long-open', '长期未结督办案件', open.length)}，其中六个月以上${count('long-6', '六个月以上未结案件', beyond(open, 6), 2)}、九个月以上${count('long-9', '九个月以上未结案件', beyond(open, 9), 3)}、十二个月以上${count('long-12', '十二个月以上未结案件', beyond(open, 12), 4)}。${thisOf(base.period)}新进入${count('long-entered', '新进入督办案件', entered.length)}，清理退出${count('long-left', '清理退出案件', left.length)}${plans(scribe, open)}。`,
	);
	stageTable(scribe, found);
	caseTable(scribe, open);
	return found;
}

function plans(scribe: Scribe, open: readonly StageSpell[]) {
	const unplanned = open.filter((spell) => !spell.plan).length;
	if (unplanned === 0) return open.length > 0 ? words`；均已制定“一案一策”` : undefined;
	return words`；尚未制定“一案一策”${scribe.fact({ code: 'long-unplanned', label: '未制定一案一策', value: unplanned, of: '件', definition, drill: `/desk/long-pending?court=${encodeURIComponent(scribe.base.court.code)}&standing=unplanned` })}`;
}

function stageTable(scribe: Scribe, { open, before, entered, left }: LongPending): void {
	const stages = [...new Map([...open, ...before, ...entered, ...left].map((spell) => [spell.stage, spell.name]))].sort(
		([a], [b]) => a - b,
	);
	const of = (list: readonly StageSpell[], stage: number): number => list.filter((spell) => spell.stage === stage).length;
	const cell = (stage: number, name: string, part: string, value: number): PaperCell =>
		scribe.cell({ code: 'long-stage', label: `${name}（${partNames[part]}）`, value, of: '件', part: `${stage}-${part}`, definition });
	const rows = stages.map(([stage, name]) => [
		name,
		cell(stage, name, 'before', of(before, stage)),
		cell(stage, name, 'entered', enteredStage(scribe, stage)),
		cell(stage, name, 'left', of(before, stage) + enteredStage(scribe, stage) - of(open, stage)),
		cell(stage, name, 'now', of(open, stage)),
	]);
	const sum = (part: string, value: number): PaperCell => cell(0, '合计', part, value);
	scribe.table({
		id: 'long-stages',
		title: '长期未结案件督办台阶变化',
		columns: [
			column('督办台阶', 34, 'left'),
			column(`${thanOf(scribe.base.period)}末（件）`, 16, 'right'),
			column('进入（件）', 16, 'right'),
			column('退出（件）', 16, 'right'),
			column('期末（件）', 16, 'right'),
		],
		rows: [
			...rows,
			['合计', sum('before', before.length), sum('entered', entered.length), sum('left', left.length), sum('now', open.length)],
		],
		strong: [rows.length],
		note: '进入、退出包括升入上一台阶；合计行的进入、退出只计新进入和不再督办的案件。',
		empty: '没有长期未结案件。',
	});
}

const partNames: Readonly<Record<string, string>> = { before: '上期末', entered: '进入', left: '退出', now: '期末' };

function enteredStage({ input, base }: Scribe, stage: number): number {
	return spellsOf(input).filter(
		(spell) => spell.stage === stage && spell.enteredOn >= base.period.from && spell.enteredOn <= input.lists.day,
	).length;
}

/** The list by case and person, the oldest first. */
function caseTable(scribe: Scribe, open: readonly StageSpell[]): void {
	const { base, input } = scribe;
	const { length: courts } = base.courts;
	const columns = forCourts(courts, [
		column('序号', 5),
		column('案号', 20, 'left'),
		column('承办法院', 16, 'left'),
		column('案件类型', 9),
		column('承办人', 9),
		column('立案日期', 13),
		column('未结月数', 7, 'right'),
		column('督办台阶', 19, 'left'),
		column('是否签收', 7),
		column('一案一策', 10),
	]);
	const rows = open.map((spell, at) =>
		forCourts<PaperCell>(courts, [
			{ number: at + 1 },
			{ caseId: spell.caseId, caseNumber: spell.caseNumber },
			base.directory.courts.get(spell.court)?.name ?? spell.court,
			caseKindName(spell.caseKind),
			handlerName(base, spell.handler) ?? '—',
			{ day: spell.filedOn },
			{ number: monthsOpen(spell.filedOn, input.lists.day) },
			spell.name,
			spell.received ? '是' : '否',
			spell.plan ?? '未制定',
		]),
	);
	const more = rows.length > mostShown;
	const spec = { columns, empty: '期末没有长期未结案件。', persons: true as const };
	if (rows.length > 0)
		scribe.table({
			...spec,
			id: 'long-cases',
			title: more ? `长期未结案件（立案最早的前${mostShown}件）` : '长期未结案件',
			// The plans themselves stand in the annex and on the page of the case: here only whether there is one.
			rows: rows.slice(0, mostShown).map((row, at) => [...row.slice(0, -1), open[at]!.plan ? '已制定' : '未制定']),
			...(more ? { note: '全部清单见附件。' } : {}),
		});
	if (more) scribe.annex({ ...spec, landscape: true, id: 'long-cases-all', title: '长期未结案件清单', rows });
}

/** Courts or units with the most long-pending cases. */
export function longByOwner(scribe: Scribe, open: readonly StageSpell[]): void {
	const { base } = scribe;
	const below = base.courts.length > 1;
	const groups = [...Map.groupBy(open, (spell) => (below ? spell.court : (spell.unit ?? '')))];
	const order = new Map(base.courts.map((court, at) => [court, at]));
	groups.sort(([a], [b]) => (below ? order.get(a)! - order.get(b)! : a < b ? -1 : 1));
	const name = (key: string): string =>
		(below ? base.directory.courts.get(key)?.name : base.directory.units.get(key)?.name) ?? (key || '未明确部门');
	const cell = (key: string, part: string, label: string, value: number): PaperCell =>
		scribe.cell({
			...(key === '' ? {} : below ? { court: key } : { unit: key }),
			code: 'long-owner',
			label: `${key === '' ? wholeOf(base) : name(key)}${label}`,
			value,
			of: '件',
			part: `${part}${key === '' ? '-sum' : ''}`,
			definition,
		});
	const cells = (key: string, list: readonly StageSpell[]): readonly PaperCell[] => [
		cell(key, 'near', '临近六个月', list.filter((spell) => spell.stage === 1).length),
		cell(key, '6', '六个月以上', beyond(list, 6)),
		cell(key, '9', '其中九个月以上', beyond(list, 9)),
		cell(key, '12', '其中十二个月以上', beyond(list, 12)),
		cell(key, 'unplanned', '未制定一案一策', list.filter((spell) => !spell.plan).length),
	];
	scribe.table({
		id: 'long-owners',
		title: below ? '各法院长期未结案件' : '各部门长期未结案件',
		columns: [
			column(below ? '法院' : '部门', 30, 'left'),
			...['临近六个月', '六个月以上', '其中九个月以上', '其中十二个月以上', '未制定一案一策'].map((title) =>
				column(`${title}（件）`, 14, 'right'),
			),
		],
		rows: [...groups.map(([key, list]) => [name(key), ...cells(key, list)]), [wholeOf(base), ...cells('', open)]],
		strong: [groups.length],
		empty: '没有长期未结案件。',
	});
}

/** The owners of most long-pending cases in words. */
export function longOwners(scribe: Scribe, open: readonly StageSpell[], most = 3) {
	const { base } = scribe;
	const below = base.courts.length > 1;
	const counts = [
		...Map.groupBy(
			open.filter((spell) => spell.stage > 1),
			(spell) => (below ? spell.court : (spell.unit ?? '')),
		),
	]
		.filter(([key]) => key !== '')
		.map(([key, list]) => ({ key, count: list.length }))
		.sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
	const least = counts[most - 1]?.count;
	return joined(
		counts
			.filter(({ count }, at) => at < most || count === least)
			.map(({ key, count }) => {
				const name = (below ? base.directory.courts.get(key)?.name : base.directory.units.get(key)?.name) ?? key;
				const ref = scribe.count({
					...(below ? { court: key } : { unit: key }),
					code: 'long-6',
					label: `${name}六个月以上未结案件`,
					value: count,
					of: '件',
					part: 'owner',
					definition,
				});
				return words`${name}${ref}`;
			}),
		'、',
	);
}
