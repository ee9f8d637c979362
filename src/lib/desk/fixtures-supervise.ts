// Invented from end to end: courts, people, numbers.
import type { LadderView, MonthlyView, StageRowView } from '../contract/ladder.ts';
import type { SealedRowView, SealedView } from '../contract/sealed.ts';
import type { SelectiveView, SilentRow, SilentView } from '../contract/silent.ts';

export const courts = [
	{ code: 'sf-m1', name: '示范市中级人民法院' },
	{ code: 'sf-b4', name: '东川县人民法院' },
	{ code: 'sf-b5', name: '西陵县人民法院' },
];
const handlers = ['李见川', '王蔚然', '赵启明', '陈可欣'];
export const caseNumber = (n: number): string => `（2026）示0204执${n}号`;

const silentRow = (n: number, idleDays: number, part: Partial<SilentRow> = {}): SilentRow => ({
	caseId: n,
	caseNumber: caseNumber(900 + n * 37),
	court: 'sf-b4',
	courtName: n % 3 === 0 ? '西陵县人民法院' : '东川县人民法院',
	handlerName: handlers[n % 4]!,
	filedOn: '2026-04-17',
	lastStepOn: '2026-08-24',
	lastStepName: '发出执行通知书',
	never: false,
	idleDays,
	level: idleDays >= 60 ? 'supervise' : idleDays >= 30 ? 'warn' : 'remind',
	levelName: idleDays >= 60 ? '督办' : idleDays >= 30 ? '警告' : '提醒',
	locked: false,
	...part,
});

/** Silent cases of three courts. */
export const silentView: SilentView = {
	rows: [
		silentRow(1, 217, { never: true, lastStepName: '立案', lastStepOn: '2026-04-17', locked: true }),
		silentRow(2, 88),
		silentRow(3, 61, { lastStepName: '完成传统查控', lastStepOn: '2026-09-20' }),
		silentRow(4, 44, { lastStepName: '启动确定参考价', lastStepOn: '2026-10-07' }),
		silentRow(5, 31, { lastStepName: '线索核查完毕', lastStepOn: '2026-10-20' }),
		silentRow(6, 22, { lastStepName: '答复留言', lastStepOn: '2026-10-29' }),
		silentRow(7, 16, { lastStepName: '案款发放', lastStepOn: '2026-11-04' }),
	],
	counts: { remind: 41, warn: 17, supervise: 6, frozen: 9, unknown: 0 },
	days: [15, 30, 60],
	nextCursor: '100',
	courts,
};

/** Cases that were passed over. */
export const selectiveView: SelectiveView = {
	// The third row is the second case again, in another service.
	rows: [1, 2, 3].map((n) => ({
		caseId: Math.min(n, 2),
		caseNumber: caseNumber(300 + Math.min(n, 2) * 41),
		courtName: '东川县人民法院',
		handlerName: handlers[Math.min(n, 2)]!,
		filedOn: '2026-05-11',
		service: n === 2 ? 'payment' : 'price',
		serviceName: n === 2 ? '首次发放案款' : '启动确定参考价',
		ableOn: '2026-06-02',
		waitingDays: 171,
		count: n === 1 ? 7 : n,
		overtakers: Array.from({ length: n === 1 ? 5 : n }, (_, index) => ({
			caseId: 50 + index,
			caseNumber: caseNumber(700 + index * 13),
			filedOn: '2026-07-02',
			doneOn: '2026-08-19',
		})),
	})),
	cases: 2,
	total: 3,
	services: [
		{ code: 'net-query', name: '首次网络查控', count: 0 },
		{ code: 'notice', name: '发出执行通知书', count: 0 },
		{ code: 'payment', name: '首次发放案款', count: 1 },
		{ code: 'price', name: '启动确定参考价', count: 2 },
	],
	days: 15,
	courts,
};

