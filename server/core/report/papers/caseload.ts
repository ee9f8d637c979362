import { enforced } from '../../indicator/catalogue/build.ts';
import type { Change, Period } from '../../indicator/types.ts';
import { addDays, monthOf, dayOf, yearOf } from '../../time/civil.ts';
import { words, type FigureUnit, type Ref, type Words } from '../cite.ts';
import { changeWords, figureIn, targetWords, type Than } from '../findings.ts';
import type { PaperCell } from '../paper.ts';
import { grouped } from '../wording.ts';
import type { SpanSum, SpanSums } from './input.ts';
import { changeOf, column, isKnown, thanOf, thisOf, type CountSpec, type Scribe } from './scribe.ts';

/** Which cases a sum is over. */
export type Pick = (row: SpanSum) => boolean;

/** Cases that are enforced: first, resumed, preservation. */
export const isEnforced: Pick = (row) => (enforced as readonly string[]).includes(row.kind);

/** Cases that are tried. */
export const isTried: Pick = (row) => row.kind.startsWith('civil-') || row.kind === 'other';

/** The sum of a measure over some cases. */
export function sumOf(rows: readonly SpanSum[], measure: string, pick: Pick): number {
	let total = 0;
	for (const row of rows) if (row.measure === measure && pick(row)) total += row.value;
	return total;
}

/** What came, went and stayed over the spans of a paper. */
export interface Load {
	readonly received: number;
	readonly closed: number;
	/** Open at the end of the span. */
	readonly open: number;
	/** Carried over into it. */
	readonly old: number;
}

/** The caseload of the period, of the one before, of the year and of last year; undefined where nothing is known of that time. */
export interface Loads {
	readonly span: Load;
	readonly before: Load | undefined;
	readonly year: Load;
	readonly lastYear: Load | undefined;
}

function loadOf(rows: readonly SpanSum[], pick: Pick, old: number): Load {
	const received = sumOf(rows, 'case-received', pick);
	const closed = sumOf(rows, 'case-closed', pick);
	return { received, closed, old, open: old + received - closed };
}

const stockOf = (rows: readonly SpanSum[], pick: Pick): number => sumOf(rows, 'case-received', pick) - sumOf(rows, 'case-closed', pick);

/** The caseload over the spans of a paper. */
export function loadsOf(scribe: Scribe, pick: Pick): Loads {
	const { base, input } = scribe;
	const { sums } = input;
	const year = loadOf(sums.year, pick, stockOf(sums.opening, pick));
	const received = sumOf(sums.span, 'case-received', pick);
	const closed = sumOf(sums.span, 'case-closed', pick);
	const span = { received, closed, open: year.open, old: year.open - received + closed };
	const earlier = loadOf(sums.before, pick, 0);
	// A running period is compared with as much of the one before: what came after that stood in between.
	const left = span.old - stockOf(sums.gap, pick);
	const before = { ...earlier, open: left, old: left - earlier.received + earlier.closed };
	return {
		span,
		before: isKnown(base, base.before) ? before : undefined,
		year,
		lastYear: isKnown(base, base.lastYear) ? loadOf(sums.lastYear, pick, stockOf(sums.lastOpening, pick)) : undefined,
	};
}

/** Values of one measure over the spans; undefined where nothing is known of that time. */
export interface Spans {
	readonly span: number;
	readonly before: number | undefined;
	readonly year: number;
	readonly lastYear: number | undefined;
}

/** The sums of a measure over the spans. */
export function spansOf(scribe: Scribe, measure: string, pick: Pick): Spans {
	const { base, input } = scribe;
	const over = (rows: SpanSums['span']): number => sumOf(rows, measure, pick);
	return {
		span: over(input.sums.span),
		before: isKnown(base, base.before) ? over(input.sums.before) : undefined,
		year: over(input.sums.year),
		lastYear: isKnown(base, base.lastYear) ? over(input.sums.lastYear) : undefined,
	};
}

/** One row of the table of the period: its values and what they are. */
export interface SpanRow {
	readonly code: string;
	readonly label: string;
	readonly of: FigureUnit;
	readonly values: Partial<Spans>;
	readonly definition: string;
	readonly drill?: (span: Period) => string | undefined;
}

const specOf = (row: SpanRow, span: Period, value: number | null, part?: string): CountSpec => {
	const drill = row.drill?.(span);
	return {
		code: row.code,
		label: row.label,
		of: row.of,
		value,
		span,
		definition: row.definition,
		...(part ? { part } : {}),
		...(drill ? { drill } : {}),
	};
};

