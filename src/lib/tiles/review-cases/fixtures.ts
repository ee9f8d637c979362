import type { ReviewCasesPayload } from '../../contract/topics-quality.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData } from '../../ui/tile-fixtures.ts';

type Row = ReviewCasesPayload['rows'][number];

const rowOf = (
	kind: string,
	name: string,
	received: readonly [number, number | null],
	closed: readonly [number, number | null],
	open: number,
): Row => ({
	...{ kind, name, open },
	received: { value: received[0], previous: received[1] },
	closed: { value: closed[0], previous: closed[1] },
	ratio: received[0] > 0 ? closed[0] / received[0] : null,
});

function reviewOf(rows: readonly Row[], years: ReviewCasesPayload['years']): ReviewCasesPayload {
	const add = (part: 'received' | 'closed') => ({
		value: rows.reduce((sum, row) => sum + row[part].value, 0),
		previous: rows.every((row) => row[part].previous !== null) ? rows.reduce((sum, row) => sum + (row[part].previous ?? 0), 0) : null,
	});
	const [received, closed] = [add('received'), add('closed')];
	const open = rows.reduce((sum, row) => sum + row.open, 0);
	return { year: 2026, rows, total: { received, closed, open, ratio: received.value > 0 ? closed.value / received.value : null }, years };
}

const years = [
	{ year: 2022, received: 412, closed: 398 },
	{ year: 2023, received: 486, closed: 471 },
	{ year: 2024, received: 530, closed: 538 },
	{ year: 2025, received: 611, closed: 590 },
	{ year: 2026, received: 502, closed: 484 },
];

export const full = reviewOf(
	[
		rowOf('objection', '执行异议', [386, 402], [371, 388], 46),
		rowOf('reconsideration', '执行复议', [88, 71], [90, 70], 9),
		rowOf('supervision', '执行监督', [28, 36], [23, 34], 12),
	],
	years,
);
const clear = reviewOf(
	[
		rowOf('objection', '执行异议', [12, 12], [12, 10], 0),
		rowOf('reconsideration', '执行复议', [0, 3], [1, 2], 0),
		rowOf('supervision', '执行监督', [0, 0], [0, 0], 0),
	],
	years.map(({ year, received }) => ({ year, received: Math.round(received / 40), closed: Math.round(received / 40) })),
);
const fresh = reviewOf(
	full.rows.map((row) => ({ ...row, received: { ...row.received, previous: null }, closed: { ...row.closed, previous: null } })),
	years.map((each, at) => (at < 4 ? { ...each, received: null, closed: null } : each)),
);
export const none = reviewOf(
	full.rows.map((row) => rowOf(row.kind, row.name, [0, 0], [0, 0], 0)),
	years.map(({ year }) => ({ year, received: 0, closed: 0 })),
);
const large = reviewOf(
	full.rows.map((row) =>
		rowOf(
			row.kind,
			row.name,
			[row.received.value * 900, row.received.previous! * 900],
			[row.closed.value * 900, row.closed.previous! * 900],
			row.open * 900,
		),
	),
	years.map(({ year, received, closed }) => ({ year, received: received * 900, closed: closed * 900 })),
);

export const fixtures: TileFixture<'review-cases'>[] = [
	...commonStates<'review-cases'>(full),
	{ state: '全部结案（未结 0）', data: fixtureData<'review-cases'>(clear) },
	{ state: '以前年度无数据', data: fixtureData<'review-cases'>(fresh) },
	{ state: '没有案件', data: fixtureData<'review-cases'>(none) },
	{ state: '全省（数字很大）', data: fixtureData<'review-cases'>(large) },
];