const stages = [
	{ stage: 1, name: '临近六个月提醒警告', level: 'remind', total: 38, unreceived: 9, unplanned: 21, reviewLate: 0 },
	{ stage: 2, name: '满六个月分管副院长督办', level: 'supervise', total: 27, unreceived: 4, unplanned: 8, reviewLate: 5 },
	{ stage: 3, name: '满九个月院长督办', level: 'supervise', total: 6, unreceived: 0, unplanned: 1, reviewLate: 2 },
	{ stage: 4, name: '满十二个月审委会逐案研究', level: 'committee', total: 0, unreceived: 0, unplanned: 0, reviewLate: 0 },
] as const;

const stageRow = (n: number, stage: 1 | 2 | 3, part: Partial<StageRowView> = {}): StageRowView => ({
	stageId: `k${n}-S2-${stage}`,
	caseId: n,
	caseNumber: caseNumber(100 + n * 53),
	courtName: '东川县人民法院',
	unitName: n % 2 ? '执行一团队' : '民事审判第二庭',
	handlerName: handlers[n % 4]!,
	filedOn: '2026-02-11',
	ageDays: 282,
	stage,
	stageName: stages[stage - 1]!.name,
	level: stages[stage - 1]!.level,
	enteredOn: '2026-11-11',
	told: [
		{ roleName: '承办人', personName: handlers[n % 4]! },
		{ roleName: '执行局长', personName: '郑怀远' },
		{ roleName: '分管院领导', personName: '赵正一' },
	],
	replyBy: '2026-11-14',
	replyLate: false,
	reviews: [],
	mayReceive: true,
	mayPlan: true,
	mayReview: true,
	mayLeave: false,
	...part,
});
const plan = {
	byName: '李见川',
	on: '2026-11-12',
	text: '11月底前完成房产二拍；流拍即裁定以物抵债，12月20日前结案。责任人李见川，团队负责人逐周督促。',
};

/** Long-pending cases. */
export const ladderView: LadderView = {
	today: '2026-11-20',
	latestReview: '2027-02-21',
	mayOrder: true,
	ladder: 'S2',
	ladders: [
		{ id: 'S1', name: '普通程序案件审限督办', source: '' },
		{ id: 'S2', name: '长期未结案件分级督办', source: '' },
	],
	stages,
	rows: [
		stageRow(1, 3, {
			received: { byName: '郑怀远', on: '2026-11-12' },
			plan,
			nextReviewOn: '2026-11-17',
			reviewLateDays: 3,
			reviews: [{ byName: '赵正一', on: '2026-11-13', result: '同意方案，二拍公告提前至11月24日。' }],
			mayReceive: false,
		}),
		stageRow(2, 3, { replyLate: true }),
		stageRow(3, 2, {
			ageDays: 201,
			filedOn: '2026-05-03',
			received: { byName: '王蔚然', on: '2026-11-04' },
			plan,
			nextReviewOn: '2026-12-01',
			mayReceive: false,
		}),
		stageRow(4, 2, { ageDays: 188, filedOn: '2026-05-16', enteredOn: '2026-11-16', replyBy: '2026-11-21' }),
		stageRow(5, 1, {
			ageDays: 170,
			filedOn: '2026-06-03',
			enteredOn: '2026-11-18',
			replyBy: '2026-11-23',
			mayReceive: false,
			mayPlan: false,
			mayReview: false,
		}),
	],
	nextCursor: '100',
	courts,
};

const monthlyRow = (n: number, ageDays: number) => ({
	caseId: n,
	caseNumber: caseNumber(100 + n * 53),
	unitName: n % 3 ? '执行一团队' : '民事审判第二庭',
	handlerName: n % 3 ? handlers[n % 2]! : '陈可欣',
	filedOn: '2026-02-11',
	ageDays,
});

