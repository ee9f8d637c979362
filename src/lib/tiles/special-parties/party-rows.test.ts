import { expect, it } from 'vitest';
import { full, none } from './fixtures.ts';
import { partyRows } from './party-rows.ts';

it('puts late ones first, and names what has none instead of a row of noughts', () => {
	const { shown, without } = partyRows(full.rows);
	expect(shown.length + without.length).toBe(full.rows.length);
	const late = shown.map(({ overdue }) => overdue);
	expect(late).toEqual([...late].sort((a, b) => b - a));
	expect(without).toEqual(['执转破']);
	expect(partyRows(none.rows).shown).toEqual([]);
});
