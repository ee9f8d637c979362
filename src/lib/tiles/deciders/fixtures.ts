import type { DecidersPayload } from '../../contract/topics-supervise.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData, longNames } from '../../ui/tile-fixtures.ts';

export const full: DecidersPayload = {
	levels: [
		{ level: 'basic', locks: 0 },
		{ level: 'intermediate', locks: 12 },
		{ level: 'higher', locks: 4 },
	],
	unfiled: 6,
	approvers: [
		{
			court: 'm',
			courtName: '示范市中级法院',
			level: 'intermediate',
			waiting: 5,
			late: 1,
			stepDueAt: '2026-10-12T16:00:00Z',
			workingDaysLeft: -2,
		},
		{ court: 'c1', courtName: '东川县法院', level: 'basic', waiting: 2, late: 0, stepDueAt: '2026-10-14T16:00:00Z', workingDaysLeft: 1 },
		{
			court: 'h',
			courtName: '示范省高级法院',
			level: 'higher',
			waiting: 1,
			late: 0,
			stepDueAt: '2026-10-16T16:00:00Z',
			workingDaysLeft: 3,
		},
	],
	paused: false,
};
export const none: DecidersPayload = {
	levels: full.levels.map(({ level }) => ({ level, locks: 0 })),
	unfiled: 0,
	approvers: [],
	paused: false,
};

export const fixtures: TileFixture<'deciders'>[] = [
	...commonStates<'deciders'>(full),
	{ state: '没有锁死', data: fixtureData<'deciders'>(none) },
	{ state: '休息日，计时暂停', data: fixtureData<'deciders'>({ ...full, paused: true }) },
	{
		state: '机关很多、长名称',
		data: fixtureData<'deciders'>({
			...full,
			unfiled: 1_204,
			levels: full.levels.map((each) => ({ ...each, locks: each.locks * 311 })),
			approvers: Array.from({ length: 24 }, (_, index) => ({
				...full.approvers[index % 3]!,
				court: `c${index}`,
				courtName: index % 2 === 0 ? longNames.courtName : full.approvers[index % 3]!.courtName,
				waiting: 240 - index,
			})),
		}),
	},
	{ state: '锁死未申请', data: fixtureData<'deciders'>({ ...full, approvers: [] }) },
];