/** A change in a column: percent with its sign; 「—」 where nothing is known or there was nothing. */
export function changeCell(scribe: Scribe, spec: CountSpec, { relative }: Change): PaperCell {
	if (relative === null) return '—';
	const text = `${relative > 0 ? '+' : ''}${grouped(relative, 2)}%`;
	const { base } = scribe;
	const span = spec.span ?? base.period;
	return scribe.cites.text({
		id: `${spec.code}@${base.court.code}/${span.kind}-${span.from}/change-${spec.part ?? ''}`,
		label: `${spec.label}${spec.part === 'yoy' ? '同比' : '环比'}变化`,
		code: spec.code,
		court: base.court.code,
		from: span.from,
		to: span.to,
		value: relative,
		text,
	});
}

/** The table of the period: 本周、上周、环比、本年累计、上年同期、同比. */
export function spanTable(scribe: Scribe, id: string, title: string, rows: readonly SpanRow[]): void {
	const { base } = scribe;
	const [now, then] = [thisOf(base.period), thanOf(base.period)];
	const cell = (row: SpanRow, span: Period, value: number | undefined): PaperCell =>
		value === undefined ? '—' : scribe.cell(specOf(row, span, value));
	const change = (row: SpanRow, span: Period, value: number | undefined, before: number | undefined, part: string): PaperCell =>
		value === undefined || before === undefined ? '—' : changeCell(scribe, specOf(row, span, value, part), changeOf(value, before));
	scribe.table({
		id,
		title,
		columns: [
			column('项目', 20, 'left'),
			...[now, then].map((name) => column(name, 13, 'right')),
			column('环比', 13, 'right'),
			column('本年累计', 14, 'right'),
			column('上年同期', 14, 'right'),
			column('同比', 13, 'right'),
		],
		rows: rows.map((row) => [
			`${row.label}（${row.of === 'fen' ? '万元' : row.of}）`,
			cell(row, base.period, row.values.span),
			cell(row, base.before, row.values.before),
			change(row, base.period, row.values.span, row.values.before, 'mom'),
			cell(row, base.year, row.values.year),
			cell(row, base.lastYear, row.values.lastYear),
			change(row, base.year, row.values.year, row.values.lastYear, 'yoy'),
		]),
		note: isKnown(base, base.lastYear) ? undefined : '上年同期无数据的，以“—”表示。',
		empty: '没有数据。',
	} as Parameters<Scribe['table']>[0]);
}

const ofLoads = (loads: Loads, part: keyof Load): Spans => ({
	span: loads.span[part],
	before: loads.before?.[part],
	year: loads.year[part],
	lastYear: loads.lastYear?.[part],
});

/** Which part of which indicator counts exactly the cases that came, went or stayed. */
const loadCodes: Readonly<Record<keyof Load, string>> = {
	received: 'enf.received',
	closed: 'enf.close_rate',
	open: 'enf.unclosed_rate',
	old: 'enf.unclosed_rate',
};

/** Address of the list of exactly these cases: old are those that were open on the day before. */
function loadDrill({ base, info }: Scribe, name: keyof Load, { from, to }: Period): string | undefined {
	const code = loadCodes[name];
	const span = name === 'old' ? { from: addDays(from, -1), to: addDays(from, -1) } : { from, to };
	const asked = new URLSearchParams({ court: base.court.code, ...span, side: 'numerator' });
	return info(code) ? `/desk/indicators/${code}?${asked.toString()}#cases` : undefined;
}

/** Rows of the caseload: old, received, closed, open. */
export function loadRows(scribe: Scribe, loads: Loads, cases: string, code = ''): readonly SpanRow[] {
	const about = (text: string): string => `${text}的${cases}`;
	const row = (name: keyof Load, label: string, definition: string, values: Partial<Spans>): SpanRow => ({
		...{ code: `${code}${name}`, label, of: '件', values, definition },
		drill: (span) => (code === '' ? loadDrill(scribe, name, span) : undefined),
	});
	const old = ofLoads(loads, 'old');
	return [
		row('old', '旧存', about('期初未结'), old),
		row('received', '新收', about('立案日期在统计期内'), ofLoads(loads, 'received')),
		row('closed', '已结', about('结案日期在统计期内'), ofLoads(loads, 'closed')),
		row('open', '期末未结', about('期末尚未结案'), ofLoads(loads, 'open')),
	];
}

