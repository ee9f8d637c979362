import type { CaseEvent } from '../core/case/case-event.ts';
import type { CaseView } from '../core/case/case-state.ts';
import { eventType } from '../core/case/vocabulary.ts';
import type { LockPhase, RequestPhase, StepKind, Verdict } from '../core/lock/types.ts';
import type { CheckState } from '../core/node/checks.ts';
import { noticeLevelNames, type NoticeLevel } from '../core/notice/types.ts';
import type { NodePhase, VoidReason } from '../core/node/types.ts';
import type { ClockRule } from '../core/rulebook/types.ts';
import { openImmovables } from '../core/unlock/facts.ts';
import { nodeName, personName, type ViewContext } from './view-context.ts';

/** What a kind of clock is called. */
export const clockName = (clock: string): string => (clock === 'limit' ? '法定期限' : '内控期限');

/** Why a node came to nothing. */
export const voidNames: Readonly<Record<VoidReason, string>> = {
	closed: '已结案',
	transferred: '案件移送，由接收法院重新计算',
	converted: '程序或类别变更，不再适用',
};

/** Chinese words of the closed sets that pages show. */
export const phaseNames: Readonly<Record<NodePhase, string>> = {
	pending: '待办',
	warning: '预警',
	overdue: '超期',
	met: '按期完成',
	'met-late': '超期完成',
	void: '不适用',
};

export const lockPhaseNames: Readonly<Record<LockPhase, string>> = {
	proposed: '待确认',
	active: '已锁死',
	review: '补录待核',
	released: '已解锁',
};

export const requestPhaseNames: Readonly<Record<RequestPhase, string>> = {
	endorsing: '本院核签',
	forwarding: '转报中',
	deciding: '审批中',
	returned: '退回补正',
	granted: '已同意',
	refused: '不予解锁',
	withdrawn: '已撤回',
};

export const stepKindNames: Readonly<Record<StepKind, string>> = { endorse: '本院核签', forward: '转报意见', decide: '决定' };

/** What a verdict is called at each kind of step. */
export function verdictName(verdict: Verdict, kind: StepKind | undefined): string {
	if (verdict === 'auto-forward') return '逾期自动转报';
	if (verdict === 'approve') return kind === 'endorse' ? '同意上报' : kind === 'forward' ? '转报' : '同意解锁';
	if (verdict === 'refuse') return kind === 'endorse' ? '不同意上报' : '不予解锁';
	return verdict === 'return' ? '退回补正' : '报高院';
}

export const kindNames: Readonly<Record<string, string>> = {
	'enforcement-first': '首次执行',
	'enforcement-resumed': '恢复执行',
	preservation: '财产保全执行',
	objection: '执行异议',
	reconsideration: '执行复议',
	supervision: '执行监督',
	'civil-first': '民事一审',
	'civil-second': '民事二审',
	other: '其他',
};

/** Kinds that the type characters of the case number tell apart. */
const typeNames: Readonly<Record<string, string>> = {
	财保: '财产保全',
	民申: '民事申请再审',
	民再: '民事再审',
	民特: '民事特别程序',
	民督: '督促程序',
	行初: '行政一审',
	行终: '行政二审',
	行审: '非诉行政审查',
	刑初: '刑事一审',
	刑终: '刑事二审',
};

/** What kind of case it is. */
export const kindName = (kind: string, type: string): string => typeNames[type] ?? kindNames[kind] ?? '其他';

/** Ways in which a case goes to another court. */
export const transferNames: Readonly<Record<string, string>> = {
	jurisdiction: '移送管辖',
	raised: '提级执行',
	ordered: '指令执行',
	crossed: '交叉执行',
};

/** Where a gate or a count stands. */
export const checkNames: Readonly<Record<CheckState, string>> = {
	open: '可以办理',
	missing: '尚缺',
	breached: '未满足即办理',
	passed: '办理时符合',
};

export const closeModeNames: Readonly<Record<string, string>> = {
	'fully-performed': '执行完毕',
	'round-ended': '终结本次执行程序',
	ended: '终结执行',
	withdrawn: '销案',
	'not-enforced': '不予执行',
	rejected: '驳回申请',
	judged: '判决',
	mediated: '调解',
	dropped: '撤诉',
	dismissed: '驳回',
	transferred: '移送',
};

const enterpriseNames: Readonly<Record<string, string>> = {
	bank: '涉商业银行',
	green: '涉绿色重点保护',
	micro: '涉小微',
	construction: '涉建筑工程',
	'micro-loan': '涉小额贷款',
	other: '涉其他企业',
};

