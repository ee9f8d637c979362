import writeExcelFile from 'write-excel-file/node';
import { csvOf, harmless } from '../core/report/csv.ts';
import type { CourtDate } from '../core/time/types.ts';

/** A cell: text, a number, a day; nothing where the row has none. */
export type TableCell = string | number | { readonly day: CourtDate } | undefined;

/** A table as it is downloaded. */
export interface TableDocument {
	/** Sheet name of the workbook. */
	readonly name: string;
	readonly columns: readonly { readonly title: string; readonly width?: number }[];
	readonly rows: readonly (readonly TableCell[])[];
}

/** Forms of a downloaded table. */
export type TableFormat = 'csv' | 'xlsx';

const textOf = (cell: TableCell): string => (cell === undefined ? '' : typeof cell === 'object' ? cell.day : String(cell));

/** The table as comma-separated values. */
export function tableCsv({ columns, rows }: TableDocument): Uint8Array {
	const text = csvOf(
		columns.map(({ title }) => title),
		rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell : textOf(cell)))),
	);
	return new TextEncoder().encode(text);
}

const daysBefore1970 = 25_569;
/** A day as the number by which workbooks know it: no zone, no time. */
export const serialDay = (day: CourtDate): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000 + daysBefore1970;

function xlsxCell(cell: TableCell) {
	if (cell === undefined) return null;
	if (typeof cell === 'number') return { type: Number, value: cell };
	if (typeof cell === 'object') return { type: Number, value: serialDay(cell.day), format: 'yyyy-mm-dd' };
	return { type: String, value: harmless(cell) };
}

/** A workbook with one sheet: header in bold, held while scrolling; days are days, numbers numbers. */
export async function tableXlsx({ name, columns, rows }: TableDocument): Promise<Uint8Array> {
	const header = columns.map(({ title }) => ({ type: String, value: title, fontWeight: 'bold' as const }));
	const data = [header, ...rows.map((row) => row.map(xlsxCell))];
	const file = writeExcelFile(data, {
		sheet: name,
		columns: columns.map(({ width }) => ({ width: width ?? 14 })),
		stickyRowsCount: 1,
	});
	return new Uint8Array(await file.toBuffer());
}

/** Media types of the forms. */
export const tableTypes: Readonly<Record<TableFormat, string>> = {
	csv: 'text/csv; charset=utf-8',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** A table in the form asked for. */
export async function tableFile(document: TableDocument, format: TableFormat): Promise<Uint8Array> {
	return format === 'csv' ? tableCsv(document) : tableXlsx(document);
}
