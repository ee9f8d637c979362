import type { CaseView } from '../case/case-state.ts';
import { holdingLock } from '../lock/apply.ts';
import type { NodeRow } from '../node/types.ts';
import { ruleInForce } from '../rulebook/in-force.ts';
import type { NodeRule, Rulebook } from '../rulebook/types.ts';
import { addDays, addMonths, isCourtDate } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';
import type { Refusal } from '../unlock/decide.ts';
import { groundOf, groundOfFact, groundsFor, type Ground } from './grounds.ts';
import { mostDaysAhead, openPeriodPhases, type PeriodRequest } from './types.ts';

/** What a person asks for; which fields are needed follows from the ground. */
export interface PeriodAsk {
	/** Code of the statutory ground. */
	readonly ground: string;
	readonly node?: string;
	readonly subject?: string;
	readonly from?: CourtDate;
	readonly to?: CourtDate;
	readonly addDays?: number;
	readonly addMonths?: number;
	readonly documentNo?: string;
	readonly documentName?: string;
	readonly reason: string;
	readonly override?: boolean;
	/** The returned request that is filed again. */
	readonly returnedId?: string;
}

/** What a request is checked against. */
export interface CheckContext {
	readonly view: CaseView;
	readonly nodes: readonly NodeRow[];
	readonly rulebook: Rulebook;
	readonly today: CourtDate;
}

/** The fields of a request that follow from what was asked, once it has been found in order. */
export type CheckedAsk = Pick<
	PeriodRequest,
	| 'kind'
	| 'ground'
	| 'node'
	| 'subject'
	| 'from'
	| 'to'
	| 'addDays'
	| 'addMonths'
	| 'convertTo'
	| 'documentNo'
	| 'documentName'
	| 'override'
>;

const refuse = (code: string, message: string): Refusal => ({ ok: false, code, message });

/** 审限 nodes: the periods for closing a case, which can be extended whether or not they lock. */
export function isClosingPeriod(code: string): boolean {
	return code === 'enf-close' || code.startsWith('tri-close-');
}

function isExtendable(rule: NodeRule): boolean {
	if (isClosingPeriod(rule.code)) return true;
	return rule.clocks.some((clock) => clock.kind === 'limit' && clock.locks && clock.unit !== 'X' && !clock.back);
}

/** The open nodes of a case whose limit can be extended: those with a limit that locks, and the 审限 itself. */
export function extendableNodes(nodes: readonly NodeRow[], rulebook: Rulebook): readonly NodeRow[] {
	return nodes.filter((node) => {
		if (node.endedOn || node.phase === 'void' || node.court !== undefined) return false;
		const rule = ruleInForce(rulebook, node.node, node.startedOn);
		return rule !== undefined && isExtendable(rule);
	});
}

/** Whether the same ground was granted before in this case, by this court's decision or as a feed reports it (S2: 因同一事由原则上不得再次申请变更). */
export function isRepeated(view: Pick<CaseView, 'facts'>, ground: Ground): boolean {
	const types = ['exclusion-started', 'extension-granted', 'procedure-converted'];
	return view.facts.some((event) => types.includes(event.type) && groundOfFact(event.data)?.code === ground.code);
}

function checkExtension(ground: Ground, ask: PeriodAsk, { nodes, rulebook, today }: CheckContext): Refusal | Partial<CheckedAsk> {
	const { node: code, subject, addDays: days = 0, addMonths: months = 0 } = ask;
	if (!code) return refuse('node-missing', '请选择申请延长的期限节点');
	const meant = extendableNodes(nodes, rulebook).filter(
		(node) => node.node === code && (subject === undefined || node.subject === subject),
	);
	if (meant.length === 0) return refuse('node-not-open', '该节点不存在、已办结，或不属于可以延长的期限');
	if (ground.nodes && !ground.nodes.includes(code)) return refuse('node-not-for-ground', `“${ground.name}”不适用于该节点`);
	const valid = Number.isSafeInteger(days) && Number.isSafeInteger(months) && days >= 0 && months >= 0 && days + months > 0;
	if (!valid) return refuse('length-missing', '请填写延长的天数或月数');
	const tooLong = refuse('extension-too-long', `依据${ground.basis}，一次最多延长${mostText(ground)}`);
	const { mostMonths = 0, mostDays = 0 } = ground;
	if (months > mostMonths || days > mostMonths * 31 + mostDays) return tooLong;
	for (const node of meant) {
		const due = (node.clocks.find((clock) => clock.binding) ?? node.clocks[0])?.dueOn ?? today;
		if (addDays(addMonths(due, months), days) > addDays(addMonths(due, mostMonths), mostDays)) return tooLong;
	}
	return {
		node: code,
		...(subject === undefined ? {} : { subject }),
		...(days ? { addDays: days } : {}),
		...(months ? { addMonths: months } : {}),
	};
}

