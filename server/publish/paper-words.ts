import type { CitedFigure, Inline, Paper, PaperCell, PaperChart } from '../core/report/paper.ts';
import { figuresOf, refsOf, type PaperTable } from '../core/report/paper-parts.ts';
import { longDay, longMoment } from '../core/report/wording.ts';
import { plainCell } from '../../src/lib/format/paper-words.ts';

export { annexNames, basisTitle, captions, correctionOf, isDrawable, numberedBlocks, pageWords } from '../../src/lib/format/paper-words.ts';

/** The same with every text fit for XML: control characters and halves of characters, which persons may paste, become blanks. */
export function printable<T>(value: T): T {
	if (typeof value === 'string') return value.toWellFormed().replaceAll(/\p{Cc}+/gu, ' ') as T;
	if (Array.isArray(value)) return value.map((each: unknown) => printable(each)) as T;
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, printable(each)])) as T;
}

/** Figures of a paper by id. */
export type Figures = ReadonlyMap<string, CitedFigure>;

/** The figures that a paper cites; an error where it cites one that is not there, as nothing may be printed with a hole in it. */
export function citedFigures(paper: Paper): Figures {
	const figures = figuresOf(paper);
	const missing = [...refsOf(paper)].find((ref) => !figures.has(ref));
	if (missing !== undefined) throw new Error(`文书引用了不存在的数字：${missing}`);
	return figures;
}

/** A run of text as it is printed. */
export const inlineText = (parts: readonly Inline[], figures: Figures): string =>
	parts.map((part) => (typeof part === 'string' ? part : figures.get(part.ref)!.text)).join('');

/** A cell as it is printed: 「—」 where there is nothing to say. */
export const cellText = (cell: PaperCell, figures: Figures): string =>
	cell !== null && typeof cell === 'object' && 'ref' in cell ? figures.get(cell.ref)!.text : plainCell(cell);

/** How an indicator that the paper cites is counted. */
export interface Definition {
	readonly label: string;
	readonly definition: string;
	readonly period: string;
	/** The figures counted so. */
	readonly ids: readonly string[];
}

/** What is known so far of figures counted alike. */
interface Alike {
	/** Shortest label of each code: figures of units bear the unit's name before the indicator's own. */
	readonly names: Map<string, string>;
	readonly periods: Set<string>;
	readonly ids: string[];
}

/** Names that a row shows before it says 等. */
const mostNames = 4;
/** Periods that a row shows one by one. */
const mostPeriods = 2;

function periodWords(periods: ReadonlySet<string>): string {
	if (periods.size <= mostPeriods) return [...periods].map((period) => period.replace('/', ' 至 ')).join('；');
	const days = [...periods].flatMap((period) => period.split('/')).sort();
	return `${days[0]} 至 ${days.at(-1)}，分期`;
}

function nameWords(names: ReadonlyMap<string, string>): string {
	const known = [...new Set(names.values())];
	return `${known.slice(0, mostNames).join('、')}${known.length > mostNames ? ' 等' : ''}`;
}

/** Every definition that the paper's figures follow, once each, in the order of citing. */
export function definitionsOf({ figures }: Paper): readonly Definition[] {
	const found = new Map<string, Alike>();
	for (const { id, code, label, definition, from, to } of figures) {
		if (definition === undefined) continue;
		const known = found.get(definition) ?? { names: new Map<string, string>(), periods: new Set<string>(), ids: [] };
		found.set(definition, known);
		const name = known.names.get(code);
		if (name === undefined || label.length < name.length) known.names.set(code, label);
		known.periods.add(from === to ? from : `${from}/${to}`);
		known.ids.push(id);
	}
	return [...found].map(([definition, { names, periods, ids }]) => ({
		label: nameWords(names),
		definition,
		period: periodWords(periods),
		ids,
	}));
}

/** The data of a chart as a table, for whoever cannot see the picture. */
export function chartTable({ id, title, chart }: { readonly id: string; readonly title: string; readonly chart: PaperChart }): PaperTable {
	const base = { kind: 'table', id: `${id}-data`, title, empty: '没有数据。' } as const;
	const value = (each: number | null | undefined): PaperCell =>
		each === null || each === undefined ? null : { number: each, digits: digitsOf(each) };
	if (chart.kind === 'sankey') {
		return {
			...base,
			columns: [
				{ title: '自', align: 'left', width: 4 },
				{ title: '至', align: 'left', width: 4 },
				{ title: unitTitle('数量', chart.unit), align: 'right', width: 3 },
			],
			rows: (chart.flows ?? []).map(({ from, to, value: amount }) => [from, to, value(amount)]),
		};
	}
	const series = [
		...chart.series,
		...(chart.target ? [{ name: chart.target.name, values: chart.categories.map(() => chart.target!.value) }] : []),
	];
	return {
		...base,
		columns: [
			{ title: '项目', align: 'left', width: 4 },
			...series.map(({ name }) => ({ title: unitTitle(name, chart.unit), align: 'right' as const, width: 3 })),
		],
		rows: chart.categories.map((category, place) => [category, ...series.map(({ values }) => value(values[place]))]),
	};
}

const unitTitle = (name: string, unit: string): string => (unit === '' ? name : `${name}（${unit}）`);
const digitsOf = (value: number): number => Math.min(2, (String(Math.round(value * 100) / 100).split('.')[1] ?? '').length);

/** As of when, and by what. */
export function basisLines(paper: Paper, zone: string): readonly string[] {
	return [
		`统计期间：${longDay(paper.from)}${paper.to === paper.from ? '' : `至${longDay(paper.to)}`}（${paper.periodLabel}）。`,
		`数据截至${longMoment(paper.cutOffAt, zone)}，生成于${longMoment(paper.madeAt, zone)}。`,
		`规则库版本：${paper.rulebookVersion}；口径版本：${paper.definitionVersion}。`,
	];
}
