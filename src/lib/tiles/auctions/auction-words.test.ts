import { describe, expect, it } from 'vitest';
import { changeWords } from './auction-words.ts';

describe('a change', () => {
	it.each([
		['同比', 120, 100, '同比 +20.0%'],
		['环比', 90, 100, '环比 −10.0%'],
		['同比', 5, null, '同比 —'],
		['环比', 5, 0, '环比 上期为 0'],
		['环比', 0, 0, '环比 持平'],
	] as const)('%s %d after %s is %s', (kind, value, previous, words) => expect(changeWords(kind, value, previous)).toBe(words));
});
