import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { correctedPaper, draftPaper, issuedPaper } from '../../tests/support/paper-fixture.ts';
import type { Paper } from '../core/report/paper.ts';
import { renderPaperHtml } from './paper-html.ts';
import { chromiumPath, renderPaperPdf } from './paper-pdf.ts';
import { textOf } from './unzip.fixture.ts';

describe('a paper as an HTML document', () => {
	const html = renderPaperHtml(issuedPaper);

	it('stands alone: no scripts, nothing from outside, nothing to run', () => {
		expect(html).not.toMatch(/<script|<link|<img|<iframe|@import|url\((?!#)|\son\w+=|javascript:/i);
		expect([...html.matchAll(/(?:src|href)="([^"]*)"/g)].filter(([, address]) => !address!.startsWith('#'))).toEqual([]);
		expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
	});

	it('escapes whatever persons wrote', () => {
		const evil = `<script>alert("1")</script>'&`;
		const wicked: Paper = {
			...issuedPaper,
			title: evil,
			courtName: evil,
			addressees: evil,
			number: evil,
			notes: [evil],
			rulebookVersion: evil,
			corrects: { number: evil, reason: `${evil}</style>` },
			version: 2,
			figures: issuedPaper.figures.map((figure) => ({ ...figure, text: evil, label: evil, definition: evil })),
			blocks: [
				...issuedPaper.blocks.map((block) =>
					'title' in block ? { ...block, title: evil } : 'text' in block ? { ...block, text: evil } : block,
				),
				{ kind: 'para', parts: [evil] },
				{
					kind: 'chart',
					id: 'evil',
					title: evil,
					chart: { kind: 'bars', categories: [evil], series: [{ name: evil, values: [1] }], unit: evil, target: { name: evil, value: 2 } },
				},
			],
		};
		const text = renderPaperHtml(wicked);
		expect(text).not.toContain('<script');
		expect(text).not.toContain('alert("');
		expect(text.match(/<\/style>/g)).toHaveLength(1);
	});

	it('leads from every figure to how it is counted, and no id is given twice', () => {
		const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id!);
		expect(new Set(ids).size).toBe(ids.length);
		for (const [, place] of html.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(place);
		for (const [, place] of html.matchAll(/url\(#([^)]*)\)/g)) expect(ids).toContain(place);
		for (const { text, definition } of issuedPaper.figures) {
			expect(textOf(html)).toContain(text);
			if (definition) expect(textOf(html)).toContain(definition);
		}
	});

	it('is set on A4 with the margins of the standard, page numbers, repeated heads and wide lists turned', () => {
		expect(html).toContain('@page { size: A4; margin: 37mm 26mm 35mm 28mm;');
		expect(html).toContain('content: "— " counter(page) " —"');
		expect(html).toMatch(/thead \{ display: table-header-group; break-after: avoid; \} tr \{ break-inside: avoid; \}/);
		expect(html).toMatch(/@page wide \{ size: A4 landscape;/);
		expect(html).toMatch(/<section class="annex wide"><p class="label">附件1<\/p>/);
		expect(html).toContain('〔2026〕47号');
	});

	it('says on every page that it is a draft or a correction', () => {
		expect(renderPaperHtml(draftPaper)).toContain('@top-left { content: "未定稿";');
		expect(renderPaperHtml(correctedPaper)).toContain('@top-left { content: "更正（第2版）";');
		expect(html).not.toContain('@top-left');
	});

	it('draws charts in black, white and greys only', () => {
		const pictures = html.match(/<svg[\s\S]*?<\/svg>/g)!;
		expect(pictures).toHaveLength(4);
		for (const colour of pictures.join('').match(/#[0-9a-f]{3,6}\b|rgba?\([^)]*\)/gi)!) {
			if (colour.startsWith('#')) {
				const full = colour.length === 4 ? [...colour.slice(1)].map((sign) => sign + sign) : colour.slice(1).match(/../g)!;
				expect(new Set(full).size, colour).toBe(1);
			} else {
				expect(new Set(colour.match(/\d+/g)!.slice(0, 3)).size, colour).toBe(1);
			}
		}
	});
});

describe('printing to PDF', () => {
	let folder = '';
	const program = async (name: string, lines: readonly string[]): Promise<string> => {
		const file = join(folder, name);
		await writeFile(file, `#!/bin/sh\n${lines.join('\n')}\n`);
		await chmod(file, 0o755);
		return file;
	};
	const left = async (): Promise<readonly string[]> => (await readdir(tmpdir())).filter((name) => name.startsWith('paper-'));
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'printers-'));
	});
	afterAll(async () => rm(folder, { recursive: true, force: true }));

	it('gives nothing where there is no Chromium, without an error', async () => {
		expect(chromiumPath('/no/such/chromium')).toBeUndefined();
		const known = process.env['CHROMIUM_PATH'];
		process.env['CHROMIUM_PATH'] = '/no/such/chromium';
		try {
			expect(await renderPaperPdf('<p>')).toBeUndefined();
		} finally {
			if (known === undefined) delete process.env['CHROMIUM_PATH'];
			else process.env['CHROMIUM_PATH'] = known;
		}
	});

	it('is an error where it fails, says why, and leaves nothing behind', async () => {
		const before = await left();
		await expect(renderPaperPdf('<p>', { program: await program('fails', ['echo no screen >&2', 'exit 3']) })).rejects.toThrow(
			/PDF 生成失败：no screen/,
		);
		await expect(renderPaperPdf('<p>', { program: await program('silent', ['exit 0']) })).rejects.toThrow('PDF 生成失败：没有输出');
		await expect(renderPaperPdf('<p>', { program: await program('hangs', ['sleep 60 & wait']), timeoutMs: 300 })).rejects.toThrow(
			/PDF 生成失败：打印超过 0.3 秒/,
		);
		await expect(renderPaperPdf('<p>', { program: join(folder, 'none') })).rejects.toThrow(/PDF 生成失败/);
		expect(await left()).toEqual(before);
	});

	it.skipIf(!chromiumPath())('prints the paper, every page of it', async () => {
		const before = await left();
		const pdf = Buffer.from((await renderPaperPdf(renderPaperHtml(issuedPaper)))!).toString('latin1');
		expect(pdf.slice(0, 5)).toBe('%PDF-');
		const boxes = [...pdf.matchAll(/\/Type \/Page\b[\s\S]*?\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) =>
			Number(width) > Number(height) ? 'landscape' : 'portrait',
		);
		expect(boxes.length).toBeGreaterThan(8);
		expect(boxes.filter((box) => box === 'landscape').length).toBeGreaterThan(2);
		expect(boxes.at(-1)).toBe('portrait');
		expect(await left()).toEqual(before);
	});
});
