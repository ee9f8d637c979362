import { expect, it } from 'vitest';
import { full } from './fixtures.ts';
import { tablePages } from './court-pages.ts';

it('keeps the order of the court table on every page, and shows each court with each indicator once', () => {
	const pages = tablePages(full, { rows: 5, columns: 4 });
	const seen = pages.flatMap(({ rows, columns }) => rows.flatMap(({ code }) => columns.map((at) => `${code} ${full.courts[at]!.court}`)));
	expect(new Set(seen).size).toBe(seen.length);
	expect(seen).toHaveLength(full.rows.length * full.courts.length);
	for (const { columns } of pages) expect(columns).toEqual([...columns].sort((a, b) => a - b));
});

it('shares pages out evenly, and has one where everything fits', () => {
	expect(tablePages(full, { rows: 99, columns: 99 })).toHaveLength(1);
	const nine = { rows: full.rows.slice(0, 1), courts: full.courts.slice(0, 9) };
	expect(tablePages(nine, { rows: 1, columns: 8 }).map(({ columns }) => columns.length)).toEqual([5, 4]);
	expect(tablePages({ rows: [], courts: [] }, { rows: 3, columns: 3 })).toEqual([{ rows: [], columns: [] }]);
});
