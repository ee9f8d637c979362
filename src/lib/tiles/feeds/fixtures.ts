import type { FeedsPayload } from '../../contract/topics-monitor.ts';
import type { FeedState } from '../../contract/topics.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData } from '../../ui/tile-fixtures.ts';

const live: FeedState = { state: 'live', cutOff: '2026-10-14T06:31:00Z', lastSeenAt: '2026-10-14T06:32:00Z' };
const names = ['示范市中级法院', '东川县法院', '西陵县法院', '南浦县法院', '清水县法院', '甲区法院', '乙区法院', '丙区法院', '丁区法院'];

export const full: FeedsPayload = {
	rows: [
		{
			court: 'c6',
			courtName: '云台县法院',
			feed: { state: 'dead', cutOff: '2026-10-12T09:40:00Z', lastSeenAt: '2026-10-12T09:40:00Z' },
			quarantined: 0,
		},
		{
			court: 'c4',
			courtName: '北原市法院',
			feed: { state: 'late', cutOff: '2026-10-14T02:12:00Z', lastSeenAt: '2026-10-14T02:14:00Z' },
			quarantined: 14,
		},
		{ court: 'c11', courtName: '戊区法院', feed: { state: 'none' }, quarantined: 0 },
		...names.map((courtName, index) => ({ court: `l${index}`, courtName, feed: live, quarantined: index === 2 ? 3 : 0 })),
	],
	unassigned: 0,
	quarantined: 17,
};
export const none: FeedsPayload = {
	rows: full.rows.map((row) => ({ ...row, feed: live, quarantined: 0 })),
	unassigned: 0,
	quarantined: 0,
};

export const fixtures: TileFixture<'feeds'>[] = [
	...commonStates<'feeds'>(full),
	{ state: '全部正常、没有隔离', data: fixtureData<'feeds'>(none) },
	{ state: '没有法院', data: fixtureData<'feeds'>({ rows: [], unassigned: 0, quarantined: 0 }) },
	{ state: '高院：有未能识别法院的数据', data: fixtureData<'feeds'>({ ...full, unassigned: 42, quarantined: 59 }) },
	{
		state: '未报截止时刻',
		data: fixtureData<'feeds'>({
			...none,
			rows: none.rows.map((row) => ({ ...row, feed: { state: 'live', lastSeenAt: live.lastSeenAt! } })),
		}),
	},
	{
		state: '全省、名称过长',
		data: fixtureData<'feeds'>({
			rows: Array.from({ length: 160 }, (_, index) => ({
				court: `p${index}`,
				courtName: '示范市高新技术产业开发区法院',
				feed: live,
				quarantined: index * 1_003,
			})),
			unassigned: 0,
			quarantined: 12_757_160,
		}),
	},
];
