import { describe, expect, it } from 'vitest';
import { insertPhrase, phrasesFor, sizeWords } from './phrase-words.ts';

const own = [
	{ id: 1, use: 'approve', text: '甲。' },
	{ id: 2, use: 'refuse', text: '乙。' },
] as const;

describe('phrases of a field', () => {
	it('are the own ones first, and no phrase of the house twice', () => {
		expect(phrasesFor('approve', own, ['丙。', '甲。']).map(({ id, text }) => [id, text])).toEqual([
			[1, '甲。'],
			[undefined, '丙。'],
		]);
	});
});

describe('a phrase put into a text', () => {
	const at = (text: string, start: number, end = start) => ({ text, start, end });
	it.each([
		['an empty text', at('', 0), '甲。', '甲。', 2],
		['a text that is another phrase', at('乙。', 2), '甲。', '甲。', 2],
		['the end of a sentence', at('已核实。', 4), '甲。', '已核实。甲。', 6],
		['the end of an unfinished sentence', at('已核实', 3), '甲。', '已核实。甲。', 6],
		['the middle', at('前，后', 2), '甲', '前，甲后', 3],
		['what is marked', at('前旧后', 1, 2), '甲', '前；甲后', 3],
		['a text behind which a demand comes', at('每周五报进度', 6), '抄送', '每周五报进度；抄送', 9],
	])('%s', (_, typed, phrase, text, caret) => {
		expect(insertPhrase(typed, phrase, ['甲。', '乙。'])).toEqual({ text, caret });
	});
});

it('sizes are whole KB below one MB', () => {
	expect([sizeWords(10), sizeWords(320_000), sizeWords(4_404_019)]).toEqual(['1 KB', '313 KB', '4.2 MB']);
});
