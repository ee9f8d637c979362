// Invented from end to end: courts, people, numbers.
import { phrases, reviews } from './fixtures-unlock.ts';
import type { InboxRow, InboxView, WorklistFilter, WorklistView, WorkRow } from '../contract/desk.ts';

const courts = [
	['sf-b1', '甲区人民法院'],
	['sf-b3', '丙区人民法院'],
	['sf-b4', '东川县人民法院'],
	['sf-b7', '西陵县人民法院'],
	['sf-b5', '北原市人民法院'],
	['sf-b9', '清水县人民法院'],
] as const;

type ShortInbox = [number: string, court: string, handler: string, node: string, overdue: number, left: number, end: string, at: string];
const shortInbox: ShortInbox[] = [
	['（2026）示0211执302号', '甲区人民法院', '赵以宁', '启动确定参考价', 26, -1, '2026-11-19T16:00:00.000Z', '2026-11-16T02:10:00.000Z'],
	['（2026）示0204执2260号', '东川县人民法院', '钱仲谋', '案款发放', 19, 1, '2026-11-20T16:00:00.000Z', '2026-11-17T06:02:00.000Z'],
	['（2026）示0205执1029号', '北原市人民法院', '吴青禾', '财产线索核查', 5, 2, '2026-11-23T16:00:00.000Z', '2026-11-18T01:45:00.000Z'],
	['（2026）示0204执1187号', '东川县人民法院', '李见川', '启动拍卖', 43, 3, '2026-11-24T16:00:00.000Z', '2026-11-19T08:20:00.000Z'],
	['（2026）示0203执恢560号', '丙区人民法院', '孙允文', '发出执行通知书', 2, 3, '2026-11-24T16:00:00.000Z', '2026-11-19T09:31:00.000Z'],
];
export const inboxRows: readonly InboxRow[] = shortInbox.map(
	([caseNumber, courtName, handlerName, nodeName, overdueDays, workingDaysLeft, stepDueAt, requestedAt]) => ({
		requestId: `${caseNumber}-L1-R1`,
		lockId: `${caseNumber}-L1`,
		caseNumber,
		court: courtName,
		courtName,
		handlerName,
		node: nodeName,
		nodeName,
		overdueDays,
		step: 1,
		verdicts: ['approve', 'refuse', 'return', 'escalate'],
		grants: true,
		waitedDays: 3 - workingDaysLeft,
		causes: [{ nodeId: `${caseNumber}/n`, nodeName, askedOn: '2026-12-04' }],
		reason: '参考价确定后被执行人提出执行异议，审查期间未能启动。异议已裁定驳回，因重新确定辅助机构延误。',
		plan: '11月23日前确定辅助机构；12月4日前办结。',
		phase: 'deciding',
		phaseName: '审批中',
		requestedAt,
		stepDueAt,
		workingDaysLeft,
		mine: true,
	}),
);

/** A box as the gallery shows it. */
export function inboxView(box: InboxView['box'], variant = ''): InboxView {
	const nothing = variant === 'empty';
	const names = (of: (row: InboxRow) => string) => [...new Set(inboxRows.map(of))].map((name) => ({ code: name, name }));
	const base = {
		box,
		counts: { inbox: nothing ? 0 : 5, sent: 0, done: 2 },
		oldest: nothing ? {} : { inbox: 6 },
		reviews: box === 'inbox' && !nothing ? reviews : [],
		filter: {},
		courts: names((row) => row.courtName),
		nodes: names((row) => row.nodeName),
		phases: [],
		phrases,
	};
	const rest = (row: InboxRow): InboxRow => (variant === 'rest' ? { ...row, pausedToday: true } : row);
	const entrusted = (row: InboxRow, at: number): InboxRow => (at === 2 ? { ...row, capacity: '受林如晦委托' } : row);
	if (nothing) return { ...base, rows: [] };
	if (box === 'inbox') return { ...base, rows: inboxRows.map(rest).map(entrusted) };
	if (box === 'sent') return { ...base, rows: [] };
	const done = inboxRows.slice(0, 2).map((row, index): InboxRow => {
		const { stepDueAt: _end, workingDaysLeft: _left, ...rest } = row;
		return { ...rest, mine: false, phase: index === 0 ? 'granted' : 'refused', phaseName: index === 0 ? '已同意' : '不予解锁' };
	});
	return { ...base, rows: done };
}

