import type { OverdueOpenPayload } from '../../contract/topics-monitor.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData } from '../../ui/tile-fixtures.ts';

const kinds = [
	{ kind: 'criminal', name: '刑事' },
	{ kind: 'civil', name: '民事' },
	{ kind: 'administrative', name: '行政' },
	{ kind: 'enforcement', name: '执行' },
] as const;
const names = ['一个月以内', '超一个月', '超两个月', '超三个月', '超半年'];

function payloadOf(table: readonly (readonly number[])[], open: number, all: OverdueOpenPayload['kinds'] = kinds): OverdueOpenPayload {
	const totals = table.map((row) => row.reduce((sum, count) => sum + count, 0));
	const total = totals.reduce((sum, count) => sum + count, 0);
	return {
		kinds: all,
		bands: table.map((counts, index) => ({
			name: names[index]!,
			counts,
			total: totals[index]!,
			share: total > 0 ? totals[index]! / total : null,
		})),
		total,
		open,
	};
}

export const full = payloadOf(
	[
		[0, 6, 1, 31],
		[1, 3, 0, 18],
		[0, 2, 0, 9],
		[0, 1, 0, 4],
		[0, 0, 0, 2],
	],
	6_204,
);
export const none = payloadOf(
	names.map(() => [0, 0, 0, 0]),
	6_204,
);

export const fixtures: TileFixture<'overdue-open'>[] = [
	...commonStates<'overdue-open'>(full),
	{ state: '没有超期未结', data: fixtureData<'overdue-open'>(none) },
	{ state: '新设法院（没有案件）', data: fixtureData<'overdue-open'>({ ...none, open: 0 }) },
	{
		state: '全省、含其他类',
		data: fixtureData<'overdue-open'>(
			payloadOf(
				[
					[12, 1_204, 88, 10_431, 3],
					[4, 630, 41, 5_518, 1],
					[2, 212, 20, 2_309, 0],
					[1, 97, 9, 1_204, 0],
					[0, 40, 3, 702, 0],
				],
				301_220,
				[...kinds, { kind: 'other', name: '其他' }],
			),
		),
	},
	{
		state: '全部超半年',
		data: fixtureData<'overdue-open'>(
			payloadOf(
				[
					[0, 0, 0, 0],
					[0, 0, 0, 0],
					[0, 0, 0, 0],
					[0, 0, 0, 0],
					[0, 0, 0, 3],
				],
				3,
			),
		),
	},
];
