import { may, mayReview, mayTakeStep, type Principal } from '../core/access/may.ts';
import { viewCase } from '../core/case/fold.ts';
import type { CaseView } from '../core/case/case-state.ts';
import { holdingLock } from '../core/lock/apply.ts';
import { openPhases, type LockState, type RouteStep, type UnlockRequest } from '../core/lock/types.ts';
import { addWorkingDays } from '../core/time/work-calendar.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { disprovedCauses } from '../core/lock/disproved.ts';
import { checkNewDays, decideUnlock, type Decision, type Refusal } from '../core/unlock/decide.ts';
import { refusalsOf, routeFacts } from '../core/unlock/facts.ts';
import { decideRoute, endorsement } from '../core/unlock/route.ts';
import { appendAudit } from '../store/audit.ts';
import { readCases, type StoredCase } from '../store/cases.ts';
import type { Write } from '../store/open.ts';
import { readSilentForwards } from '../store/sweep-index.ts';
import type { Actor, FlowContext } from './context.ts';
import { appendAndFold } from './fold-cases.ts';
import { systemEvent } from './system-events.ts';

/** A deed done, with the id of what it made or changed; or a refusal that law or route foresees. */
export type DeedOutcome = { readonly ok: true; readonly id: string } | Refusal;

/** What a deed works on, inside its transaction. */
interface Deed {
	readonly write: Write;
	readonly cases: Map<string, StoredCase>;
	readonly stored: StoredCase;
	/** Absent when the filing itself was withdrawn: a lock can still be reviewed and a request taken back. */
	readonly view: CaseView | undefined;
	readonly lock: LockState;
	readonly now: Instant;
	readonly today: CourtDate;
}

const refuse = (code: string, message: string): Refusal => ({ ok: false, code, message });
const caseKeyOf = (lockId: string): string => lockId.replace(/-L\d+$/, '');
const lockIdOf = (requestId: string): string => requestId.replace(/-R\d+$/, '');

/** Loads the case of a lock, does the deed, and writes one line of audit whatever came of it. */
async function onLock(
	context: FlowContext,
	actor: Actor,
	action: string,
	lockId: string,
	deed: (deed: Deed) => Promise<DeedOutcome>,
): Promise<DeedOutcome> {
	return context.store.write(async (write) => {
		const now = context.now();
		const key = caseKeyOf(lockId);
		const cases = await readCases(write.db, [key]);
		const stored = cases.get(key);
		const view = stored && viewCase(stored.state);
		const lock = stored?.state.locks.find((candidate) => candidate.id === lockId);
		const today = stored ? dayOfInstant(now, stored.state.zone) : undefined;
		const outcome =
			stored && lock && today ? await deed({ write, cases, stored, view, lock, now, today }) : refuse('not-found', '没有这个锁死记录');
		await appendAudit(write.db, {
			at: now,
			actor: actor.id,
			role: actor.role,
			court: actor.court,
			address: actor.address,
			action,
			object: lockId,
			before: lock,
			after: outcome,
			result: outcome.ok ? 'ok' : outcome.code,
			requestId: actor.requestId,
		});
		return outcome;
	});
}

async function append(
	context: FlowContext,
	deed: Deed,
	decisions: readonly { id: string; type: string; data: Record<string, unknown> }[],
): Promise<void> {
	await appendAndFold(
		context,
		deed.write,
		deed.cases,
		decisions.map((decision) => systemEvent(deed.stored, decision, deed.now)),
		deed.now,
	);
}

/** The last day of a step: its working days, today not counted. */
function stepDay(context: FlowContext, today: CourtDate, step: RouteStep | undefined): CourtDate | undefined {
	return step && addWorkingDays(today, step.days, context.calendarOf(step.court));
}

/** The route a request would take now: shown on the wall before anyone files. */
export function projectRoute(
	context: Pick<FlowContext, 'directory'>,
	view: CaseView,
	lock: LockState,
	today: CourtDate,
): { readonly name: string; readonly steps: readonly RouteStep[] } {
	return decideRoute(routeFacts(view, lock, today, refusalsOf(lock)), context.directory());
}

