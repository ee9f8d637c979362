import { courtOfLevel } from '../directory/court-tree.ts';
import type { Directory } from '../directory/types.ts';
import { runningPhases, type CauseVerdict, type LockState, type RouteStep, type UnlockRequest, type Verdict } from '../lock/types.ts';
import type { CourtDate } from '../time/types.ts';
import { filersOf } from './filers.ts';
import { checkGrant, checkNamedDays, checkNewDays, grantOf, type GrantBounds, type NewDays } from './grant.ts';
import { refuse, type Refusal } from './refusal.ts';

export { checkNewDays };
export type { Refusal };

/** What a person says at a step. */
export interface Decision {
	readonly step: number;
	readonly verdict: Verdict;
	readonly opinion: string;
	readonly instruction?: string;
	readonly newDueOn?: Readonly<Record<string, CourtDate>>;
	/** An approval of some causes only: every cause of the lock is named. */
	readonly grant?: readonly CauseVerdict[];
}

/** What follows from a decision: the route as it stands, and the release where it was the last word. */
export interface Decided {
	readonly ok: true;
	readonly route: readonly RouteStep[];
	/** The next step, absent when the request is at an end or returned. */
	readonly nextStep?: number;
	/** New due day of each granted cause, where it was the last word. */
	readonly release?: NewDays;
	/** Some causes were not granted: the lock goes on with them. */
	readonly partial?: boolean;
}

/** Which verdicts each kind of step knows: an endorsement or a forward never decides. */
export const verdictsOf: Readonly<Record<RouteStep['kind'], readonly Verdict[]>> = {
	endorse: ['approve', 'refuse', 'return'],
	forward: ['approve', 'return'],
	decide: ['approve', 'refuse', 'return', 'escalate'],
};

/** What a decision is checked against beside the request itself. */
export interface DecisionContext extends GrantBounds {
	readonly by: string;
	readonly directory: Directory;
	/** The court that acts, which is another than the step's where nobody was left there. */
	readonly court?: string;
}

/** Checks a decision against its request and says what follows (contract §5.4). Permission is checked by the caller. */
export function decideUnlock(lock: LockState, request: UnlockRequest, decision: Decision, context: DecisionContext): Decided | Refusal {
	const problem = checkStands(lock, request, decision.step) ?? checkWords(lock, request, decision, context);
	if (problem) return problem;
	if (decision.verdict === 'refuse' || decision.verdict === 'return') return { ok: true, route: request.route };
	if (decision.verdict === 'escalate') return escalate(request, context.court ?? request.route[request.step]!.court, context.directory);
	if (request.step + 1 < request.route.length) return { ok: true, route: request.route, nextStep: request.step + 1 };
	const granted = grantOf(lock, request, decision, context);
	if (!granted.ok) return granted;
	return { ok: true, route: request.route, release: granted.days, ...(granted.partial ? { partial: true } : {}) };
}

/** Whether a step can still be taken: the lock stands, the request is on its way, and nobody has taken the step meanwhile. */
export function checkStands(lock: LockState, request: UnlockRequest, step: number): Refusal | undefined {
	if (lock.outcome === 'voided') return refuse('lock-released', '该锁死经补录核实已予撤销，无需再作决定');
	if (!runningPhases.includes(request.phase)) return refuse('step-decided', '该申请已办结、已撤回或已退回，不能再作决定');
	if (step !== request.step) return refuse('step-decided', '这一步已由他人作出决定，请刷新后查看');
	if (lock.phase === 'released') return refuse('lock-released', '案件已解锁，无需再作决定');
	return undefined;
}

function checkWords(lock: LockState, request: UnlockRequest, decision: Decision, context: DecisionContext): Refusal | undefined {
	const step = request.route[request.step]!;
	if (!verdictsOf[step.kind].includes(decision.verdict)) return refuse('verdict-not-allowed', '这一步不能作出该种决定');
	const twice =
		filersOf(request).includes(context.by) || request.decisions.slice(request.decidedBefore).some((earlier) => earlier.by === context.by);
	if (twice) return refuse('same-person', '申请人不得审批本人的申请，同一人不得办理两个环节');
	if (decision.opinion.trim() === '') return refuse('opinion-missing', '请填写审批意见');
	return checkCauses(lock, step, decision, context);
}

/** The causes and days that a decision names; those of a refusal or a return mean nothing. */
function checkCauses(lock: LockState, step: RouteStep, decision: Decision, context: DecisionContext): Refusal | undefined {
	const { verdict, grant } = decision;
	if (grant && (verdict !== 'approve' || step.kind !== 'decide')) return refuse('grant-not-allowed', '只有作出同意决定的环节可以部分解锁');
	const problem = grant && checkGrant(lock, grant, context);
	if (problem || verdict === 'refuse' || verdict === 'return') return problem;
	return checkNamedDays(lock, decision, context);
}

function escalate(request: UnlockRequest, court: string, directory: Directory): Decided | Refusal {
	const higher = courtOfLevel(directory, court, 'higher');
	if (!higher || higher.code === court) return refuse('no-upper-court', '已是最高一级审批法院，不能再报上级');
	const route = [
		...request.route.slice(0, request.step + 1),
		{ kind: 'decide', court: higher.code, role: 'unlock-approver', days: 3 } as const,
	];
	return { ok: true, route, nextStep: request.step + 1 };
}
