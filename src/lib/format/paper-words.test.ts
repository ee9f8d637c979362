import { describe, expect, it } from 'vitest';
import type { PaperBlockView } from '../contract/paper-page.ts';
import { annexNames, captions, correctionOf, groupedNumber, numberedBlocks, pageWords, plainCell } from './paper-words.ts';

const heading = (level: 1 | 2 | 3, text: string): PaperBlockView => ({ kind: 'heading', level, text });
const slot = (title: string): PaperBlockView => ({ kind: 'slot', id: title, title, paragraphs: [] });
const table = (title: string): PaperBlockView => ({ kind: 'table', id: title, title, columns: [], rows: [], empty: '' });
const said = (blocks: readonly PaperBlockView[]): readonly string[] =>
	numberedBlocks(blocks).map((block) => (block.kind === 'heading' ? block.text : block.kind === 'slot' ? block.title : ''));

describe('numbers of headings', () => {
	it('run by level and begin anew below each heading above', () => {
		const blocks = [
			heading(1, '甲'),
			heading(2, '乙'),
			heading(3, '丙'),
			heading(3, '丁'),
			heading(2, '戊'),
			heading(3, '己'),
			slot('庚'),
			heading(2, '辛'),
		];
		expect(said(blocks)).toEqual(['一、甲', '（一）乙', '1. 丙', '2. 丁', '（二）戊', '1. 己', '二、庚', '（一）辛']);
	});

	it('are kept where they are there, and counted on', () => {
		expect(said([heading(1, '一、甲'), heading(2, '（一）乙'), heading(1, '丙')])).toEqual(['一、甲', '（一）乙', '二、丙']);
		expect(said(Array.from({ length: 12 }, () => heading(1, '甲'))).slice(9)).toEqual(['十、甲', '十一、甲', '十二、甲']);
	});

	it('say the title of a slot once', () => {
		expect(said([heading(1, '八、存在的问题'), slot('存在的问题'), slot('工作要求'), slot('')])).toEqual([
			'八、存在的问题',
			'',
			'二、工作要求',
			'',
		]);
	});
});

describe('words of papers', () => {
	it('number tables, charts and annexes', () => {
		const blocks: readonly PaperBlockView[] = [
			table('甲'),
			{ kind: 'chart', id: 'c', title: '乙', chart: { kind: 'bars', categories: [], series: [], unit: '' } },
			table('丙'),
		];
		expect([...captions(blocks).values()]).toEqual(['表1\u3000甲', '图1\u3000乙', '表2\u3000丙']);
		expect(annexNames([])).toEqual([{ label: '附件', name: '指标口径与数据说明' }]);
		expect(annexNames([table('清单')]).map(({ label, name }) => label + name)).toEqual(['附件1清单', '附件2指标口径与数据说明']);
	});

	it('say what a paper is', () => {
		expect([pageWords({ version: 1 }), pageWords({ number: 'x', version: 1 }), pageWords({ version: 2 })]).toEqual([
			'未定稿',
			undefined,
			'未定稿\u3000更正（第2版）',
		]);
		expect(correctionOf({ version: 1 })).toBeUndefined();
		expect(correctionOf({ version: 3, corrects: { number: '甲号', reason: '漏计。' } })).toBe('本件为第3版，更正甲号。更正原因：漏计。');
	});

	it('write cells', () => {
		expect(
			[
				null,
				'甲',
				{ number: -1234.5, digits: 1 },
				{ number: 3, suffix: ' 件' },
				{ day: '2026-11-20' },
				{ caseId: 1, caseNumber: '号' },
			].map(plainCell),
		).toEqual(['—', '甲', '−1,234.5', '3 件', '2026-11-20', '号']);
		expect(groupedNumber(-0.004, 2)).toBe('0.00');
	});
});
