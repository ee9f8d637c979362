// Invented from end to end: courts, people, numbers. The gallery draws the desk's pages from them.
import type { CasePageView, EventView, LockView, RequestView, RouteStepView } from '../contract/case-page.ts';
import type { DecisionPageView, DeskHeader, RequestFormView } from '../contract/desk.ts';
import type { Account } from '../contract/pages.ts';
import type { ClockTick } from '../contract/topics.ts';
import { inboxRows } from './fixtures-lists.ts';
import { caseNumber, nodes } from './fixtures-nodes.ts';
import { documents, moves, phrases, projectedTakers } from './fixtures-unlock.ts';

export const today = '2026-11-20';
export const clock: ClockTick = { now: '2026-11-20T06:32:00.000Z', speed: 1, businessDay: today, zone: 'Asia/Shanghai' };
export const account: Account = {
	id: 'a-7',
	username: 'zhoubaiheng',
	personName: '周柏衡',
	court: 'sf-m1',
	courtName: '示范市中级人民法院',
	roles: ['unlock-approver', 'supervisor'],
};
export const header: DeskHeader = {
	overdue: 78,
	waiting: 5,
	feed: { state: 'live', cutOff: '2026-11-20T06:28:00.000Z', lastSeenAt: '2026-11-20T06:31:40.000Z' },
};

const key = caseNumber;
const causeNode = nodes[5]!;

const step = (part: Partial<RouteStepView>): RouteStepView => ({
	kind: 'decide',
	kindName: '决定',
	court: 'sf-m1',
	courtName: '示范市中级人民法院',
	level: 'intermediate',
	roleName: '解锁审批人',
	days: 3,
	state: 'ahead',
	...part,
});
const endorsed = {
	step: 0,
	verdict: 'approve' as const,
	verdictName: '同意上报',
	byName: '郑怀远',
	courtName: '东川县人民法院',
	at: '2026-11-19T09:05:00.000Z',
	opinion: '异议审查期间确不能启动，驳回后延误系更换机构所致。已责成承办人按整改措施办理，同意上报。',
};

export const request: RequestView = {
	id: `${key}-L1-R1`,
	lockId: `${key}-L1`,
	phase: 'deciding',
	phaseName: '审批中',
	byName: '李见川',
	at: '2026-11-19T08:20:00.000Z',
	reason:
		'参考价确定后被执行人提出执行异议，审查期间未能启动拍卖。异议已于2026年9月28日裁定驳回，因网拍辅助机构合同到期，重新确定机构延误。',
	plan: '11月23日前确定辅助机构；11月28日前完成现场勘验；12月4日前发布第一次拍卖公告。',
	newDueOn: { [causeNode.id]: '2026-12-04' },
	step: 1,
	stepDueOn: '2026-11-24',
	decisions: [endorsed],
};

export const lock: LockView = {
	id: `${key}-L1`,
	state: 'active',
	stateName: '已锁死',
	lockedAt: '2026-10-08T16:00:01.000Z',
	repeat: 0,
	causes: [{ nodeId: causeNode.id, nodeName: '启动拍卖', subject: 'A1', dueOn: '2026-10-08', overdueDays: 43, disproved: false }],
	routeName: '再次锁死、超期逾三十日或立案逾六个月：中级法院两级决定',
	route: [
		step({
			kind: 'endorse',
			kindName: '本院核签',
			court: 'sf-b4',
			courtName: '东川县人民法院',
			level: 'basic',
			roleName: '执行局长',
			days: 1,
			state: 'done',
			decision: endorsed,
		}),
		step({ state: 'running' }),
		step({ roleName: '执行局长' }),
	],
	held: [
		{ seq: 41, name: '启动拍卖', at: '2026-11-12T02:15:00.000Z', dayOnly: false },
		{ seq: 44, name: '启动传统查控', at: '2026-11-17T00:00:00.000Z', dayOnly: true },
	],
	requests: [request],
	maxGrantDays: 30,
};

