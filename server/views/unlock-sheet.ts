import type { SheetCause, SheetStep, UnlockSheetView } from '../../src/lib/contract/unlock-sheet.ts';
import type { Principal } from '../core/access/may.ts';
import type { CaseView } from '../core/case/case-state.ts';
import { viewCase } from '../core/case/fold.ts';
import { runningPhases, type LockCause, type LockState, type UnlockDecision, type UnlockRequest } from '../core/lock/types.ts';
import { explainNode } from '../core/node/calc-nodes.ts';
import { daysBetween } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { StoredCase } from '../store/cases.ts';
import { readLastPlace } from '../store/documents.ts';
import { casePageView } from './case-view.ts';
import { documentsOf } from './document-views.ts';
import { partsOf, requestView } from './lock-view.ts';
import { courtName, nodeName, personName, routeRoleNames, type ViewContext } from './view-context.ts';
import { capacityOf } from './unlock-turn.ts';
import { stepKindNames, verdictName } from './words.ts';

/** 解锁审批单 of one request, for a person who may read the case. It shows of the case what the case page shows. */
export async function unlockSheetView(
	context: ViewContext,
	principal: Principal,
	stored: StoredCase,
	lock: LockState,
	request: UnlockRequest,
): Promise<UnlockSheetView | undefined> {
	const page = await casePageView(context, principal, stored);
	const view = viewCase(stored.state);
	if (!page || !view) return undefined;
	const said = requestView(context, request);
	const routeName = page.locks.find((candidate) => candidate.id === lock.id)?.routeName ?? '';
	const lockCount = stored.state.locks.indexOf(lock) + 1;
	return {
		requestId: request.id,
		number: `${page.caseNumber}解锁${lockCount}-${lock.requests.indexOf(request) + 1}`,
		courtName: page.courtName,
		caseId: page.id,
		caseNumber: page.caseNumber,
		kindName: page.kindName,
		...(page.cause ? { cause: page.cause } : {}),
		...(page.unitName ? { unitName: page.unitName } : {}),
		...(page.handlerName ? { handlerName: page.handlerName } : {}),
		filedOn: page.filedOn,
		lockedAt: lock.lockedAt,
		lockCount,
		phase: request.phase,
		phaseName: said.phaseName,
		partial: request.partial ?? false,
		causes: causesOf(context, stored, lock, request, view, page.today as CourtDate),
		requestedByName: said.byName,
		requestedAt: request.at,
		reason: request.reason,
		plan: request.plan,
		routeName,
		steps: request.route.map((_, index) => stepOf(context, stored, request, index)),
		returns: request.decisions
			.slice(0, request.decidedBefore)
			.filter((decision) => decision.verdict === 'return')
			.map((decision) => `${courtName(context, decision.court)}${personName(context, decision.by) ?? decision.by}：${decision.opinion}`),
		documents: (await documentsOf(context, lock.id, request.id)).map(({ name, size, sha256 }) => ({ name, size, sha256 })),
		printedAt: context.now(),
		position: await readLastPlace(context.db),
		zone: stored.state.zone,
	};
}

const titleOf = (context: ViewContext, nodeId: string, key: string): { readonly nodeName: string; readonly subject?: string } => {
	const [, code = '', subject = '-'] = partsOf(nodeId, key);
	return { nodeName: nodeName(context, code), ...(subject !== '-' ? { subject } : {}) };
};

