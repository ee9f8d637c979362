import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { correctedPaper, draftPaper, issuedPaper } from '../../tests/support/paper-fixture.ts';
import type { Paper, PaperBlock } from '../core/report/paper.ts';
import { renderPaperDocx } from './paper-docx.ts';
import { chineseFont } from './paper-font.ts';
import { renderPaperXlsx } from './paper-xlsx.ts';
import { textOf, unzip } from './unzip.fixture.ts';

const render = async (paper: Paper) => unzip(await renderPaperDocx(paper));
const documentOf = async (paper: Paper): Promise<string> => (await render(paper)).get('word/document.xml')!;
const count = (text: string, part: string): number => text.split(part).length - 1;
const parts = (entries: ReadonlyMap<string, string>, name: RegExp): readonly string[] =>
	[...entries].filter(([path]) => name.test(path)).map(([, part]) => part);
/** The paragraph that says a text. */
const paragraphOf = (xml: string, text: string): string => xml.match(/<w:p>.*?<\/w:p>/gs)!.find((each) => textOf(each).includes(text))!;

const tables = (paper: Paper): readonly Extract<PaperBlock, { kind: 'table' }>[] =>
	[...paper.blocks, ...paper.annexes].filter((block) => block.kind === 'table' && block.rows.length > 0) as never;

describe('a paper as a Word document', () => {
	it('is laid out after GB/T 9704-2012: margins, 22 lines, 28 characters, faces by level', async () => {
		const entries = await render(issuedPaper);
		const xml = entries.get('word/document.xml')!;
		expect(xml).toContain('<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"');
		expect(xml).toContain('<w:docGrid w:type="lines" w:linePitch="579"/>');
		// 22 lines fill 225 mm and 28 characters 156 mm, neither overflows.
		expect(22 * 579).toBeLessThanOrEqual((225 / 25.4) * 1440);
		const body = paragraphOf(xml, '现将2026年第47周');
		expect(body).toContain('w:eastAsia="仿宋_GB2312"');
		expect(body).toContain('<w:sz w:val="32"/>');
		expect(body).toContain('w:firstLine="640"');
		const pitch = 16 * 20 + Number(/<w:spacing w:val="(-?\d+)"/.exec(body)![1]);
		expect(28 * pitch).toBeLessThanOrEqual(Math.round((156 / 25.4) * 1440));
		expect(29 * pitch).toBeGreaterThan((156 / 25.4) * 1440);
		expect(paragraphOf(xml, '一、本周总体情况')).toContain('w:eastAsia="黑体"');
		expect(paragraphOf(xml, '（一）各部门情况')).toContain('w:eastAsia="楷体_GB2312"');
		expect(paragraphOf(xml, '1. 结案情况')).toContain('w:eastAsia="仿宋_GB2312"');
		for (const face of ['方正小标宋简体', '黑体', '仿宋_GB2312', '楷体_GB2312', '宋体'])
			expect(entries.get('word/fontTable.xml')).toContain(`<w:font w:name="${face}"><w:altName`);
	});

	it('has the head of the standard in red, the number in 〔〕, annexes, signature, date and imprint', async () => {
		const xml = await documentOf(issuedPaper);
		const organ = paragraphOf(xml, '东川县人民法院');
		expect(organ).toContain('<w:color w:val="FF0000"/>');
		expect(organ).toContain('w:before="1984"');
		const number = paragraphOf(xml, '东川法执通〔2026〕47号');
		expect(number).toMatch(/<w:pBdr><w:bottom w:val="single" w:color="FF0000"/);
		const text = textOf(xml);
		for (const words of ['本院各部门：', '附件：1. 超期节点清单', '2. 指标口径与数据说明', '2026年11月23日', '2026年11月23日印发'])
			expect(text).toContain(words);
		expect(text.indexOf('附件：')).toBeLessThan(text.indexOf('2026年11月23日'));
		expect(paragraphOf(xml, '印发')).toContain('w:framePr');
		// The date stands four characters from the right, and nothing parts it from the text.
		expect(paragraphOf(xml, '2026年11月23日')).toContain('w:right="1280"');
		expect(paragraphOf(xml, '附件：1.')).toContain('<w:keepNext/>');
		expect(text).not.toContain('未定稿');
	});

	it('prints every figure that a sentence or a table cites, and how it is counted', async () => {
		const text = textOf(await documentOf(issuedPaper));
		for (const { text: printed, definition } of issuedPaper.figures) {
			expect(text).toContain(printed);
			if (definition) expect(text).toContain(definition);
		}
		expect(text).toContain('统计期间：2026年11月16日至2026年11月22日');
		expect(text).toContain('数据截至2026年11月23日 00:00');
	});

	it('repeats the head of every table and splits no row; columns share the page by their parts', async () => {
		const xml = await documentOf(issuedPaper);
		const drawn = [...xml.matchAll(/<w:tbl>.*?<\/w:tbl>/gs)].map(([table]) => table);
		const listed = tables(issuedPaper);
		// One more: the definitions.
		expect(drawn).toHaveLength(listed.length + 1);
		for (const table of drawn) {
			expect(count(table, '<w:tblHeader/>')).toBe(1);
			expect(count(table, '<w:cantSplit/>')).toBe(count(table, '<w:tr>'));
		}
		const long = drawn.find((table) => textOf(table).includes('（2026）示0204执169号'))!;
		expect(count(long, '<w:tr>')).toBe(71);
		const widths = [...long.matchAll(/<w:gridCol w:w="(\d+)"/g)].map(([, width]) => Number(width));
		expect(widths.reduce((sum, width) => sum + width, 0)).toBe(Math.round((225 / 25.4) * 1440));
		expect(widths[1]! / widths[0]!).toBeCloseTo(4, 1);
		expect(textOf(xml)).toContain('七日内没有到期的查封。');
	});

	it('turns wide lists, with the page number where it stands on upright pages', async () => {
		const entries = await render(issuedPaper);
		const xml = entries.get('word/document.xml')!;
		expect(count(xml, 'w:w="16838" w:h="11906" w:orient="landscape"')).toBe(1);
		expect(count(xml, 'w:w="11906" w:h="16838" w:orient="portrait"')).toBe(2);
		const footers = parts(entries, /footer\d+\.xml$/);
		expect(footers).toHaveLength(6);
		for (const footer of footers) expect(textOf(footer)).toMatch(/^\s*— PAGE —\s*$/);
		const turned = footers.filter((footer) => footer.includes('w:textDirection w:val="tbRl"'));
		expect(turned).toHaveLength(2);
		expect(new Set(turned.map((footer) => /w:tblpY="(\d+)"/.exec(footer)![1]))).toEqual(new Set(['1871', '7880']));
	});

	it('says 未定稿 at the head of every page of a draft, without number, signature or date', async () => {
		const entries = await render(draftPaper);
		const text = textOf(entries.get('word/document.xml')!);
		expect(text).toContain('（未编号）');
		expect(text).not.toContain('2026年11月23日印发');
		expect(draftPaper.issuedOn).toBeUndefined();
		expect(text).toContain('未印发');
		const headers = parts(entries, /header\d+\.xml$/);
		expect(headers).toHaveLength(6);
		for (const header of headers) expect(textOf(header)).toContain('未定稿');
	});

	it('says of a correction what it corrects and why, and 更正 on every page', async () => {
		const entries = await render(correctedPaper);
		const text = textOf(entries.get('word/document.xml')!);
		expect(text).toContain('本件为第2版，更正东川法执通〔2026〕47号。更正原因：11月20日迟到的3件结案登记已计入，结案率相应更正。');
		for (const header of parts(entries, /header\d+\.xml$/)) expect(textOf(header)).toBe('更正（第2版）');
	});

	it.skipIf(!chineseFont())('shows charts as pictures that say in words what they show', async () => {
		const entries = await render(issuedPaper);
		const xml = entries.get('word/document.xml')!;
		expect([...entries.keys()].filter((name) => /media\/.+\.png$/.test(name))).toHaveLength(4);
		const pictures = [...xml.matchAll(/<wp:docPr id="(\d+)"[^>]*descr="([^"]*)"/g)];
		expect(pictures.map(([, id]) => id)).toEqual(['1', '2', '3', '4']);
		expect(pictures[0]![2]).toContain('本院：12月 88.2%');
		expect(textOf(xml)).toContain('图4\u3000节点流向');
	});

	it('gives the data of a chart as a table where the machine has no Chinese font', async () => {
		const known = process.env['CHART_FONT'];
		process.env['CHART_FONT'] = '/no/such/font.ttf#无';
		try {
			const entries = await render(issuedPaper);
			expect([...entries.keys()].filter((name) => name.includes('media/'))).toEqual([]);
			const text = textOf(entries.get('word/document.xml')!);
			for (const words of ['本院（%）', '95.99', '16—30日（笔）', '立案', '1,199']) expect(text).toContain(words);
		} finally {
			if (known === undefined) delete process.env['CHART_FONT'];
			else process.env['CHART_FONT'] = known;
		}
	});

	it('is an error where a figure is cited that is not there', async () => {
		const holed: Paper = { ...issuedPaper, blocks: [{ kind: 'para', parts: ['结案率', { ref: 'none@dc' }] }] };
		await expect(renderPaperDocx(holed)).rejects.toThrow('文书引用了不存在的数字：none@dc');
	});

	it('stays a document whatever was pasted into it', async () => {
		const pasted = `甲${String.fromCodePoint(0, 11, 27)}乙\uD800丙]]>\n丁`;
		const paper: Paper = { ...issuedPaper, title: pasted, annexes: [], blocks: [{ kind: 'para', parts: [pasted] }] };
		const entries = await render(paper);
		const isControl = (sign: string): boolean => sign < ' ' && !'\t\n\r'.includes(sign);
		for (const [name, part] of entries) if (!name.endsWith('.png')) expect([...part].some(isControl), name).toBe(false);
		expect(textOf(entries.get('word/document.xml')!)).toContain('甲 乙\uFFFD丙]]> 丁');
	});
});

