// Invented from end to end. The gallery draws the page of stages from them.
import type { CycleGroupRow, CyclesView, CycleStageView } from '../contract/cycles.ts';

type Numbers = readonly [count: number, median: number | null, p90: number | null, mean: number | null, work: number | null, open: number];

function stage(code: string, name: string, definition: string, [count, median, p90, mean, work, open]: Numbers): CycleStageView {
	return {
		...{ code, name, definition, count, median, p90, mean, open },
		workMedian: work,
		workP90: p90 === null ? null : Math.round(p90 * 0.7),
		whole: false,
	};
}

const limit = (text: string, node: string, over: number, overShare: number, unconfirmed = false, inMonths = false) => ({
	limit: { text, node, nodeName: node, unconfirmed, inMonths, over, overShare },
});

const stages: readonly CycleStageView[] = [
	{ ...stage('enf-filing', '立案周期', '收到执行申请至立案', [1284, 2, 5, 2.3, 2, 0]), ...limit('7日', 'enf-filing-review', 11, 0.9) },
	{
		...stage('enf-allocate', '分案周期', '立案（移送的自接收）至首次确定承办人', [1279, 0, 1, 0.5, 0, 4]),
		...limit('3日', 'enf-allocate', 38, 3),
	},
	stage('enf-accept', '接案周期', '分案至承办人收到案卷或在系统中接收案件，以先者为准', [1266, 0, 1, 0.4, 0, 9]),
	{ ...stage('enf-notice', '通知周期', '接案至发出执行通知书', [1251, 2, 4, 2.4, 1, 17]), ...limit('3日', 'enf-notice', 164, 13.1) },
	stage('enf-inquiry', '查控周期', '首次发起网络查控至反馈完毕', [1240, 3, 9, 4.6, 2, 21]),
	stage('enf-dispose', '处置周期', '查封、扣押、冻结至变价、以物抵债或划拨，逐项财产计；解除查封的不计', [611, 38.5, 142, 57.2, 27, 402]),
	{ ...stage('enf-price', '定价', '启动确定参考价至参考价确定，逐项财产计', [203, 19, 44, 22.8, 13, 57]), partOf: '处置周期' },
	{
		...stage('enf-auction', '拍卖', '首次启动拍卖至成交、变卖或以物抵债，含流拍后再次拍卖，逐项财产计', [147, 36, 91, 45.1, 25, 88]),
		partOf: '处置周期',
	},
	{
		...stage('enf-pay', '发放周期', '案款到账至全部发放、提存或退还，逐笔到账计', [932, 7, 14, 8.1, 5, 66]),
		...limit('15日', 'enf-pay-done', 57, 6.1),
	},
	{
		...stage('enf-archive', '归档周期', '结案至归档，撤销结案的重新起算', [1102, 24, 52, 27.6, 17, 131]),
		...limit('60日', 'enf-archive', 44, 4, true),
	},
	{
		...stage('enf-whole', '执行全程', '立案（移送的自接收，撤销结案的自撤销）至结案，不扣除停止计算的期间', [1188, 47, 163, 71.4, 33, 486]),
		...{ whole: true, ...limit('6个月', 'enf-close', 62, 5.2, false, true) },
	},
];

