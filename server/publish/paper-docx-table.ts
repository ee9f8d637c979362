import {
	AlignmentType,
	BorderStyle,
	LineRuleType,
	Paragraph,
	ShadingType,
	Table,
	TableCell,
	TableLayoutType,
	TableRow,
	VerticalAlignTable,
	WidthType,
} from 'docx';
import type { PaperTable } from '../core/report/paper-parts.ts';
import { run } from './layout.ts';
import { cellStyleId, offGrid, type CellSize, type RowRank } from './paper-styles.ts';
import { cellText, type Figures } from './paper-words.ts';
import { mm, sizes } from './type-sizes.ts';

const thin = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const;
const thick = { style: BorderStyle.SINGLE, size: 8, color: '000000' } as const;
const borders = { top: thick, bottom: thick, left: thin, right: thin, insideHorizontal: thin, insideVertical: thin } as const;
const cellMargins = { top: 30, bottom: 30, left: 60, right: 60 } as const;

/** Width of the type area in mm, by the way the page lies. */
export const typeWidth = { portrait: 156, landscape: 225 } as const;
export type Orientation = keyof typeof typeWidth;

/** The way a block lies. */
export const orientationOf = (block: { readonly landscape?: true }): Orientation => (block.landscape ? 'landscape' : 'portrait');

/** Columns that fit beside each other in 五号; with more the type is smaller. */
const plainColumns = { portrait: 7, landscape: 8 } as const;

/** The name of a table or picture: 小四黑体, centred, never parted from what it names. */
export function caption(text: string, options: { readonly below?: boolean } = {}): Paragraph {
	return new Paragraph({
		style: offGrid,
		children: [run(text, 'hei', sizes.smallFourth)],
		alignment: AlignmentType.CENTER,
		keepNext: !options.below,
		spacing: options.below
			? { before: 40, after: 200, line: 400, lineRule: LineRuleType.EXACT }
			: { before: 200, after: 60, line: 400, lineRule: LineRuleType.EXACT },
	});
}

/** A small line under a table or picture. */
export function smallNote(text: string, options: { readonly alignment?: 'left' | 'center'; readonly keep?: boolean } = {}): Paragraph {
	return new Paragraph({
		style: offGrid,
		children: [run(text, 'fang', sizes.fifth)],
		alignment: options.alignment ?? 'left',
		keepNext: options.keep ?? false,
		spacing: { before: 60, after: 160, line: 320, lineRule: LineRuleType.EXACT },
	});
}

/** Widths of the columns in twentieths of a point; their sum is exactly that of the page. */
export function columnWidths(columns: PaperTable['columns'], orientation: Orientation): readonly number[] {
	const whole = mm(typeWidth[orientation]);
	const parts = columns.reduce((sum, { width }) => sum + width, 0) || 1;
	let used = 0;
	return columns.map(({ width }, index) => {
		const share = index === columns.length - 1 ? whole - used : Math.floor((whole * width) / parts);
		used += share;
		return share;
	});
}

interface RowLook {
	readonly rank: RowRank;
	readonly size: CellSize;
	readonly widths: readonly number[];
	readonly columns: PaperTable['columns'];
}

const shading = { type: ShadingType.CLEAR, color: 'auto', fill: 'F2F2F2' } as const;

function tableRow(texts: readonly string[], { rank, size, widths, columns }: RowLook): TableRow {
	return new TableRow({
		tableHeader: rank === 'head',
		cantSplit: true,
		children: texts.map(
			(text, index) =>
				new TableCell({
					width: { size: widths[index]!, type: WidthType.DXA },
					verticalAlign: VerticalAlignTable.CENTER,
					...(rank === 'strong' ? { shading } : {}),
					children: [new Paragraph({ text, style: cellStyleId(rank, size, rank === 'head' ? 'center' : columns[index]!.align) })],
				}),
		),
	});
}

/** A table: its head repeated on every page, its rows never split; what it says instead where it has no rows. */
export function paperTable(
	block: PaperTable,
	figures: Figures,
	options: { readonly small?: boolean } = {},
): readonly (Paragraph | Table)[] {
	if (block.rows.length === 0) return [smallNote(block.empty, { alignment: 'center' })];
	const orientation = orientationOf(block);
	const { columns } = block;
	const widths = columnWidths(columns, orientation);
	const size: CellSize = options.small || columns.length > plainColumns[orientation] ? 'small' : 'plain';
	const strong = new Set(block.strong ?? []);
	const rows = block.rows.map((cells, index) =>
		tableRow(
			cells.map((cell) => cellText(cell, figures)),
			{ rank: strong.has(index) ? 'strong' : 'row', size, widths, columns },
		),
	);
	const head = tableRow(
		columns.map(({ title }) => title),
		{ rank: 'head', size, widths, columns },
	);
	const table = new Table({
		width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
		columnWidths: [...widths],
		layout: TableLayoutType.FIXED,
		alignment: AlignmentType.CENTER,
		borders,
		margins: cellMargins,
		rows: [head, ...rows],
	});
	return [table, smallNote(block.note ? `注：${block.note}` : '')];
}
