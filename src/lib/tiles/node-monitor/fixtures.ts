import type { NodeMonitorPayload } from '../../contract/topics-monitor.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData } from '../../ui/tile-fixtures.ts';

type Short = readonly [
	number: string,
	name: string,
	node: string,
	first: readonly [watched: number, overdue: number],
	resumed: readonly [watched: number, overdue: number],
	mark?: 'unconfirmed' | 'optional',
];

const stages: Readonly<Record<string, readonly Short[]>> = {
	立案分案: [
		['001', '立案', 'enf-filing-review', [212, 0], [0, 0]],
		['002', '分案', 'enf-allocate', [46, 3], [3, 0]],
	],
	通知查控: [
		['003', '执行通知', 'enf-notice', [841, 5], [61, 0]],
		['004', '网络查控', 'enf-net-query-first', [1_024, 3], [0, 0]],
		['005', '传统查控', 'enf-trad-query-start', [88, 0], [4, 0]],
		['006', '完成传统查控', 'enf-trad-query-done', [655, 7], [0, 0], 'unconfirmed'],
		['009', '线索核查', 'enf-clue-verify', [279, 8], [22, 1]],
		['033、034', '进入程序', 'enf-enter', [574, 0], [30, 0], 'unconfirmed'],
	],
	财产控制: [
		['011', '财产控制', 'enf-control-other', [0, 0], [0, 0], 'optional'],
		['012', '启动查封', 'enf-seal', [130, 0], [9, 0], 'unconfirmed'],
		['013', '启动扣押', 'enf-distrain', [12, 0], [0, 0], 'unconfirmed'],
		['014', '启动冻结', 'enf-freeze', [210, 0], [14, 0], 'unconfirmed'],
		['015', '启动网络冻结', 'enf-net-freeze', [408, 0], [18, 0], 'unconfirmed'],
		['016', '启动扣划', 'enf-transfer-start', [366, 0], [25, 0], 'unconfirmed'],
		['030', '执行制裁', 'enf-sanction', [44, 0], [2, 0], 'unconfirmed'],
	],
	评估拍卖: [
		['017', '启动评估', 'enf-appraise-start', [96, 0], [5, 0]],
		['018', '送达评估', 'enf-appraise-serve', [71, 0], [6, 0]],
		['019', '评估异议', 'enf-appraise-objection', [52, 0], [1, 0]],
		['020', '评估异议审查', 'enf-appraise-objection-review', [8, 0], [0, 0]],
		['021', '启动拍卖', 'enf-auction-start', [209, 16], [31, 2]],
		['022', '拍卖确认', 'enf-auction-confirm', [38, 0], [3, 0]],
		['023', '启动二拍', 'enf-auction-second', [64, 0], [7, 0]],
		['024', '启动三拍', 'enf-auction-third', [0, 0], [0, 0]],
		['025', '以物抵债', 'enf-set-off-in-kind', [11, 0], [1, 0]],
		['026', '启动变卖', 'enf-sale-start', [0, 0], [0, 0], 'optional'],
		['027', '拍抵移交', 'enf-handover', [57, 0], [4, 0]],
	],
	案款: [
		['028', '办理支付', 'enf-pay-start', [198, 0], [21, 0], 'unconfirmed'],
		['029', '案款发放', 'enf-pay-done', [348, 10], [40, 1]],
	],
	终本恢复: [
		['008', '终本线索', 'enf-zb-clue', [17, 0], [0, 0], 'unconfirmed'],
		['035', '启动终本', 'enf-zb-start', [0, 0], [0, 0], 'optional'],
		['040', '终本网络查控', 'enf-zb-query', [0, 0], [0, 0], 'optional'],
		['010', '恢复执行', 'enf-resume', [63, 0], [2, 0], 'unconfirmed'],
	],
	结案归档: [
		['038', '延长期限', 'enf-extend-apply', [0, 0], [0, 0], 'optional'],
		['036', '足额报结', 'enf-report-close', [129, 0], [12, 0], 'unconfirmed'],
		['031', '结案', 'enf-close', [4_146, 13], [312, 1]],
		['032', '归档', 'enf-archive', [2_706, 0], [188, 0], 'unconfirmed'],
	],
};
const counts = ([watched, overdue]: readonly [number, number]) => ({ watched, overdue, normal: watched - overdue });

function payloadOf(change: (row: Short) => Short = (row) => row): NodeMonitorPayload {
	const rows = Object.entries(stages).flatMap(([stage, list]) =>
		list.map(change).map(([number, name, node, first, resumed, mark]) => ({
			number,
			name,
			node,
			stage,
			first: counts(first),
			resumed: counts(resumed),
			unconfirmed: mark === 'unconfirmed',
			optional: mark === 'optional',
		})),
	);
	const sum = (group: 'first' | 'resumed') =>
		counts([rows.reduce((total, row) => total + row[group].watched, 0), rows.reduce((total, row) => total + row[group].overdue, 0)]);
	return { rows, first: sum('first'), resumed: sum('resumed'), unclocked: ['终本约谈', '网络查控次数', '执行文书'] };
}

export const full = payloadOf();
export const none = payloadOf(([number, name, node, [first], [resumed], mark]) => [number, name, node, [first, 0], [resumed, 0], mark]);
const zero = payloadOf(([number, name, node, , , mark]) => [number, name, node, [0, 0], [0, 0], mark]);
const province = payloadOf(([number, name, node, first, resumed, mark]) => [
	number,
	name,
	node,
	[first[0] * 41, first[1] * 127],
	[resumed[0] * 41, resumed[1] * 127],
	mark,
]);
const long = payloadOf(([number, name, node, first, resumed, mark]) => [
	number,
	`${name}（含委托评估与网络询价）`,
	node,
	first,
	resumed,
	mark,
]);

export const fixtures: TileFixture<'node-monitor'>[] = [
	...commonStates<'node-monitor'>(full),
	{ state: '全部在期限内（零超期）', data: fixtureData<'node-monitor'>(none) },
	{ state: '没有在办节点', data: fixtureData<'node-monitor'>(zero) },
	{ state: '全省（五位数、六位数）', data: fixtureData<'node-monitor'>(province) },
	{ state: '名称过长', data: fixtureData<'node-monitor'>(long) },
	{ state: '没有规则', data: fixtureData<'node-monitor'>({ ...full, rows: [] }) },
];
