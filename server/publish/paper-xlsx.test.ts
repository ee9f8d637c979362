import readXlsxFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { issuedPaper } from '../../tests/support/paper-fixture.ts';
import type { Paper, PaperBlock } from '../core/report/paper.ts';
import { renderPaperXlsx } from './paper-xlsx.ts';
import { sheetNames } from './sheet-names.ts';
import { unzip } from './unzip.fixture.ts';

const read = async (paper: Paper) => {
	const sheets = await readXlsxFile(Buffer.from(await renderPaperXlsx(paper)));
	return new Map(sheets.map(({ sheet, data }) => [sheet, data]));
};

const oneTable = (rows: readonly (readonly string[])[], title = '清单'): Paper => ({
	...issuedPaper,
	annexes: [],
	blocks: [
		{ kind: 'table', id: 't', title, columns: [{ title: '内容', align: 'left', width: 1 }], rows, empty: '无' } satisfies PaperBlock,
	],
});

describe('a paper as a workbook', () => {
	it('has a sheet of contents, one for each table and each chart, and one of every cited figure', async () => {
		const sheets = await read(issuedPaper);
		expect([...sheets.keys()]).toEqual([
			'目录',
			'各部门收结案情况',
			'近十二个月执行案件结案率',
			'各部门结案率对比',
			'未发还案款的账龄',
			'节点流向',
			'七日内到期的查封',
			'超期节点清单',
			'指标口径',
		]);
		const contents = sheets.get('目录')!;
		expect(contents[0]![0]).toBe('关于2026年第47周执行工作情况的通报');
		expect(contents.flat()).toContain('东川法执通〔2026〕47号');
		expect(contents.find((row) => row[1] === '超期节点清单')).toEqual([7, '超期节点清单', '超期节点清单', 70]);
		expect(sheets.get('七日内到期的查封')!.flat()).toContain('七日内没有到期的查封。');
	});

	it('keeps numbers, shares and days what they are, as the paper prints them', async () => {
		const sheets = await read(issuedPaper);
		const units = sheets.get('各部门收结案情况')!;
		expect(units[1]).toEqual(['部门', '受理（件）', '已结（件）', '结案率', '同比（百分点）', '是否达标']);
		expect(units[2]).toEqual(['执行一团队', 1200, 1041, 0.8625, -0.31, '达到目标']);
		expect(units[5]![4]).toBeNull();
		// 95.998 is printed as 95.99 %, never rounded onto the target; the workbook says the same.
		expect(units[10]).toEqual(['全院', 13436, 1141, 0.9599, '上升 2.31 个百分点', '未达到目标']);
		const late = sheets.get('超期节点清单')!;
		expect(late[2]![5]).toEqual(new Date('2026-10-01T00:00:00Z'));
		expect(late).toHaveLength(73);
		const figures = sheets.get('指标口径')!;
		expect(figures[1]!.slice(0, 6)).toEqual([
			'执行案件结案率',
			0.9599,
			3071,
			3199,
			new Date('2026-11-16T00:00:00Z'),
			new Date('2026-11-22T00:00:00Z'),
		]);
		expect(figures).toHaveLength(issuedPaper.figures.length + 1);
	});

	it('keeps a change what it is, with its sign: a number that can be sorted, not a text', async () => {
		const texts = ['+14.29%', '−100.00%', '+5.64', '0.00%'];
		const figures = texts.map((text, at) => ({ ...issuedPaper.figures[0]!, id: `c${at}`, text, value: 1 }));
		const refs = figures.map(({ id }) => [{ ref: id }]);
		const paper: Paper = {
			...issuedPaper,
			...{ annexes: [], figures },
			blocks: [{ kind: 'table', id: 't', title: '变化', columns: [{ title: '环比', align: 'right', width: 1 }], rows: refs, empty: '无' }],
		};
		expect((await read(paper)).get('变化')!.slice(2)).toEqual([[0.1429], [-1], [5.64], [0]]);
		expect(unzip(await renderPaperXlsx(paper)).get('xl/styles.xml')).toContain('+0.00%;-0.00%');
	});

	it('has no formulas, whatever a text begins with, in cells, titles and definitions', async () => {
		const evil = ['=1+1', '+cmd|x', '-2+3', '@SUM(A1)', '\t=1', '＝1'];
		const paper: Paper = {
			...oneTable(
				evil.map((text) => [text]),
				'=A1',
			),
			title: '=HYPERLINK("http://x.example")',
			notes: ['@note'],
			figures: issuedPaper.figures.map((figure) => ({ ...figure, label: '=L', definition: '+D' })),
		};
		const bytes = await renderPaperXlsx(paper);
		const entries = unzip(bytes);
		for (const [name, part] of entries) if (name.startsWith('xl/worksheets/')) expect(part).not.toMatch(/<f[ >]/);
		const strings = [...entries.get('xl/sharedStrings.xml')!.matchAll(/<t[^>]*>([^<]*)</g)].map(([, text]) => text!);
		expect(strings.filter((text) => /^[\s=+\-@＝]/.test(text))).toEqual([]);
		expect(strings.filter((text) => text.startsWith("'") || text.startsWith('&apos;'))).not.toEqual([]);
	});

	it('holds the head of a table while scrolling', async () => {
		const entries = unzip(await renderPaperXlsx(issuedPaper));
		const late = [...entries].find(([name]) => name === 'xl/worksheets/sheet8.xml')![1];
		expect(late).toMatch(/<pane ySplit="2"[^>]*state="frozen"/);
	});
});

describe('names of sheets', () => {
	it('lose what workbooks refuse, are cut, and are told apart', () => {
		const long = '各县（市、区）人民法院执行案件结案率及同比环比变化情况统计一览表';
		const names = sheetNames(['a/b:c*[d]?', long, `${long}续`, '目录', "'", ' ', 'A', 'a'], ['目录', '指标口径']);
		expect(names[0]).toBe('a b c d');
		expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
		for (const name of names) {
			expect(name.length).toBeGreaterThan(0);
			expect(name.length).toBeLessThanOrEqual(31);
			expect(name).not.toMatch(/[\\/?*[\]:]/);
		}
		expect(names).not.toContain('目录');
	});
});
