import type { NoticesPayload } from '../../contract/topics-supervise.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData } from '../../ui/tile-fixtures.ts';

export const full: NoticesPayload = {
	levels: [
		{ level: 'remind', open: 412, unsigned: 96, late: 14 },
		{ level: 'warn', open: 128, unsigned: 31, late: 5 },
		{ level: 'supervise', open: 78, unsigned: 12, late: 3 },
		{ level: 'lock', open: 16, unsigned: 2, late: 1 },
	],
	silent: 124,
	unlock: 4,
	silenced: 6,
	raisedToday: 57,
	signedToday: 43,
};
export const none: NoticesPayload = {
	levels: full.levels.map(({ level }) => ({ level, open: 0, unsigned: 0, late: 0 })),
	silent: 0,
	unlock: 0,
	silenced: 0,
	raisedToday: 0,
	signedToday: 0,
};

export const fixtures: TileFixture<'notices'>[] = [
	...commonStates<'notices'>(full),
	{ state: '没有通知', data: fixtureData<'notices'>(none) },
	{
		state: '大数',
		data: fixtureData<'notices'>({
			...full,
			levels: full.levels.map((each) => ({ ...each, open: each.open * 97, unsigned: each.unsigned * 97 })),
		}),
	},
];
