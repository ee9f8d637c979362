import writeExcelFile from 'write-excel-file/node';
import { entryOf } from '../core/indicator/catalogue/index.ts';
import { isAmount } from '../core/indicator/text.ts';
import { harmless } from '../core/report/csv.ts';
import type { Paper, PaperBlock, PaperCell } from '../core/report/paper.ts';
import type { PaperTable } from '../core/report/paper-parts.ts';
import { basisLines, chartTable, citedFigures, isDrawable, pageWords, printable, type Figures } from './paper-words.ts';
import { sheetNames } from './sheet-names.ts';
import { stillZip } from './still-zip.ts';
import { serialDay } from './table-file.ts';

interface Cell {
	readonly type: typeof String | typeof Number;
	readonly value: string | number;
	readonly format?: string;
	readonly fontWeight?: 'bold';
	readonly align?: 'left' | 'center' | 'right';
	readonly wrap?: boolean;
	readonly backgroundColor?: string;
	readonly borderStyle?: 'thin';
}

interface Sheet {
	readonly name: string;
	readonly columns: readonly { readonly width: number }[];
	readonly rows: readonly (readonly (Cell | null)[])[];
	/** Rows held while scrolling. */
	readonly held: number;
	readonly landscape?: boolean;
}

const text = (value: string, look: Partial<Cell> = {}): Cell => ({ type: String, value: harmless(value), ...look });
const head = (value: string): Cell =>
	text(value, { fontWeight: 'bold', align: 'center', wrap: true, backgroundColor: '#E7E7E7', borderStyle: 'thin' });

/** How a number is shown: thousands separated, its digits, and its suffix as part of the format, so that the cell stays a number. */
function formatOf(digits: number, suffix = ''): string {
	const fraction = digits > 0 ? `.${'0'.repeat(digits)}` : '';
	return `#,##0${fraction}${suffix === '' ? '' : `"${suffix.replaceAll('"', '')}"`}`;
}

/** A share as spreadsheets know it: 0.9625 shown as 96.25%. */
const percent = (value: number, digits: number): Pick<Cell, 'type' | 'value' | 'format'> => ({
	type: Number,
	value: Number((value / 100).toFixed(digits + 4)),
	format: `0${digits > 0 ? `.${'0'.repeat(digits)}` : ''}%`,
});

/** A number with its digits and what stands behind it. */
function numberCell(value: number, digits: number, suffix = ''): Pick<Cell, 'type' | 'value' | 'format'> {
	return suffix.trim() === '%' ? percent(value, digits) : { type: Number, value, format: formatOf(digits, suffix) };
}

/** Digits and suffix of a figure, read from how it is printed: 「95.99%」「1,141 件」; nothing where it is printed in words. */
function printed(textOf: string): { readonly digits: number; readonly suffix: string } | undefined {
	const match = /^[+−-]?[\d,]+(?:\.(\d+))?(.*)$/u.exec(textOf.trim());
	return match && !/\d/.test(match[2] ?? '') ? { digits: match[1]?.length ?? 0, suffix: match[2] ?? '' } : undefined;
}

/** The number that a printed text shows, so that the cell says the same as the paper: 95.998 printed as 95.99 % is 95.99 %. */
const shownNumber = (textOf: string): number =>
	Number(/^[+−-]?[\d,]+(?:\.\d+)?/u.exec(textOf.trim())![0].replaceAll(',', '').replace('−', '-'));

function figureCell(textOf: string, value: number | null): Pick<Cell, 'type' | 'value' | 'format'> {
	const form = value === null ? undefined : printed(textOf);
	if (!form) return { type: String, value: harmless(textOf) };
	const cell = numberCell(shownNumber(textOf), form.digits, form.suffix);
	// A change keeps its plus sign, as in the paper.
	return textOf.trim().startsWith('+') ? { ...cell, format: `+${cell.format};-${cell.format};${cell.format}` } : cell;
}

function typed(cell: PaperCell, figures: Figures): Pick<Cell, 'type' | 'value' | 'format'> | null {
	if (cell === null || cell === '') return null;
	if (typeof cell === 'string') return text(cell);
	if ('ref' in cell) {
		const figure = figures.get(cell.ref)!;
		return figureCell(figure.text, figure.value);
	}
	if ('day' in cell) return { type: Number, value: serialDay(cell.day), format: 'yyyy-mm-dd' };
	if ('caseId' in cell) return text(cell.caseNumber);
	return numberCell(cell.number, cell.digits ?? 0, cell.suffix);
}

/** Characters that fit beside each other on a sheet's printed page. */
const sheetCharacters = { portrait: 92, landscape: 140 } as const;

