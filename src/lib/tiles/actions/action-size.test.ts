import { expect, it } from 'vitest';
import { actionSize, hugeHeight } from './action-size.ts';

it('gives all four figures one size, at least 110 px up to four places', () => {
	expect(actionSize([46, 128, 78, 16])).toBe(136);
	expect(actionSize([46, 1284, 78, 16])).toBe(110);
	expect(actionSize([46, 12_840, 78, 16])).toBe(88);
	expect(actionSize([0, 0, 0, 0])).toBe(136);
});

it('keeps the longest figure away from the next column, wide or narrow', () => {
	expect(actionSize([46, 128, 78, 16], { width: 1068 })).toBe(136);
	expect(actionSize([46, 1284, 78, 16], { width: 1068 })).toBe(110);
	for (const width of [620, 744, 982, 1068]) {
		for (const most of [8, 78, 128, 1284, 12_840]) {
			const size = actionSize([46, most, 78, 16], { width });
			expect(String(most).length * 0.49 * size, `${most} in ${width}`).toBeLessThanOrEqual(width / 4 - 40);
		}
	}
	expect(actionSize([46, 128, 78, 16], { width: 982 })).toBeGreaterThanOrEqual(110);
});

it('leaves out the quiet line before it cuts a figure', () => {
	expect(hugeHeight(206)).toBe(112);
	expect(hugeHeight(138)).toBe(82);
	expect(hugeHeight(138) + 30 + 26).toBeLessThanOrEqual(138);
	expect(actionSize([46, 128, 78, 16], { width: 1068, height: 138 })).toBe(100);
});
