import { expect, it } from 'vitest';
import { actionSize } from './action-size.ts';

it('gives all four figures one size, at least 110 px up to four places', () => {
	expect(actionSize([46, 128, 78, 16])).toBe(136);
	expect(actionSize([46, 1284, 78, 16])).toBe(110);
	expect(actionSize([46, 12_840, 78, 16])).toBe(88);
	expect(actionSize([0, 0, 0, 0])).toBe(136);
});
