import type { SilentPayload } from '../../contract/topics-supervise.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData, manyCases, withLongNames } from '../../ui/tile-fixtures.ts';

export const full: SilentPayload = {
	levels: [
		{ days: 15, count: 84 },
		{ days: 30, count: 27 },
		{ days: 60, count: 6 },
	],
	overtaken: 11,
	frozen: 39,
	rows: [
		{ caseNumber: '（2025）示0204执2017号', courtName: '东川县法院', handler: '钱某某', days: 97, lastStep: '启动传统查控' },
		{ caseNumber: '（2026）示0211执88号', courtName: '甲区法院', handler: '赵某', days: 73, lastStep: '发出执行通知书' },
		{ caseNumber: '（2026）示0207执恢12号', courtName: '西陵县法院', handler: '王某某', days: 66, lastStep: '查封、扣押、冻结' },
	],
};
/** As a public screen gets it: no persons. */
export const masked: SilentPayload = { ...full, rows: full.rows.map(({ handler: _handler, ...row }) => row) };
export const none: SilentPayload = { levels: full.levels.map(({ days }) => ({ days, count: 0 })), overtaken: 0, frozen: 0, rows: [] };

export const fixtures: TileFixture<'silent'>[] = [
	...commonStates<'silent'>(full),
	{ state: '行数很多', data: fixtureData<'silent'>({ ...full, rows: manyCases(full.rows, 12) }) },
	{
		state: '长名称',
		data: fixtureData<'silent'>({
			...full,
			rows: withLongNames(full.rows).map((row) => ({ ...row, lastStep: '完成财产处置参考价确定（议价、询价、评估）', days: 1_412 })),
		}),
	},
	{ state: '没有静默案件', data: fixtureData<'silent'>(none) },
	{ state: '参观模式（不显示人名）', data: fixtureData<'silent'>(masked) },
];
