import type { CitedFigure, Inline, Paper, PaperBlock, PaperCell, PaperSlot } from './paper.ts';

/** A table of a paper. */
export type PaperTable = Extract<PaperBlock, { readonly kind: 'table' }>;

/** Chinese names of the kinds of paper, as lists and choices show them. */
export const paperKindNames: Readonly<Record<Paper['kind'], string>> = {
	weekly: '周通报',
	monthly: '月分析',
	'meeting-pack': '党组周例会材料',
	'long-pending-pack': '月初长期未结材料',
	'quarterly-problems': '季度问题清单',
	'business-pack': '季度营商环境材料',
	campaign: '专项行动通报',
};

/** The blocks of the body and of the annexes, in order. */
export const allBlocks = (paper: Paper): readonly PaperBlock[] => [...paper.blocks, ...paper.annexes];

/** The parts that persons may write. */
export const slotsOf = (paper: Paper): readonly PaperSlot[] => allBlocks(paper).filter((block) => block.kind === 'slot');

/** The tables of the body and of the annexes. */
export const tablesOf = (paper: Paper): readonly PaperTable[] => allBlocks(paper).filter((block) => block.kind === 'table');

/** Figures by their ids. */
export const figuresOf = (paper: Pick<Paper, 'figures'>): ReadonlyMap<string, CitedFigure> =>
	new Map(paper.figures.map((figure) => [figure.id, figure]));

/** A run of text as it is read; an unknown reference stays visible. */
export function readInlines(parts: readonly Inline[], figures: ReadonlyMap<string, CitedFigure>): string {
	return parts.map((part) => (typeof part === 'string' ? part : (figures.get(part.ref)?.text ?? `{{${part.ref}}}`))).join('');
}

/** A cell as it is read. */
export function readCell(cell: PaperCell, figures: ReadonlyMap<string, CitedFigure>): string {
	if (cell === null) return '';
	if (typeof cell === 'string') return cell;
	if ('ref' in cell) return figures.get(cell.ref)?.text ?? `{{${cell.ref}}}`;
	if ('day' in cell) return cell.day;
	if ('caseId' in cell) return cell.caseNumber;
	return `${cell.number.toFixed(cell.digits ?? 0)}${cell.suffix ?? ''}`;
}

/** Every reference to a figure that a paper makes. */
export function refsOf(paper: Paper): ReadonlySet<string> {
	const refs = new Set<string>();
	const note = (parts: readonly (Inline | PaperCell)[]): void => {
		for (const part of parts) if (part !== null && typeof part === 'object' && 'ref' in part) refs.add(part.ref);
	};
	for (const block of allBlocks(paper)) {
		if (block.kind === 'para') note(block.parts);
		else if (block.kind === 'slot') block.paragraphs.forEach(note);
		else if (block.kind === 'table') block.rows.forEach(note);
	}
	return refs;
}
