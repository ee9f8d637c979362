import { AlignmentType, ImageRun, LineRuleType, Paragraph, type Table } from 'docx';
import { paperChartWords } from '../../src/lib/charts/paper-option.ts';
import type { Inline, PaperBlock } from '../core/report/paper.ts';
import { bodyLine, onGrid, run, twoCharacters, type Face } from './layout.ts';
import type { chartPng } from './paper-chart.ts';
import { caption, paperTable, smallNote } from './paper-docx-table.ts';
import { chartTable, inlineText, isDrawable, type Figures } from './paper-words.ts';
import { offGrid } from './paper-styles.ts';
import { sizes } from './type-sizes.ts';

/** What a picture of a chart is; nothing where none can be drawn. */
export type Picture = NonNullable<Awaited<ReturnType<typeof chartPng>>>;

/** What blocks are drawn with. */
export interface BlockKit {
	readonly figures: Figures;
	readonly captions: ReadonlyMap<PaperBlock, string>;
	readonly pictures: ReadonlyMap<string, Picture>;
	/** The last text and the notes below it: they go with the signature, as none stands on a page of its own (GB/T 9704-2012 §7.3.5.4). */
	readonly closing: ReadonlySet<PaperBlock>;
}

/** The last text of the body with the notes below it. */
export function closingBlocks(blocks: readonly PaperBlock[]): ReadonlySet<PaperBlock> {
	const last = blocks.findLastIndex(({ kind }) => kind !== 'note');
	return new Set(blocks.slice(Math.max(0, last)));
}

type ChartBlock = Extract<PaperBlock, { readonly kind: 'chart' }>;
type Piece = Paragraph | Table;

/** A body paragraph: 三号仿宋 on the grid, first line two characters in. */
export function bodyText(text: string, options: { readonly face?: Face; readonly keep?: boolean } = {}): Paragraph {
	const children = [run(text, options.face ?? 'fang', sizes.third, onGrid)];
	return new Paragraph({ children, spacing: bodyLine, indent: { firstLine: twoCharacters }, keepNext: options.keep ?? false });
}

const headingFaces = { 1: 'hei', 2: 'kai', 3: 'fang' } as const;

/** A heading of the standard: 一级黑体, 二级楷体, 三级仿宋; known to Word as a heading of its level. */
export function paperHeading(level: 1 | 2 | 3, text: string): Paragraph {
	return new Paragraph({
		children: [run(text, headingFaces[level], sizes.third, onGrid)],
		spacing: bodyLine,
		indent: { firstLine: twoCharacters },
		keepNext: true,
		outlineLevel: level - 1,
	});
}

/** As wide as the type area, in px of 96 to the inch. */
const pictureWidth = Math.floor((156 / 25.4) * 96);

function picture({ id, title, chart }: ChartBlock, { png, width, height }: Picture, place: number): Paragraph {
	const image = new ImageRun({
		type: 'png',
		data: png,
		transformation: { width: pictureWidth, height: Math.round((pictureWidth * height) / width) },
		altText: { id: String(place), name: id, title, description: paperChartWords(chart) },
	});
	return new Paragraph({
		style: offGrid,
		children: [image],
		alignment: AlignmentType.CENTER,
		keepNext: true,
		spacing: { before: 160, line: 240, lineRule: LineRuleType.AUTO },
	});
}

function chartPieces(block: ChartBlock, { captions, pictures, figures }: BlockKit): readonly Piece[] {
	const name = captions.get(block) ?? block.title;
	const note = block.note ? [smallNote(`注：${block.note}`)] : [];
	if (!isDrawable(block.chart)) return [caption(name), smallNote('本图没有数据。', { alignment: 'center' })];
	const drawn = pictures.get(block.id);
	if (drawn) return [picture(block, drawn, [...pictures.keys()].indexOf(block.id) + 1), caption(name, { below: true }), ...note];
	// Without a Chinese font there is no picture; its data say the same.
	return [caption(name), ...paperTable(chartTable(block), figures), ...note];
}

function paragraphs(block: PaperBlock, lines: readonly (readonly Inline[])[], { figures, closing }: BlockKit): readonly Paragraph[] {
	return lines.map((parts, index) => bodyText(inlineText(parts, figures), { keep: closing.has(block) && index === lines.length - 1 }));
}

/** A block of the body. */
export function blockPieces(block: PaperBlock, kit: BlockKit): readonly Piece[] {
	const { figures, captions } = kit;
	switch (block.kind) {
		case 'heading':
			return [paperHeading(block.level, block.text)];
		case 'para':
			return paragraphs(block, [block.parts], kit);
		case 'slot':
			return [...(block.title === '' ? [] : [paperHeading(1, block.title)]), ...paragraphs(block, block.paragraphs, kit)];
		case 'note':
			return [smallNote(block.text, { keep: kit.closing.has(block) })];
		case 'table':
			return [caption(captions.get(block) ?? block.title), ...paperTable(block, figures)];
		case 'chart':
			return chartPieces(block, kit);
	}
}
