import type { CourtMapPayload } from '../../contract/topics-monitor.ts';
import type { FeedState } from '../../contract/topics.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData } from '../../ui/tile-fixtures.ts';

const live: FeedState = { state: 'live', cutOff: '2026-10-14T06:31:00Z', lastSeenAt: '2026-10-14T06:32:00Z' };
const late: FeedState = { state: 'late', cutOff: '2026-10-14T02:12:00Z', lastSeenAt: '2026-10-14T02:12:00Z' };
const dead: FeedState = { state: 'dead', cutOff: '2026-10-12T09:40:00Z', lastSeenAt: '2026-10-12T09:40:00Z' };
type Row = CourtMapPayload['rows'][number];

const row = (
	court: string,
	shortName: string,
	watched: number,
	overdue: number,
	locked: number,
	feed: FeedState = live,
	level: Row['level'] = 'basic',
): Row => ({ court, shortName, level, nodes: { watched, overdue, normal: watched - overdue }, locked, feed });

export const full: CourtMapPayload = {
	ranked: false,
	rows: [
		row('m', '示范中院', 713, 0, 0, live, 'intermediate'),
		row('c1', '东川县', 2_310, 19, 6),
		row('c2', '西陵县', 1_480, 6, 1),
		row('c3', '南浦县', 962, 0, 0),
		row('c4', '北原市', 1_733, 12, 4, late),
		row('c5', '清水县', 870, 5, 0),
		row('c6', '云台县', 704, 3, 1, dead),
		row('c7', '甲区', 2_014, 11, 3),
		row('c8', '乙区', 1_120, 4, 0),
		row('c9', '丙区', 1_377, 8, 1),
		row('c10', '丁区', 640, 2, 0),
	],
};
export const none: CourtMapPayload = {
	ranked: false,
	rows: full.rows.map((each) => ({ ...each, locked: 0, feed: live, nodes: { ...each.nodes, overdue: 0, normal: each.nodes.watched } })),
};
const names = ['东川县', '西陵县', '南浦县', '北原市', '清水县', '云台县', '甲区', '乙区', '丙区', '丁区'];
const province: CourtMapPayload = {
	ranked: false,
	rows: [
		row('h', '示范高院', 320, 1, 0, live, 'higher'),
		...Array.from({ length: 16 }, (_, city) => [
			row(`m${city}`, `第${city + 1}中院`, 900 + city * 31, city % 5, city % 3, live, 'intermediate'),
			...names.map((name, index) =>
				row(
					`c${city}-${index}`,
					name,
					620 + ((city * 37 + index * 91) % 1_700),
					(city * 7 + index * 5) % 23,
					(city + index) % 6 === 0 ? 2 : 0,
					index === 3 && city % 4 === 0 ? late : live,
				),
			),
		]).flat(),
	],
};
const long: CourtMapPayload = {
	ranked: false,
	rows: full.rows.map((each) => ({
		...each,
		shortName: `${each.shortName}高新技术产业开发区`,
		nodes: { watched: 123_400, overdue: 12_030, normal: 111_370 },
	})),
};

export const fixtures: TileFixture<'court-map'>[] = [
	...commonStates<'court-map'>(full),
	{ state: '全部在期限内', data: fixtureData<'court-map'>(none) },
	{ state: '排名已启用', data: fixtureData<'court-map'>({ ...full, ranked: true }) },
	{ state: '全省一百七十七个法院', data: fixtureData<'court-map'>(province) },
	{ state: '两个法院', data: fixtureData<'court-map'>({ ranked: false, rows: full.rows.slice(0, 2) }) },
	{ state: '没有下级法院', data: fixtureData<'court-map'>({ ranked: false, rows: [] }) },
	{
		state: '尚无数据源的法院',
		data: fixtureData<'court-map'>({
			ranked: false,
			rows: full.rows.map((each, index) =>
				index % 3 === 0 ? { ...each, feed: { state: 'none' }, nodes: { watched: 0, overdue: 0, normal: 0 } } : each,
			),
		}),
	},
	{ state: '名称过长、数字过大', data: fixtureData<'court-map'>(long) },
];
