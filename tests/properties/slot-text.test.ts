import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSlot, printSlot } from '../../server/core/report/paper-slots.ts';
import { escaped, paragraphsOf, tokenOf } from '../../src/lib/desk/slot-text.ts';

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
	it('is written as the server prints it', () => {
		const written = `${escaped('写作 {x}\\ ')}${tokenOf('rate@all')}。`;
		expect(written).toBe(printSlot([['写作 {x}\\ ', { ref: 'rate@all' }, '。']]));
	});
});
