import { expect, it } from 'vitest';
import { calcSpark } from './spark.ts';

it('stays inside its box at any height', () => {
	const spark = calcSpark([0, 900, 3]);
	expect(spark?.path).toBe('M0.00,27.00L50.00,3.00L100.00,26.92');
	expect(calcSpark([5, 5])?.lastTop).toBe(50);
	expect(calcSpark([5])).toBeUndefined();
});
