import { Document, DocumentGridType, Packer, type ISectionOptions, type Paragraph, type Table } from 'docx';
import type { Paper, PaperBlock } from '../core/report/paper.ts';
import { coreXml } from './core-xml.ts';
import { fontTableXml } from './font-table.ts';
import { bodyLine, pages, type PageLook } from './layout.ts';
import { chartPng } from './paper-chart.ts';
import { blockPieces, closingBlocks, type BlockKit, type Picture } from './paper-docx-blocks.ts';
import { annexHead, annexList, imprint, opening, signature } from './paper-docx-frame.ts';
import { orientationOf, paperTable, smallNote, type Orientation } from './paper-docx-table.ts';
import { paperStylesXml } from './paper-styles.ts';
import {
	annexNames,
	basisLines,
	basisTitle,
	captions,
	citedFigures,
	definitionsOf,
	isDrawable,
	numberedBlocks,
	pageWords,
	printable,
} from './paper-words.ts';
import { stillZip } from './still-zip.ts';

type Piece = Paragraph | Table;

/**
 * 22 lines on 225 mm. The 28 characters are set by the text's own spacing (`onGrid`) and not by a grid of characters, whose cells some writers fill
 * with one 16 pt character in two.
 */
const grid = { type: DocumentGridType.LINES, linePitch: bodyLine.line } as const;

/** Pages of one orientation. */
interface Run {
	readonly orientation: Orientation;
	readonly pieces: Piece[];
}

const lies = (block: PaperBlock): Orientation => (block.kind === 'table' ? orientationOf(block) : 'portrait');

/** Puts blocks that lie the same way on the same pages. */
function runsOf(blocks: readonly PaperBlock[], first: readonly Piece[], kit: BlockKit): Run[] {
	const runs: Run[] = [{ orientation: 'portrait', pieces: [...first] }];
	for (const block of blocks) {
		const orientation = lies(block);
		if (runs.at(-1)!.orientation !== orientation) runs.push({ orientation, pieces: [] });
		runs.at(-1)!.pieces.push(...blockPieces(block, kit));
	}
	return runs;
}

const titleOf = (block: PaperBlock): string => ('title' in block ? block.title : block.kind === 'heading' ? block.text : '附表');

function annexRun(block: PaperBlock, label: string, kit: BlockKit): Run {
	const orientation = lies(block);
	const inner = block.kind === 'table' ? paperTable(block, kit.figures) : blockPieces(block, kit);
	return { orientation, pieces: [...annexHead(label, titleOf(block), orientation), ...inner] };
}

/** The last annex: how every figure is counted, from what, as of when; below it the imprint. */
function basisRun(paper: Paper, label: string, kit: BlockKit, zone: string): Run {
	const rows = definitionsOf(paper).map(({ label: name, definition, period }) => [name, definition, period]);
	const table = {
		kind: 'table',
		id: 'definitions',
		title: basisTitle,
		columns: [
			{ title: '指标', align: 'left', width: 11 },
			{ title: '口径', align: 'left', width: 24 },
			{ title: '期间', align: 'center', width: 12 },
		],
		rows,
		empty: '本期未引用指标。',
	} as const;
	const lines = [...paper.notes, ...basisLines(paper, zone)];
	return {
		orientation: 'portrait',
		pieces: [
			...annexHead(label, basisTitle, 'portrait'),
			...lines.map((text, index) => smallNote(`${index + 1}. ${text}`)),
			...paperTable(table, kit.figures, { small: true }),
			imprint(paper),
		],
	};
}

async function picturesOf(blocks: readonly PaperBlock[]): Promise<ReadonlyMap<string, Picture>> {
	const charts = blocks.filter((block) => block.kind === 'chart').filter((block) => isDrawable(block.chart));
	// Drawn side by side: each takes a thread of its own.
	const drawn = await Promise.all(charts.map((block) => chartPng(block.chart)));
	return new Map(charts.flatMap(({ id }, index) => (drawn[index] ? [[id, drawn[index]]] : [])));
}

/**
 * The paper as a Word document laid out after GB/T 9704-2012: red head, title in balanced lines, 22 lines of 28 characters, annexes on pages of their
 * own, imprint. The same paper always gives the same bytes on a machine with the same Chinese font. Days are printed in the court's zone.
 */
export async function renderPaperDocx(source: Paper, zone = 'Asia/Shanghai'): Promise<Uint8Array> {
	const paper = printable(source);
	const blocks = numberedBlocks(paper.blocks);
	const kit: BlockKit = {
		figures: citedFigures(paper),
		captions: captions(blocks),
		pictures: await picturesOf([...blocks, ...paper.annexes]),
		closing: closingBlocks(blocks),
	};
	const named = annexNames(paper.annexes);
	const body = runsOf(blocks, opening(paper), kit);
	if (body.at(-1)!.orientation === 'landscape') body.push({ orientation: 'portrait', pieces: [] });
	body.at(-1)!.pieces.push(...annexList(named.map(({ name }) => name)), ...signature(paper));
	const runs = [
		...body,
		...paper.annexes.map((block, index) => annexRun(block, named[index]!.label, kit)),
		basisRun(paper, named.at(-1)!.label, kit, zone),
	];
	const look: PageLook = { words: pageWords(paper), grid };
	const sections: ISectionOptions[] = runs.map(({ orientation, pieces }) => pages(orientation, look, pieces));
	const document = new Document({
		title: paper.title,
		creator: paper.courtName,
		externalStyles: paperStylesXml,
		evenAndOddHeaderAndFooters: true,
		sections,
	});
	const packed = await Packer.toBuffer(document, undefined, [
		{ path: 'docProps/core.xml', data: coreXml(paper) },
		{ path: 'word/fontTable.xml', data: fontTableXml() },
	]);
	return stillZip(new Uint8Array(packed));
}