const tagNames: Readonly<Record<string, string>> = {
	'green-channel': '绿色通道',
	'party-government': '涉党政机关',
	'gang-related': '涉黑恶',
	'problem-housing': '问题楼盘',
	'illegal-fundraising': '非法集资',
	mass: '涉众',
	'bankruptcy-transfer': '执转破',
};

const procedureNames: Readonly<Record<string, string>> = { small: '小额诉讼', simple: '简易程序', ordinary: '普通程序' };

/** Short marks of a case: track, enterprise class, sealed real estate, tags. */
export function caseTags(view: CaseView): readonly string[] {
	return [
		...(view.track ? [view.track === 'simple' ? '速执' : '精执'] : []),
		...(view.procedure ? [procedureNames[view.procedure] ?? view.procedure] : []),
		...(view.enterpriseClass ? [enterpriseNames[view.enterpriseClass] ?? view.enterpriseClass] : []),
		...(openImmovables(view).length > 0 ? ['查封房产'] : []),
		...view.tags.map((tag) => tagNames[tag] ?? tag),
	];
}

const units: Readonly<Record<ClockRule['unit'], string>> = { D: '日', WD: '个工作日', M: '个月', Y: '年', H: '小时', MIN: '分钟', X: '' };

/** A limit in words: 「10日」「3个月又15日」「文书载明」. */
export function limitText(clock: ClockRule): string {
	if (clock.unit === 'X') return '文书载明';
	const extra = clock.extraDays ? `又${clock.extraDays}日` : '';
	return clock.limit === 0 ? '当日' : `${clock.limit}${units[clock.unit]}${extra}`;
}

const mostMoved = 3;

/** What a calendar or a layer of rules moved: 「执行结案 2026-10-08→2026-10-09」, with the document that did. */
function movedTexts(context: ViewContext, data: CaseEvent['data']): readonly string[] {
	const moved = (data.moved ?? []) as readonly { readonly nodeId: string; readonly from?: string; readonly to?: string }[];
	const shown = moved.slice(0, mostMoved).map(({ nodeId, from = '无', to = '无' }) => {
		return `${nodeName(context, nodeId.split('/').at(-3) ?? '')} ${from}→${to}`;
	});
	const more = moved.length > mostMoved ? [`另有 ${moved.length - mostMoved} 个`] : [];
	return [...shown, ...more, ...(typeof data.source === 'string' ? [`依据：${data.source}`] : [])];
}

const wan = (fen: number): string => `${(fen / 1_000_000).toFixed(2)} 万元`;

/** Name and readable remainder of an event; identity numbers and phones never reach this far. */
export function eventText(context: ViewContext, event: CaseEvent): { readonly name: string; readonly text: string } {
	const { data } = event;
	const parts: string[] = [];
	const add = (label: string, value: unknown): void => {
		if (typeof value === 'string' && value !== '') parts.push(`${label}${value}`);
	};
	for (const field of ['claimFen', 'amountFen', 'priceFen', 'recoveredFen', 'estimateFen'])
		if (typeof data[field] === 'number') parts.push(wan(data[field]));
	if (typeof data.handler === 'string') add('承办人 ', personName(context, data.handler));
	if (typeof data.nodeId === 'string') add('', data.since ? '消极执行' : nodeName(context, data.nodeId.split('/')[1] ?? ''));
	if (typeof data.mode === 'string') add('', closeModeNames[data.mode]);
	if (data.track) parts.push(data.track === 'simple' ? '速执' : '精执');
	add('事由：', data.ground);
	add('文号 ', data.documentNo);
	add('财产 ', data.assetId);
	add('届满 ', data.expiresOn ?? data.dueOn);
	if (typeof data.catchUpFrom === 'string') parts.push('停机补算');
	if (data.cause === 'soft-met') parts.push('柔性锁死的超期节点已办结，自动解锁');
	if (event.type === 'case-locked' || event.type === 'lock-cause-added') {
		if (typeof data.by === 'string') parts.push(`手工锁死：${personName(context, data.by) ?? data.by}`);
		add('理由：', data.reason);
	}
	if (event.type === 'calendar-changed') parts.push(...movedTexts(context, data));
	if (event.type === 'notice-raised') parts.push(noticeLevelNames[data.level as NoticeLevel]);
	if (event.type === 'notice-answered') add('', data.text);
	add('意见：', data.opinion);
	add('撤回 ', event.type === 'event-withdrawn' ? data.id : undefined);
	return { name: eventType(event.type).name, text: parts.join('　') };
}
