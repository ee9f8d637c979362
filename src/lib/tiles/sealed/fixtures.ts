import type { SealedPayload } from '../../contract/topics.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData, manyCases, withLongNames } from '../../ui/tile-fixtures.ts';

export const full: SealedPayload = {
	total: 126,
	over90Days: 38,
	expiringIn30: 2,
	expired: 0,
	rows: [
		{
			caseNumber: '（2024）示0204执1033号',
			courtName: '东川县法院',
			handler: '李某某',
			assetId: 'a1',
			daysSinceSealing: 1_084,
			step: '评估中',
			expiresOn: '2026-10-26',
			assumed: false,
			daysToExpiry: 12,
			locked: true,
		},
		{
			caseNumber: '（2024）示0211执207号',
			courtName: '甲区法院',
			handler: '赵某',
			assetId: 'a2',
			daysSinceSealing: 1_070,
			step: '一拍流拍',
			expiresOn: '2026-11-09',
			assumed: false,
			daysToExpiry: 26,
			locked: false,
		},
		{
			caseNumber: '（2025）示0207执1450号',
			courtName: '西陵县法院',
			handler: '王某某',
			assetId: 'a3',
			daysSinceSealing: 402,
			step: '未启动',
			expiresOn: '2026-12-30',
			assumed: true,
			daysToExpiry: 77,
			locked: true,
		},
		{
			caseNumber: '（2025）示0206执660号',
			courtName: '北原市法院',
			handler: '吴某某',
			assetId: 'a4',
			daysSinceSealing: 318,
			step: '询价中',
			expiresOn: '2028-11-30',
			assumed: false,
			daysToExpiry: 778,
			locked: false,
		},
		{
			caseNumber: '（2026）示0204执188号',
			courtName: '东川县法院',
			handler: '钱某某',
			assetId: 'a5',
			daysSinceSealing: 214,
			step: '二拍公告',
			expiresOn: '2029-03-13',
			assumed: false,
			daysToExpiry: 881,
			locked: false,
		},
	],
};
/** As a public screen gets it: no persons. */
export const masked: SealedPayload = { ...full, rows: full.rows.map(({ handler: _handler, ...row }) => row) };

export const none: SealedPayload = { total: 0, over90Days: 0, expiringIn30: 0, expired: 0, rows: [] };

export const fixtures: TileFixture<'sealed'>[] = [
	...commonStates<'sealed'>(full),
	{
		state: '行数很多',
		data: fixtureData<'sealed'>({ ...full, rows: manyCases(full.rows, 12).map((row, index) => ({ ...row, assetId: `a${index}` })) }),
	},
	{
		state: '长名称',
		data: fixtureData<'sealed'>({
			...full,
			rows: withLongNames(full.rows).map((row) => ({
				...row,
				step: '确定参考价（当事人议价、定向询价、网络询价、委托评估）',
				daysSinceSealing: 11_084,
			})),
		}),
	},
	{ state: '没有查封房产', data: fixtureData<'sealed'>(none) },
	{
		state: '查封已届满',
		data: fixtureData<'sealed'>({
			...full,
			expired: 1,
			rows: full.rows.map((row, index) => (index === 0 ? { ...row, daysToExpiry: -3 } : row)),
		}),
	},
	{
		state: '参观模式（不显示人名）',
		data: fixtureData<'sealed'>(masked),
	},
];
