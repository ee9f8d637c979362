// Invented from end to end: courts, people, numbers. States of unlock requests as the gallery shows them.
import type { DocumentView, PhraseView, ReviewRow } from '../contract/unlock-desk.ts';
import type { AbsencePageView, AbsenceView, MoveView, StepTakersView, TakerView, UnlockMovesView } from '../contract/unlock-moves.ts';
import type { BatchLine } from './inbox-words.ts';

const hash = (seed: string): string => (seed + '3f9a1c7be2d05846').repeat(4).slice(0, 64);

export const documents: readonly DocumentView[] = [
	['（2026）示0204执异41号 执行裁定书.pdf', 'pdf', 412_300],
	['网拍辅助机构重新选定结果通知.ofd', 'ofd', 98_400],
	['现场照片 A1.jpg', 'jpg', 3_812_000],
].map(([name, kind, size], index) => ({
	id: `d${index + 1}`,
	name: String(name),
	kind: String(kind),
	size: Number(size),
	sha256: hash(`${index}b7`),
	uploadedByName: '李见川',
	uploadedAt: '2026-11-19T08:12:00.000Z',
	filed: true,
}));

export const phrases: readonly PhraseView[] = [
	{ id: 1, use: 'approve', text: '同意。异议已驳回，限新期限内发布第一次拍卖公告。' },
	{ id: 2, use: 'approve', text: '同意。责令每周五报进度。' },
	{ id: 3, use: 'return', text: '请补充重新选定机构的经过和日期。' },
	{ id: 4, use: 'reason', text: '因网拍辅助机构合同到期，重新选定延误。' },
];

const taker = (name: string, part: Partial<TakerView> = {}): TakerView => ({
	person: name,
	name,
	court: 'sf-m1',
	courtName: '示范市中级人民法院',
	capacity: 'role',
	roleName: '解锁审批人',
	text: '示范市中级人民法院解锁审批人',
	...part,
});
const stepTakers = (step: number, takers: readonly TakerView[], part: Partial<StepTakersView> = {}): StepTakersView => ({
	step,
	court: 'sf-m1',
	courtName: '示范市中级人民法院',
	takers,
	stuck: false,
	...part,
});

const chief = stepTakers(2, [taker('何振声', { roleName: '执行局长', text: '示范市中级人民法院执行局长' })]);
const running = stepTakers(1, [taker('周柏衡'), taker('林如晦')]);

export const moves: UnlockMovesView = {
	now: running,
	ahead: [running, chief],
	clock: { workingDays: 3, dueAt: '2026-11-24T16:00:00.000Z', pausedToday: false },
	mine: taker('周柏衡'),
	reassignTo: [{ person: 'lin', name: '林如晦', text: '示范市中级人民法院解锁审批人' }],
	mayRecuse: true,
	mayUrge: false,
	history: [],
	partial: false,
};

const move = (kind: MoveView['kind'], kindName: string, byName: string, at: string, part: Partial<MoveView> = {}): MoveView => ({
	kind,
	kindName,
	step: 1,
	at,
	byName,
	toNames: [],
	...part,
});
const { mine: _mine, ...notMine } = moves;
const fallbackReason = '示范市中级人民法院解锁审批人均不能办理（外出1人、回避1人），由本院执行局长办理';
const instead = stepTakers(1, [taker('何振声', { capacity: 'fallback', roleName: '执行局长', text: '示范市中级人民法院执行局长' })], {
	fallback: { level: 'next-office', reason: fallbackReason },
});
const delegate = taker('林如晦', { capacity: 'delegate', text: '受周柏衡委托，示范市中级人民法院解锁审批人', forName: '周柏衡' });
const entrusted = stepTakers(1, [delegate], {
	fallback: { level: 'delegate', reason: '示范市中级人民法院解锁审批人外出，由其受托人办理' },
});
const nobody = stepTakers(1, [], { stuck: true, fallback: { level: 'top', reason: '各级均无可以办理的人员' } });
const aside = { ...notMine, reassignTo: [], mayRecuse: false };

