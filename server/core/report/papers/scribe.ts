import type { Change, Figure, FigureBoard, FigureGroup, Period } from '../../indicator/types.ts';
import { filterKey } from '../../target/in-force.ts';
import { addDays, daysBetween } from '../../time/civil.ts';
import type { CourtDate } from '../../time/types.ts';
import { citeBook, type Cited, type CiteBook, type FigureUnit, type Ref, type Words } from '../cite.ts';
import { honestText, type CitePart, type Than } from '../findings.ts';
import type { Paper, PaperBlock, PaperCell, PaperChart, PaperColumn } from '../paper.ts';
import type { IndicatorInfo, PaperBase, PaperInput } from './input.ts';

/** A number of the paper that rules of demands may ask for. */
export interface Fact {
	readonly ref: Ref;
	readonly value: number;
}

/** A table to write. */
export interface TableSpec {
	readonly id: string;
	readonly title: string;
	readonly columns: readonly PaperColumn[];
	readonly rows: readonly (readonly PaperCell[])[];
	readonly strong?: readonly number[];
	readonly note?: string;
	readonly empty: string;
	readonly landscape?: true;
	readonly persons?: true;
}

/** What a count of the paper is: anything but an indicator. */
export interface CountSpec {
	/** Name in the paper: 「received」「overdue」; with court, unit, person and span it is the id. */
	readonly code: string;
	readonly label: string;
	readonly value: number | null;
	readonly of: FigureUnit;
	/** Which days it is of; absent: the period. */
	readonly span?: Period;
	readonly court?: string;
	readonly unit?: string;
	readonly person?: string;
	readonly definition?: string;
	readonly drill?: string;
	/** Printed instead of the value with two decimals: a median has one at most. */
	readonly text?: string;
	/** Tells apart figures that are otherwise alike. */
	readonly part?: string;
}

/** Puts a paper together: blocks, annexes, cited figures, facts for the rules of demands. */
export interface Scribe {
	readonly input: PaperInput;
	readonly base: PaperBase;
	readonly cites: CiteBook;
	readonly facts: ReadonlyMap<string, Fact>;
	heading(level: 1 | 2 | 3, text: string): void;
	para(words: Words): void;
	table(spec: TableSpec): void;
	annex(spec: TableSpec): void;
	chart(id: string, title: string, chart: PaperChart, note?: string): void;
	slot(id: string, title: string, paragraphs: readonly Words[]): void;
	note(text: string): void;
	/** A count, with its unit or for a column. */
	count(spec: CountSpec): Ref;
	cell(spec: CountSpec): PaperCell;
	/** A count that rules of demands may ask for by its code. */
	fact(spec: CountSpec): Ref;
	/** The value of an indicator, with its unit or for a column. */
	value(board: FigureBoard, group: FigureGroup, code: string): Ref;
	valueCell(board: FigureBoard, group: FigureGroup, code: string): PaperCell;
	/** Parts of an indicator: its change, its target, its distance. */
	partsOf(board: FigureBoard, group: FigureGroup, code: string): CitePart;
	info(code: string): IndicatorInfo | undefined;
	/** The name of an indicator, with the cases that a board is narrowed to: 「涉企案件范围内的结案率」. */
	nameOf(board: FigureBoard, code: string): string;
	finish(title: string, addressees: string): Paper;
}

/** Address of an indicator's page for exactly these cases. */
function indicatorDrill(code: string, board: FigureBoard, group: FigureGroup): string {
	const { period, filter } = board.query;
	const asked = new URLSearchParams({ court: group.court, from: period.from, to: period.to });
	if (isAlone(board, group)) asked.set('reach', 'own');
	if (group.person) asked.set('person', group.person);
	else if (group.unit) asked.set('unit', group.unit);
	if (filter?.kinds) asked.set('kinds', filter.kinds.join(','));
	if (filter?.courses) asked.set('courses', filter.courses.join(','));
	if (filter?.enterprise) asked.set('enterprise', typeof filter.enterprise === 'string' ? filter.enterprise : filter.enterprise.join(','));
	if (filter?.contractOnly) asked.set('contract', 'true');
	return `/desk/indicators/${encodeURIComponent(code)}?${asked.toString()}`;
}

