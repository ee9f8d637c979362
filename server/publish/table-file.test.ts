import { describe, expect, it } from 'vitest';
import { inflateRawSync } from 'node:zlib';
import { harmless } from '../core/report/csv.ts';
import type { CourtDate } from '../core/time/types.ts';
import { tableCsv, tableXlsx, type TableDocument } from './table-file.ts';

const document: TableDocument = {
	name: '节点清单',
	columns: [{ title: '案号', width: 24 }, { title: '应完成日' }, { title: '超期天数' }, { title: '节点' }],
	rows: [
		['（2026）示0204执1号', { day: '2026-03-12' as CourtDate }, 7, '发出“通知”, 送达'],
		['=HYPERLINK("x")', undefined, -3, '引号"在此'],
	],
};

/** The text of a part of a workbook, by the headers of the parts before it. */
function partOf(bytes: Uint8Array, name: string): string {
	const data = Buffer.from(bytes);
	const end = data.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
	let at = data.readUInt32LE(end + 16);
	for (let left = data.readUInt16LE(end + 10); left > 0; left -= 1) {
		const [method, size, length, extra, comment, local] = [
			data.readUInt16LE(at + 10),
			data.readUInt32LE(at + 20),
			...[28, 30, 32].map((place) => data.readUInt16LE(at + place)),
			data.readUInt32LE(at + 42),
		] as [number, number, number, number, number, number];
		if (data.toString('utf8', at + 46, at + 46 + length) === name) {
			const start = local + 30 + data.readUInt16LE(local + 26) + data.readUInt16LE(local + 28);
			const packed = data.subarray(start, start + size);
			return (method === 8 ? inflateRawSync(packed) : packed).toString('utf8');
		}
		at += 46 + length + extra + comment;
	}
	throw new Error(`no ${name}`);
}

describe('downloaded tables', () => {
	it.each(['=1+1', '+1', '-1+1', '@SUM', '＝1', '　=1', ' =cmd|x', '\t=1', '\r=1'])('%j is no formula any more', (text) => {
		expect(harmless(text)).toBe(`'${text}`);
	});
	it.each(['（2026）示0204执1号', '3-5 日', '发出执行通知书', ''])('%j stays as it is', (text) => {
		expect(harmless(text)).toBe(text);
	});

	it('quotes what must be quoted, and keeps numbers', () => {
		const lines = new TextDecoder('utf-8', { ignoreBOM: true }).decode(tableCsv(document)).split('\r\n');
		expect(lines).toEqual([
			'\u{FEFF}案号,应完成日,超期天数,节点',
			'（2026）示0204执1号,2026-03-12,7,"发出“通知”, 送达"',
			`"'=HYPERLINK(""x"")",,-3,"引号""在此"`,
			'',
		]);
	});

	it('makes a workbook of typed cells', async () => {
		const bytes = await tableXlsx(document);
		const sheet = partOf(bytes, 'xl/worksheets/sheet1.xml');
		// 2026-03-12 is day 46,093 of workbooks.
		expect(sheet).toContain('<v>46093</v>');
		expect(sheet).toContain('<v>7</v>');
		expect(sheet).toContain('<v>-3</v>');
		expect(sheet).not.toContain('<f>');
		const texts = `${sheet}${partOf(bytes, 'xl/sharedStrings.xml')}`;
		expect(texts).toContain('（2026）示0204执1号');
		expect(texts).toMatch(/'=HYPERLINK|&apos;=HYPERLINK/);
	});
});
