import type { Change, Figure, FigureBoard, FigureGroup } from '../../indicator/types.ts';
import { coverageWords } from '../../indicator/coverage.ts';
import { joined, words, type Words } from '../cite.ts';
import { changeWords, figureIn, leastCases, peerWords, placeOf, placeWords, targetPhrase, targetWords, worstOf } from '../findings.ts';
import type { PaperCell } from '../paper.ts';
import { grouped } from '../wording.ts';
import type { IndicatorInfo } from './input.ts';
import { column, thanOf, wholeOf, type Scribe } from './scribe.ts';

/** Indicators of the weekly bulletin's table, in order; those that the catalogue does not hold are passed over. */
export const coreCodes: readonly string[] = [
	...['enf.close_rate', 'enf.first_close_rate', 'enf.actual_close_rate', 'enf.complete_rate', 'enf.first_zb_rate', 'enf.zb_qualified_rate'],
	...['enf.recovery_rate', 'enf.recovery_rate_enterprise', 'enf.in_limit_rate', 'enf.property_in_limit_rate'],
	...['enf.avg_days', 'enf.first_avg_days_enterprise', 'enf.auction_success_rate', 'enf.query_launch_rate', 'enf.node_overdue_rate'],
	...['fund.pay_rate', 'fund.pay_in_limit_rate'],
];

/** Indicators of the matrix of courts, units and persons. */
export const matrixCodes: readonly string[] = [
	...['enf.close_rate', 'enf.avg_days', 'enf.recovery_rate', 'enf.recovery_rate_enterprise', 'fund.pay_rate'],
];

/** Codes that the catalogue and the board hold. */
export function heldCodes(scribe: Scribe, board: FigureBoard, codes: readonly string[]): readonly string[] {
	return codes.filter((code) => scribe.info(code) && figureIn(board.total, code));
}

/** 达标, 未达标, or 「—」 where it cannot be said. */
export function metText(figure: Figure | undefined): string {
	if (!figure?.target || figure.target.met === null) return '—';
	return figure.target.met ? '达标' : '未达标';
}

/** A target in a column: 「≥96%」「96%以上」 as its document has it. */
export const targetText = (figure: Figure): string => figure.target?.words.replaceAll(' ', '') ?? '—';

/** A change of an indicator in a column, with its sign: points for rates, days for times, percent for counts. */
export function indicatorChange(
	scribe: Scribe,
	board: FigureBoard,
	group: FigureGroup,
	info: IndicatorInfo,
	part: 'yoy' | 'mom',
): PaperCell {
	const change = figureIn(group, info.code)?.[part];
	const counted = info.unit !== '%' && info.unit !== '天' && info.unit !== '小时';
	const by = counted ? (change?.relative ?? null) : (change?.difference ?? null);
	if (by === null) return '—';
	const shown = Math.abs(by) < 0.005 ? '0.00' : `${by > 0 ? '+' : ''}${grouped(by, 2)}`;
	return scribe.partsOf(board, group, info.code)(
		part === 'yoy' ? 'yoy-cell' : 'mom-cell',
		by,
		counted ? '%' : 'pp',
		`${shown}${counted ? '%' : ''}`,
	);
}

/** What is not known of an earlier time is not said of every indicator. */
const changed = (change: Change | undefined): boolean => change !== undefined && change.difference !== null;

/** A rate of few cases says nothing, and neither does nought that has always been nought, unless there is a target. */
function isWorthSaying({ value, denominator, target, yoy, mom }: Figure): boolean {
	if (target) return true;
	if (denominator !== null && denominator < leastCases) return false;
	return value !== 0 || [yoy, mom].some((change) => (change?.difference ?? 0) !== 0);
}

/** 「（11个法院中8个有数据）」, where a total is not of all courts. */
export function coveredWords(scribe: Scribe, board: FigureBoard, group: FigureGroup, code: string): Words {
	const text = coveredText(figureIn(group, code));
	return text === undefined ? [] : words`（${scribe.partsOf(board, group, code)('coverage', null, '个', text)}）`;
}

const coveredText = (figure: Figure | undefined): string | undefined =>
	coverageWords(figure?.coverage)?.replaceAll(' ', '').replaceAll('家', '个');

/** What is said below a table of the totals that are not of all courts. */
function coveredNote(scribe: Scribe, board: FigureBoard, codes: readonly string[]): string {
	const told = codes.flatMap((code) => {
		const text = coveredText(figureIn(board.total, code));
		return text === undefined ? [] : [`${scribe.info(code)!.name}（${text}）`];
	});
	return told.length > 0 ? `下列合计只计数据齐全的法院：${told.join('、')}。` : '';
}