/** A table as it stands in the paper: its title, its head (held while scrolling), its rows. */
function tableSheet(name: string, table: PaperTable, figures: Figures): Sheet {
	const parts = table.columns.reduce((sum, { width }) => sum + width, 0) || 1;
	const strong = new Set(table.strong ?? []);
	const wide = sheetCharacters[table.landscape ? 'landscape' : 'portrait'];
	const rows = table.rows.map((row, index) =>
		row.map((cell, place) => {
			const value = typed(cell, figures);
			const look = {
				align: table.columns[place]?.align ?? ('left' as const),
				wrap: true,
				...(strong.has(index) ? { fontWeight: 'bold' as const } : {}),
			};
			return value === null ? null : { ...value, ...look };
		}),
	);
	return {
		name,
		columns: table.columns.map(({ title, width }) => ({ width: Math.max(8, title.length * 2, Math.round((wide * width) / parts)) })),
		rows: [
			[text(table.title, { fontWeight: 'bold' })],
			table.columns.map(({ title }) => head(title)),
			...rows,
			...(rows.length === 0 ? [[text(table.empty)]] : []),
			...(table.note ? [[text(`注：${table.note}`)]] : []),
		],
		held: 2,
		landscape: table.landscape ?? false,
	};
}

/** Contents of the workbook, and as of when it speaks. */
function indexSheet(
	paper: Paper,
	tables: readonly { readonly name: string; readonly title: string; readonly rows: number }[],
	zone: string,
): Sheet {
	const words = pageWords(paper);
	const about = [
		paper.title,
		paper.courtName,
		paper.number ?? '未编号',
		...(words ? [words] : []),
		...basisLines(paper, zone),
		...paper.notes,
	];
	return {
		name: '目录',
		columns: [{ width: 8 }, { width: 30 }, { width: 60 }, { width: 10 }],
		rows: [
			...about.map((line, index) => [text(line, index === 0 ? { fontWeight: 'bold' } : {})]),
			[null],
			['序号', '工作表', '内容', '行数'].map(head),
			...tables.map(({ name, title, rows }, index) => [
				{ type: Number, value: index + 1, align: 'center' as const },
				text(name),
				text(title, { wrap: true }),
				{ type: Number, value: rows, format: '#,##0' },
			]),
		],
		held: 0,
	};
}

/** Every figure that the paper cites, with all that traces it. */
function figureSheet({ figures }: Paper): Sheet {
	const titles = ['指标', '数值', '分子', '分母', '起', '止', '口径', '代码', '法院', '编号'];
	const number = (value: number | undefined, amount: boolean): Cell | null =>
		value === undefined
			? null
			: amount
				? { type: Number, value: value / 100, format: '#,##0.00"元"' }
				: { type: Number, value, format: '#,##0.########' };
	const day = (value: (typeof figures)[number]['from']): Cell => ({ type: Number, value: serialDay(value), format: 'yyyy-mm-dd' });
	return {
		name: '指标口径',
		columns: [30, 18, 14, 14, 12, 12, 70, 24, 12, 36].map((width) => ({ width })),
		rows: [
			titles.map(head),
			...figures.map((each) => [
				text(each.label, { wrap: true }),
				{ ...figureCell(each.text, each.value), align: 'right' as const },
				number(each.numerator, isAmount(entryOf(each.code)?.numerator)),
				number(each.denominator, isAmount(entryOf(each.code)?.denominator)),
				day(each.from),
				day(each.to),
				text(each.definition ?? '', { wrap: true }),
				text(each.code),
				text(each.court),
				text(each.id),
			]),
		],
		held: 1,
		landscape: true,
	};
}

const tableOf = (block: PaperBlock): readonly PaperTable[] =>
	block.kind === 'table' ? [block] : block.kind === 'chart' && isDrawable(block.chart) ? [chartTable(block)] : [];

/**
 * The tables of the paper as a workbook: contents, a sheet for each table and for the data of each chart, and every cited figure with its formula.
 * Numbers, shares and days are such; there are no formulas, and no text can be taken for one. The same paper gives the same bytes.
 */
export async function renderPaperXlsx(source: Paper, zone = 'Asia/Shanghai'): Promise<Uint8Array> {
	const paper = printable(source);
	const figures = citedFigures(paper);
	const tables = [...paper.blocks, ...paper.annexes].flatMap(tableOf);
	const names = sheetNames(
		tables.map(({ title }) => title),
		['目录', '指标口径'],
	);
	const listed = tables.map(({ title, rows }, index) => ({ name: names[index]!, title, rows: rows.length }));
	const last = { name: '指标口径', title: '本件引用的全部数字及其口径', rows: paper.figures.length };
	const sheets = [
		indexSheet(paper, [...listed, last], zone),
		...tables.map((table, index) => tableSheet(names[index]!, table, figures)),
		figureSheet(paper),
	];
	const file = writeExcelFile(
		sheets.map(({ name, columns, rows, held, landscape }) => ({
			data: rows.map((row) => [...row]),
			sheet: name,
			columns: [...columns],
			...(held > 0 ? { stickyRowsCount: held } : {}),
			...(landscape ? { orientation: 'landscape' as const } : {}),
		})),
	);
	return stillZip(new Uint8Array(await file.toBuffer()));
}
