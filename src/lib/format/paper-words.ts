import type { PaperBlockView, PaperCellView, PaperChartView } from '../contract/paper-page.ts';

// Words of papers that are the same on every form of them: page, Word, Excel, PDF.

const signs = '零一二三四五六七八九';
/** 一 … 九十九. */
function ordinal(n: number): string {
	const [tens, ones] = [Math.floor(n / 10), n % 10];
	if (tens === 0) return signs[ones]!;
	return `${tens === 1 ? '' : signs[tens]}十${ones === 0 ? '' : signs[ones]}`;
}

const marks = { 1: /^[一二三四五六七八九十]+、/, 2: /^（[一二三四五六七八九十]+）/, 3: /^\d+[.．、]/ } as const;
const numberings = {
	1: (n: number): string => `${ordinal(n)}、`,
	2: (n: number): string => `（${ordinal(n)}）`,
	3: (n: number): string => `${n}. `,
} as const;

/**
 * Blocks with the numbers of GB/T 9704-2012 §7.3.3 before headings and the titles of slots: 一、（一）1. Headings that bear a number keep it. The title
 * of a slot right under a heading of the same words is not said twice.
 */
export function numberedBlocks<Block extends PaperBlockView>(blocks: readonly Block[]): readonly Block[] {
	const counts = { 1: 0, 2: 0, 3: 0 };
	let above = '';
	const numbered = (level: 1 | 2 | 3, text: string): string => {
		counts[level] += 1;
		if (level < 3) counts[3] = 0;
		if (level < 2) counts[2] = 0;
		return marks[level].test(text) ? text : `${numberings[level](counts[level])}${text}`;
	};
	return blocks.map((block) => {
		const before = above;
		above = '';
		if (block.kind === 'heading') {
			above = block.text;
			return { ...block, text: numbered(block.level, block.text) };
		}
		if (block.kind !== 'slot') return block;
		return { ...block, title: block.title === '' || before.endsWith(block.title) ? '' : numbered(1, block.title) };
	});
}

/** A table or chart with its number: 表1, 图1, counted through the body. */
export function captions<Block extends PaperBlockView>(blocks: readonly Block[]): ReadonlyMap<Block, string> {
	let [tables, charts] = [0, 0];
	const found = new Map<Block, string>();
	for (const block of blocks) {
		if (block.kind === 'table') found.set(block, `表${(tables += 1)}\u3000${block.title}`);
		if (block.kind === 'chart') found.set(block, `图${(charts += 1)}\u3000${block.title}`);
	}
	return found;
}

/** Title of the last annex, which says how everything was counted. */
export const basisTitle = '指标口径与数据说明';

/** Names of the annexes, the last of them how everything was counted, each with its label; a single one has no number. */
export function annexNames(annexes: readonly PaperBlockView[]): readonly { readonly label: string; readonly name: string }[] {
	const names = [...annexes.map((block) => ('title' in block ? block.title : '附表')), basisTitle];
	return names.map((name, index) => ({ label: names.length > 1 ? `附件${index + 1}` : '附件', name }));
}

/** Whether a chart has anything to draw. */
export const isDrawable = ({ kind, series, flows }: PaperChartView): boolean =>
	kind === 'sankey' ? (flows ?? []).some(({ value }) => value > 0) : series.some(({ values }) => values.some((value) => value !== null));

/** What a correction says first. */
export function correctionOf(paper: {
	readonly version: number;
	readonly corrects?: { readonly number: string; readonly reason: string };
}): string | undefined {
	const { corrects, version } = paper;
	return corrects ? `本件为第${version}版，更正${corrects.number}。更正原因：${corrects.reason.replace(/[。；，]+$/, '')}。` : undefined;
}

/** Words at the head of every page: of a draft, of a correction. */
export function pageWords({ number, version }: { readonly number?: string; readonly version: number }): string | undefined {
	const parts = [...(number === undefined ? ['未定稿'] : []), ...(version > 1 ? [`更正（第${version}版）`] : [])];
	return parts.length === 0 ? undefined : parts.join('\u3000');
}

/** A number with thousands separators and a true minus. */
export function groupedNumber(value: number, digits = 0): string {
	const [whole = '0', fraction] = Math.abs(value).toFixed(digits).split('.');
	const text = whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction ? `.${fraction}` : '');
	return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}

/** A cell as it is printed, but for cited figures: 「—」 where there is nothing to say. */
export function plainCell(cell: Exclude<PaperCellView, { readonly ref: string }>): string {
	if (cell === null) return '—';
	if (typeof cell === 'string') return cell;
	if ('day' in cell) return cell.day;
	if ('caseId' in cell) return cell.caseNumber;
	return `${groupedNumber(cell.number, cell.digits)}${cell.suffix ?? ''}`;
}
