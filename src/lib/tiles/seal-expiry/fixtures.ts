import type { SealExpiryPayload } from '../../contract/topics-monitor.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData } from '../../ui/tile-fixtures.ts';

const dayAfter = (days: number): string => new Date(Date.parse('2026-10-14T00:00:00Z') + days * 86_400_000).toISOString().slice(0, 10);
const table = [
	[6, 1, 3],
	[9, 0, 5],
	[4, 2, 8],
	[11, 3, 6],
	[7, 1, 4],
	[12, 0, 9],
	[5, 2, 7],
	[8, 1, 6],
] as const;
const weeks = table.map(([deposit, movable, immovable], index) => ({
	from: dayAfter(index * 7),
	to: dayAfter(index * 7 + 6),
	deposit,
	movable,
	immovable,
}));
type Row = SealExpiryPayload['rows'][number];
const courts = ['东川县法院', '甲区法院', '西陵县法院', '北原市法院', '清水县法院'];
const people = ['李某某', '赵某', '王某某', '孙某', '周某某'];
const kinds: readonly Row['kind'][] = ['immovable', 'deposit', 'movable'];
const row = (n: number, days: number): Row => ({
	sealId: `s${n}`,
	caseNumber: `（202${n % 3 === 0 ? 3 : 5}）示0204执${n * 131}号`,
	courtName: courts[n % 5]!,
	handler: people[n % 5]!,
	kind: kinds[n % 3]!,
	expiresOn: dayAfter(days),
	assumed: n % 4 === 0,
	daysToExpiry: days,
});

export const full: SealExpiryPayload = {
	expired: 2,
	weeks,
	rows: [-12, -1, 0, 1, 2, 2, 4, 5, 6, 7, 8, 8, 9, 10, 12, 13].map((days, index) => row(index + 1, days)),
};
/** As a public screen gets it: no persons. */
export const masked: SealExpiryPayload = { ...full, rows: full.rows.map(({ handler: _handler, ...rest }) => rest) };
export const none: SealExpiryPayload = {
	expired: 0,
	weeks: weeks.map((week) => ({ ...week, deposit: 0, movable: 0, immovable: 0 })),
	rows: [],
};

export const fixtures: TileFixture<'seal-expiry'>[] = [
	...commonStates<'seal-expiry'>(full),
	{ state: '八周内无到期', data: fixtureData<'seal-expiry'>(none) },
	{ state: '没有已到期', data: fixtureData<'seal-expiry'>({ ...full, expired: 0, rows: full.rows.slice(3) }) },
	{ state: '参观模式（不显示人名）', data: fixtureData<'seal-expiry'>(masked) },
	{
		state: '全省、名称过长',
		data: fixtureData<'seal-expiry'>({
			expired: 1_203,
			weeks: weeks.map((week) => ({ ...week, deposit: week.deposit * 210, movable: week.movable * 210, immovable: week.immovable * 210 })),
			rows: full.rows.map((each) => ({
				...each,
				caseNumber: '（2026）示0204执恢12345号之二',
				courtName: '示范市高新技术产业开发区法院',
				handler: '欧阳某某某',
			})),
		}),
	},
];
