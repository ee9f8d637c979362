import { describe, expect, it } from 'vitest';
import type { ReportLine } from '../core/report/types.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { mostLinesPrinted, renderDailyDocx, type DailyDocument } from './daily-docx.ts';
import { unzip } from './unzip.fixture.ts';

const line = (n: number): ReportLine => ({
	caseNumber: `（2026）示0204执${n}号`,
	courtName: '东川县人民法院',
	unitName: '执行一团队',
	handlerName: '李某某',
	nodeName: '发出执行通知书',
	dueOn: '2026-10-10',
	overdueDays: 3,
	reminders: 2,
	locked: true,
	decider: '示范市中级人民法院',
	marks: ['待核'],
});

const record: DailyDocument = {
	title: '东川县人民法院执行工作日统计（2026年10月13日）',
	number: '示0204〔2026〕日统计第286号',
	draft: false,
	court: 'dc',
	courtName: '东川县人民法院',
	day: '2026-10-13' as CourtDate,
	cutOffAt: '2026-10-13T16:00:00.000Z' as Instant,
	madeAt: '2026-10-13T16:10:00.000Z' as Instant,
	rulebookVersion: '1',
	hash: 'ab12',
	actions: ['第一件。', '第二件 <&>。', '第三件。'],
	figures: [
		{ label: '新收', value: '12', unit: '件', note: '2026年累计 3,161 件' },
		{ label: '案款到账', value: '12.35', unit: '万元' },
	],
	indicators: [
		{ name: '执行案件结案率', value: '86.25 %', target: '≥ 96 %', met: false, note: '再结 3,162 件' },
		{ name: '涉企案件实际执行到位率', value: '—' },
	],
	sections: [
		{ title: '超期节点', total: 2, empty: '没有超期节点。', lines: [line(1), line(2)] },
		{ title: '锁死在册案件', total: 0, empty: '没有锁死案件。', lines: [] },
	],
	notes: ['口径说明。'],
};

const textOf = (xml: string): string => xml.replace(/<[^>]+>/g, '');
const render = async (document: DailyDocument) => unzip(await renderDailyDocx(document));

describe('the Word document', () => {
	it('says what the record says, to the case and the person', async () => {
		const text = textOf((await render(record)).get('word/document.xml')!);
		const wanted = [
			...[
				'示0204〔2026〕日统计第286号',
				'东川县人民法院执行工作日统计',
				'（2026年10月13日）',
				'1. 第一件。',
				'2. 第二件 &lt;&amp;&gt;。',
				'3. 第三件。',
			],
			...['新收', '12', '2026年累计 3,161 件', '执行案件结案率', '86.25 %', '≥ 96 %', '未达标', '再结 3,162 件'],
			...['附表1  超期节点（2条）', '承办法院（部门）', '应完成日', '超期天数', '提醒次数', '是否锁死', '决定机关'],
			...['（2026）示0204执2号', '东川县人民法院（执行一团队）', '李某某', '发出执行通知书', '2026-10-10', '示范市中级人民法院', '待核'],
			...['没有锁死案件。', '口径说明。', 'ab12', '2026年10月14日'],
		];
		for (const words of wanted) expect(text).toContain(words);
		expect(text).not.toContain('未定稿');
	});

	it('is A4 with the margins of the standard, annexed lists turned, black, with fonts named first', async () => {
		const entries = await render(record);
		const xml = entries.get('word/document.xml')!;
		expect(xml).toContain('<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"');
		expect(xml).toContain('w:w="11906" w:h="16838" w:orient="portrait"');
		expect(xml).toContain('w:w="16838" w:h="11906" w:orient="landscape"');
		expect(xml).toContain('w:eastAsia="仿宋_GB2312"');
		expect(new Set([...xml.matchAll(/<w:color w:val="(\w+)"/g)].map(([, color]) => color))).toEqual(new Set(['000000']));
		expect(xml).toContain('<w:tblHeader/>');
		expect(entries.get('word/fontTable.xml')).toContain('<w:altName w:val="仿宋,FangSong,');
		const footers = [...entries].filter(([name]) => /footer\d+\.xml$/.test(name)).map(([, footer]) => footer);
		expect(footers).toHaveLength(4);
		for (const footer of footers) expect(textOf(footer)).toMatch(/^\s*— PAGE —\s*$/);
	});

	it('marks a draft on every page and gives it neither number nor signature', async () => {
		const figures: DailyDocument = { ...record, number: undefined, hash: undefined };
		const entries = await render({ ...figures, draft: true, title: '东川县人民法院执行工作即时统计（截至 14:30）' });
		const text = textOf(entries.get('word/document.xml')!);
		expect(text).toContain('（截至 14:30）');
		expect(text).not.toContain('日统计第');
		expect(text).not.toContain('2026年10月14日');
		const headers = [...entries].filter(([name]) => /header\d+\.xml$/.test(name));
		expect(headers.length).toBeGreaterThanOrEqual(2);
		for (const [, header] of headers) expect(textOf(header)).toContain('未定稿');
	});

	it('is the same to the byte for the same record, whenever it is rendered', async () => {
		const first = await renderDailyDocx(record);
		expect(await renderDailyDocx(structuredClone(record))).toEqual(first);
		const core = unzip(first).get('docProps/core.xml')!;
		expect(core).toContain('2026-10-13T16:10:00Z');
		expect(core).toContain('东川县人民法院');
	});

	it('has no empty landscape page where there is nothing to list', async () => {
		const xml = (await render({ ...record, sections: [record.sections[1]!] })).get('word/document.xml')!;
		expect(xml).not.toContain('landscape');
		expect(textOf(xml)).toContain('口径说明。');
	});

	it('says how many lines it leaves out of a very long list', async () => {
		const lines = Array.from({ length: mostLinesPrinted + 3 }, (_, n) => line(n + 1));
		const text = textOf(
			(await render({ ...record, sections: [{ title: '超期节点', total: lines.length, empty: '', lines }] })).get('word/document.xml')!,
		);
		expect(text).toContain(`以上列出前 ${mostLinesPrinted} 条，另有 3 条见系统内的本期记录。`);
	});
});
