import {
	AlignmentType,
	BorderStyle,
	Footer,
	HeightRule,
	LineRuleType,
	OverlapType,
	Paragraph,
	Table,
	TableAnchorType,
	TableCell,
	TableLayoutType,
	TableRow,
	TextDirection,
	VerticalAlignTable,
	WidthType,
	type TextRun,
} from 'docx';
import { mm } from './type-sizes.ts';

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const noBorders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none } as const;

/** The box of the number in mm from the upper left of the turned page: 7 mm beside the type area (35 mm), its ends one 四号 character (5 mm) inside of it (28 mm, 210 − 26 mm). */
const box = { width: 8, height: 40, left: 20.5, odd: 139, even: 33 } as const;

/**
 * The page number of a turned page (GB/T 9704-2012 §7.5, §8): it stands where it stands on the other pages when the paper is held upright, that is at
 * the left edge of the turned page, its text running downwards; at the lower end on odd pages, at the upper end on even ones.
 */
export function turnedNumber(side: 'left' | 'right', number: TextRun): Footer {
	const paragraph = new Paragraph({ children: [number], alignment: side === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT });
	const cell = new TableCell({
		width: { size: mm(box.width), type: WidthType.DXA },
		textDirection: TextDirection.TOP_TO_BOTTOM_RIGHT_TO_LEFT,
		verticalAlign: VerticalAlignTable.CENTER,
		children: [paragraph],
	});
	const table = new Table({
		width: { size: mm(box.width), type: WidthType.DXA },
		columnWidths: [mm(box.width)],
		layout: TableLayoutType.FIXED,
		borders: noBorders,
		margins: { top: 0, bottom: 0, left: 0, right: 0 },
		float: {
			horizontalAnchor: TableAnchorType.PAGE,
			verticalAnchor: TableAnchorType.PAGE,
			absoluteHorizontalPosition: mm(box.left),
			absoluteVerticalPosition: mm(side === 'right' ? box.odd : box.even),
			overlap: OverlapType.NEVER,
		},
		rows: [new TableRow({ height: { value: mm(box.height), rule: HeightRule.EXACT }, children: [cell] })],
	});
	return new Footer({ children: [table, new Paragraph({ children: [], spacing: { line: 20, lineRule: LineRuleType.EXACT } })] });
}
