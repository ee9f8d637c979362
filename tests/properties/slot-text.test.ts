import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSlot, printSlot } from '../../server/core/report/paper-slots.ts';
import { typedNumbers } from '../../server/core/report/paper-typed.ts';
import type { Paper } from '../../server/core/report/paper.ts';
import { escaped, paragraphsOf, tokenOf } from '../../src/lib/desk/slot-text.ts';
import { typedIn } from '../../src/lib/format/typed-numbers.ts';
import { buildUsual } from '../../server/core/report/paper.fixture.ts';

const paperOf = (computed: string): Paper => ({
	...buildUsual(),
	blocks: [{ kind: 'slot', id: 'problems', title: '存在的问题', paragraphs: parseSlot(computed) }],
	annexes: [],
});

describe('the text of an editor in the page', () => {
	it('is read as the server reads it', () => {
		const texts = fc.string({ unit: fc.constantFrom('{', '}', '\\', '{{a}}', 'a', '\n', '\r\n', ' ', '甲', '7'), maxLength: 30 });
		fc.assert(
			fc.property(texts, (text) => {
				expect(paragraphsOf(text)).toEqual(parseSlot(text));
			}),
			{ numRuns: 3000 },
		);
	});
	it('warns of the numbers that the server would have checked before the review', () => {
		const pieces = [
			'7',
			'９６.25',
			'%',
			'件',
			'2026年3月20日',
			'第3项',
			'（2026）示0204执1号',
			'{{rate@all}}',
			'，',
			'\n',
			'甲',
			'百分之九十',
		];
		const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((parts) => parts.join(''));
		let warned = 0;
		fc.assert(
			fc.property(texts, texts, (computed, written) => {
				const paper = paperOf(computed);
				const server = typedNumbers(paper, { problems: parseSlot(written) }).map(({ text }) => text);
				expect(typedIn(paragraphsOf(written), paragraphsOf(computed))).toEqual(server);
				warned += server.length;
			}),
			{ numRuns: 1000 },
		);
		expect(warned).toBeGreaterThan(100);
	});
	it('is written as the server prints it', () => {
		const written = `${escaped('写作 {x}\\ ')}${tokenOf('rate@all')}。`;
		expect(written).toBe(printSlot([['写作 {x}\\ ', { ref: 'rate@all' }, '。']]));
	});
});
