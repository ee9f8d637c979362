import { parse } from 'csv-parse/sync';

/** A row of a file by the names of its columns, with its line. */
export interface CsvRow {
	readonly line: number;
	readonly cells: Readonly<Record<string, string>>;
}

/** What came of reading a CSV file. */
export type CsvRead = { readonly ok: true; readonly rows: readonly CsvRow[] } | { readonly ok: false; readonly message: string };

/** Reads a CSV file with a head line, as spreadsheets save it in UTF-8 (with or without a byte-order mark). Columns that must be there are named. */
export function readCsv(text: string, needed: readonly string[]): CsvRead {
	let records: { info: { lines: number }; record: Record<string, string> }[];
	try {
		records = parse(text, {
			bom: true,
			columns: (head: string[]) => head.map((name) => name.trim()),
			trim: true,
			skip_empty_lines: true,
			info: true,
		});
	} catch (error) {
		const line = (error as { lines?: number }).lines;
		return { ok: false, message: `不是合格的 CSV 文件${line === undefined ? '' : `，第 ${line} 行有误`}` };
	}
	const head = Object.keys(records[0]?.record ?? {});
	if (records.length === 0) return { ok: false, message: '文件中没有数据' };
	// What is not UTF-8 (GBK of an older spreadsheet) was read as replacement characters.
	if (text.includes('\uFFFD')) return { ok: false, message: '文件不是 UTF-8 编码，请另存为“CSV UTF-8”后再上传' };
	const missing = needed.filter((name) => !head.includes(name));
	if (missing.length > 0) return { ok: false, message: `缺少列：${missing.join('、')}` };
	return { ok: true, rows: records.map(({ info, record }) => ({ line: info.lines, cells: record })) };
}
