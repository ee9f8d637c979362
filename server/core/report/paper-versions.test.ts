import { describe, expect, it } from 'vitest';
import { faultOfPaper } from './paper-check.ts';
import { diffPapers, isSame } from './paper-diff.ts';
import { maskedName, visitorEdition } from './paper-edition.ts';
import { buildUsual, late } from './paper.fixture.ts';
import type { Paper } from './paper.ts';
import { courtWord, paperNumber } from './paper-number.ts';
import type { CourtDate } from '../time/types.ts';

describe('what a later version says otherwise', () => {
	it('is nothing for the same paper', () => {
		expect(isSame(diffPapers(buildUsual(), buildUsual()))).toBe(true);
	});

	it('names figures old and new, rows that came, went and changed, and the words', () => {
		const before = buildUsual({
			rows: [late('（2026）示0204执1号', '发出执行通知书', '李某某', 8), late('（2026）示0204执2号', '启动拍卖', '王某某', 5)],
		});
		const after = buildUsual({
			closed: 32,
			problems: '结案率升至',
			rows: [late('（2026）示0204执1号', '发出执行通知书', '李某某', 9), late('（2026）示0204执3号', '启动拍卖', '王某某', 1)],
		});
		expect(diffPapers(before, after)).toEqual({
			figures: [
				{ id: 'closed@all', label: '李某某已结', court: 'dc', before: '30 件', after: '32 件' },
				{ id: 'rate@all', label: '结案率', court: 'dc', before: '75.00%', after: '80.00%' },
			],
			tables: [
				{
					id: 'late',
					title: '超期节点',
					columns: ['案号', '节点', '承办人', '超期天数'],
					added: [['（2026）示0204执3号', '启动拍卖', '王某某', '1 天']],
					removed: [['（2026）示0204执2号', '启动拍卖', '王某某', '5 天']],
					changed: [
						{
							before: ['（2026）示0204执1号', '发出执行通知书', '李某某', '8 天'],
							after: ['（2026）示0204执1号', '发出执行通知书', '李某某', '9 天'],
						},
					],
				},
				{
					id: 'units',
					title: '各团队情况',
					columns: ['团队', '已结'],
					added: [],
					removed: [],
					changed: [{ before: ['执行一团队', '30 件'], after: ['执行一团队', '32 件'] }],
				},
			],
			words: [
				{ under: '一、总体情况', before: '已结30 件，结案率75.00%。', after: '已结32 件，结案率80.00%。' },
				{ under: '存在的问题', before: '结案率为75.00%，未达到目标。', after: '结案率升至80.00%，未达到目标。' },
			],
		});
	});

	it('keeps two nodes of one case apart, and a paragraph that came in between', () => {
		const number = '（2026）示0204执1号';
		const before = buildUsual({ rows: [late(number, '启动拍卖', '李某某', 8), late(number, '发出执行通知书', '李某某', 3)] });
		const after: Paper = {
			...buildUsual({ rows: [late(number, '发出执行通知书', '李某某', 3)] }),
			notes: ['更正：上期漏计。', '数据来源：执行指挥系统。'],
		};
		const diff = diffPapers(before, after);
		expect(diff.tables).toMatchObject([{ removed: [[number, '启动拍卖', '李某某', '8 天']], added: [], changed: [] }]);
		expect(diff.words).toEqual([{ under: '说明', after: '更正：上期漏计。' }]);
	});
});

describe('the edition for visitors', () => {
	it('has no list of persons, no full name and no way to cases', () => {
		const visitors = visitorEdition(buildUsual(), ['李某某', '欧阳某某', '某']);
		const text = JSON.stringify(visitors);
		expect(text).not.toContain('李某某');
		expect(text).not.toContain('欧阳某某');
		expect(text).not.toContain('caseId');
		expect(text).not.toContain('drill');
		expect(text).not.toContain('"person"');
		expect(visitors.blocks.flatMap((block) => (block.kind === 'table' ? [block.id] : []))).toEqual(['units']);
		expect(visitors.blocks).toContainEqual({ kind: 'para', parts: ['欧阳某、李某各有超期节点，均已提醒。'] });
		expect(visitors.notes.at(-1)).toBe('参观版：到人的名单从略，姓名以“某”代称；以内部版为准。');
		expect(faultOfPaper(visitors)).toBeUndefined();
	});

	it.each([
		['王小明', '王某'],
		['欧阳小明', '欧阳某'],
		['司马', '司某'],
		['李伟', '李某'],
	])('%s reads %s', (name, masked) => {
		expect(maskedName(name)).toBe(masked);
	});
});

describe('a paper that must not come before anybody', () => {
	const usual = buildUsual();
	const cases: readonly (readonly [string, Paper, string])[] = [
		['no title', { ...usual, title: ' ' }, '没有标题'],
		['nothing in it', { ...usual, blocks: [] }, '没有正文'],
		['headings only', { ...usual, blocks: [{ kind: 'heading', level: 1, text: '一、' }] }, '没有正文'],
		['no data', { ...usual, figures: [], blocks: [{ kind: 'para', parts: ['无'] }] }, '没有任何数据'],
		['a figure that is not there', { ...usual, figures: usual.figures.slice(1) }, '引用了不存在的数字「closed@all」'],
		[
			'a figure that is no number',
			{ ...usual, figures: [{ ...usual.figures[0]!, value: Number.NaN }, usual.figures[1]!] },
			'数字「李某某已结」无法计算',
		],
		['a blank figure', { ...usual, figures: [{ ...usual.figures[0]!, text: '' }, usual.figures[1]!] }, '数字「李某某已结」是空白'],
		['two figures of one id', { ...usual, figures: [...usual.figures, usual.figures[0]!] }, '编号「closed@all」重复'],
		[
			'rows that do not fit',
			{ ...usual, blocks: usual.blocks.map((block) => (block.kind === 'table' ? { ...block, rows: [['甲']] } : block)) },
			'表「超期节点」的行与表头不符',
		],
	];
	it.each(cases)('%s', (_, paper, fault) => {
		expect(faultOfPaper(paper)).toBe(fault);
	});
	it('and one that may', () => {
		expect(faultOfPaper(usual)).toBeUndefined();
	});
});

describe('numbers', () => {
	it.each([
		['示范省高级人民法院', '示范省高法'],
		['示范市中级人民法院', '示范市中法'],
		['东川县人民法院', '东川县法'],
	])('of %s begin with %s', (name, word) => {
		expect(courtWord({ name })).toBe(word);
	});
	it('have hexagonal brackets and the year of the issue', () => {
		expect(paperNumber({ name: '东川县人民法院' }, 'weekly', '2026-11-20' as CourtDate, 47)).toBe('东川县法执通〔2026〕47号');
	});
});
