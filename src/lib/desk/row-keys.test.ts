import { expect, test } from 'vitest';
import { nextRow } from './row-keys.ts';

test.each([
	['j', -1, 3, 0],
	['j', 2, 3, 2],
	['k', -1, 3, 2],
	['k', 0, 3, 0],
	['ArrowDown', 0, 3, 1],
	['End', 0, 3, 2],
	['Home', 2, 3, 0],
	['x', 0, 3, undefined],
	['j', -1, 0, undefined],
])('%s at %i of %i', (key, at, count, next) => {
	expect(nextRow(key, at, count)).toBe(next);
});