/** The most that one request of a ground may add or exclude, in words; empty where there is no maximum. */
export function mostText(ground: Ground): string {
	if (ground.mostMonths) return ground.mostMonths % 12 === 0 ? `${ground.mostMonths / 12}年` : `${ground.mostMonths}个月`;
	return ground.mostDays ? `${ground.mostDays}日` : '';
}

function checkExclusion(ground: Ground, ask: PeriodAsk, { view, nodes, today }: CheckContext): Refusal | Partial<CheckedAsk> {
	const { from, to, subject } = ask;
	if (!from) return refuse('from-missing', '请填写起始日期');
	if (!isCourtDate(from) || (to !== undefined && !isCourtDate(to))) return refuse('bad-day', '日期应为实有的日期，格式 YYYY-MM-DD');
	if (from < view.filedOn) return refuse('from-before-filing', `起始日期不得早于立案日期 ${view.filedOn}`);
	if (from > addDays(today, mostDaysAhead)) return refuse('from-too-far', `起始日期最多晚于今日 ${mostDaysAhead} 日`);
	if (to !== undefined && to < from) return refuse('to-before-from', '截止日期不得早于起始日期');
	if (subject !== undefined && !nodes.some((node) => node.subject === subject))
		return refuse('subject-unknown', '本案没有这项财产、款项或者线索');
	if (ground.mostMonths !== undefined || ground.mostDays !== undefined) {
		const last = addDays(addMonths(from, ground.mostMonths ?? 0), (ground.mostDays ?? 0) - 1);
		if (to === undefined) return refuse('to-missing', `“${ground.name}”有最长期限（${mostText(ground)}），请填写截止日期`);
		if (to > last) return refuse('exclusion-too-long', `依据${ground.basis}，最长${mostText(ground)}，至 ${last} 止`);
	}
	return { from, ...(to === undefined ? {} : { to }), ...(subject === undefined ? {} : { subject }) };
}

function checkConversion(ground: Ground, { view }: CheckContext): Refusal | Partial<CheckedAsk> {
	const { from, to } = ground.convert!;
	if (view.procedure !== from) return refuse('procedure-mismatch', '本案现行程序与申请转换的程序不符');
	return { convertTo: to };
}

/** What the kind of the ground asks for, and what the case must be like for it; used at submission and again before the grant. */
export function checkKind(ground: Ground, ask: PeriodAsk, context: CheckContext): Refusal | Partial<CheckedAsk> {
	if (context.view.closedOn) return refuse('case-closed', '本案已结案，不能变更期限');
	if (ground.kind === 'extension') return checkExtension(ground, ask, context);
	if (ground.kind === 'conversion') return checkConversion(ground, context);
	return checkExclusion(ground, ask, context);
}

/** Checks what a person asks for (domain catalogue §4.2); permission is checked by the caller. */
export function checkAsk(ask: PeriodAsk, context: CheckContext): { readonly ok: true; readonly asked: CheckedAsk } | Refusal {
	const { view } = context;
	const ground = groundOf(ask.ground);
	if (!ground) return refuse('ground-unknown', '没有这项法定事由；非法定事由不予审批');
	if (!groundsFor(view.state.kind).includes(ground)) return refuse('ground-not-for-case', `“${ground.name}”不适用于本类案件`);
	if (view.closedOn) return refuse('case-closed', '本案已结案，不能变更期限');
	if (holdingLock(view.state.locks)) return refuse('case-locked', '案件程序已锁死：解锁前不得申请延长、扣除、暂缓或者转换程序');
	const documentNo = ask.documentNo?.trim() ?? '';
	if (ground.needsDocument && documentNo === '') return refuse('document-missing', '请填写书面材料的文号');
	if (ask.reason.trim() === '') return refuse('reason-missing', '请填写说明');
	const open = view.state.periods.find(
		(request) => request.ground === ground.code && openPeriodPhases.includes(request.phase) && request.id !== ask.returnedId,
	);
	if (open) return refuse('request-open', '本案已有同一事由的在办申请');
	if (isRepeated(view, ground) && !ask.override)
		return refuse('ground-repeated', '本案已因同一事由变更过期限，原则上不得再次申请；确有必要的，请说明理由，报院长审批');
	const details = checkKind(ground, ask, context);
	if ('code' in details) return details;
	const { documentName, override } = ask;
	const asked = { ...details, ...(documentName ? { documentName } : {}), ...(override ? { override } : {}) };
	return { ok: true, asked: { ...asked, kind: ground.kind, ground: ground.code, documentNo } };
}
