import type { OverdueByNodePayload } from '../../contract/topics.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData } from '../../ui/tile-fixtures.ts';

export const full: OverdueByNodePayload = {
	totalKinds: 17,
	rows: [
		{ node: 'enf-auction-start', name: '启动拍卖', overdue: 18, open: 240, unconfirmed: false },
		{ node: 'enf-close', name: '六个月内结案', overdue: 14, open: 4_458, unconfirmed: false },
		{ node: 'enf-pay-done', name: '案款发放', overdue: 11, open: 388, unconfirmed: false },
		{ node: 'enf-clue-verify', name: '线索核查', overdue: 9, open: 301, unconfirmed: false },
		{ node: 'enf-price-start', name: '启动确定参考价', overdue: 8, open: 176, unconfirmed: false },
		{ node: 'enf-trad-query-done', name: '完成传统查控', overdue: 7, open: 655, unconfirmed: true },
		{ node: 'enf-notice', name: '发出执行通知', overdue: 5, open: 902, unconfirmed: false },
		{ node: 'enf-net-query-first', name: '首次网络查控', overdue: 3, open: 1_024, unconfirmed: false },
		{ node: 'enf-allocate', name: '分案', overdue: 3, open: 49, unconfirmed: false },
	],
};
export const none: OverdueByNodePayload = { totalKinds: 17, rows: full.rows.map((row) => ({ ...row, overdue: 0 })) };

export const fixtures: TileFixture<'overdue-by-node'>[] = [
	...commonStates<'overdue-by-node'>(full),
	{ state: '无超期节点', data: fixtureData<'overdue-by-node'>(none) },
	{
		state: '四十类、长名称',
		data: fixtureData<'overdue-by-node'>({
			totalKinds: 40,
			rows: Array.from({ length: 40 }, (_, index) => ({
				node: `n${index}`,
				name: index % 2 === 0 ? '完成财产处置参考价确定（议价、询价、评估）' : '启动拍卖',
				overdue: 21_840 - index * 512,
				open: 184_580 - index * 3_000,
				unconfirmed: index % 5 === 0,
			})),
		}),
	},
	{ state: '只有两类', data: fixtureData<'overdue-by-node'>({ totalKinds: 17, rows: full.rows.slice(0, 2) }) },
];
