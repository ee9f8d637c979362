import { courtOfLevel } from '../directory/court-tree.ts';
import type { Directory } from '../directory/types.ts';
import { runningPhases, type LockState, type RouteStep, type UnlockRequest, type Verdict } from '../lock/types.ts';
import { addDays } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';

/** A refusal that law or route foresees: a code for machines, a sentence for people. */
export interface Refusal {
	readonly ok: false;
	readonly code: string;
	readonly message: string;
}

const refuse = (code: string, message: string): Refusal => ({ ok: false, code, message });

/** What a person says at a step. */
export interface Decision {
	readonly step: number;
	readonly verdict: Verdict;
	readonly opinion: string;
	readonly instruction?: string;
	readonly newDueOn?: Readonly<Record<string, CourtDate>>;
}

/** What follows from a decision: the route as it stands, and the release where it was the last word. */
export interface Decided {
	readonly ok: true;
	readonly route: readonly RouteStep[];
	/** The next step, absent when the request is at an end or returned. */
	readonly nextStep?: number;
	/** New due day of each cause, where the lock is released. */
	readonly release?: Readonly<Record<string, CourtDate>>;
}

/** Which verdicts each kind of step knows: an endorsement or a forward never decides. */
export const verdictsOf: Readonly<Record<RouteStep['kind'], readonly Verdict[]>> = {
	endorse: ['approve', 'refuse', 'return'],
	forward: ['approve', 'return'],
	decide: ['approve', 'refuse', 'return', 'escalate'],
};

/** Checks a decision against its request and says what follows (contract §5.4). Permission is checked by the caller. */
export function decideUnlock(
	lock: LockState,
	request: UnlockRequest,
	decision: Decision,
	context: { readonly by: string; readonly today: CourtDate; readonly maxGrantDays: number; readonly directory: Directory },
): Decided | Refusal {
	if (!runningPhases.includes(request.phase)) return refuse('step-decided', '该申请已办结、已撤回或已退回，不能再作决定');
	if (decision.step !== request.step) return refuse('step-decided', '这一步已由他人作出决定，请刷新后查看');
	if (lock.phase === 'released') return refuse('lock-released', '案件已解锁，无需再作决定');
	const step = request.route[request.step]!;
	if (!verdictsOf[step.kind].includes(decision.verdict)) return refuse('verdict-not-allowed', '这一步不能作出该种决定');
	const twice = request.by === context.by || request.decisions.slice(request.decidedBefore).some((earlier) => earlier.by === context.by);
	if (twice) return refuse('same-person', '申请人不得审批本人的申请，同一人不得办理两个环节');
	if (decision.opinion.trim() === '') return refuse('opinion-missing', '请填写审批意见');
	if (decision.verdict === 'refuse' || decision.verdict === 'return') return { ok: true, route: request.route };
	if (decision.verdict === 'escalate') return escalate(request, step, context.directory);
	if (request.step + 1 < request.route.length) return { ok: true, route: request.route, nextStep: request.step + 1 };
	return release(lock, request, decision, context);
}

function escalate(request: UnlockRequest, step: RouteStep, directory: Directory): Decided | Refusal {
	const higher = courtOfLevel(directory, step.court, 'higher');
	if (!higher || higher.code === step.court) return refuse('no-upper-court', '已是最高一级审批法院，不能再报上级');
	const route = [
		...request.route.slice(0, request.step + 1),
		{ kind: 'decide', court: higher.code, role: 'unlock-approver', days: 3 } as const,
	];
	return { ok: true, route, nextStep: request.step + 1 };
}

function release(
	lock: LockState,
	request: UnlockRequest,
	decision: Decision,
	context: { readonly today: CourtDate; readonly maxGrantDays: number },
): Decided | Refusal {
	// What an earlier step of this filing has shortened stands unless the last word says otherwise.
	const said = request.decisions.slice(request.decidedBefore).flatMap((earlier) => (earlier.newDueOn ? [earlier.newDueOn] : []));
	const wanted: Record<string, CourtDate> = Object.assign({}, request.newDueOn, ...said, decision.newDueOn);
	const problem = checkNewDays(
		lock.causes.map((cause) => cause.nodeId),
		wanted,
		context,
	);
	if (problem) return problem;
	return { ok: true, route: request.route, release: Object.fromEntries(lock.causes.map((cause) => [cause.nodeId, wanted[cause.nodeId]!])) };
}

/** Every cause gets a new due day, from today to at most `maxGrantDays` ahead. */
export function checkNewDays(
	nodeIds: readonly string[],
	newDueOn: Readonly<Record<string, CourtDate>>,
	context: { readonly today: CourtDate; readonly maxGrantDays: number },
): Refusal | undefined {
	const last = addDays(context.today, context.maxGrantDays);
	for (const nodeId of nodeIds) {
		const day = newDueOn[nodeId];
		if (!day) return refuse('new-day-missing', '每个锁死节点都应给出新期限');
		if (day < context.today) return refuse('new-day-past', '新期限不得早于今日');
		if (day > last) return refuse('new-day-too-late', `新期限最长 ${context.maxGrantDays} 日`);
	}
	return undefined;
}