/** Whether a group is a court without those below it. */
const isAlone = ({ query, total }: FigureBoard, group: FigureGroup): boolean =>
	query.reach === 'own' || (group !== total && query.by === 'court');

/** Whose figure it is, as part of an id: a court alone, of its unit, of its person; `own`: without the courts below it. */
function ownerId(group: FigureGroup, board: FigureBoard): string {
	const who = group.person ? `.p-${group.person}` : group.unit ? `.u-${group.unit}` : '';
	return `${group.court}${who}${isAlone(board, group) && who === '' ? '.own' : ''}`;
}

const spanId = ({ kind, from, to }: Period): string => `${kind}-${from}-${to}`;

/** A scribe with nothing written yet. */
export function scribeOf(input: PaperInput): Scribe {
	const { base } = input;
	const cites = citeBook();
	const blocks: PaperBlock[] = [];
	const annexes: PaperBlock[] = [];
	const notes: string[] = [];
	const facts = new Map<string, Fact>();
	const info = (code: string): IndicatorInfo | undefined => base.catalogue.get(code);
	const scopeName = ({ query }: FigureBoard): string => {
		const name = input.campaign?.scopes.find(({ board }) => filterKey(board.query.filter) === filterKey(query.filter))?.name;
		return name === undefined ? '' : `${name}范围内的`;
	};
	/** Figures of all cases of a campaign have kept their ids since there were campaigns; those of some of them name which. */
	const filterId = ({ query }: FigureBoard): string => {
		if (!query.filter) return '';
		const key = filterKey(query.filter);
		return key === filterKey(input.campaign?.filter)
			? '/filter'
			: `/filter.${key.replaceAll(/[^a-z0-9-]+/gu, '.').replaceAll(/^\.|\.$/gu, '')}`;
	};

	const counted = ({ code, label, value, of, span = base.period, part, ...rest }: CountSpec): Cited => {
		const court = rest.court ?? base.court.code;
		const who = rest.person ? `.p-${rest.person}` : rest.unit ? `.u-${rest.unit}` : '';
		return {
			...rest,
			id: `${code}@${court}${who}/${spanId(span)}${part ? `/${part}` : ''}`,
			label,
			code,
			court,
			from: span.from,
			to: span.to,
			value,
			of,
		};
	};

	const cited = (board: FigureBoard, group: FigureGroup, figure: Figure, about: IndicatorInfo): Cited => {
		const { period } = board.query;
		const whole = group === board.total;
		const text = honestText(figure, about.unit);
		return {
			id: `${about.code}@${ownerId(group, board)}/${spanId(period)}${filterId(board)}`,
			label: `${whole ? '' : group.name}${scopeName(board)}${about.name}`,
			code: about.code,
			court: group.court,
			...(group.unit ? { unit: group.unit } : {}),
			...(group.person ? { person: group.person } : {}),
			...{ from: period.from, to: period.to, value: figure.value, of: about.unit },
			...(text ? { text } : {}),
			numerator: figure.numerator,
			...(figure.denominator === null ? {} : { denominator: figure.denominator }),
			definition: about.definition,
			drill: indicatorDrill(about.code, board, group),
		};
	};

	const need = (group: FigureGroup, code: string): readonly [Figure, IndicatorInfo] => {
		const figure = group.figures.find((each) => each.code === code);
		const about = info(code);
		if (!figure || !about) throw new Error(`no figure of ${code}`);
		return [figure, about];
	};

	return {
		input,
		base,
		cites,
		facts,
		info,
		nameOf: (board, code) => `${scopeName(board)}${info(code)?.name ?? code}`,
		heading: (level, text) => void blocks.push({ kind: 'heading', level, text }),
		para: (parts) => void blocks.push({ kind: 'para', parts }),
		table: (spec) => void blocks.push({ kind: 'table', ...spec }),
		annex: (spec) => void annexes.push({ kind: 'table', ...spec }),
		chart: (id, title, chart, note) => void blocks.push({ kind: 'chart', id, title, chart, ...(note ? { note } : {}) }),
		slot: (id, title, paragraphs) => void blocks.push({ kind: 'slot', id, title, paragraphs }),
		note: (text) => void notes.push(text),
		count: (spec) => cites.say(counted(spec)),
		cell: (spec) => cites.cell(counted(spec)),
		fact: (spec) => {
			const ref = cites.say(counted(spec));
			facts.set(spec.code, { ref, value: spec.value ?? 0 });
			return ref;
		},
		value: (board, group, code) => cites.say(cited(board, group, ...need(group, code))),
		valueCell: (board, group, code) => {
			const [figure, about] = need(group, code);
			return figure.unfilled ? '未填报' : cites.cell(cited(board, group, figure, about));
		},
		partsOf: (board, group, code) => {
			const whole = cited(board, group, ...need(group, code));
			return (part, value, of, text) => {
				const { numerator: _n, denominator: _d, text: _t, ...rest } = whole;
				const name = partNames[part.replace(/-\d+$/u, '')] ?? '';
				const figure = { ...rest, id: `${whole.id}/${part}`, label: `${whole.label}${name}`, value };
				return text === undefined ? cites.say({ ...figure, of }) : cites.text({ ...figure, text });
			};
		},
		finish: (title, addressees) => ({
			kind: base.kind,
			court: base.court.code,
			courtName: base.court.name,
			from: base.period.from,
			to: base.period.to,
			periodLabel: base.period.label,
			title,
			addressees,
			blocks,
			annexes,
			figures: cites.figures,
			notes,
			cutOffAt: base.cutOffAt,
			madeAt: base.madeAt,
			rulebookVersion: base.rulebook.version,
			definitionVersion: base.definitionVersion,
			version: 1,
		}),
	};
}

