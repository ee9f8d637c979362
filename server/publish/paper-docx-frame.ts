import {
	AlignmentType,
	BorderStyle,
	FrameAnchorType,
	HorizontalPositionAlign,
	LineRuleType,
	Paragraph,
	Tab,
	TabStopType,
	TextRun,
	VerticalPositionAlign,
} from 'docx';
import type { Paper } from '../core/report/paper.ts';
import { longDay } from '../core/report/wording.ts';
import { bodyLine, line, onGrid, run, twoCharacters } from './layout.ts';
import { bodyText } from './paper-docx-blocks.ts';
import { offGrid } from './paper-styles.ts';
import { correctionOf } from './paper-words.ts';
import { balancedLines, widthIn } from './title-lines.ts';
import { mm, sizes } from './type-sizes.ts';

const red = 'FF0000';
/** Characters of 二号 across the type area: 156 mm, 225 mm. */
const titleCharacters = { portrait: 20, landscape: 28 } as const;

/** Size of the issuing organ's name in half points: as large as the type area lets it be, at most 58 pt (22 mm is the standard's limit). */
const markSize = (name: string): number => Math.min(116, Math.floor((156 / 25.4) * 72 * 2 * (0.94 / Math.max(1, widthIn(name)))));

/** 发文机关标志, red, its upper edge 35 mm below that of the type area. */
function issuingOrgan(name: string): Paragraph {
	const size = markSize(name);
	return new Paragraph({
		style: offGrid,
		children: [run(name, 'song', size, { color: red })],
		alignment: AlignmentType.CENTER,
		spacing: { before: mm(35), line: size * 12, lineRule: LineRuleType.EXACT },
	});
}

/** 发文字号 two lines below, and the red line 4 mm (11 pt) below it, as wide as the type area. */
const numberLine = (number: string): Paragraph =>
	new Paragraph({
		children: [run(number, 'fang', sizes.third)],
		alignment: AlignmentType.CENTER,
		spacing: { ...bodyLine, before: bodyLine.line * 2 },
		border: { bottom: { style: BorderStyle.SINGLE, size: 12, space: 11, color: red } },
	});

/** The title in balanced lines, 二号小标宋, the first `before` below what stands above it. */
export function titleParagraphs(
	text: string,
	before: number,
	orientation: keyof typeof titleCharacters = 'portrait',
): readonly Paragraph[] {
	return balancedLines(text, titleCharacters[orientation]).map((each, index) =>
		line(each, 'song', sizes.second, index === 0 ? { before } : {}),
	);
}

/** 版头, 标题, 主送机关; a correction says what it corrects. */
export function opening(paper: Paper): readonly Paragraph[] {
	const correction = correctionOf(paper);
	return [
		issuingOrgan(paper.courtName),
		numberLine(paper.number ?? '（未编号）'),
		...titleParagraphs(paper.title, bodyLine.line * 2),
		...(paper.version > 1 ? [line(`（更正，第${paper.version}版）`, 'kai', sizes.third)] : []),
		new Paragraph({
			children: [run(`${paper.addressees.replace(/[：:]$/, '')}：`, 'fang', sizes.third, onGrid)],
			spacing: { ...bodyLine, before: bodyLine.line },
		}),
		...(correction ? [bodyText(correction, { face: 'kai' })] : []),
	];
}

/** 附件说明: one line below the text, two characters in, no mark at the end. A single annex has no number. */
export function annexList(names: readonly string[]): readonly Paragraph[] {
	return names.map((name, index) => {
		const head = index === 0 ? '附件：' : '';
		const number = names.length > 1 ? `${index + 1}. ` : '';
		// Further lines stand under the first name: two characters and those of 「附件：」, then the number.
		const hanging = twoCharacters + 320 * 3 + (names.length > 1 ? 320 : 0);
		const own = 320 * (index === 0 ? 3 : 0) + (names.length > 1 ? 320 : 0);
		return new Paragraph({
			children: [run(`${head}${number}${name}`, 'fang', sizes.third, onGrid)],
			spacing: { ...bodyLine, ...(index === 0 ? { before: bodyLine.line } : {}) },
			indent: { left: hanging, hanging: own },
			keepNext: true,
		});
	});
}

/** 署名 and 成文日期 for a sealed paper: the date four characters from the right, the name centred upon it. */
export function signature({ courtName, issuedOn }: Paper): readonly Paragraph[] {
	if (!issuedOn) return [];
	const day = longDay(issuedOn);
	const character = 320;
	const right = 4 * character + Math.round(((widthIn(day) - widthIn(courtName)) / 2) * character);
	return [
		line(courtName, 'fang', sizes.third, { right: Math.max(0, right), before: bodyLine.line * 2, keep: true }),
		line(day, 'fang', sizes.third, { right: 4 * character }),
	];
}

/** 「附件1」 at the upper left of its page in 三号黑体, its title on the third line. */
export function annexHead(label: string, title: string, orientation: keyof typeof titleCharacters): readonly Paragraph[] {
	return [
		new Paragraph({ children: [run(label, 'hei', sizes.third)], spacing: bodyLine, keepNext: true }),
		...titleParagraphs(title, bodyLine.line, orientation),
	];
}

const thick = { style: BorderStyle.SINGLE, size: 8, space: 3, color: '000000' } as const;

/** 版记 at the foot of the last page: who prints it at the left, when at the right, between thick lines (0.35 mm) as wide as the type area. */
export function imprint({ courtName, issuedOn }: Paper): Paragraph {
	const width = mm(156);
	return new Paragraph({
		style: offGrid,
		children: [
			run(courtName, 'fang', sizes.fourth),
			new TextRun({ children: [new Tab()] }),
			run(issuedOn ? `${longDay(issuedOn)}印发` : '未印发', 'fang', sizes.fourth),
		],
		tabStops: [{ type: TabStopType.RIGHT, position: width - 280 }],
		indent: { left: 280, right: 280 },
		spacing: { line: 480, lineRule: LineRuleType.EXACT },
		border: { top: thick, bottom: thick },
		frame: {
			type: 'alignment',
			width,
			height: 480,
			anchor: { horizontal: FrameAnchorType.MARGIN, vertical: FrameAnchorType.MARGIN },
			alignment: { x: HorizontalPositionAlign.CENTER, y: VerticalPositionAlign.BOTTOM },
		},
	});
}
