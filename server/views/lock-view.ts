import type { DecisionView, LockView, RequestView, RouteStepView } from '../../src/lib/contract/case-page.ts';
import type { CaseView } from '../core/case/case-state.ts';
import { eventType } from '../core/case/vocabulary.ts';
import { disprovedCauses } from '../core/lock/disproved.ts';
import {
	openPhases,
	runningPhases,
	type CauseVerdict,
	type LockState,
	type RouteStep,
	type UnlockDecision,
	type UnlockRequest,
} from '../core/lock/types.ts';
import { addDays, daysBetween } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import { refusalsOf, routeFacts } from '../core/unlock/facts.ts';
import { decideRoute, endorsement } from '../core/unlock/route.ts';
import type { StoredCase } from '../store/cases.ts';
import { courtName, nodeName, personName, policyOf, routeRoleNames, type ViewContext } from './view-context.ts';
import { capacityOf } from './unlock-turn.ts';
import { lockPhaseNames, requestPhaseNames, stepKindNames, verdictName } from './words.ts';

/** A lock with causes, route, held steps and requests. */
export function lockView(context: ViewContext, view: CaseView, stored: StoredCase, lock: LockState, today: CourtDate): LockView {
	const phase = stored.lockPhases[lock.id] ?? lock.phase;
	const request = lock.requests.findLast((item) => openPhases.includes(item.phase) || item.phase === 'granted');
	const projected = decideRoute(routeFacts(view, lock, today, refusalsOf(lock)), context.directory(), context.unlockRoutes);
	const route = request?.route ?? [endorsement(view.state.court, context.unlockRoutes), ...projected.steps];
	const ended = lock.releasedOn ?? today;
	const disproved = phase === 'released' ? [] : disprovedCauses(lock, stored.nodes);
	return {
		id: lock.id,
		state: phase,
		stateName: lockPhaseNames[phase],
		lockedAt: lock.lockedAt,
		...(lock.releasedAt ? { releasedAt: lock.releasedAt } : {}),
		repeat: lock.repeat,
		causes: lock.causes.map((cause) => {
			const [, code = '', subject = '-'] = partsOf(cause.nodeId, view.state.key);
			const node = stored.nodes.find((candidate) => candidate.id === cause.nodeId);
			return {
				nodeId: cause.nodeId,
				nodeName: nodeName(context, code),
				...(subject !== '-' ? { subject } : {}),
				dueOn: cause.dueOn,
				overdueDays: Math.max(0, daysBetween(cause.dueOn, node?.endedOn && node.endedOn < ended ? node.endedOn : ended)),
				...(cause.newDueOn ? { newDueOn: cause.newDueOn } : {}),
				...(cause.soft ? { soft: true } : {}),
				disproved: disproved.includes(cause),
			};
		}),
		...(lock.byHand ? { byHand: { byName: personName(context, lock.byHand.by) ?? lock.byHand.by, reason: lock.byHand.reason } } : {}),
		...releasedOf(context, view.state.key, lock),
		routeName: projected.name,
		route: routeViews(context, route, request),
		held:
			phase === 'released'
				? []
				: view.held.map((event) => ({ seq: event.seq, name: eventType(event.type).name, at: event.at ?? event.on, dayOnly: !event.at })),
		requests: [...lock.requests].reverse().map((item) => requestView(context, item)),
		maxGrantDays: policyOf(context, view.state.court).maxGrantDays,
	};
}

/** A cause by its node: 「启动拍卖（A1）」. Node ids begin with the case key, which holds no slash. */
export function causeTitle(context: ViewContext, nodeId: string): string {
	const [, code = '', subject = '-'] = partsOf(nodeId, nodeId.slice(0, nodeId.indexOf('/')));
	return `${nodeName(context, code)}${subject === '-' ? '' : `（${subject}）`}`;
}

const perCauseOf = (context: ViewContext, grant: readonly CauseVerdict[]): readonly string[] =>
	grant.map(({ nodeId, granted, opinion }) => `${causeTitle(context, nodeId)}：${granted ? '同意' : `不予解锁，${opinion ?? ''}`}`);

function releasedOf(context: ViewContext, key: string, lock: LockState): Pick<LockView, 'released'> {
	if (!lock.released) return {};
	return {
		released: lock.released.map(({ nodeId, dueOn, newDueOn, releasedOn, requestId }) => {
			const [, code = '', subject = '-'] = partsOf(nodeId, key);
			return { nodeId, nodeName: nodeName(context, code), ...(subject !== '-' ? { subject } : {}), dueOn, newDueOn, releasedOn, requestId };
		}),
	};
}

/** The parts of a node id behind the case key: [key, node, subject, n]. */
export function partsOf(nodeId: string, caseKey: string): readonly string[] {
	const rest = nodeId.slice(caseKey.length + 1).split('/');
	return [caseKey, rest[0] ?? '', rest.slice(1, -1).join('/'), rest.at(-1) ?? ''];
}

/** A route as a path: what is done, what runs, what lies ahead. */
export function routeViews(
	context: ViewContext,
	route: readonly RouteStep[],
	request: UnlockRequest | undefined,
): readonly RouteStepView[] {
	return route.map((step, index) => {
		const decision = request?.decisions.findLast((item) => item.step === index && item.verdict !== 'return');
		const running = request && request.step === index && runningPhases.includes(request.phase);
		const court = context.directory().courts.get(step.court);
		return {
			kind: step.kind,
			kindName: stepKindNames[step.kind],
			court: step.court,
			courtName: courtName(context, step.court),
			level: court?.level ?? 'basic',
			roleName: routeRoleNames[step.role] ?? step.role,
			days: step.days,
			state: running ? 'running' : decision ? 'done' : 'ahead',
			...(decision && !running ? { decision: decisionView(context, decision, step) } : {}),
		};
	});
}

function decisionView(context: ViewContext, decision: UnlockDecision, step: RouteStep | undefined): DecisionView {
	return {
		step: decision.step,
		verdict: decision.verdict,
		verdictName: verdictName(decision.verdict, step?.kind),
		byName: decision.by === 'system' ? '系统' : (personName(context, decision.by) ?? decision.by),
		courtName: courtName(context, decision.court),
		at: decision.at,
		opinion: decision.opinion,
		...(decision.instruction ? { instruction: decision.instruction } : {}),
		...capacityOf(context, decision),
		...(decision.grant ? { verdictName: '部分同意', perCause: perCauseOf(context, decision.grant) } : {}),
	};
}

/** An unlock request with what was said of it. */
export function requestView(context: ViewContext, request: UnlockRequest): RequestView {
	return {
		id: request.id,
		lockId: request.lockId,
		phase: request.phase,
		phaseName: request.partial ? '部分同意' : requestPhaseNames[request.phase],
		byName: personName(context, request.by) ?? request.by,
		at: request.at,
		reason: request.reason,
		plan: request.plan,
		newDueOn: request.newDueOn,
		step: request.step,
		...(request.stepDueOn ? { stepDueOn: request.stepDueOn } : {}),
		decisions: request.decisions.map((decision) => decisionView(context, decision, request.route[decision.step])),
	};
}

/** First and last day that a request or an approval may name. */
export function grantWindow(
	context: ViewContext,
	court: string,
	today: CourtDate,
): { readonly firstDay: CourtDate; readonly lastDay: CourtDate } {
	return { firstDay: today, lastDay: addDays(today, policyOf(context, court).maxGrantDays) };
}