/** Causes that the request was about: those that stand, and those that it has taken out. */
function causesOf(
	context: ViewContext,
	stored: StoredCase,
	lock: LockState,
	request: UnlockRequest,
	view: CaseView,
	today: CourtDate,
): readonly SheetCause[] {
	const before = beforeGrant(view, lock, request);
	const taken = (lock.released ?? []).filter((cause) => cause.requestId === request.id);
	const rowOf = (cause: LockCause, endedOn: CourtDate | undefined, newDueOn: CourtDate | undefined): SheetCause => {
		const askedOn = request.newDueOn[cause.nodeId];
		return {
			...titleOf(context, cause.nodeId, stored.state.key),
			dueOn: cause.dueOn,
			overdueDays: Math.max(0, daysBetween(cause.dueOn, endedOn ?? today)),
			why: whyLine(context, before, cause),
			...(askedOn ? { askedOn } : {}),
			...(newDueOn ? { newDueOn } : {}),
		};
	};
	return [
		...taken.map((cause) => rowOf(cause, cause.releasedOn, cause.newDueOn)),
		...lock.causes
			.filter((cause) => request.newDueOn[cause.nodeId] !== undefined && !taken.some((other) => other.nodeId === cause.nodeId))
			.map((cause) => rowOf(cause, lock.releasedOn, request.phase === 'granted' && !request.partial ? cause.newDueOn : undefined)),
	];
}

/** The case as it stood before the request gave new days: the missed day is explained, not the one that came after. */
function beforeGrant(view: CaseView, lock: LockState, request: UnlockRequest): CaseView {
	const { locks } = view.state;
	const earlier = lock.requests.slice(0, lock.requests.indexOf(request)).map(({ id }) => id);
	const bare: LockState = {
		...lock,
		causes: lock.causes.map(({ newDueOn: _given, ...cause }) => cause),
		released: (lock.released ?? []).filter((cause) => earlier.includes(cause.requestId)),
	};
	return { ...view, state: { ...view.state, locks: [...locks.slice(0, locks.indexOf(lock)), bare] } };
}

/** 「起算：…；期限：…；扣除：…」: the sum that gave the missed day. */
function whyLine(context: ViewContext, view: CaseView, cause: LockCause): string {
	const clocks = explainNode(view, context.clockOf(view.state.court), cause.nodeId)?.clocks ?? [];
	const found = clocks.find(({ clock }) => clock.locks) ?? clocks[0];
	return (found?.lines ?? []).map((line) => `${line.label}：${line.text}`).join('；');
}

function stepOf(context: ViewContext, stored: StoredCase, request: UnlockRequest, index: number): SheetStep {
	const step = request.route[index]!;
	const isRunning = request.step === index && runningPhases.includes(request.phase);
	const decision = request.decisions.slice(request.decidedBefore).findLast((item) => item.step === index);
	return {
		kindName: stepKindNames[step.kind],
		courtName: courtName(context, step.court),
		roleName: routeRoleNames[step.role] ?? step.role,
		days: step.days,
		state: isRunning ? 'running' : decision ? 'done' : 'ahead',
		...(decision && !isRunning
			? {
					decision: {
						verdictName: decision.grant ? '部分同意' : verdictName(decision.verdict, step.kind),
						byName: decision.by === 'system' ? '系统' : (personName(context, decision.by) ?? decision.by),
						...capacityOf(context, decision),
						at: decision.at,
						opinion: decision.opinion,
						...(decision.instruction ? { instruction: decision.instruction } : {}),
						days: daysSaid(context, stored.state.key, decision),
					},
				}
			: {}),
	};
}

/** What an approval said of each cause. */
function daysSaid(context: ViewContext, key: string, decision: UnlockDecision): readonly string[] {
	const name = (nodeId: string): string => {
		const { nodeName: title, subject } = titleOf(context, nodeId, key);
		return subject ? `${title}（${subject}）` : title;
	};
	const longDay = (day: string): string => day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日');
	if (decision.grant)
		return decision.grant.map((one) =>
			one.granted
				? `${name(one.nodeId)}：同意${one.newDueOn ? `，新期限 ${longDay(one.newDueOn)}` : ''}`
				: `${name(one.nodeId)}：不予解锁${one.opinion ? `，${one.opinion}` : ''}`,
		);
	return Object.entries(decision.newDueOn ?? {}).map(([nodeId, day]) => `${name(nodeId)}：新期限 ${longDay(day)}`);
}