/** Rows of money and locks. */
export function otherRows(scribe: Scribe): readonly SpanRow[] {
	const row = (code: string, label: string, of: FigureUnit, definition: string): SpanRow => ({
		...{ code, label, of, definition, values: spansOf(scribe, code, isEnforced) },
	});
	return [
		row('closed-recovered-fen', '结案到位金额', 'fen', '统计期内结案的执行案件实际到位金额，按结案日期统计'),
		row('money-arrived-fen', '案款到账', 'fen', '统计期内到账的执行案款'),
		row('money-paid-fen', '案款发放', 'fen', '统计期内发放的执行案款，不含提存、退款'),
		row('node-overdue', '新增超期节点', '项', '统计期内届满而未办结的节点，按届满次日统计'),
		row('lock-set', '新锁死', '件', '统计期内因节点超期锁死的次数'),
		row('lock-released', '解锁', '件', '统计期内解除锁死的次数'),
	];
}

/** A count with its change: 「新收{…}，较上周增加{…}」. */
export function countedWords(scribe: Scribe, row: SpanRow, span: 'span' | 'year', than: Than): Words {
	const { base } = scribe;
	const days = span === 'span' ? base.period : base.year;
	const value = row.values[span] ?? 0;
	const then = (span === 'span' ? row.values.before : row.values.lastYear) ?? null;
	const cite = (part: string, shown: number | null, of: FigureUnit): Ref =>
		scribe.count({
			...specOf(row, days, shown, part),
			of,
			label: `${row.label}${part === 'then' ? '上期值' : than === '同比' ? '同比变化' : '环比变化'}`,
		});
	const whole = scribe.count(specOf(row, days, value));
	const said = changeWords(changeOf(value, then), row.of, than, cite);
	// Among several counts of one sentence it must be plain which of them has changed.
	return than === '同比' ? words`${whole}（${said}）` : words`${whole}，${said}`;
}

/** The days of the year to date in words: 「2026年1月1日至11月22日」. */
export function yearDays({ from, to }: Period): string {
	const first = `${yearOf(from)}年${monthOf(from)}月${dayOf(from)}日`;
	return `${first}至${yearOf(from) === yearOf(to) ? '' : `${yearOf(to)}年`}${monthOf(to)}月${dayOf(to)}日`;
}

/** First section: what came, went and stayed in the period and in the year. */
export function writeCaseload(scribe: Scribe, title: string): void {
	const { base, input } = scribe;
	const loads = loadsOf(scribe, isEnforced);
	const [old, received, closed, open] = loadRows(scribe, loads, '首次执行、恢复执行和财产保全案件') as [SpanRow, SpanRow, SpanRow, SpanRow];
	const [recovered, arrived, paid] = otherRows(scribe) as [SpanRow, SpanRow, SpanRow];
	const than = thanOf(base.period);
	const say = (row: SpanRow, span: 'span' | 'year' = 'span'): Ref =>
		scribe.count(specOf(row, span === 'span' ? base.period : base.year, row.values[span] ?? 0));
	scribe.heading(1, title);
	scribe.para(
		words`${thisOf(base.period)}新收执行案件${countedWords(scribe, received, 'span', than)}；结案${countedWords(scribe, closed, 'span', than)}；期末未结${countedWords(scribe, open, 'span', than)}。结案到位金额${countedWords(scribe, recovered, 'span', than)}；案款到账${say(arrived)}，发放${say(paid)}。`,
	);
	const accepted = scribe.count({
		...{ code: 'accepted', label: '受理', of: '件', span: base.year, definition: '旧存加新收的执行案件' },
		value: loads.year.old + loads.year.received,
	});
	const rate = figureIn(input.boards.year.total, 'enf.close_rate');
	const parts = rate && scribe.partsOf(input.boards.year, input.boards.year.total, 'enf.close_rate');
	const rateWords =
		rate && parts
			? words`执行案件结案率${scribe.value(input.boards.year, input.boards.year.total, 'enf.close_rate')}，${changeWords(rate.yoy, '%', '同比', parts)}${after(targetWords(rate.target, '%', parts))}。`
			: undefined;
	scribe.para(
		words`本年累计（${yearDays(base.year)}）受理执行案件${accepted}，其中旧存${say(old, 'year')}、新收${countedWords(scribe, received, 'year', '同比')}；已结${countedWords(scribe, closed, 'year', '同比')}。${rateWords}`,
	);
	spanTable(scribe, 'caseload', '执行案件收结存及案款情况', [old, received, closed, open, ...otherRows(scribe)]);
}

const after = (parts: Words): Words => (parts.length > 0 ? ['，', ...parts] : []);