const signedBy = (principal: Principal): string => principal.personCode ?? principal.accountId;

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
		if (!may(principal, 'unlock.request', { court, handler: view.handler }, directory))
			return refuse('forbidden', '只有承办人或本院执行局长以上可以申请解锁');
		if (holdingLock([lock]) === undefined) return refuse('not-locked', '该案当前未被锁死，无需申请');
		const open = lock.requests.find((request) => openPhases.includes(request.phase));
		if (open && open.phase !== 'returned') return refuse('request-open', '该案已有在办的解锁申请');
		if (input.reason.trim() === '' || input.plan.trim() === '') return refuse('reason-missing', '请填写逾期原因与整改措施');
		const maxGrantDays = directory.courts.get(court)!.policy.maxGrantDays;
		const causes = lock.causes.map((cause) => cause.nodeId);
		const problem = checkNewDays(causes, input.newDueOn, { today, maxGrantDays });
		if (problem) return problem;
		const { name, steps } = projectRoute(context, view, lock, today);
		const leads = principal.grants.some(
			(grant) => grant.court === court && ['enforcement-chief', 'vice-president', 'president'].includes(grant.role),
		);
		// A court that decides its own cases (the top of the tree) needs no endorsement of its own chief either.
		const route = leads ? steps : [endorsement(court), ...steps];
		const requestId = open?.id ?? `${lock.id}-R${lock.requests.length + 1}`;
		const newDueOn = Object.fromEntries(causes.map((nodeId) => [nodeId, input.newDueOn[nodeId]!]));
		const data = {
			requestId,
			lockId,
			by: signedBy(principal),
			reason: input.reason,
			plan: input.plan,
			newDueOn,
			route,
			routeName: name,
			stepDueOn: stepDay(context, today, route[0]),
		};
		await append(context, deed, [{ id: `${requestId}/requested/${open ? now : '1'}`, type: 'unlock-requested', data }]);
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
	return onLock(context, actor, `unlock.${decision.verdict}`, lockIdOf(requestId), async (deed) => {
		const request = deed.lock.requests.find((candidate) => candidate.id === requestId);
		if (!request) return refuse('not-found', '没有这个解锁申请');
		const step = request.route[decision.step];
		if (!step || !mayTakeStep(principal, step)) return refuse('forbidden', '这一步由其他法院或人员办理');
		const { maxGrantDays } = context.directory().courts.get(deed.stored.state.court)!.policy;
		const by = signedBy(principal);
		const decided = decideUnlock(deed.lock, request, decision, { by, today: deed.today, maxGrantDays, directory: context.directory() });
		if (!decided.ok) return decided;
		const next = decided.nextStep === undefined ? undefined : decided.route[decided.nextStep];
		const data = { requestId, ...decision, by, court: step.court, route: decided.route, stepDueOn: stepDay(context, deed.today, next) };
		const events = [
			{ id: `${requestId}/decided/${request.decisions.length + 1}`, type: 'unlock-decided', data: data as Record<string, unknown> },
		];
		if (decided.release)
			events.push({ id: `${deed.lock.id}/unlocked`, type: 'case-unlocked', data: { lockId: deed.lock.id, newDueOn: decided.release } });
		await append(context, deed, events);
		return { ok: true, id: requestId };
	});
}

/** Takes a request back; only the person who filed it may. */
export async function withdrawRequest(context: FlowContext, principal: Principal, actor: Actor, requestId: string): Promise<DeedOutcome> {
	return onLock(context, actor, 'unlock.withdraw', lockIdOf(requestId), async (deed) => {
		const request = deed.lock.requests.find((candidate) => candidate.id === requestId);
		if (!request) return refuse('not-found', '没有这个解锁申请');
		if (request.by !== signedBy(principal)) return refuse('forbidden', '只有申请人可以撤回申请');
		if (!openPhases.includes(request.phase)) return refuse('step-decided', '该申请已办结，不能撤回');
		await append(context, deed, [{ id: `${requestId}/withdrawn`, type: 'unlock-withdrawn', data: { requestId } }]);
		return { ok: true, id: requestId };
	});
}

/** The duty officer confirms a proposed lock, which holds from now on, or sets it aside. */
export async function confirmLock(
	context: FlowContext,
	principal: Principal,
	actor: Actor,
	lockId: string,
	verdict: 'confirm' | 'void',
): Promise<DeedOutcome> {
	return onLock(context, actor, `lock.${verdict}`, lockId, async (deed) => {
		const { lock, view, stored } = deed;
		if (!may(principal, 'lock.confirm', { court: stored.state.court }, context.directory()))
			return refuse('forbidden', '只有指挥中心值班员可以确认锁死');
		if (lock.phase !== 'proposed') return refuse('not-proposed', '该锁死不在待确认状态');
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
				: { id: `${lockId}/reviewed/void`, type: 'lock-reviewed', data: { lockId, verdict: 'void' } },
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
		const nodeIds = disprovedCauses(lock, stored.nodes).map((cause) => cause.nodeId);
		const data = { lockId, verdict: input.verdict, by: signedBy(principal), opinion: input.opinion, nodeIds };
		await append(context, deed, [{ id: `${lockId}/reviewed/${deed.now}`, type: 'lock-reviewed', data }]);
		return { ok: true, id: lockId };
	});
}

/** Forward steps whose day has passed without a word go up by themselves, labelled 逾期自动转报 (contract §5.4). */
export async function forwardSilent(context: FlowContext): Promise<number> {
	const now = context.now();
	const zone = [...context.directory().courts.values()][0]?.zone ?? 'Asia/Shanghai';
	const silent = await readSilentForwards(context.store.read, dayOfInstant(now, zone));
	const actor: Actor = { id: 'system', role: 'system', court: '-', address: '-', requestId: `sweep-${now}` };
	let failure: unknown;
	for (const { requestId } of silent)
		await onLock(context, actor, 'unlock.auto-forward', lockIdOf(requestId), async (deed) => {
			const request = deed.lock.requests.find((candidate) => candidate.id === requestId);
			if (request?.phase !== 'forwarding') return refuse('step-decided', '已办理');
			const id = `${requestId}/decided/${request.decisions.length + 1}`;
			await append(context, deed, [{ id, type: 'unlock-decided', data: autoForward(context, request, deed.today) }]);
			return { ok: true, id: requestId };
		}).catch((error: unknown) => {
			// One request that cannot be forwarded must not keep the others.
			failure ??= error;
		});
	if (failure) throw failure as Error;
	return silent.length;
}

function autoForward(context: FlowContext, request: UnlockRequest, today: CourtDate): Record<string, unknown> {
	const next = request.route[request.step + 1];
	const court = request.route[request.step]!.court;
	const opinion = '转报期限届满未提出意见，逾期自动转报';
	return {
		requestId: request.id,
		step: request.step,
		verdict: 'auto-forward',
		by: 'system',
		court,
		opinion,
		route: request.route,
		stepDueOn: stepDay(context, today, next),
	};
}
