import { tileEntry, tileIds, type TileId } from '../contract/tiles.ts';

/** Type of what is dragged from the palette. */
export const tileMime = 'application/x-wall-tile';

/** What each tile shows, in one line, for those who choose. */
const shows: Readonly<Record<TileId, string>> = {
	actions: '今日到期、三日内到期、已超期、已锁死四个大数',
	caseload: '收案、结案、存案，与去年同期比较',
	courts: '下级法院逐院的超期、锁死和近 14 日超期走势',
	deciders: '锁死案件待哪一级法院决定、剩余多久',
	funds: '到账、发放、逾期未发的案款',
	indicators: '各项指标的现值、目标和差距，分页显示',
	locks: '锁死案件清单：哪一院、哪一节点、待谁决定',
	'long-pending': '长期未结案件所处的阶段与件数',
	notices: '未了结的预警通知，按级别；未签收与逾期',
	'overdue-by-node': '超期最多的节点',
	requests: '解锁申请：待办、逾期与平均用时',
	sealed: '未处置的查封房产：件数、查封时长、最急几处',
	silent: '消极执行的案件按时长，及被后案先办的案件',
	ticker: '最近发生的事项，一行',
	trend: '近 30 日每日新增与消除的超期节点',
	'node-monitor': '全国节点的总监控、超期、正常，分首次与恢复',
	'court-map': '法院按法院表排成的方格，一院一格',
	'overdue-open': '超过结案期限的未结案件，按超期时长与类别',
	'flow-warnings': '今日各环节的流量与平常相比，异常的突出',
	auctions: '查封房产的网络拍卖：所处阶段与同期比较',
	'lock-figures': '锁死、解锁的件数，决定快慢与决定层级',
	'unlock-queue': '解锁申请走到哪一步、还剩多久',
	'seal-expiry': '查封已届满、近几周届满的财产',
	'plan-chart': '长期未结案件的计划：已办、已误、将办与结案日',
	feeds: '各法院数据报送到何时、有无不能接收的',
	'indicator-trend': '指标逐月走势，逐项轮换',
	'indicator-courts': '同一指标下本院与下级法院对比，逐项轮换',
	'quality-gap': '各项指标与目标的差距、还差多少件，差的在前',
	'fund-flow': '案款从到账到发放，及逾期未发',
	'fund-overdue': '到账后逾期未发的案款清单',
	'case-flow': '旧存、新收、结案方式与未结，首尾相符',
	'review-cases': '异议、复议、监督案件的收结存与五年走势',
	'special-parties': '涉特殊主体的执行案件，有超期的在前',
	credit: '本年采取和解除的信用惩戒措施',
	recovery: '执行到位率、到位金额与逐月走势',
	duty: '当前值班、下一班与交接事项',
	bulletins: '已发布的通报',
};

/** A tile as the palette offers it. */
export interface PaletteItem {
	readonly id: TileId;
	readonly title: string;
	readonly shows: string;
	readonly least: string;
	readonly usual: string;
	/** Why it cannot be used at this court. */
	readonly refused?: string;
}

const size = ([w, h]: readonly [number, number]): string => `${w}×${h}`;

/** The tiles whose title, description or id holds what was typed, in the order of the catalogue. */
export function paletteOf(court: { readonly hasSubordinates: boolean }, typed: string): PaletteItem[] {
	const words = typed.trim().toLowerCase();
	return tileIds
		.map((id) => {
			const { title, least, usual, superior } = tileEntry(id);
			const refused = superior && !court.hasSubordinates ? '只用于有下级法院的法院' : undefined;
			return { id, title, shows: shows[id], least: size(least), usual: size(usual), ...(refused === undefined ? {} : { refused }) };
		})
		.filter((item) => `${item.title} ${item.shows} ${item.id}`.toLowerCase().includes(words));
}
