import { expect, it } from 'vitest';
import { creditGrid } from './credit-grid.ts';

it('shows all measures at the usual size and on a full screen', () => {
	expect(creditGrid(8, 592, 250)).toEqual({ columns: 2, rows: 4, shown: 8, flat: false });
	expect(creditGrid(8, 840, 437)).toEqual({ columns: 2, rows: 4, shown: 8, flat: false });
});

it('puts name and figure on one line where the tile is low, and leaves out what has no room', () => {
	expect(creditGrid(8, 592, 165)).toEqual({ columns: 2, rows: 4, shown: 8, flat: true });
	expect(creditGrid(8, 300, 165)).toMatchObject({ columns: 1, shown: 4, flat: true });
	expect(creditGrid(3, 592, 250)).toEqual({ columns: 1, rows: 3, shown: 3, flat: false });
});
