import { describe, expect, it } from 'vitest';
import { full } from './fixtures.ts';
import { gridOf, orderCourts } from './court-grid.ts';

describe('grid of courts', () => {
	it.each([1, 4, 11, 40, 180])('gives %i courts room for all on one page of 1840 × 900', (count) => {
		const grid = gridOf(count, 1840, 900);
		expect(grid.columns * grid.rows).toBeGreaterThanOrEqual(count);
		expect(grid.scale).toBeGreaterThanOrEqual(1);
	});

	it('says less where there are more, and pages only where nothing else helps', () => {
		expect(gridOf(11, 1216, 396).detail).toBe('full');
		expect(gridOf(32, 1216, 396).detail).toBe('short');
		const crowd = gridOf(200, 748, 302);
		expect(crowd.detail).toBe('small');
		expect(crowd.perPage).toBeLessThan(200);
		expect(crowd.perPage).toBeGreaterThan(20);
	});

	it('orders by value only where ranking is switched on', () => {
		expect(orderCourts(full)).toEqual(full.rows);
		const ranked = orderCourts({ ...full, ranked: true }).map((row) => row.nodes.overdue);
		expect(ranked).toEqual([...ranked].sort((a, b) => b - a));
		expect(full.rows.map((row) => row.nodes.overdue)).not.toEqual(ranked);
	});
});
