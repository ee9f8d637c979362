import { describe, expect, it } from 'vitest';
import { full, none, zero } from './fixtures.ts';
import { fundSides, zeros } from './fund-words.ts';

const sumOf = (parts: readonly { readonly value: number }[]): number => parts.reduce((sum, { value }) => sum + value, 0);

describe('the balance of money', () => {
	it.each([
		['busy', full],
		['cleared', zero],
		['nothing', none],
	])('has two sides of the same sum (%s)', (_, flow) => {
		const [there, gone] = fundSides(flow);
		expect(sumOf(there.parts)).toBe(sumOf(gone.parts));
		expect(sumOf(there.parts)).toBe(flow.openingFen + flow.arrived.fen);
	});
	it('counts what is past its limit once, as a part of what is unpaid', () => {
		const [, { parts }] = fundSides(full);
		const unpaid = parts.filter(({ name }) => name.includes('未发'));
		expect(unpaid.map(({ tone }) => tone)).toEqual([3, 'overdue']);
		expect(sumOf(unpaid)).toBe(full.unpaid.fen);
		expect(fundSides(zero)[1].parts.some(({ tone }) => tone === 'overdue')).toBe(false);
	});
	it('names the two zeros', () => {
		expect(zeros(zero).map(({ name, money }) => [name, money.count])).toEqual([
			['不明款', 0],
			['逾期未发', 0],
		]);
	});
});
