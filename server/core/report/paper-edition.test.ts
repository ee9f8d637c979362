import { describe, expect, it } from 'vitest';
import { visitorEdition } from './paper-edition.ts';
import { faultOfPaper } from './paper-check.ts';
import type { CitedFigure, Paper } from './paper.ts';
import { buildUsual } from './paper.fixture.ts';

const usual = buildUsual();
const ofPerson = (id: string, label: string): CitedFigure => ({ ...usual.figures[0]!, id, label, person: 'dc-li', text: '7 件' });
const column = (title: string) => ({ title, align: 'left', width: 1 }) as const;

/** A paper that speaks of 李某某 in every place that can hold words. */
const paper: Paper = {
	...usual,
	title: '李某某专报',
	blocks: [
		...usual.blocks,
		{ kind: 'para', parts: ['超期较多的有：李某某', { ref: 'overdue@dc.p-dc-li/week/owner' }, '。'] },
		{ kind: 'table', id: 'plain', title: '表', columns: [column('李某某')], rows: [], empty: '李某某没有。' },
		{
			kind: 'chart',
			id: 'lines',
			title: '走势',
			chart: { kind: 'trend', categories: ['1月'], series: [{ name: '李某某', values: [1] }], unit: '件' },
		},
		{
			kind: 'chart',
			id: 'whole',
			title: '李某某所在团队',
			chart: { kind: 'bars', categories: ['1月'], series: [], unit: '件' },
			note: '李某某',
		},
	],
	annexes: [
		{
			kind: 'table',
			id: 'persons',
			title: '承办人',
			columns: [column('姓名'), column('受理')],
			rows: [['李某某', { ref: 'group-accepted@dc.p-dc-li/ytd/group~' }]],
			empty: '无',
			persons: true,
		},
	],
	figures: [
		...usual.figures.map(({ person: _person, ...figure }) => figure),
		ofPerson('overdue@dc.p-dc-li/week/owner', '李某某超期节点'),
		ofPerson('group-accepted@dc.p-dc-li/ytd/group~', '李某某受理'),
	],
	corrects: { number: '东川县法执通〔2026〕1号', reason: '李某某反映数字有误' },
};

describe('the edition for visitors, as its files are made from it', () => {
	const visitors = visitorEdition(paper, ['李某某']);

	it('names nobody in a title, a head of a column, a chart, a reason', () => {
		expect(JSON.stringify(visitors)).not.toContain('李某某');
		expect(visitors.corrects).toEqual({ number: '东川县法执通〔2026〕1号', reason: '李某反映数字有误' });
		expect(visitors.blocks.flatMap((block) => (block.kind === 'chart' ? [block.id] : []))).toEqual(['whole']);
	});

	it('keeps no figure of a list that was left out, and no code of a person in what is left', () => {
		expect(JSON.stringify(visitors)).not.toContain('dc-li');
		expect(visitors.figures.map(({ label }) => label)).toEqual(['李某已结', '结案率', '李某超期节点']);
		expect(faultOfPaper(visitors)).toBeUndefined();
	});

	it('masks whom persons named in the parts that they wrote, the longer of two names whole', () => {
		const slot = (parts: readonly string[]): Paper['blocks'][number] => ({
			kind: 'slot',
			id: 'problems',
			title: '存在的问题',
			paragraphs: [parts],
		});
		const written = { ...usual, blocks: [slot(['欧阳小明、王刚、王刚强承办的案件超期，王刚须立即整改。'])] };
		const [block] = visitorEdition(written, ['王刚', '王刚强', '欧阳小明']).blocks;
		expect(block).toMatchObject({ paragraphs: [['欧阳某、王某、王某承办的案件超期，王某须立即整改。']] });
	});
});