/** The month-start list. */
export const monthlyView: MonthlyView = {
	court: 'sf-b4',
	courtName: '东川县人民法院',
	month: '2026-11',
	asOf: '2026-11-01',
	months: ['2026-11', '2026-10', '2026-09'],
	total: 9,
	groups: [
		{ ladder: 'S2', name: '满十二个月审委会逐案研究', level: 'committee', rows: [] },
		{ ladder: 'S2', name: '满九个月院长督办', level: 'supervise', rows: [monthlyRow(1, 291), monthlyRow(2, 288)] },
		{
			ladder: 'S2',
			name: '满六个月分管副院长督办',
			level: 'supervise',
			rows: [monthlyRow(3, 231), monthlyRow(4, 221), monthlyRow(6, 207), { ...monthlyRow(8, 190), closedOn: '2026-11-06' }].sort((a, b) =>
				a.unitName + a.handlerName < b.unitName + b.handlerName ? -1 : 1,
			),
		},
		{ ladder: 'S2', name: '临近六个月提醒警告', level: 'remind', rows: [monthlyRow(7, 175), monthlyRow(11, 172), monthlyRow(13, 170)] },
	],
	units: [
		{ name: '民事审判第二庭', counts: [0, 0, 2, 0], total: 2 },
		{ name: '执行一团队', counts: [0, 2, 2, 3], total: 7 },
	],
	cut: false,
	courts,
};

const sealedRow = (n: number, part: Partial<SealedRowView>): SealedRowView => ({
	caseId: n,
	caseNumber: caseNumber(200 + n * 61),
	courtName: n % 3 === 0 ? '西陵县人民法院' : '东川县人民法院',
	handlerName: handlers[n % 4]!,
	assetId: `东川镇沿江路${n}2号房产`,
	sealedOn: '2026-03-18',
	daysSealed: 247,
	stepName: '查封扣押冻结',
	stepOn: '2026-03-18',
	idleDays: 247,
	expiresOn: '2029-03-17',
	daysToExpiry: 848,
	assumed: false,
	rank: 1,
	forSale: true,
	locked: false,
	danger: 4,
	dangerName: '正常推进',
	...part,
});
const next = {
	nodeId: 'k/enf-auction-start/A1/1',
	nodeName: '启动第一次拍卖',
	clockName: '法定期限',
	dueOn: '2026-11-25',
	daysLeft: 5,
	frozen: false,
	provisional: false,
	unconfirmed: false,
	basis: '10日　最高人民法院《关于确定财产处置参考价若干问题的规定》',
};

/** Sealed immovables. */
export const sealedView: SealedView = {
	rows: [
		sealedRow(1, {
			expiresOn: '2026-11-14',
			daysToExpiry: -6,
			danger: 0,
			dangerName: '查封已届满',
			locked: true,
			next: { ...next, nodeName: '启动确定参考价', dueOn: '2026-04-17', daysLeft: -217 },
		}),
		sealedRow(2, {
			expiresOn: '2026-12-02',
			daysToExpiry: 12,
			assumed: true,
			danger: 1,
			dangerName: '30 日内届满',
			stepName: '流拍',
			stepOn: '2026-11-02',
			idleDays: 18,
			next: { ...next, nodeName: '启动第二次拍卖', dueOn: '2026-12-02', daysLeft: 12 },
		}),
		sealedRow(3, {
			danger: 2,
			dangerName: '锁死或超期',
			locked: true,
			next: { ...next, nodeName: '查封房产处置总时限', dueOn: '2026-06-16', daysLeft: -157, unconfirmed: true },
		}),
		sealedRow(4, { danger: 3, dangerName: '半年未推进', forSale: false }),
		sealedRow(5, { stepName: '参考价确定', stepOn: '2026-11-15', idleDays: 5, next }),
		sealedRow(6, { rank: 2, sealedOn: '2026-10-09', stepOn: '2026-10-09', daysSealed: 42, idleDays: 42 }),
	],
	counts: [
		{ danger: 0, name: '查封已届满', count: 1 },
		{ danger: 1, name: '30 日内届满', count: 1 },
		{ danger: 2, name: '锁死或超期', count: 12 },
		{ danger: 3, name: '半年未推进', count: 4 },
		{ danger: 4, name: '正常推进', count: 31 },
	],
	total: 49,
	closed: false,
	courts,
};
