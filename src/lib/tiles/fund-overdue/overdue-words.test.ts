import { expect, it } from 'vitest';
import { full, none } from './fixtures.ts';
import { rangeWords } from './overdue-words.ts';

it('says which are shown and how many there are', () => {
	expect(rangeWords(full, 0, 5)).toBe('到账早的在前\u3000第 1–5 笔，共 11 笔');
	expect(rangeWords(full, 2, 5)).toBe('到账早的在前\u3000第 11 笔，共 11 笔');
	expect(rangeWords({ total: 3, rows: full.rows.slice(0, 3) }, 0, 5)).toBe('到账早的在前');
	expect(rangeWords(none, 0, 5)).toBe('');
});
