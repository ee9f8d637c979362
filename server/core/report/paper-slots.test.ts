import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildUsual } from './paper.fixture.ts';
import type { Inline } from './paper.ts';
import { applySlots, faultOfSlot, parseSlot, printSlot } from './paper-slots.ts';
import { typedNumbers } from './paper-typed.ts';

const signs = fc.string({ unit: fc.constantFrom('甲', '件', ' ', '{', '}', '\\', '{{', '}}', '{{a}}', '7', '，'), maxLength: 12 });
const ids = fc.string({ unit: fc.constantFrom('a', '@', '/', '.', '1', '院', ' '), minLength: 1, maxLength: 8 });
const parts = fc.array(
	fc.oneof(
		signs,
		ids.map((ref) => ({ ref })),
	),
	{ maxLength: 6 },
);

/** What an editor can hold: texts side by side are one text, paragraphs have no blank ends and are not empty. */
function settled(paragraphs: readonly (readonly Inline[])[]): readonly (readonly Inline[])[] {
	const joined = paragraphs.map((paragraph) => {
		const runs: Inline[] = [];
		for (const part of paragraph) {
			const last = runs.at(-1);
			if (typeof part === 'string' && typeof last === 'string') runs[runs.length - 1] = last + part;
			else if (part !== '') runs.push(part);
		}
		const [first, last] = [runs[0], runs.at(-1)];
		if (typeof first === 'string') runs[0] = first.trimStart();
		if (typeof last === 'string') runs[runs.length - 1] = String(runs.at(-1)).trimEnd();
		return runs.filter((run) => run !== '');
	});
	return joined.filter((paragraph) => paragraph.length > 0);
}

describe('the text of an editor', () => {
	it('gives back what it was printed from, whatever stands in it', () => {
		fc.assert(
			fc.property(fc.array(parts, { maxLength: 4 }), (paragraphs) => {
				const held = settled(paragraphs);
				expect(parseSlot(printSlot(held))).toEqual(held);
			}),
			{ numRuns: 3000 },
		);
	});

	it('reads any text, and reads what it prints of it the same again', () => {
		fc.assert(
			fc.property(fc.string({ unit: fc.constantFrom('{', '}', '\\', 'a', '\n', '甲', ' '), maxLength: 30 }), (text) => {
				const read = parseSlot(text);
				expect(parseSlot(printSlot(read))).toEqual(read);
			}),
			{ numRuns: 3000 },
		);
	});

	it('keeps one paragraph a line and figures as references', () => {
		expect(parseSlot('结案率为{{rate@all}}，\r\n\n  请整改。 ')).toEqual([['结案率为', { ref: 'rate@all' }, '，'], ['请整改。']]);
		expect(parseSlot('写作 \\{{rate}}')).toEqual([['写作 {{rate}}']]);
	});
});

describe('a text in a slot', () => {
	const paper = buildUsual();

	it.each([
		['problems', '结案率{{nowhere@all}}', '「存在的问题」引用了本文稿没有的数字「nowhere@all」'],
		['problems', ' \n ', '「存在的问题」不能为空；没有内容的请写明“无”'],
		['problems', '长'.repeat(4001), '「存在的问题」最多 4000 字'],
		['nothing', '无', '文稿中没有这一部分'],
	])('is refused: %s %#', (id, text, fault) => {
		expect(faultOfSlot(paper, id, parseSlot(text))).toBe(fault);
	});

	it('stands in its place, marked as edited, and nothing else changes', () => {
		const written = { problems: parseSlot('结案率仅{{rate@all}}。') };
		expect(faultOfSlot(paper, 'problems', written.problems)).toBeUndefined();
		const merged = applySlots(paper, written);
		expect(merged.blocks.find((block) => block.kind === 'slot' && block.id === 'problems')).toEqual({
			kind: 'slot',
			id: 'problems',
			title: '存在的问题',
			paragraphs: [['结案率仅', { ref: 'rate@all' }, '。']],
			edited: true,
		});
		expect({ ...merged, blocks: [] }).toEqual({ ...paper, blocks: [] });
		expect(merged.blocks.filter((block) => block.kind !== 'slot')).toEqual(paper.blocks.filter((block) => block.kind !== 'slot'));
	});

	it('written back as computed counts as not edited', () => {
		expect(applySlots(paper, { problems: [['结案率为', { ref: 'rate@all' }, '，未达到目标。']] })).toEqual(paper);
	});
});

describe('数字应引用，不得手填', () => {
	const typed = (text: string) => typedNumbers(buildUsual(), { problems: parseSlot(text) }).map((each) => each.text);

	it.each([
		['结案率仅96.25%，比上月下降2.1个百分点。', ['96.25%', '2.1']],
		['超期节点7件，涉及 3 名承办人。', ['7', '3']],
		['到账案款１，２３５万元，未发放1,235.60万元。', ['1，235', '1,235.60']],
		['平均用时45日，较上年同期增加3日。', ['45', '3']],
		['完成百分之九十二。', ['百分之九十二']],
		['位居全市前3名。', ['3']],
		['未结20月。', ['20']],
	])('warns: %s', (text, numbers) => {
		expect(typed(text)).toEqual(numbers);
	});

	it.each([
		'请于2026年3月20日前办结，3月25日至31日逐案核查。',
		'（2026）示0204执1号、(2026)示0204执恢12号案件超期，见〔2026〕47号通知。',
		'第3项、附件2、表1所列案件由执行二团队15日内办结，3个工作日内报告。',
		'1. 压实责任。',
		'（2）落实清单。',
		'一要清理，二要整改；9时30分召开调度会，14:00前报送。',
		'2026年上半年、2026年第1季度、3月底前清零。',
		'结案率为{{rate@all}}，未达到目标。',
		// Stood so in the computed text.
		'未达到目标。',
	])('says nothing of: %s', (text) => {
		expect(typed(text)).toEqual([]);
	});

	it('takes numbers that the computed text has in the same words for computed', () => {
		const demands = (text: string) => typedNumbers(buildUsual({ demand: '超期30件以上的团队作书面说明。' }), { demands: parseSlot(text) });
		expect(demands('超期30件以上的团队、法官作书面说明。')).toEqual([]);
		expect(demands('超期30人以上的团队作书面说明。')).toEqual([{ slot: 'demands', title: '工作要求', text: '30' }]);
	});
});
