import { describe, expect, it } from 'vitest';
import { leadLines } from './bulletins.ts';

const figures = [{ id: 'a', text: '655 件' }] as unknown as Parameters<typeof leadLines>[0]['figures'];

describe('lead findings of a paper', () => {
	it('are its first paragraphs in its own words, with the figures it cites', () => {
		const lines = leadLines({
			figures,
			blocks: [
				{ kind: 'heading', level: 1, text: '一、总体情况' },
				{ kind: 'para', parts: ['本周结案 ', { ref: 'a' }, '。'] },
				{ kind: 'slot', id: 's', title: '问题', paragraphs: [['缺少 ', { ref: 'gone' }], [' ']] },
				...Array.from({ length: 6 }, (_, at) => ({ kind: 'para' as const, parts: [`第 ${at} 段`] })),
			],
		});
		expect(lines).toEqual(['本周结案 655 件。', '缺少 —', '第 0 段', '第 1 段']);
	});

	it('are cut where they are too long for a wall', () => {
		const [line] = leadLines({ figures, blocks: [{ kind: 'para', parts: ['长'.repeat(400)] }] });
		expect(line).toHaveLength(120);
		expect(line!.endsWith('…')).toBe(true);
	});

	it('ends a long finding with a whole sentence', () => {
		const sentence = '结案到位金额90.22万元，较上周增加51.93万元。';
		const [line] = leadLines({ figures, blocks: [{ kind: 'para', parts: [sentence.repeat(9)] }] });
		expect(line!.endsWith('51.93万元。')).toBe(true);
		expect(line!.length).toBeLessThanOrEqual(120);
	});
});
