import { expect, it } from 'vitest';
import { partWidths } from './balance.ts';

const part = (value: number) => ({ name: 'x', value, text: String(value), tone: 0 as const });

it('shares of a side sum to the whole', () => {
	expect(partWidths([part(1), part(3)])).toEqual([25, 75]);
	expect(partWidths([part(10), part(20), part(30)]).reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 9);
});

it('nothing has no width, and neither has a correction below nought', () => {
	expect(partWidths([part(0), part(0)])).toEqual([0, 0]);
	expect(partWidths([part(-5), part(10)])).toEqual([0, 100]);
	expect(partWidths([])).toEqual([]);
});
