import { describe, expect, it } from 'vitest';
import { full } from './fixtures.ts';
import { packColumns, pageNodes } from './node-columns.ts';

const { rows } = full;
const nodesOf = (columns: ReturnType<typeof packColumns>) =>
	columns.flat().flatMap((line) => (line.kind === 'node' ? [line.row.node] : []));

describe('columns of nodes', () => {
	it.each([2, 3, 5, 8, 13, 21, 99])('loses no node and leaves no heading alone at %i lines', (lines) => {
		const columns = packColumns(rows, lines);
		expect(nodesOf(columns)).toEqual(rows.map((row) => row.node));
		for (const column of columns) {
			expect(column.length).toBeLessThanOrEqual(lines);
			expect(column[0]!.kind).toBe('stage');
			expect(column.at(-1)!.kind).toBe('node');
		}
	});

	it('names a stage again where it goes on in the next column', () => {
		const [first, second] = packColumns(rows.slice(2, 8), 4);
		expect([first![0], second![0]]).toEqual([
			{ kind: 'stage', name: '通知查控' },
			{ kind: 'stage', name: '通知查控' },
		]);
	});

	it('puts everything on one page as evenly as can be, and pages where there is no room', () => {
		const one = pageNodes(rows, 3, 22);
		expect(one.pages).toHaveLength(1);
		expect(one.lines).toBeLessThan(18);
		const two = pageNodes(rows, 2, 11);
		expect(two.pages.length).toBeGreaterThan(1);
		expect(two.pages.every((page) => page.length <= 2)).toBe(true);
		expect(nodesOf(two.pages.flat())).toEqual(rows.map((row) => row.node));
		expect(pageNodes([], 3, 10).pages.flat()).toEqual([]);
	});
});
