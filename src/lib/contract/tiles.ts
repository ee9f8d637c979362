import type { TopicName } from './topics.ts';

/** A setting of a tile that a scene may make. */
export type TileOption =
	| {
			readonly key: string;
			readonly label: string;
			readonly kind: 'number';
			readonly from: number;
			readonly to: number;
			readonly initial: number;
	  }
	| {
			readonly key: string;
			readonly label: string;
			readonly kind: 'choice';
			readonly choices: readonly { readonly value: string; readonly label: string }[];
			readonly initial: string;
	  };

/** What a tile is, for scenes and for those who arrange them. */
export interface TileEntry {
	/** Chinese title, as on the tile. */
	readonly title: string;
	/** The topic it is fed with; several tiles may read the same one. */
	readonly topic: Exclude<TopicName, 'lobby'>;
	/** Smallest size in cells of the scene's grid at which it can still be read. */
	readonly least: readonly [columns: number, rows: number];
	/** Size in cells when it is first put on a scene. */
	readonly usual: readonly [columns: number, rows: number];
	readonly options?: readonly TileOption[];
	/** Only for courts that have subordinate courts. */
	readonly superior?: true;
	/** The desk's list behind its figures, under the court's code as `court`. */
	readonly list?: string;
}

const rowsOption = (initial: number): TileOption => ({ key: 'rows', label: '首屏行数', kind: 'number', from: 1, to: 24, initial });
const pageOption: TileOption = { key: 'pageSeconds', label: '翻页间隔（秒）', kind: 'number', from: 5, to: 120, initial: 12 };

/** Every tile that can stand on a scene, by its id. */
export const tileCatalogue = {
	actions: { title: '需要处置', topic: 'actions', least: [20, 10], usual: [26, 13], list: '/desk' },
	caseload: { title: '收结存', topic: 'caseload', least: [9, 11], usual: [10, 13], list: '/desk/indicators' },
	courts: { title: '辖区法院', topic: 'courts', least: [20, 8], usual: [26, 9], superior: true },
	deciders: { title: '解锁决定', topic: 'deciders', least: [12, 14], usual: [16, 20], options: [rowsOption(5)], list: '/desk/unlock' },
	funds: { title: '案款', topic: 'funds', least: [9, 8], usual: [10, 9], list: '/desk' },
	indicators: {
		title: '质效指标',
		topic: 'indicators',
		least: [9, 14],
		usual: [10, 29],
		options: [rowsOption(6), pageOption],
		list: '/desk/indicators',
	},
	locks: { title: '锁死案件', topic: 'locks', least: [20, 12], usual: [26, 29], options: [rowsOption(7), pageOption], list: '/desk/locks' },
	'long-pending': {
		title: '长期未结',
		topic: 'long-pending',
		least: [12, 12],
		usual: [16, 15],
		options: [rowsOption(3)],
		list: '/desk/long-pending',
	},
	notices: { title: '预警通知', topic: 'notices', least: [20, 11], usual: [32, 13], list: '/desk/notices' },
	'overdue-by-node': {
		title: '超期节点',
		topic: 'overdue-by-node',
		least: [10, 10],
		usual: [12, 14],
		options: [rowsOption(6)],
		list: '/desk/heat',
	},
	requests: { title: '解锁申请', topic: 'requests', least: [10, 11], usual: [12, 13], list: '/desk/unlock' },
	sealed: { title: '查封房产', topic: 'sealed', least: [10, 12], usual: [12, 15], options: [rowsOption(3)], list: '/desk/sealed' },
	silent: { title: '静默案件', topic: 'silent', least: [12, 12], usual: [16, 15], options: [rowsOption(3)], list: '/desk/silent' },
	ticker: { title: '动态', topic: 'ticker', least: [24, 3], usual: [48, 3] },
	trend: { title: '近 30 日', topic: 'trend', least: [9, 8], usual: [12, 9] },
	'node-monitor': { title: '节点监控', topic: 'node-monitor', least: [24, 22], usual: [48, 42], options: [pageOption], list: '/desk/heat' },
	'court-map': { title: '法院分布', topic: 'court-map', least: [20, 18], usual: [32, 42], superior: true, list: '/desk' },
	'overdue-open': { title: '超期未结案件', topic: 'overdue-open', least: [14, 15], usual: [24, 18], list: '/desk/long-pending' },
	'flow-warnings': { title: '流量预警', topic: 'flow-warnings', least: [16, 13], usual: [24, 14] },
	auctions: { title: '网络拍卖', topic: 'auctions', least: [15, 16], usual: [24, 24] },
	'lock-figures': { title: '锁定态势', topic: 'lock-figures', least: [15, 16], usual: [16, 18], list: '/desk/locks' },
	'unlock-queue': {
		title: '解锁进度',
		topic: 'unlock-queue',
		least: [24, 12],
		usual: [32, 24],
		options: [rowsOption(8), pageOption],
		list: '/desk/unlock',
	},
	'seal-expiry': {
		title: '查封到期',
		topic: 'seal-expiry',
		least: [15, 19],
		usual: [16, 20],
		options: [rowsOption(5)],
		list: '/desk/sealed',
	},
	'plan-chart': {
		title: '挂图作战',
		topic: 'plan-chart',
		least: [26, 18],
		usual: [32, 36],
		options: [rowsOption(10), pageOption],
		list: '/desk/long-pending',
	},
	feeds: { title: '数据来源', topic: 'feeds', least: [15, 13], usual: [16, 20], options: [rowsOption(8), pageOption] },
	'indicator-trend': {
		title: '指标走势',
		topic: 'indicator-trend',
		least: [18, 16],
		usual: [28, 42],
		options: [pageOption],
		list: '/desk/indicators',
	},
	'indicator-courts': {
		title: '指标对比',
		topic: 'indicator-courts',
		least: [20, 16],
		usual: [28, 30],
		options: [pageOption],
		superior: true,
		list: '/desk/indicators',
	},
	'quality-gap': { title: '达标差距', topic: 'indicators', least: [14, 14], usual: [20, 42], list: '/desk/indicators' },
	'fund-flow': { title: '案款流转', topic: 'fund-flow', least: [16, 21], usual: [24, 24] },
	'fund-overdue': { title: '逾期未发案款', topic: 'fund-overdue', least: [16, 14], usual: [24, 24], options: [rowsOption(8), pageOption] },
	'case-flow': { title: '收结存流向', topic: 'case-flow', least: [16, 14], usual: [24, 24] },
	'review-cases': { title: '执行审查', topic: 'review-cases', least: [18, 16], usual: [28, 42] },
	'special-parties': { title: '涉特殊主体', topic: 'special-parties', least: [12, 10], usual: [16, 16] },
	credit: { title: '信用惩戒', topic: 'credit', least: [12, 10], usual: [16, 16] },
	recovery: { title: '执行到位', topic: 'recovery', least: [14, 12], usual: [20, 20] },
	duty: { title: '今日值班', topic: 'duty', least: [14, 14], usual: [24, 42] },
	bulletins: {
		title: '通报',
		topic: 'bulletins',
		least: [16, 14],
		usual: [28, 42],
		options: [rowsOption(6), pageOption],
		list: '/desk/publications',
	},
} as const satisfies Readonly<Record<string, TileEntry>>;

/** The id of a tile. */
export type TileId = keyof typeof tileCatalogue;

/** All ids, in the order in which they are offered. */
export const tileIds = Object.keys(tileCatalogue) as readonly TileId[];

/** What a tile is. */
export const tileEntry = (id: TileId): TileEntry => tileCatalogue[id];