describe('the same paper', () => {
	const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
	const program = `
		const { issuedPaper } = await import('./tests/support/paper-fixture.ts');
		const { renderPaperDocx } = await import('./server/publish/paper-docx.ts');
		const { renderPaperXlsx } = await import('./server/publish/paper-xlsx.ts');
		const { renderPaperHtml } = await import('./server/publish/paper-html.ts');
		const { createHash } = await import('node:crypto');
		const hash = (bytes) => createHash('sha256').update(bytes).digest('hex');
		console.log(JSON.stringify([hash(await renderPaperDocx(issuedPaper)), hash(await renderPaperXlsx(issuedPaper)), hash(renderPaperHtml(issuedPaper))]));`;

	it('gives the same bytes again, and in another process in another zone and language', async () => {
		const { renderPaperHtml } = await import('./paper-html.ts');
		const forms = async (): Promise<readonly string[]> => [
			hash(await renderPaperDocx(structuredClone(issuedPaper))),
			hash(await renderPaperXlsx(structuredClone(issuedPaper))),
			createHash('sha256')
				.update(renderPaperHtml(structuredClone(issuedPaper)))
				.digest('hex'),
		];
		const first = await forms();
		expect(await forms()).toEqual(first);
		const env = { ...process.env, TZ: 'America/New_York', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' };
		const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], { env, cwd: process.cwd() });
		expect(JSON.parse(stdout)).toEqual(first);
	});
});
