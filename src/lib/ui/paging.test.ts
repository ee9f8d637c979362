import { expect, it } from 'vitest';
import { fitRows, pagesOf } from './paging.ts';

it('fits whole rows only, at least one', () => {
	expect([fitRows(300, 60, 7), fitRows(299.6, 60, 7), fitRows(299, 60, 7), fitRows(10, 60, 7), fitRows(0, 60, 7)]).toEqual([5, 5, 4, 1, 7]);
});

it('cuts pages', () => {
	expect(pagesOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
	expect(pagesOf([], 2)).toEqual([]);
});