type ShortEvent = [on: string, name: string, text: string, at?: string, extra?: Partial<EventView>];
const events = (
	[
		['2026-03-02', '立案', '民间借贷纠纷，标的 386.4 万元', '2026-03-02T01:20:00.000Z'],
		['2026-03-02', '发起网络查控', '', '2026-03-02T07:41:00.000Z'],
		['2026-03-03', '分案', '随机分案，李见川（执行一团队）'],
		['2026-03-04', '发出执行通知书', '（2026）示0204执1187号之一'],
		['2026-04-20', '查封扣押冻结', '不动产 A1，首封，至 2029年4月19日'],
		['2026-05-13', '启动确定参考价', 'A1，网络询价'],
		['2026-06-28', '参考价确定', 'A1，412.0 万元'],
		['2026-07-06', '期限扣除开始', '执行异议审查（2026）示0204执异41号'],
		['2026-09-28', '期限扣除结束', '末日 2026年9月28日'],
		['2026-10-09', '节点超期', '启动拍卖（A1），应于 2026年10月8日', '2026-10-08T16:00:01.000Z', { source: 'system' }],
		['2026-10-09', '程序锁死', '启动拍卖（A1）', '2026-10-08T16:00:01.000Z', { source: 'system' }],
		['2026-11-09', '案款到账', 'R3，38.6 万元', '2026-11-09T02:00:00.000Z'],
		['2026-11-12', '启动拍卖', 'A1，第一次，2026年12月14日开拍', '2026-11-12T02:15:00.000Z', { held: true }],
		['2026-11-16', '当事人留言', 'M2', undefined, { withdrawn: true }],
		['2026-11-19', '申请解锁', '李见川', '2026-11-19T08:20:00.000Z', { source: 'system' }],
	] as ShortEvent[]
).map(([on, name, text, at, extra], index): EventView => ({
	seq: index + 1,
	type: 'x',
	name,
	on,
	...(at ? { at } : {}),
	source: 'zxban-01',
	held: false,
	withdrawn: false,
	text,
	...extra,
}));

export const casePage: CasePageView = {
	id: 1187,
	caseNumber,
	court: 'sf-b4',
	courtName: '东川县人民法院',
	kindName: '首次执行',
	handlerName: '李见川',
	unitName: '执行一团队',
	filedOn: '2026-03-02',
	cause: '民间借贷纠纷',
	claimFen: 386_400_000,
	recoveredFen: 38_600_000,
	tags: ['查封房产', '涉企 · 小微', '精执'],
	ageDays: 263,
	nodes,
	locks: [lock],
	events,
	today,
	mayRequest: false,
	mayConfirm: false,
	mayReview: false,
};

export const decision: DecisionPageView = {
	inbox: inboxRows,
	case: casePage,
	lock,
	request,
	mayDecide: true,
	mayWithdraw: false,
	verdicts: ['approve', 'refuse', 'return', 'escalate'],
	stepDueAt: '2026-11-24T16:00:00.000Z',
	workingDaysLeft: 3,
	firstDay: today,
	lastDay: '2026-12-20',
	handlerLoad: { open: 212, locked: 2 },
	moves,
	documents,
	phrases,
};

const pick = ({ kindName, roleName, days }: RouteStepView) => ({ kindName, roleName, days });

/** The forecast of a route with those who would take its steps. */
export const projectedOf = (takers: typeof projectedTakers): NonNullable<RequestFormView['projected']> => ({
	name: lock.routeName,
	steps: takers.map((each, index) => ({ ...each, ...pick(lock.route[index]!) })),
});
export const requestForm: RequestFormView = {
	case: { ...casePage, mayRequest: true },
	lock: { ...lock, requests: [], route: lock.route.map(({ decision: _said, ...each }) => ({ ...each, state: 'ahead' as const })) },
	firstDay: today,
	lastDay: '2026-12-20',
	projected: projectedOf(projectedTakers),
	documents: documents.map((each, index) => ({ ...each, filed: index === 0 })),
	phrases,
};
