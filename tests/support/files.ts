import { crc32 } from 'node:zlib';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A zip with stored entries, as small as the format allows. */
export function zipOf(entries: Readonly<Record<string, string>>): Uint8Array {
	const bodies: Buffer[] = [];
	const directory: Buffer[] = [];
	let at = 0;
	for (const [name, text] of Object.entries(entries)) {
		const [label, data] = [Buffer.from(name), Buffer.from(text)];
		const common = Buffer.alloc(26);
		common.writeUInt16LE(20, 0);
		common.writeUInt32LE(crc32(data), 10);
		common.writeUInt32LE(data.length, 14);
		common.writeUInt32LE(data.length, 18);
		common.writeUInt16LE(label.length, 22);
		const body = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, label, data]);
		const tail = Buffer.alloc(14);
		tail.writeUInt32LE(at, 10);
		directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, label]));
		bodies.push(body);
		at += body.length;
	}
	const table = Buffer.concat(directory);
	const end = Buffer.alloc(22);
	end.write('PK\x05\x06', 'latin1');
	end.writeUInt16LE(directory.length, 8);
	end.writeUInt16LE(directory.length, 10);
	end.writeUInt32LE(table.length, 12);
	end.writeUInt32LE(at, 16);
	return new Uint8Array(Buffer.concat([...bodies, table, end]));
}

const contentTypes = (type: string): string =>
	`<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/main.xml" ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/></Types>`;

/** A PDF of some bytes. */
export function pdf(bytes = 200, seed = ''): Uint8Array {
	const head = bytesOf(`%PDF-1.7\n%${seed}\n`);
	const file = new Uint8Array(Math.max(bytes, head.length)).fill(32);
	file.set(head);
	return file;
}

/** One small file of each kind that a request may carry, by its ending. */
export const files: Readonly<Record<string, Uint8Array>> = {
	pdf: pdf(),
	docx: zipOf({ '[Content_Types].xml': contentTypes('wordprocessingml.document'), 'word/document.xml': '<w/>' }),
	xlsx: zipOf({ '[Content_Types].xml': contentTypes('spreadsheetml.sheet'), 'xl/workbook.xml': '<w/>' }),
	jpg: Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xd9]),
	png: Uint8Array.from([
		0x89,
		0x50,
		0x4e,
		0x47,
		13,
		10,
		26,
		10,
		0,
		0,
		0,
		13,
		0x49,
		0x48,
		0x44,
		0x52,
		...new Array<number>(17).fill(0),
		0,
		0,
		0,
		0,
		0x49,
		0x44,
		0x41,
		0x54,
	]),
	ofd: zipOf({ 'OFD.xml': '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"/>', 'Doc_0/Document.xml': '<ofd:Document/>' }),
};

/** Files that are refused whatever they are called. */
export const refusedFiles: Readonly<Record<string, Uint8Array>> = {
	'an executable': bytesOf(`MZ${'\0'.repeat(400)}PE`),
	'a shell script': bytesOf('#!/bin/sh\nrm -rf /\n'),
	'a page': bytesOf('<!doctype html><script>alert(1)</script>'),
	'a zip of something else': zipOf({ 'readme.txt': 'x', 'inner/OFD.xml': '<no/>' }),
	'a document with macros': zipOf({
		'[Content_Types].xml':
			'<Types><Override PartName="/main.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
		'word/document.xml': '<w/>',
	}),
	'a cut zip': zipOf({ 'OFD.xml': '<ofd:OFD/>' }).slice(0, 40),
};
