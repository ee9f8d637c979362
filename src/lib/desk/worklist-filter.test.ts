import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WorklistFilter } from '../contract/desk.ts';
import { filterQuery, parseFilter, withView, worklistViews } from './worklist-filter.ts';

const text = fc.option(
	fc
		.string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
		.map((value) => value.trim())
		.filter((value) => value !== '' && value.isWellFormed()),
	{ nil: undefined },
);

test('a filter written to the address and read again is the same', () => {
	const filters = fc.record({
		view: fc.constantFrom(...worklistViews.map(({ view }) => view)),
		court: text,
		node: text,
		handler: text,
		cursor: text,
	});
	fc.assert(
		fc.property(filters, (drawn) => {
			const filter = Object.fromEntries(Object.entries(drawn).filter(([, value]) => value !== undefined)) as unknown as WorklistFilter;
			expect(parseFilter(new URL(`http://x/desk${filterQuery(filter)}`).searchParams)).toEqual(filter);
		}),
	);
});

test('the bare page is the list of overdue nodes, and so is anything not understood', () => {
	expect(parseFilter(new URLSearchParams(''))).toEqual({ view: 'overdue' });
	expect(parseFilter(new URLSearchParams('view=__proto__&court=&cursor=%20'))).toEqual({ view: 'overdue' });
	expect(filterQuery({ view: 'overdue' })).toBe('');
});

test('another view starts at its first page and keeps the court', () => {
	expect(withView({ view: 'overdue', court: 'b1', cursor: 'c9' }, 'locked')).toEqual({ view: 'locked', court: 'b1' });
});
