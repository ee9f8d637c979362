import type { RequestsPayload } from '../../contract/topics.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData } from '../../ui/tile-fixtures.ts';

export const full: RequestsPayload = { endorsing: 3, forwarding: 1, deciding: 5, returned: 1, grantedToday: 3, refusedToday: 1, late: 2 };
export const none: RequestsPayload = { endorsing: 0, forwarding: 0, deciding: 0, returned: 0, grantedToday: 0, refusedToday: 0, late: 0 };

export const fixtures: TileFixture<'requests'>[] = [
	...commonStates<'requests'>(full),
	{ state: '没有申请', data: fixtureData<'requests'>(none) },
	{
		state: '大数',
		data: fixtureData<'requests'>({
			endorsing: 1_203,
			forwarding: 481,
			deciding: 2_405,
			returned: 351,
			grantedToday: 2_303,
			refusedToday: 411,
			late: 1_822,
		}),
	},
	{ state: '无逾期', data: fixtureData<'requests'>({ ...full, late: 0 }) },
];
