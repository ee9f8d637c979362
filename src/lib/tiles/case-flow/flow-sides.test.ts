import { describe, expect, it } from 'vitest';
import { full, none } from './fixtures.ts';
import { flowSides, modeShares } from './flow-sides.ts';

const sumOf = (parts: readonly { readonly value: number }[]): number => parts.reduce((sum, { value }) => sum + value, 0);

describe('where cases come from and go', () => {
	it('has two sides of the same sum, in every kind and together', () => {
		for (const flow of [...full.kinds, full.total, none.total]) {
			const [there, gone] = flowSides(flow);
			expect(sumOf(there!.parts)).toBe(sumOf(gone!.parts));
		}
	});
	it('shares of closing sum to one, however many are shown', () => {
		for (const most of [1, 2, 4, 99]) {
			const shares = modeShares(full.modes, most);
			expect(shares.length).toBeLessThanOrEqual(most);
			expect(shares.reduce((sum, { share }) => sum + share!, 0)).toBeCloseTo(1, 9);
			expect(shares.reduce((sum, { count }) => sum + count, 0)).toBe(full.total.closed);
		}
	});
	it('does not divide by nothing', () => {
		expect(modeShares([], 4)).toEqual([]);
		expect(modeShares([{ mode: 'ended', name: '终结执行', count: 0 }], 4)[0]!.share).toBeNull();
	});
});
