import type { TickerPayload } from '../../contract/topics.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData, longNames } from '../../ui/tile-fixtures.ts';

export const full: TickerPayload = {
	rows: [
		{
			seq: -47,
			at: '2026-10-14T06:30:00Z',
			dayOnly: false,
			courtName: '市中院',
			caseNumber: '示范市中法执通〔2026〕41号',
			text: '印发《关于2026年第41周执行工作情况的通报》',
			kind: 'issued',
		},
		{
			seq: 9_107,
			at: '2026-10-14T06:31:52Z',
			dayOnly: false,
			courtName: '东川县法院',
			caseNumber: '（2026）示0204执77号',
			text: '发出执行通知，按期',
			kind: 'done',
		},
		{
			seq: 9_106,
			at: '2026-10-14T06:31:40Z',
			dayOnly: false,
			courtName: '甲区法院',
			caseNumber: '（2026）示0211执1203号',
			text: '案款到账 38.6 万元',
			kind: 'fact',
		},
		{
			seq: 9_105,
			at: '2026-10-14T06:31:18Z',
			dayOnly: false,
			courtName: '市中院',
			caseNumber: '（2026）示0208执51号',
			text: '同意解锁，新期限 10月30日',
			kind: 'released',
		},
		{
			seq: 9_104,
			at: '2026-10-14T06:30:02Z',
			dayOnly: false,
			courtName: '北原市法院',
			caseNumber: '（2026）示0206执733号',
			text: '因「发出执行通知」超期锁死',
			kind: 'locked',
		},
		{
			seq: 9_103,
			at: '2026-10-14T06:28:44Z',
			dayOnly: false,
			courtName: '西陵县法院',
			caseNumber: '（2026）示0207执恢88号',
			text: '提交解锁申请',
			kind: 'request',
		},
		{
			seq: 9_102,
			at: '2026-10-13T16:00:00Z',
			dayOnly: true,
			courtName: '清水县法院',
			caseNumber: '（2026）示0209执415号',
			text: '锁定期间操作：启动拍卖，暂不生效',
			kind: 'held',
		},
	],
};

export const fixtures: TileFixture<'ticker'>[] = [
	...commonStates<'ticker'>(full),
	{
		state: '长名称',
		data: fixtureData<'ticker'>({
			rows: full.rows.map((row) => ({
				...row,
				courtName: longNames.courtName,
				caseNumber: longNames.caseNumber,
				text: '完成财产处置参考价确定（议价、询价、评估），较法定期限提前三日，通知双方当事人',
			})),
		}),
	},
	{ state: '今日无动态', data: fixtureData<'ticker'>({ rows: [] }) },
];
