import type { AuctionsPayload } from '../../contract/topics-monitor.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData } from '../../ui/tile-fixtures.ts';

export const full: AuctionsPayload = {
	stages: [
		{ key: 'asset-sealed', name: '待定价', count: 311 },
		{ key: 'price-started', name: '定价中', count: 64 },
		{ key: 'price-fixed', name: '待上拍', count: 62 },
		{ key: 'auction-started', name: '拍卖中', count: 249 },
		{ key: 'auction-failed', name: '流拍', count: 93 },
		{ key: 'auction-sold', name: '待裁定', count: 31 },
		{ key: 'sale-ruling-served', name: '待移交', count: 48 },
	],
	year: {
		started: 2_410,
		startedPrevious: 2_206,
		sold: 1_033,
		soldPrevious: 1_121,
		soldFen: 148_230_000_000,
		soldFenPrevious: 131_040_000_000,
	},
	month: { started: 118, startedLast: 131, soldFen: 6_204_000_000, soldFenLast: 5_890_000_000 },
	handlers: [
		{ handler: '李某某', courtName: '东川县法院', count: 63 },
		{ handler: '赵某', courtName: '甲区法院', count: 58 },
		{ handler: '王某某', courtName: '西陵县法院', count: 51 },
		{ handler: '孙某', courtName: '北原市法院', count: 44 },
		{ handler: '周某某', courtName: '东川县法院', count: 40 },
		{ handler: '吴某', courtName: '清水县法院', count: 37 },
		{ handler: '郑某某', courtName: '丙区法院', count: 33 },
		{ handler: '冯某', courtName: '乙区法院', count: 29 },
		{ handler: '陈某某', courtName: '云台县法院', count: 26 },
		{ handler: '褚某', courtName: '丁区法院', count: 22 },
	],
};
/** As a public screen gets it: no persons. */
export const masked: AuctionsPayload = { ...full, handlers: full.handlers.map(({ handler: _handler, ...row }) => row) };
export const none: AuctionsPayload = {
	stages: full.stages.map((stage) => ({ ...stage, count: 0 })),
	year: { started: 0, startedPrevious: null, sold: 0, soldPrevious: null, soldFen: 0, soldFenPrevious: null },
	month: { started: 0, startedLast: null, soldFen: 0, soldFenLast: null },
	handlers: [],
};
const unknown: AuctionsPayload = {
	...full,
	year: { ...full.year, startedPrevious: null, soldPrevious: null, soldFenPrevious: null },
	month: { ...full.month, startedLast: null, soldFenLast: null },
};

export const fixtures: TileFixture<'auctions'>[] = [
	...commonStates<'auctions'>(full),
	{ state: '没有拍卖', data: fixtureData<'auctions'>(none) },
	{ state: '上年、上月无数据', data: fixtureData<'auctions'>(unknown) },
	{ state: '参观模式（不显示人名）', data: fixtureData<'auctions'>(masked) },
	{
		state: '全省、名称过长',
		data: fixtureData<'auctions'>({
			...full,
			stages: full.stages.map((stage) => ({ ...stage, count: stage.count * 431 })),
			year: { ...full.year, started: 612_400, sold: 231_900, soldFen: 38_204_000_000_000 },
			handlers: full.handlers.map((row) => ({ ...row, handler: '欧阳某某某', courtName: '示范市高新技术产业开发区法院' })),
		}),
	},
];
