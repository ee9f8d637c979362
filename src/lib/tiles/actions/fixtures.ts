import type { ActionsPayload } from '../../contract/topics.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData } from '../../ui/tile-fixtures.ts';

export const full: ActionsPayload = {
	businessDay: '2026-10-14',
	dueToday: 46,
	doneToday: 31,
	dueIn3: 128,
	dueIn7: 307,
	overdue: 78,
	overdueYesterday: 84,
	overdueBeforeLocks: 22,
	awaitingFeed: 5,
	locked: 16,
	lockedToday: 2,
	releasedToday: 3,
	proposed: 0,
	inReview: 1,
	frozen: 64,
	sealAlarms: 2,
};

export const zero: ActionsPayload = {
	...full,
	dueToday: 0,
	doneToday: 12,
	dueIn3: 0,
	dueIn7: 4,
	overdue: 0,
	overdueYesterday: 3,
	overdueBeforeLocks: 0,
	awaitingFeed: 0,
	locked: 0,
	lockedToday: 0,
	releasedToday: 4,
	inReview: 0,
	frozen: 0,
	sealAlarms: 0,
};

export const fixtures: TileFixture<'actions'>[] = [
	...commonStates<'actions'>(full),
	{ state: '全部为零', data: fixtureData<'actions'>(zero) },
	{
		state: '数字极大',
		data: fixtureData<'actions'>({ ...full, dueToday: 12_840, dueIn3: 48_211, overdue: 138_204, locked: 20_417, sealAlarms: 1_204 }),
	},
	{
		state: '数字很大、批量待确认',
		data: fixtureData<'actions'>({
			...full,
			dueToday: 342,
			dueIn3: 1284,
			dueIn7: 4107,
			overdue: 2671,
			overdueYesterday: 2590,
			overdueBeforeLocks: 1902,
			awaitingFeed: 14,
			locked: 512,
			proposed: 638,
			inReview: 7,
		}),
	},
];