type ShortRow = [
	number: string,
	court: number,
	unit: string,
	handler: string | undefined,
	node: string,
	subject: string | undefined,
	due: string | undefined,
	late: number,
	flags?: Partial<WorkRow>,
];
const locked = (id: string, at: string, part: Partial<NonNullable<WorkRow['lock']>> = {}): Partial<WorkRow> => ({
	lock: { id, state: 'active', lockedAt: at, mayRequest: false, ...part },
});
const shortRows: ShortRow[] = [
	[
		'（2025）示0204执2260号',
		2,
		'执行二团队',
		'钱仲谋',
		'案款发放',
		'R12',
		'2025-12-16',
		339,
		{ clockName: '内控', ...locked('L9', '2025-12-16T16:00:00Z', { request: { id: 'R', phaseName: '转报中' } }) },
	],
	[
		'（2026）示0204执1187号',
		2,
		'执行一团队',
		'李见川',
		'启动拍卖',
		'A1',
		'2026-10-08',
		43,
		{ reminders: 5, ...locked('L1', '2026-10-08T16:00:01Z', { request: { id: 'R1', phaseName: '审批中' } }) },
	],
	[
		'（2026）示0204执1187号',
		2,
		'执行一团队',
		'李见川',
		'查封房产处置总时限',
		'A1',
		'2026-10-12',
		39,
		{ clockName: '内控', unconfirmed: true },
	],
	[
		'（2026）示0211执恢17号',
		0,
		'执行三团队',
		'冯令仪',
		'启动拍卖',
		'A2',
		'2026-10-16',
		35,
		locked('L2', '2026-10-16T16:00:00Z', { mayRequest: true }),
	],
	[
		'（2026）示0211执302号',
		0,
		'执行一团队',
		'赵以宁',
		'启动确定参考价',
		'A1',
		'2026-10-25',
		26,
		locked('L3', '2026-10-26T16:00:00Z', { request: { id: 'R3', phaseName: '退回补正' }, mayRequest: true }),
	],
	['（2026）示0207执恢88号', 3, '速执团队', '孙允文', '启动二拍', 'A4', '2026-11-09', 11, locked('L4', '2026-11-09T16:00:00Z')],
	[
		'（2026）示0209执415号',
		5,
		'执行局',
		'周怀瑾',
		'首次网络查控',
		undefined,
		'2026-11-14',
		6,
		{ ...locked('L5', '2026-11-14T16:00:00Z', { state: 'review' }) },
	],
	['（2026）示0205执733号', 4, '执行二团队', '吴青禾', '发出执行通知书', undefined, '2026-11-16', 4, locked('L6', '2026-11-16T16:00:00Z')],
	['（2026）示0203执801号', 1, '执行局', '郑立言', '财产线索核查', 'C2', '2026-11-19', 1, { awaitingFeed: true }],
	['（2026）示0203执812号', 1, '执行局', undefined, '分案', undefined, '2026-11-19', 1, { reminders: 2 }],
	['（2026）示0205执560号', 4, '速执团队', '吴青禾', '速执结案', undefined, '2026-11-18', 2, { clockName: '内控', reminders: 3 }],
	['（2025）示0207执1450号', 3, '执行一团队', '王敬之', '执行结案', undefined, '2026-06-30', 143, { beforeLocks: true, reminders: 4 }],
	[
		'（2026）示0204执941号',
		2,
		'执行一团队',
		'李见川',
		'财产线索核查',
		'C7',
		'2026-11-20',
		0,
		{ phase: 'warning', phaseName: '预警', reminders: 2 },
	],
	[
		'（2026）示0204执1302号',
		2,
		'执行二团队',
		'钱仲谋',
		'启动确定参考价',
		'A3',
		'2026-11-23',
		-3,
		{ phase: 'warning', phaseName: '预警', reminders: 2 },
	],
	[
		'（2026）示0211执1499号',
		0,
		'执行一团队',
		'赵以宁',
		'完成传统查控',
		undefined,
		'2026-11-26',
		-6,
		{ phase: 'warning', phaseName: '预警', clockName: '内控', unconfirmed: true },
	],
	[
		'（2026）示0209执388号',
		5,
		'执行局',
		'周怀瑾',
		'启动拍卖',
		'A1',
		undefined,
		-1,
		{ phase: 'pending', phaseName: '待办', frozen: true, reminders: 0 },
	],
	[
		'（2026）示0205执1610号',
		4,
		'执行二团队',
		'吴青禾',
		'执行结案',
		undefined,
		'2027-02-11',
		-83,
		{ phase: 'pending', phaseName: '待办', provisional: true, reminders: 0 },
	],
];

const rows: readonly WorkRow[] = shortRows.map(
	([caseNumber, court, unitName, handlerName, nodeName, subject, dueOn, late, flags], index) => ({
		nodeId: `${caseNumber}/n${index}`,
		caseId: 1000 + index,
		caseNumber,
		court: courts[court]![0],
		courtName: courts[court]![1],
		unitName,
		...(handlerName ? { handlerName } : {}),
		nodeName,
		...(subject ? { subject } : {}),
		clockName: '法定',
		...(dueOn ? { dueOn } : {}),
		phase: 'overdue',
		phaseName: '超期',
		...(late > 0 ? { overdueDays: late } : dueOn ? { daysLeft: -late } : {}),
		reminders: 1,
		frozen: false,
		provisional: false,
		unconfirmed: false,
		awaitingFeed: false,
		beforeLocks: false,
		...flags,
	}),
);

const counts: WorklistView['counts'] = {
	overdue: 78,
	locked: 16,
	today: 46,
	week: 307,
	warning: 412,
	'before-locks': 21,
	awaiting: 3,
	review: 1,
	proposed: 0,
};

/** The worklist as the gallery shows it. */
export function worklistView(filter: WorklistFilter): WorklistView {
	const shown = ['today', 'proposed', 'review'].includes(filter.view)
		? []
		: filter.view === 'locked'
			? rows.filter(({ lock }) => lock)
			: rows;
	return {
		filter,
		counts,
		rows: shown,
		total: shown.length === 0 ? 0 : counts[filter.view],
		...(shown.length > 10 ? { nextCursor: 'c2' } : {}),
		courts: courts.map(([code, name]) => ({ code, name })),
		nodes: [
			{ code: 'enf-auction-start', name: '启动拍卖' },
			{ code: 'enf-pay-done', name: '案款发放' },
			{ code: 'enf-close', name: '执行结案' },
		],
		ownOnly: false,
		scopes: [{ scope: 'mine', name: '本人' }, { scope: 'team', name: '本团队' }, { scope: 'court', name: '本院' }, { name: '本院及下辖' }],
	};
}
