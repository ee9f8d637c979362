import type { SpecialPartiesPayload } from '../../contract/topics-quality.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData } from '../../ui/tile-fixtures.ts';

type Row = SpecialPartiesPayload['rows'][number];

const rowOf = (key: string, name: string, counts: readonly [open: number, received: number, closed: number, overdue: number]): Row => ({
	...{ key, name },
	...{ open: counts[0], receivedThisYear: counts[1], closedThisYear: counts[2], overdue: counts[3] },
});

export const full: SpecialPartiesPayload = {
	year: 2026,
	rows: [
		rowOf('tag:party-government', '涉党政机关', [12, 31, 42, 2]),
		rowOf('tag:gang-related', '涉黑恶', [4, 6, 9, 0]),
		rowOf('tag:mass', '涉众', [38, 92, 81, 5]),
		rowOf('tag:illegal-fundraising', '非法集资', [9, 4, 2, 3]),
		rowOf('tag:problem-housing', '问题楼盘', [21, 18, 11, 0]),
		rowOf('tag:green-channel', '绿色通道', [46, 210, 198, 0]),
		rowOf('tag:bankruptcy-transfer', '执转破', [0, 0, 0, 0]),
		rowOf('class:bank', '涉商业银行', [816, 3_140, 2_980, 9]),
		rowOf('class:green', '涉绿色重点保护', [2, 5, 4, 0]),
		rowOf('class:micro', '涉小微', [402, 1_866, 1_790, 4]),
		rowOf('class:construction', '涉建筑工程', [188, 640, 611, 6]),
		rowOf('class:micro-loan', '涉小额贷款', [140, 422, 398, 0]),
		rowOf('class:other', '涉其他企业', [233, 911, 902, 1]),
	],
};
export const none: SpecialPartiesPayload = { year: 2026, rows: full.rows.map((row) => rowOf(row.key, row.name, [0, 0, 0, 0])) };
const calm: SpecialPartiesPayload = { year: 2026, rows: full.rows.slice(0, 4).map((row) => ({ ...row, overdue: 0 })) };
const long: SpecialPartiesPayload = {
	year: 2026,
	rows: [
		rowOf('tag:own', '涉拖欠农民工工资和中小企业账款专项行动', [128_213, 1_211_906, 1_188_044, 12_806]),
		...full.rows.map((row) =>
			rowOf(row.key, row.name, [row.open * 900, row.receivedThisYear * 900, row.closedThisYear * 900, row.overdue * 900]),
		),
	],
};

export const fixtures: TileFixture<'special-parties'>[] = [
	...commonStates<'special-parties'>(full),
	{ state: '无超期（0）', data: fixtureData<'special-parties'>(calm) },
	{ state: '没有案件', data: fixtureData<'special-parties'>(none) },
	{ state: '超长名称、数字很大', data: fixtureData<'special-parties'>(long) },
];