/** Who can do what, in the states that are met less often. */
export const moveVariants: Readonly<Record<string, UnlockMovesView>> = {
	nobody: {
		...aside,
		now: nobody,
		ahead: [nobody, chief],
		mayUrge: true,
		history: [
			move('stuck' as MoveView['kind'], '无人可办，告知系统管理员', '系统', '2026-11-19T16:00:00.000Z', { toNames: ['系统管理员'] }),
		],
	},
	rest: { ...moves, clock: { workingDays: 2, dueAt: '2026-11-24T16:00:00.000Z', pausedToday: true } },
	late: {
		...moves,
		clock: { workingDays: -1, dueAt: '2026-11-19T16:00:00.000Z', pausedToday: false },
		history: [
			move('warned', '临期提醒', '系统', '2026-11-18T16:00:00.000Z', { toNames: ['周柏衡', '林如晦'] }),
			move('urged', '催办', '李见川', '2026-11-19T03:10:00.000Z', { toNames: ['周柏衡', '林如晦'] }),
			move('warned', '逾期督促', '系统', '2026-11-19T16:00:00.000Z', { toNames: ['何振声'] }),
		],
	},
	recused: {
		...aside,
		now: instead,
		ahead: [instead, chief],
		whyNot: '您已回避本申请',
		history: [move('recused', '回避', '周柏衡', '2026-11-20T01:20:00.000Z', { reason: '与一方当事人的代理人有近亲属关系' })],
	},
	delegate: { ...moves, now: entrusted, ahead: [entrusted, chief], mine: delegate, reassignTo: [] },
	assigned: {
		...moves,
		now: stepTakers(1, [taker('周柏衡')]),
		ahead: [stepTakers(1, [taker('周柏衡')]), chief],
		assignedTo: { person: 'zhou', name: '周柏衡', byName: '林如晦', reason: '本人承办关联案件' },
		history: [move('reassigned', '转办', '林如晦', '2026-11-20T00:40:00.000Z', { toNames: ['周柏衡'], reason: '本人承办关联案件' })],
	},
	aside: { ...aside, whyNot: '申请人不得审批本人的申请', mayUrge: true },
	urged: { ...aside, whyNot: '本环节由示范市中级人民法院解锁审批人办理', whyNotUrge: '今日已经催办，下一工作日可以再次催办' },
	ended: { ahead: [], reassignTo: [], mayRecuse: false, mayUrge: false, history: [], partial: false },
};

/** Takers of a route that nobody has filed for yet; the first office is away. */
export const projectedTakers = [
	stepTakers(0, [taker('郑怀远', { roleName: '执行局长', text: '东川县人民法院执行局长' })], {
		court: 'sf-b4',
		courtName: '东川县人民法院',
	}),
	{ ...instead, step: 1 },
	chief,
];
export const nobodyAhead = [projectedTakers[0]!, { ...nobody, step: 1 }, chief];

export const reviews: readonly ReviewRow[] = [
	['（2026）示0209执415号', '清水县人民法院', '周怀瑾', ['首次网络查控'], 6, '2026-11-14T16:00:00.000Z'],
	['（2026）示0211执220号', '甲区人民法院', '赵以宁', ['财产线索核查', '启动确定参考价'], 3, '2026-11-17T16:00:00.000Z'],
].map(([caseNumber, courtName, handlerName, nodeNames, overdueDays, lockedAt], index) => ({
	lockId: `review-${index}`,
	caseId: 400 + index,
	caseNumber: String(caseNumber),
	courtName: String(courtName),
	handlerName: String(handlerName),
	nodeNames: nodeNames as readonly string[],
	overdueDays: Number(overdueDays),
	lockedAt: String(lockedAt),
}));

/** What became of a batch of three of which one failed and one was taken by somebody else. */
export const batchLines = (ids: readonly { readonly requestId: string; readonly caseNumber: string }[]): readonly BatchLine[] => {
	const line = (at: number, part: Partial<BatchLine>): BatchLine => ({
		id: ids[at]!.requestId,
		caseNumber: ids[at]!.caseNumber,
		step: 1,
		verdict: 'approve',
		opinion: '情况属实，整改措施可行，同意。',
		ok: false,
		...part,
	});
	return [
		line(0, { ok: true }),
		line(1, { message: '申请的新期限 2026-11-19 早于今日，请单独办理并另定新期限' }),
		line(2, { verdict: '', opinion: '', message: '请选择一项决定' }),
		{ ...line(0, {}), id: 'gone', caseNumber: '（2026）示0203执恢512号', message: '这一步已由他人作出决定，请刷新后查看' },
	];
};

const absence = (id: string, part: Partial<AbsenceView>): AbsenceView => ({
	id,
	person: 'zhou',
	personName: '周柏衡',
	courtName: '示范市中级人民法院',
	from: '2026-11-23',
	to: '2026-11-27',
	reason: '省院培训',
	delegate: 'lin',
	delegateName: '林如晦',
	setByName: '周柏衡',
	state: 'ahead',
	stateName: '未开始',
	mayEnd: true,
	...part,
});

export const absencePage: AbsencePageView = {
	me: 'zhou',
	today: '2026-11-20',
	own: [
		absence('a1', {}),
		absence('a2', { from: '2026-09-14', to: '2026-09-18', reason: '休假', state: 'past', stateName: '已结束', mayEnd: false }),
	],
	entrusted: [
		absence('a3', {
			person: 'lin',
			personName: '林如晦',
			from: '2026-11-19',
			to: '2026-11-20',
			reason: '下乡执行',
			delegate: 'zhou',
			delegateName: '周柏衡',
			setByName: '何振声',
			state: 'now',
			stateName: '外出中',
			mayEnd: false,
		}),
	],
	ofCourt: [],
	delegates: [
		{ person: 'lin', name: '林如晦', roleNames: '解锁审批人' },
		{ person: 'he', name: '何振声', roleNames: '执行局长' },
	],
	people: [{ person: 'zhou', name: '周柏衡' }],
};