/** The sentence of an indicator: its value, its change, its target, its place among the peers; `plain`: where target and peers stand elsewhere in the paper. */
export function indicatorWords(scribe: Scribe, board: FigureBoard, group: FigureGroup, code: string, plain = false): Words {
	const info = scribe.info(code);
	const figure = figureIn(group, code);
	if (!info || !figure || figure.value === null || !isWorthSaying(figure)) return [];
	const cite = scribe.partsOf(board, group, code);
	const mean = figureIn(scribe.input.boards.peers?.total, code)?.value ?? null;
	const peers = scribe.input.boards.peers;
	const place =
		scribe.base.ranking && peers && info.direction !== 'none'
			? placeOf(peers.groups, scribe.base.court.code, code, info.direction)
			: undefined;
	const parts: readonly Words[] = [
		words`${info.name}${scribe.value(board, group, code)}${coveredWords(scribe, board, group, code)}`,
		changed(figure.mom) ? changeWords(figure.mom, info.unit, thanOf(scribe.base.period), cite) : [],
		changed(figure.yoy) ? changeWords(figure.yoy, info.unit, '同比', cite) : [],
		plain ? [] : targetWords(figure.target, info.unit, cite),
		!plain && group === board.total && peers && figure.denominator !== null ? peerWords(figure.value, mean, '全市', info.unit, cite) : [],
		plain ? [] : placeWords(place, '全市', cite),
	];
	return joined(
		parts.filter((part) => part.length > 0),
		'，',
	);
}

/** Second section: the table of indicators with target and change, and what of it must be said. */
export function writeIndicators(scribe: Scribe, title: string, codes: readonly string[]): void {
	const { year } = scribe.input.boards;
	const held = heldCodes(scribe, year, codes);
	const told = held.filter(
		(code) => figureIn(year.total, code)?.target?.met !== undefined && figureIn(year.total, code)?.target?.met !== null,
	);
	const missed = told.filter((code) => figureIn(year.total, code)?.target?.met === false);
	const met = told.length - missed.length;
	scribe.heading(1, title);
	const count = (code: string, label: string, value: number) =>
		scribe.fact({ code, label, value, of: '项', span: scribe.base.year, definition: '有目标值且可以计算的指标' });
	if (told.length > 0)
		scribe.para(
			words`有目标值的${count('kpi-told', '有目标值的指标', told.length)}指标中，达标${count('kpi-met', '达标指标', met)}，未达标${count('kpi-missed', '未达标指标', missed.length)}。`,
		);
	else if (held.length > 0) scribe.para(words`本院本年度尚未设定可以考核的目标值，只列指标现值和变化。`);
	for (const code of missed) scribe.para(words`${indicatorWords(scribe, year, year.total, code)}。`);
	indicatorTable(scribe, 'indicators', '核心指标完成情况', held);
}

/** A table of indicators of the whole: value, target, met, changes, distance. */
export function indicatorTable(scribe: Scribe, id: string, title: string, codes: readonly string[]): void {
	const { year } = scribe.input.boards;
	const { base } = scribe;
	const ranked = base.ranking && scribe.input.boards.peers !== undefined;
	scribe.table({
		id,
		title,
		columns: [
			column('指标', 26, 'left'),
			column('目标值', 15),
			column('本年累计', 13, 'right'),
			column('是否达标', 11),
			column(`较${thanOf(base.period)}`, 12, 'right'),
			column('同比', 12, 'right'),
			column('距目标', 22, 'left'),
			...(ranked ? [column('全市位次', 11)] : []),
		],
		rows: codes.map((code) => {
			const info = scribe.info(code)!;
			const figure = figureIn(year.total, code)!;
			const place =
				ranked && info.direction !== 'none' ? placeOf(scribe.input.boards.peers!.groups, base.court.code, code, info.direction) : undefined;
			return [
				nameWithUnit(info),
				targetText(figure),
				scribe.valueCell(year, year.total, code),
				metText(figure),
				indicatorChange(scribe, year, year.total, info, 'mom'),
				indicatorChange(scribe, year, year.total, info, 'yoy'),
				gapCell(scribe, year, year.total, code),
				...(ranked ? [place ? `${place.place}/${place.of}` : '—'] : []),
			];
		}),
		note: `“较${thanOf(base.period)}”为累计数与${thanOf(base.period)}末累计数之差。百分率之差为百分点，用时之差为天，件数和金额之差为百分比；没有分母或者无可比数据的，以“—”表示。${coveredNote(scribe, year, codes)}`,
		empty: '没有可以计算的指标。',
	});
}

/** What is missing to a target that is missed, cited as in the sentences. */
export function gapCell(scribe: Scribe, board: FigureBoard, group: FigureGroup, code: string): PaperCell {
	const gap = figureIn(group, code)?.target?.met === false ? figureIn(group, code)?.target?.gap : undefined;
	return gap ? scribe.partsOf(board, group, code)('gap', null, scribe.info(code)!.unit, gap.replaceAll(' ', '')) : '—';
}

const nameWithUnit = (info: IndicatorInfo): string => (info.unit === '%' ? info.name : `${info.name}（${info.unit}）`);

