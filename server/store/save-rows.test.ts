import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { padded } from './save-rows.ts';

describe('a list filled up for a statement', () => {
	it('has the same members, and a length that is a power of two', () => {
		fc.assert(
			fc.property(fc.array(fc.nat(), { maxLength: 300 }), (list) => {
				const full = padded(list);
				expect(full.slice(0, list.length)).toEqual(list);
				expect(new Set(full)).toEqual(new Set(list));
				expect(list.length === 0 ? full.length : Math.log2(full.length) % 1).toBe(0);
				expect(full.length).toBeLessThan(Math.max(1, 2 * list.length));
			}),
		);
	});

	it('stays as it is where filling it up would take more values than a statement may have', () => {
		const list = Array.from({ length: 20_000 }, (_, index) => index);
		expect(padded(list)).toBe(list);
	});
});
