import type { CourtsPayload, FeedState } from '../../contract/topics.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData } from '../../ui/tile-fixtures.ts';

const live: FeedState = { state: 'live', cutOff: '2026-10-14T06:31:00Z' };
const dead: FeedState = { state: 'dead', cutOff: '2026-10-13T09:40:00Z' };

function rowOf(name: string, overdue: number, locked: number, index: number, feed: FeedState = live): CourtsPayload['rows'][number] {
	const spark = Array.from({ length: 14 }, (_, day) =>
		Math.max(0, Math.round(overdue + 4 * Math.sin(day / 2 + index) + (13 - day) * (index % 3) * 0.4)),
	);
	spark[13] = overdue;
	return {
		court: `b${index}`,
		name: `${name}人民法院`,
		shortName: name.replace(/[县市]$/, ''),
		overdue,
		locked,
		dueToday: overdue,
		feed,
		spark,
	};
}

export const four: CourtsPayload = {
	rows: [rowOf('甲区', 12, 3, 0), rowOf('东川县', 21, 6, 1), rowOf('西陵县', 7, 1, 2), rowOf('北原市', 0, 0, 3)],
};
export const full: CourtsPayload = {
	rows: [
		rowOf('甲区', 12, 3, 0),
		rowOf('乙区', 4, 0, 1),
		rowOf('丙区', 9, 1, 2),
		rowOf('丁区', 2, 0, 3),
		rowOf('东川县', 21, 6, 4),
		rowOf('西陵县', 7, 1, 5),
		rowOf('南浦县', 0, 0, 6),
		rowOf('北原市', 15, 4, 7, dead),
		rowOf('清水县', 5, 0, 8),
		rowOf('云台县', 3, 1, 9),
	],
};

export const fixtures: TileFixture<'courts'>[] = [
	...commonStates<'courts'>(full),
	{ state: '四个下级法院', data: fixtureData<'courts'>(four) },
	{
		state: '全部为零',
		data: fixtureData<'courts'>({
			rows: full.rows.map((row) => ({ ...row, overdue: 0, locked: 0, spark: row.spark.map(() => 0), feed: live })),
		}),
	},
	{
		state: '多于十四个',
		data: fixtureData<'courts'>({
			rows: [...full.rows, ...full.rows].map((row, index) => ({ ...row, court: `c${index}`, overdue: row.overdue * 11 })),
		}),
	},
	{
		state: '长名称',
		data: fixtureData<'courts'>({
			rows: full.rows.map((row) => ({ ...row, shortName: '鹿鸣河满族蒙古族自治县', locked: row.locked * 13 })),
		}),
	},
	{ state: '没有下级法院', data: fixtureData<'courts'>({ rows: [] }) },
];
