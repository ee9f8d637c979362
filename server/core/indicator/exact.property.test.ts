import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareTo, fewerNeeded, moreNeeded, type Fraction } from './exact.ts';

const counts = fc.integer({ min: 0, max: 300 });
/** Bounds as documents state them: up to two decimals. */
const bounds = fc.integer({ min: 0, max: 10_000 }).map((n) => n / 100);

/** The comparison by hand: value − bound with everything multiplied out in whole numbers. */
const reaches = (n: bigint, d: bigint, bound: number, strict: boolean): boolean => {
	const left = n * 100n * 100n;
	const right = BigInt(Math.round(bound * 100)) * d;
	return strict ? left > right : left >= right;
};

describe('distance to a target, against brute force', () => {
	it.each(['numerator', 'both'] as const)('the least that is missing is enough, and one less is not (%s moves)', (moves) => {
		fc.assert(
			fc.property(counts, fc.integer({ min: 1, max: 300 }), bounds, fc.boolean(), (numerator, denominator, bound, strict) => {
				const value: Fraction = { numerator, denominator, unit: '%' };
				const need = moreNeeded(value, bound, strict, moves);
				const after = (x: number): boolean =>
					reaches(BigInt(numerator + x), BigInt(denominator + (moves === 'both' ? x : 0)), bound, strict);
				if (need === undefined) {
					for (const x of [0, 1, 10, 1000, 1_000_000]) expect(after(x)).toBe(false);
					return;
				}
				expect(after(need)).toBe(true);
				if (need > 0) expect(after(need - 1)).toBe(false);
			}),
			{ numRuns: 2000 },
		);
	});

	it('the least that is too much brings the value down, and one less does not', () => {
		fc.assert(
			fc.property(counts, fc.integer({ min: 1, max: 300 }), bounds, fc.boolean(), (numerator, denominator, bound, strict) => {
				const need = fewerNeeded({ numerator, denominator, unit: '%' }, bound, strict);
				const isDown = (x: number): boolean => !reaches(BigInt(numerator - x), BigInt(denominator), bound, !strict);
				if (need === undefined) {
					expect(isDown(numerator)).toBe(false);
					return;
				}
				expect(isDown(need)).toBe(true);
				if (need > 0) expect(isDown(need - 1)).toBe(false);
			}),
			{ numRuns: 2000 },
		);
	});

	it('is not lost to rounding on the bound, nor with amounts in fen', () => {
		expect(compareTo({ numerator: 999, denominator: 1000, unit: '%' }, 99.9)).toBe(0);
		expect(compareTo({ numerator: 96, denominator: 100, unit: '%' }, 96)).toBe(0);
		expect(compareTo({ numerator: 9_007_199_254_740_991, denominator: 9_007_199_254_740_990, unit: '%' }, 100)).toBe(1);
		expect(compareTo({ numerator: 1_500_000, denominator: 1, unit: '万元' }, 1.5)).toBe(0);
		expect(compareTo({ numerator: 90, denominator: 1, unit: '小时' }, 1.5)).toBe(0);
	});
});
