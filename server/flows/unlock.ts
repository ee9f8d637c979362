import { caseSubject, may, mayReview, type Principal } from '../core/access/may.ts';
import type { CaseView } from '../core/case/case-state.ts';
import { holdingLock } from '../core/lock/apply.ts';
import type { SystemDecision } from '../core/lock/decide-sweep.ts';
import { endOf } from '../core/lock/hold.ts';
import { disprovedCauses, reviewData } from '../core/lock/disproved.ts';
import { openPhases, type LockState, type RouteStep } from '../core/lock/types.ts';
import type { CourtDate } from '../core/time/types.ts';
import { checkNewDays, decideUnlock, type Decided, type Decision } from '../core/unlock/decide.ts';
import { refusalsOf, routeFacts } from '../core/unlock/facts.ts';
import { checkTaker } from '../core/unlock/moves.ts';
import { isLeader } from '../core/unlock/project.ts';
import { refuse } from '../core/unlock/refusal.ts';
import { decideRoute, endorsement } from '../core/unlock/route.ts';
import { checkWithdraw } from '../core/unlock/withdraw.ts';
import { peopleFor } from '../store/absences.ts';
import type { Actor, FlowContext } from './context.ts';
import { fileDocuments } from './documents.ts';
import { append, appendAndTell, onLock, onRequest, placeOf, signedBy, stepDay, type DeedOutcome, type RequestDeed } from './unlock-deed.ts';

export { forwardSilent } from './unlock-clock.ts';
export type { DeedOutcome } from './unlock-deed.ts';

/** The route a request would take now: shown on the wall before anyone files. */
export function projectRoute(
	context: Pick<FlowContext, 'directory' | 'unlockRoutes'>,
	view: CaseView,
	lock: LockState,
	today: CourtDate,
): { readonly name: string; readonly steps: readonly RouteStep[] } {
	return decideRoute(routeFacts(view, lock, today, refusalsOf(lock)), context.directory(), context.unlockRoutes);
}

/** A node's name, with its subject where there is one. */
function namesOf(context: FlowContext, caseKey: string): (nodeId: string) => string {
	return (nodeId) => {
		const [code = '', ...rest] = nodeId.slice(caseKey.length + 1).split('/');
		const subject = rest.slice(0, -1).join('/');
		const name = context.rulebook.nodes.findLast((rule) => rule.code === code)?.name ?? code;
		return subject && subject !== '-' ? `${name} ${subject}` : name;
	};
}

/** What a handler asks for. */
export interface RequestInput {
	readonly reason: string;
	readonly plan: string;
	readonly newDueOn: Readonly<Record<string, CourtDate>>;
}

/** Files an unlock request, or files a returned one again; the route is frozen here. */
export async function requestUnlock(
	context: FlowContext,
	principal: Principal,
	actor: Actor,
	lockId: string,
	input: RequestInput,
): Promise<DeedOutcome> {
	return onLock(context, actor, 'unlock.request', lockId, async (deed) => {
		const { view, lock, today, now, stored } = deed;
		const directory = context.directory();
		const { court } = stored.state;
		if (!view) return refuse('not-found', '没有这个锁死记录');
		if (!may(principal, 'unlock.request', caseSubject(court, view.handler), directory))
			return refuse('forbidden', '只有承办人或本院执行局长以上可以申请解锁');
		if (holdingLock([lock]) === undefined) return refuse('not-locked', '该案当前未被锁死，无需申请');
		const open = lock.requests.find((request) => openPhases.includes(request.phase));
		if (open && open.phase !== 'returned') return refuse('request-open', '该案已有在办的解锁申请');
		if (input.reason.trim() === '' || input.plan.trim() === '') return refuse('reason-missing', '请填写逾期原因与整改措施');
		const maxGrantDays = directory.courts.get(court)!.policy.maxGrantDays;
		const causes = lock.causes.map((cause) => cause.nodeId);
		const problem = checkNewDays(causes, input.newDueOn, { today, maxGrantDays, nameOf: namesOf(context, stored.state.key) });
		if (problem) return problem;
		const { name, steps } = projectRoute(context, view, lock, today);
		const leads = isLeader(principal, court);
		// A court that decides its own cases (the top of the tree) needs no endorsement of its own chief either.
		const route = leads ? steps : [endorsement(court, context.unlockRoutes), ...steps];
		const requestId = open?.id ?? `${lock.id}-R${lock.requests.length + 1}`;
		const newDueOn = Object.fromEntries(causes.map((nodeId) => [nodeId, input.newDueOn[nodeId]!]));
		const documents = await fileDocuments(deed.write.db, principal, { lockId, requestId, at: now });
		const data = {
			requestId,
			lockId,
			...(documents.length > 0 ? { documents } : {}),
			by: signedBy(principal),
			reason: input.reason,
			plan: input.plan,
			newDueOn,
			route,
			routeName: name,
			stepDueOn: stepDay(context, today, route[0], court),
		};
		const filed = { id: `${requestId}/requested/${open ? `${now}/${open.decisions.length}` : '1'}`, type: 'unlock-requested', data };
		await appendAndTell(context, deed, requestId, [filed], await peopleFor(deed.write.db, principal, today));
		return { ok: true, id: requestId };
	});
}