const trendMedians = [52, 49, 51, 46, 44, null, 41, 45, 43, 40, 37, 36];
const trendP90 = [168, 171, 160, 155, 149, null, 152, 147, 150, 139, 131, 128];
const months = ['2025-12', ...Array.from({ length: 11 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}`)];

const group = (key: string, name: string, count: number, median: number, p90: number): CycleGroupRow => ({
	...{ key, name, count, median, p90, mean: median * 1.3 },
	...{ workMedian: Math.round(median * 0.7), workP90: Math.round(p90 * 0.7), overShare: null },
});

/** The enforcement stages of a city, with the disposal of property chosen. */
export const cyclesView: CyclesView = {
	...{ court: 'sf-04', courtName: '示范市中级人民法院', own: false, group: 'enforcement', from: '2026-01-01', to: '2026-11-20' },
	courts: [
		{ code: 'sf-04', name: '示范市中级人民法院' },
		{ code: 'sf-0401', name: '东川县人民法院' },
	],
	...{ asOf: '2026-11-20T01:32:00.000Z', filling: false, stages, stage: 'enf-dispose', by: 'court' },
	bottlenecks: [
		{ code: 'enf-dispose', name: '处置周期', days: 34_949, share: 42.1, overShare: null },
		{ code: 'enf-archive', name: '归档周期', days: 30_415, share: 36.6, overShare: 4 },
		{ code: 'enf-pay', name: '发放周期', days: 7549, share: 9.1, overShare: 6.1 },
		{ code: 'enf-auction', name: '拍卖', partOf: '处置周期', days: 6630, share: 8, overShare: null },
		{ code: 'enf-inquiry', name: '查控周期', days: 5704, share: 6.9, overShare: null },
		{ code: 'enf-price', name: '定价', partOf: '处置周期', days: 4628, share: 5.6, overShare: null },
		{ code: 'enf-notice', name: '通知周期', days: 3002, share: 3.6, overShare: 13.1 },
		{ code: 'enf-filing', name: '立案周期', days: 2953, share: 3.6, overShare: 0.9 },
	],
	trend: months.map((month, index) => ({
		month,
		count: trendMedians[index] === null ? 0 : 40 + index * 3,
		median: trendMedians[index] ?? null,
		p90: trendP90[index] ?? null,
	})),
	groups: [
		group('sf-0406', '西陵区人民法院', 41, 66, 201),
		group('sf-0401', '东川县人民法院', 132, 49, 160),
		group('sf-0403', '南屏县人民法院', 88, 42, 139),
		group('sf-04', '示范市中级人民法院', 17, 40, 177),
		group('sf-0402', '北岭县人民法院', 121, 37.5, 118),
		group('sf-0405', '河湾市人民法院', 96, 33, 104),
		group('sf-0404', '石桥县人民法院', 116, 29, 97),
	],
	longest: {
		total: 611,
		rows: [
			['（2025）示0406执1182号', '西陵区人民法院', '司马若蘅', 'a1', '2025-06-03', '2026-04-22', 323, 218],
			['（2025）示0401执907号', '东川县人民法院', '李见川', 'a2', '2025-07-15', '2026-05-08', 297, 201],
			['（2025）示0403执恢55号', '南屏县人民法院', '阿卜杜热西提·买买提江', 'a1', '2025-08-20', '2026-05-29', 282, 190],
			['（2026）示0401执31号', '东川县人民法院', '钱仲谋', 'a1', '2026-01-12', '2026-09-30', 261, 179],
		].map(([caseNumber, courtName, handlerName, subject, from, to, days, workDays], index) => ({
			...{ caseId: index + 1, caseNumber: String(caseNumber), courtName: String(courtName), handlerName: String(handlerName) },
			...{
				subject: String(subject),
				n: index === 2 ? 2 : 1,
				from: String(from),
				to: String(to),
				days: Number(days),
				workDays: Number(workDays),
			},
		})),
	},
	layers: [
		{ seq: 3, courtName: '示范市中级人民法院', document: '示范中法〔2026〕18号' },
		{ seq: 1, courtName: '示范省高级人民法院', document: '示高法〔2025〕102号' },
	],
};

/** The same beside what the city's own rules have changed: one change of some age, one too young to say much, one that has not begun. */
export const comparedView: CyclesView = {
	...cyclesView,
	comparison: {
		...{ layer: 3, document: '示范中法〔2026〕18号', courtName: '示范市中级人民法院', window: 90 },
		rows: [
			{
				...{ node: 'enf-notice', nodeName: '发出执行通知书', from: '2026-07-01', changes: ['期限 10日 → 7日', '锁定 不锁定 → 超期锁定'] },
				before: { from: '2026-04-02', to: '2026-06-30', started: 318, open: 0, late: 21, median: 4, p90: 8 },
				after: { from: '2026-07-01', to: '2026-09-28', started: 341, open: 2, late: 6, median: 3, p90: 5 },
				...{ difference: -1, cautions: [] },
			},
			{
				...{ node: 'enf-auction-start', nodeName: '启动拍卖', from: '2026-11-01', changes: ['期限 10日 → 5个工作日'] },
				before: { from: '2026-10-12', to: '2026-10-31', started: 22, open: 1, late: 3, median: 8, p90: 13 },
				after: { from: '2026-11-01', to: '2026-11-20', started: 17, open: 9, late: 1, median: 7, p90: null },
				difference: -1,
				cautions: [
					'新规则起用 20 日，前后各取 20 日',
					'样本少（前 22 个、后 17 个，不足 30 个），差异可能出于偶然',
					'变更后启动的尚有 9 个未办结，按已用日数计入，结果会变动',
				],
			},
			{
				...{ node: 'enf-split', nodeName: '繁简分流', from: '2027-01-01', changes: ['待核 待核 → 已确认'] },
				...{ difference: null, cautions: ['新规则尚未起用'] },
			},
		],
	},
};
