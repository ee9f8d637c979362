import type { BulletinsPayload } from '../../contract/topics-quality.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData } from '../../ui/tile-fixtures.ts';

export const full: BulletinsPayload = {
	rows: [
		{
			id: 'weekly-1',
			kindName: '周通报',
			number: '示范市中法执通〔2026〕41号',
			title: '关于2026年第41周执行工作情况的通报',
			courtName: '示范市中级法院',
			issuedAt: '2026-10-12T02:10:00.000Z',
			version: 1,
			lines: [
				'本周全市法院新收执行案件 612 件，结案 655 件，收结比 107.03%。',
				'超期节点 78 个，比上周减少 6 个；锁死案件 16 件，其中由本院决定 11 件。',
				'东川县法院超期节点最多，为 21 个，主要在启动拍卖环节。',
			],
		},
		{
			id: 'monthly-9',
			kindName: '月分析',
			number: '示范市中法执析〔2026〕9号',
			title: '2026年9月执行工作分析',
			courtName: '示范市中级法院',
			issuedAt: '2026-10-09T01:00:00.000Z',
			version: 2,
			lines: ['首次执行案件平均用时 58.3 天，比上月减少 1.2 天。'],
		},
		{
			id: 'campaign-3',
			kindName: '专项行动通报',
			number: '示高法执专〔2026〕3号',
			title: '涉企案件专项执行行动第三期通报',
			courtName: '示范省高级法院',
			issuedAt: '2026-10-08T07:30:00.000Z',
			version: 1,
			lines: ['全省已结 2,318 件，完成进度 71.4%。'],
		},
		{
			id: 'daily-287',
			kindName: '执行日统计',
			number: '2026年第287期',
			title: '2026年10月13日执行日统计',
			courtName: '示范市中级法院',
			issuedAt: '2026-10-14T00:30:00.000Z',
			version: 1,
			lines: [],
		},
	],
	total: 128,
};
export const none: BulletinsPayload = { rows: [], total: 0 };
const one: BulletinsPayload = { rows: full.rows.slice(0, 1), total: 1 };
const long: BulletinsPayload = {
	total: 4_812,
	rows: Array.from({ length: 12 }, (_, at) => ({
		...full.rows[0]!,
		id: `long-${at}`,
		title: '关于开展涉小微企业执行案件、涉民生执行案件与长期未结执行案件集中清理专项行动阶段性工作情况的通报',
		number: '示范土家族苗族自治州中法执通〔2026〕1041号',
		courtName: '示范土家族苗族自治州中级法院',
		lines: Array.from(
			{ length: 4 },
			() =>
				'全州法院超期节点环比下降，但启动拍卖、案款发放两个环节仍占超期节点总数的六成以上，个别法院连续三周没有改善，需要逐案过堂并在下周一前报送整改情况。',
		),
	})),
};

export const fixtures: TileFixture<'bulletins'>[] = [
	...commonStates<'bulletins'>(full),
	{ state: '尚无通报', data: fixtureData<'bulletins'>(none) },
	{ state: '一期', data: fixtureData<'bulletins'>(one) },
	{ state: '超长名称、数量很多', data: fixtureData<'bulletins'>(long) },
];
