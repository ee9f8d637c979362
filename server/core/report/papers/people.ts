import type { Figure, FigureGroup } from '../../indicator/types.ts';
import { joined, words, type Ref, type Words } from '../cite.ts';
import { figureIn, leastCases } from '../findings.ts';
import { groupTable, heldCodes, matrixCodes } from './kpis.ts';
import { wholeOf, type Scribe } from './scribe.ts';

/** Strengths and weaknesses named of each group. */
const mostNamed = 3;

type Side = 'strong' | 'weak';

/**
 * How a figure of a group stands: strong where it keeps its target (without one: is better than the whole), weak where it misses it (is worse). A rate
 * of few cases says nothing.
 */
function sideOf(figure: Figure | undefined, whole: Figure | undefined, direction: 'up' | 'down' | 'none'): Side | undefined {
	if (!figure || figure.value === null || direction === 'none') return undefined;
	if (figure.denominator !== null && figure.denominator < leastCases) return undefined;
	if (figure.target && figure.target.met !== null) return figure.target.met ? 'strong' : 'weak';
	if (whole?.value === null || whole === undefined || figure.value === whole.value) return undefined;
	return figure.value > whole.value! === (direction === 'up') ? 'strong' : 'weak';
}

/** Tenth section of the monthly analysis: workload, 优势强项、短板弱项、努力方向 of every group. */
export function writePeople(scribe: Scribe, title: string): void {
	const { groups, persons } = scribe.input.boards;
	scribe.heading(1, title);
	groupTable(scribe, groups, 'people-groups', groups.query.by === 'court' ? '各法院办案情况' : '各部门（团队）办案情况', matrixCodes);
	if (persons) groupTable(scribe, persons, 'people-persons', '承办人办案情况', matrixCodes, true);
	const codes = heldCodes(scribe, groups, matrixCodes);
	const rows = groups.groups.flatMap((group): (readonly string[])[] => {
		if (group.key === '') return [];
		const sides = codes.map((code) => ({
			code,
			side: sideOf(figureIn(group, code), figureIn(groups.total, code), scribe.info(code)!.direction),
		}));
		const names = (side: Side): string =>
			sides
				.filter((each) => each.side === side)
				.slice(0, mostNamed)
				.map(({ code }) => scribe.info(code)!.name)
				.join('、');
		const [strong, weak] = [names('strong'), names('weak')];
		return strong === '' && weak === '' ? [] : [[group.name, strong || '—', weak || '—', effort(scribe, group, sides)]];
	});
	scribe.table({
		id: 'people-sides',
		title: '优势强项、短板弱项和努力方向',
		columns: [
			{ title: groups.query.by === 'court' ? '法院' : '部门（团队）', align: 'left', width: 20 },
			{ title: '优势强项', align: 'left', width: 28 },
			{ title: '短板弱项', align: 'left', width: 28 },
			{ title: '努力方向', align: 'left', width: 24 },
		],
		rows,
		note: `有目标值的以是否达标为准，没有目标值的与${wholeOf(scribe.base)}平均比较；分母不足五件的不作评价。`,
		empty: '各部门案件数不足，不作评价。',
	});
	if (persons) writePersons(scribe);
}

/** What is missing to the first target that is missed. */
function effort(scribe: Scribe, group: FigureGroup, sides: readonly { readonly code: string; readonly side: Side | undefined }[]): string {
	const gaps = sides.flatMap(({ code, side }) => {
		const gap = figureIn(group, code)?.target?.gap;
		return side === 'weak' && gap ? [`${scribe.info(code)!.name}：${gap.replaceAll(' ', '')}`] : [];
	});
	return gaps[0] ?? '—';
}

/** How evenly the load is spread: most and least open cases of those who have any. */
function writePersons(scribe: Scribe): void {
	const { persons } = scribe.input.boards;
	const loads = (persons?.groups ?? []).flatMap((group) => {
		const rate = figureIn(group, 'enf.close_rate');
		if (!rate || group.key === '' || (rate.denominator ?? 0) <= 0) return [];
		return [{ group, open: rate.denominator! - rate.numerator }];
	});
	if (loads.length < 2) return;
	const sorted = loads.toSorted((a, b) => b.open - a.open || (a.group.key < b.group.key ? -1 : 1));
	const mean = loads.reduce((sum, { open }) => sum + open, 0) / loads.length;
	const cite = ({ group, open }: (typeof loads)[number]): Words =>
		words`${group.name}${scribe.count({ code: 'open-person', label: `${group.name}未结`, value: open, of: '件', span: scribe.base.year, court: group.court, ...(group.person ? { person: group.person } : {}) })}`;
	const average = scribe.count({
		code: 'open-mean',
		label: '承办人平均未结',
		value: mean,
		of: '件',
		text: `${(Math.round(mean * 10) / 10).toFixed(1)}件`,
		span: scribe.base.year,
	});
	const [most, least] = [sorted[0]!.open, sorted.at(-1)!.open];
	if (most === least) return scribe.para(words`承办人人均未结${average}，各承办人持平。`);
	// Equal ones are named together or not at all.
	const named = (open: number, side: '最多' | '最少'): Words => {
		const equal = sorted.filter((load) => load.open === open);
		if (equal.length <= mostNamed) return joined(equal.map(cite), '、');
		const count = (code: string, label: string, value: number, of: '人' | '件'): Ref =>
			scribe.count({ code, label, value, of, span: scribe.base.year, part: side });
		return words`${count('open-persons', `未结${side}的承办人`, equal.length, '人')}，各${count('open-each', `承办人${side}未结`, open, '件')}`;
	};
	scribe.para(words`承办人人均未结${average}，最多的是${named(most, '最多')}；最少的是${named(least, '最少')}。`);
}
