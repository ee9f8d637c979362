import type { LongPendingPayload } from '../../contract/topics-supervise.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData, manyCases, withLongNames } from '../../ui/tile-fixtures.ts';

export const full: LongPendingPayload = {
	stages: [
		{ name: '临近 6 个月', count: 143, unreceived: 12 },
		{ name: '满 6 个月', count: 62, unreceived: 4 },
		{ name: '满 9 个月', count: 21, unreceived: 0 },
		{ name: '满 12 个月', count: 7, unreceived: 1 },
	],
	reviewOverdue: 5,
	rows: [
		{ caseNumber: '（2024）示0204执1033号', courtName: '东川县法院', handler: '李某某', months: 31, stageName: '审委会逐案研究' },
		{ caseNumber: '（2025）示0211民初2207号', courtName: '甲区法院', handler: '赵某', months: 19, stageName: '审委会逐案研究' },
		{ caseNumber: '（2025）示0207执1450号', courtName: '西陵县法院', handler: '王某某', months: 14, stageName: '审委会逐案研究' },
	],
};
/** As a public screen gets it: no persons. */
export const masked: LongPendingPayload = { ...full, rows: full.rows.map(({ handler: _handler, ...row }) => row) };
export const none: LongPendingPayload = {
	stages: full.stages.map(({ name }) => ({ name, count: 0, unreceived: 0 })),
	reviewOverdue: 0,
	rows: [],
};

export const fixtures: TileFixture<'long-pending'>[] = [
	...commonStates<'long-pending'>(full),
	{ state: '行数很多', data: fixtureData<'long-pending'>({ ...full, rows: manyCases(full.rows, 12) }) },
	{
		state: '长名称',
		data: fixtureData<'long-pending'>({
			...full,
			rows: withLongNames(full.rows).map((row) => ({ ...row, stageName: '上级法院院长包案督办并逐案听取汇报', months: 131 })),
		}),
	},
	{ state: '没有长期未结', data: fixtureData<'long-pending'>(none) },
	{ state: '参观模式（不显示人名）', data: fixtureData<'long-pending'>(masked) },
];