/** Takes the running step of a request: endorses, forwards, or decides. */
export async function decideRequest(
	context: FlowContext,
	principal: Principal,
	actor: Actor,
	requestId: string,
	decision: Decision,
): Promise<DeedOutcome> {
	return onRequest(context, actor, `unlock.${decision.verdict}`, requestId, async (deed) => {
		const { lock, request, stored, today, write } = deed;
		const facts = await peopleFor(write.db, principal, today);
		const by = signedBy(principal);
		const checked = checkTaker(placeOf(context, deed, facts), decision.step, by);
		if (!checked.ok) return checked;
		const { person: _person, court, ...as } = checked.taker;
		const directory = context.directory();
		const { maxGrantDays } = directory.courts.get(stored.state.court)!.policy;
		const bounds = { today, maxGrantDays, nameOf: namesOf(context, stored.state.key) };
		const decided = decideUnlock(lock, request, decision, { by, directory, court, ...bounds });
		if (!decided.ok) return decided;
		const next = decided.nextStep === undefined ? undefined : decided.route[decided.nextStep];
		const stepDueOn = stepDay(context, today, next, stored.state.court);
		const data = { requestId, ...decision, by, court, as, route: decided.route, stepDueOn };
		const said = { id: `${requestId}/decided/${request.decisions.length + 1}`, type: 'unlock-decided', data };
		await appendAndTell(context, deed, requestId, [said, ...released(context, deed, decided)], facts);
		return { ok: true, id: requestId };
	});
}

/** The release that the last word brings: of the whole lock, or of some of its causes. */
function released(context: FlowContext, { lock, request, stored }: RequestDeed, { release, partial }: Decided): readonly SystemDecision[] {
	if (!release) return [];
	if (!partial) return [{ id: `${lock.id}/unlocked`, type: 'case-unlocked', data: { lockId: lock.id, newDueOn: release } }];
	// The court that releases a node wants it finished: by the rule in force today its end is let through.
	const { rulebook } = context.clockOf(stored.state.court);
	const ends = stored.nodes.flatMap((node) => {
		const end = release[node.id] && endOf(node, rulebook);
		return end ? [[node.id, end] as const] : [];
	});
	const data = { lockId: lock.id, requestId: request.id, newDueOn: release, ends: Object.fromEntries(ends) };
	return [{ id: `${request.id}/released`, type: 'lock-causes-released', data }];
}

/** Takes a request back: the person who filed it, or a leader of the court where that person is gone or nobody can take the step. */
export async function withdrawRequest(context: FlowContext, principal: Principal, actor: Actor, requestId: string): Promise<DeedOutcome> {
	return onRequest(context, actor, 'unlock.withdraw', requestId, async (deed) => {
		const by = signedBy(principal);
		const facts = await peopleFor(deed.write.db, principal, deed.today);
		const problem = checkWithdraw(placeOf(context, deed, facts), by);
		if (problem) return problem;
		await append(context, deed, [{ id: `${requestId}/withdrawn`, type: 'unlock-withdrawn', data: { requestId, by } }]);
		return { ok: true, id: requestId };
	});
}

/** The duty officer confirms a proposed lock, which holds from now on, or sets it aside and says why. */
export async function confirmLock(
	context: FlowContext,
	principal: Principal,
	actor: Actor,
	lockId: string,
	verdict: 'confirm' | 'void',
	opinion = '',
): Promise<DeedOutcome> {
	return onLock(context, actor, `lock.${verdict}`, lockId, async (deed) => {
		const { lock, view, stored } = deed;
		if (!may(principal, 'lock.confirm', { court: stored.state.court }, context.directory()))
			return refuse('forbidden', '只有指挥中心值班员可以确认锁死');
		if (lock.phase !== 'proposed') return refuse('not-proposed', '该锁死不在待确认状态');
		if (verdict === 'void' && opinion.trim() === '') return refuse('opinion-missing', '请填写不予锁死的理由');
		// What was done, stopped or closed since the proposal is no cause any more.
		const gone = disprovedCauses(lock, stored.nodes).map((cause) => cause.nodeId);
		const causes = lock.causes.filter(
			(cause) => !gone.includes(cause.nodeId) && stored.nodes.find((node) => node.id === cause.nodeId)?.phase === 'overdue',
		);
		if (verdict === 'confirm' && (!view || view.closedOn || causes.length === 0))
			return refuse('nothing-to-lock', '该案已结案或节点已办结，无需锁死，请予排除');
		const dueOn = Object.fromEntries(causes.map((cause) => [cause.nodeId, cause.dueOn]));
		const confirmed = { lockId, nodeIds: Object.keys(dueOn), repeat: lock.repeat, state: 'active', dueOn };
		await append(context, deed, [
			verdict === 'confirm'
				? { id: `${lockId}/confirmed`, type: 'case-locked', data: confirmed }
				: { id: `${lockId}/reviewed/void`, type: 'lock-reviewed', data: { lockId, verdict, by: signedBy(principal), opinion } },
		]);
		return { ok: true, id: lockId };
	});
}

/** A court above reviews a lock that a late fact puts in doubt: void releases it, kept upholds it. Both need a reason. */
export async function reviewLock(
	context: FlowContext,
	principal: Principal,
	actor: Actor,
	lockId: string,
	input: { readonly verdict: 'void' | 'kept'; readonly opinion: string },
): Promise<DeedOutcome> {
	return onLock(context, actor, `lock.review-${input.verdict}`, lockId, async (deed) => {
		const { lock, stored } = deed;
		if (!mayReview(principal, stored.state.court, context.directory())) return refuse('forbidden', '补录待核由上级法院执行监管团队复核');
		if (stored.lockPhases[lock.id] !== 'review') return refuse('not-in-review', '该锁死不在补录待核状态');
		if (input.opinion.trim() === '') return refuse('opinion-missing', '请填写复核意见');
		const data = { lockId, verdict: input.verdict, by: signedBy(principal), opinion: input.opinion, ...reviewData(lock, stored.nodes) };
		await append(context, deed, [
			{ id: `${lockId}/reviewed/${deed.now}/${lock.upheld.length + (lock.dropped?.length ?? 0) + 1}`, type: 'lock-reviewed', data },
		]);
		return { ok: true, id: lockId };
	});
}
