import {
	AlignmentType,
	BorderStyle,
	LineRuleType,
	Paragraph,
	Table,
	TableCell,
	TableLayoutType,
	TableRow,
	VerticalAlignTable,
	WidthType,
} from 'docx';
import type { ReportFigure, ReportIndicator, ReportLine } from '../core/report/types.ts';
import type { CellStyle } from './font-table.ts';
import { mm, run, sizes } from './layout.ts';

const thin = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const;
const thick = { style: BorderStyle.SINGLE, size: 8, color: '000000' } as const;
const borders = { top: thick, bottom: thick, left: thin, right: thin, insideHorizontal: thin, insideVertical: thin } as const;

const cellMargins = { top: 30, bottom: 30, left: 50, right: 50 } as const;

type Align = 'left' | 'center';

interface CellText {
	readonly text: string;
	readonly face: 'fang' | 'hei';
	readonly size: number;
}

function paragraph(parts: readonly CellText[], align: Align): Paragraph {
	return new Paragraph({
		children: parts.map(({ text, face, size }) => run(text, face, size)),
		alignment: align === 'center' ? AlignmentType.CENTER : AlignmentType.LEFT,
		spacing: { line: 240, lineRule: LineRuleType.AUTO },
	});
}

function cell(width: number, paragraphs: readonly Paragraph[]): TableCell {
	return new TableCell({
		width: { size: mm(width), type: WidthType.DXA },
		verticalAlign: VerticalAlignTable.CENTER,
		children: [...paragraphs],
	});
}

function table(widths: readonly number[], rows: TableRow[]): Table {
	const total = widths.reduce((sum, width) => sum + width, 0);
	return new Table({
		width: { size: mm(total), type: WidthType.DXA },
		columnWidths: widths.map(mm),
		layout: TableLayoutType.FIXED,
		alignment: AlignmentType.CENTER,
		borders,
		margins: cellMargins,
		rows,
	});
}

function row(
	widths: readonly number[],
	texts: readonly string[],
	options: { readonly head?: boolean; readonly size: number; readonly left?: readonly number[] },
): TableRow {
	const face = options.head ? 'hei' : 'fang';
	return new TableRow({
		tableHeader: options.head ?? false,
		cantSplit: true,
		children: texts.map((text, index) => {
			const align = !options.head && options.left?.includes(index) ? 'left' : 'center';
			return cell(widths[index]!, [paragraph([{ text, face, size: options.size }], align)]);
		}),
	});
}

const figureColumns = 4;

/** The day's figures, four beside each other: name, value with unit, note. */
export function figureTable(figures: readonly ReportFigure[]): Table {
	const width = 156 / figureColumns;
	const rows: TableRow[] = [];
	for (let at = 0; at < figures.length; at += figureColumns) {
		const cells = Array.from({ length: figureColumns }, (_, index) => figureCell(width, figures[at + index]));
		rows.push(new TableRow({ cantSplit: true, children: cells }));
	}
	return table(Array<number>(figureColumns).fill(width), rows);
}

function figureCell(width: number, figure: ReportFigure | undefined): TableCell {
	if (!figure) return cell(width, [paragraph([], 'center')]);
	const value = [
		{ text: figure.value, face: 'hei', size: sizes.third },
		{ text: ` ${figure.unit}`, face: 'fang', size: sizes.fifth },
	] as const;
	return cell(width, [
		paragraph([{ text: figure.label, face: 'fang', size: sizes.fifth }], 'center'),
		paragraph(value, 'center'),
		paragraph([{ text: figure.note ?? '\u3000', face: 'fang', size: sizes.smallFifth }], 'center'),
	]);
}

/** Indicators against targets; without a target of its scope an indicator has none. */
export function indicatorTable(indicators: readonly ReportIndicator[]): Table {
	const widths = [55, 24, 20, 19, 38];
	const words = (met: boolean | undefined): string => (met === undefined ? '—' : met ? '达标' : '未达标');
	return table(widths, [
		row(widths, ['指标', '本年累计', '目标', '是否达标', '差距'], { head: true, size: sizes.fifth }),
		...indicators.map((each) =>
			row(widths, [each.name, each.value, each.target ?? '—', words(each.met), each.met === true ? '—' : (each.note ?? '—')], {
				size: sizes.fifth,
				left: [0],
			}),
		),
	]);
}

const lineColumns: readonly (readonly [head: string, width: number, value: (line: ReportLine, index: number) => string])[] = [
	['序号', 10, (_, index) => String(index + 1)],
	['案号', 43, (line) => line.caseNumber],
	['承办法院（部门）', 33, (line) => (line.unitName ? `${line.courtName}（${line.unitName}）` : line.courtName)],
	['承办人', 16, (line) => line.handlerName ?? '—'],
	['节点', 29, (line) => line.nodeName],
	['应完成日', 21, (line) => line.dueOn ?? '—'],
	['超期天数', 11, (line) => (line.overdueDays === undefined ? '—' : String(line.overdueDays))],
	['提醒次数', 11, (line) => String(line.reminders)],
	['是否锁死', 11, (line) => (line.locked ? '是' : '否')],
	['决定机关', 23, (line) => line.decider ?? '—'],
	['备注', 17, (line) => line.marks.join('、')],
];

const leftColumns = [2, 4, 9, 10];

function lineCell(width: number, text: string, style: CellStyle): TableCell {
	return new TableCell({
		width: { size: mm(width), type: WidthType.DXA },
		verticalAlign: VerticalAlignTable.CENTER,
		children: [new Paragraph({ text, style })],
	});
}

/** A list of lines, its head repeated on every page. */
export function lineTable(lines: readonly ReportLine[]): Table {
	const widths = lineColumns.map(([, width]) => width);
	const head = lineColumns.map(([name, width]) => lineCell(width, name, 'LineHead'));
	const styles = lineColumns.map((_, index): CellStyle => (leftColumns.includes(index) ? 'LineLeft' : 'LineCentre'));
	return table(widths, [
		new TableRow({ tableHeader: true, cantSplit: true, children: head }),
		...lines.map(
			(line, index) =>
				new TableRow({
					cantSplit: true,
					children: lineColumns.map(([, width, value], column) => lineCell(width, value(line, index), styles[column]!)),
				}),
		),
	]);
}