const partNames: Readonly<Record<string, string>> = {
	yoy: '同比变化',
	mom: '环比变化',
	then: '上期值',
	target: '目标值',
	'target-min': '合理区间下限',
	'target-max': '合理区间上限',
	gap: '距目标',
	peer: '与平均值之差',
	place: '位次',
	coverage: '数据范围',
};

/** The name of the period before, in sentences. */
export function thanOf(period: Period): Than {
	const names: Partial<Readonly<Record<Period['kind'], Than>>> = { day: '昨日', week: '上周', month: '上月', quarter: '上季度' };
	return names[period.kind] ?? '上期';
}

/** The period in sentences: 本周, 本月, 本季度. */
export function thisOf(period: Period): string {
	const names: Partial<Readonly<Record<Period['kind'], string>>> = { day: '当日', week: '本周', month: '本月', quarter: '本季度' };
	return names[period.kind] ?? '本期';
}

/** The courts or units that groups are: 全市, 全省, 全院. */
export function wholeOf(base: PaperBase): string {
	if (base.courts.length === 1) return '全院';
	return base.court.level === 'higher' ? '全省法院' : '全市法院';
}

/** A change of a count from one span to another; unknown where nothing is known of that time. */
export function changeOf(now: number, then: number | null): Change {
	if (then === null) return { value: null, difference: null, relative: null };
	return { value: then, difference: now - then, relative: then === 0 ? null : ((now - then) * 100) / then };
}

/** Nothing can be said of a span that the data does not cover from its beginning, give or take a twelfth of it (as boards of indicators have it). */
export const isKnown = (base: PaperBase, { from, to }: Period): boolean =>
	base.knownFrom !== undefined && base.knownFrom <= addDays(from, Math.floor((daysBetween(from, to) + 1) / 12));

/** The day by which something of the next period is due. */
export const dayAfter = (base: PaperBase, days: number): CourtDate => addDays(base.period.to, days);

/** A column of a table. */
export const column = (title: string, width: number, align: PaperColumn['align'] = 'center'): PaperColumn => ({ title, align, width });

/** Numbers up to ninety-nine in words: rules say 「十五日」, so that no digit of a sentence is anything but a figure, a date or a case number. */
export function chineseNumber(n: number): string {
	const signs = '零一二三四五六七八九';
	if (n < 10) return signs[n]!;
	const [tens, ones] = [Math.floor(n / 10), n % 10];
	return `${tens === 1 ? '' : signs[tens]}十${ones === 0 ? '' : signs[ones]}`;
}