/** The matrix of courts or units against indicators: by the order of the court table, or by value where ranking is on; the whole as the last row. */
export function groupTable(scribe: Scribe, board: FigureBoard, id: string, title: string, codes: readonly string[], persons = false): void {
	const held = heldCodes(scribe, board, codes);
	const first = held[0];
	const counts = [...held, 'enf.close_rate'];
	const groups = board.groups.filter((group) => group.key !== '' && counts.some((code) => (figureIn(group, code)?.denominator ?? 0) > 0));
	const ordered =
		scribe.base.ranking && first
			? groups.toSorted((a, b) => order(figureIn(b, first)?.value) - order(figureIn(a, first)?.value) || (a.key < b.key ? -1 : 1))
			: persons
				? groups.toSorted((a, b) =>
						unitOf(scribe, a) < unitOf(scribe, b) ? -1 : unitOf(scribe, a) > unitOf(scribe, b) ? 1 : a.key < b.key ? -1 : 1,
					)
				: groups;
	const load = (group: FigureGroup, part: 'accepted' | 'closed' | 'open'): PaperCell => {
		const rate = figureIn(group, 'enf.close_rate');
		if (!rate) return '—';
		const value =
			part === 'accepted' ? (rate.denominator ?? 0) : part === 'closed' ? rate.numerator : (rate.denominator ?? 0) - rate.numerator;
		const names = { accepted: '受理', closed: '已结', open: '未结' };
		return scribe.cell({
			...{
				code: `group-${part}`,
				label: group === board.total ? names[part] : `${group.name}${names[part]}`,
				value,
				of: '件',
				span: board.query.period,
				court: group.court,
			},
			...(group.unit ? { unit: group.unit } : {}),
			...(group.person ? { person: group.person } : {}),
			part: group === board.total ? 'whole' : 'group',
			definition: '受理为旧存加新收，未结为受理减已结；首次执行、恢复执行和财产保全案件',
		});
	};
	const row = (group: FigureGroup, name: string): readonly PaperCell[] => [
		name,
		...(persons ? [unitName(scribe, group)] : []),
		...(['accepted', 'closed', 'open'] as const).map((part) => load(group, part)),
		...held.map((code) => (figureIn(group, code) ? scribe.valueCell(board, group, code) : '—')),
	];
	// The whole first: definitions are listed under the label of the figure that names them first.
	const whole = row(board.total, wholeOf(scribe.base));
	const write = persons ? scribe.annex : scribe.table;
	write({
		id,
		title,
		columns: [
			column(persons ? '承办人' : board.query.by === 'court' ? '法院' : '部门（团队）', 22, 'left'),
			...(persons ? [column('部门', 20, 'left')] : []),
			...['受理（件）', '已结（件）', '未结（件）'].map((name) => column(name, 11, 'right')),
			...held.map((code) => column(nameWithUnit(scribe.info(code)!), 14, 'right')),
		],
		rows: [...ordered.map((group) => row(group, group.name)), whole],
		strong: [ordered.length],
		note: `${scribe.base.ranking ? '按结案率由高到低排列' : persons ? '按部门和人员编号排列' : '按法院（部门）编号排列'}；${wholeOf(scribe.base)}一行为合计数重新计算，不是各行的平均。${coveredNote(scribe, board, held)}`,
		empty: '没有可以计算的数据。',
		...(persons ? { landscape: true as const, persons: true as const } : {}),
	});
}

const order = (value: number | null | undefined): number => value ?? Number.NEGATIVE_INFINITY;

const unitOf = ({ base }: Scribe, group: FigureGroup): string =>
	group.unit ?? (group.person ? (base.directory.persons.get(group.person)?.unit ?? '') : '');

const unitName = (scribe: Scribe, group: FigureGroup): string => {
	const unit = unitOf(scribe, group);
	return unit === '' ? '—' : (scribe.base.directory.units.get(unit)?.name ?? unit);
};

/** The groups that an indicator names as behind, in one sentence; nothing where none is. */
export function behindWords(scribe: Scribe, board: FigureBoard, code: string, brief = false): Words {
	const info = scribe.info(code);
	if (!info || info.direction === 'none') return [];
	const total = figureIn(board.total, code);
	const named = worstOf(board.groups, total, code, { direction: info.direction });
	if (named.length === 0) return [];
	const list = joined(
		named.map(({ group, figure }) => {
			const gap = figure.target?.gap && scribe.partsOf(board, group, code)('gap', null, info.unit, figure.target.gap.replaceAll(' ', ''));
			return words`${group.name}${scribe.value(board, group, code)}${gap ? words`（${gap}）` : undefined}`;
		}),
		'、',
	);
	if (brief) return list;
	const rules = [...new Set(named.map(({ figure }) => JSON.stringify(figure.target?.target.rule)))];
	const target = named[0]!.figure.target;
	const cite = scribe.partsOf(board, board.total, code);
	// Courts of one tree may have different targets for one indicator.
	const goal =
		rules.length > 1
			? ['未达到各自目标']
			: target
				? words`未达到${targetPhrase(target.target.rule, info.unit, cite)}目标`
				: words`${info.direction === 'up' ? '低于' : '高于'}${wholeOf(scribe.base)}平均`;
	return words`${scribe.nameOf(board, code)}${goal}的有：${list}`;
}
