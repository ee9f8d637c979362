import { numberOf, textOf, type CaseEvent } from '../case/case-event.ts';
import type { CourtDate, Instant } from '../time/types.ts';
import { applyMove } from '../unlock/apply-move.ts';
import { filersOf } from '../unlock/filers.ts';
import {
	openPhases,
	type JudgedCause,
	type LockCause,
	type LockPhase,
	type LockState,
	type ActedAs,
	type CauseVerdict,
	type RouteStep,
	type SoftEnd,
	type UnlockDecision,
	type UnlockRequest,
	type Verdict,
} from './types.ts';

type DaysByNode = Readonly<Record<string, CourtDate>>;

function changeLock(locks: readonly LockState[], id: string, change: (lock: LockState) => LockState): readonly LockState[] {
	return locks.map((lock) => (lock.id === id ? change(lock) : lock));
}

function changeRequest(locks: readonly LockState[], id: string, change: (request: UnlockRequest) => UnlockRequest): readonly LockState[] {
	return locks.map((lock) =>
		lock.requests.some((request) => request.id === id)
			? { ...lock, requests: lock.requests.map((request) => (request.id === id ? change(request) : request)) }
			: lock,
	);
}

function locked(locks: readonly LockState[], event: CaseEvent): readonly LockState[] {
	const id = textOf(event.data, 'lockId') ?? '';
	const dueOn = event.data.dueOn as DaysByNode;
	const phase = event.data.state as LockPhase;
	const known = locks.find((lock) => lock.id === id);
	// A proposed lock that the duty officer confirms holds from the confirmation on.
	if (known) {
		const nodeIds = event.data.nodeIds as string[];
		return changeLock(locks, id, (lock) => ({
			...lock,
			phase,
			lockedAt: event.at as Instant,
			lockedOn: event.on,
			seq: event.seq,
			...withoutCauses(lock, (cause) => !nodeIds.includes(cause.nodeId)),
		}));
	}
	const soft = event.data.soft as Readonly<Record<string, SoftEnd>> | undefined;
	const graceTo = event.data.graceTo as DaysByNode | undefined;
	const causes = (event.data.nodeIds as string[]).map((nodeId) =>
		causeOf({ nodeId, dueOn: dueOn[nodeId], soft: soft?.[nodeId], graceTo: graceTo?.[nodeId] }),
	);
	const byHand = textOf(event.data, 'by');
	const lock: LockState = {
		id,
		phase,
		lockedAt: event.at as Instant,
		lockedOn: event.on,
		repeat: numberOf(event.data, 'repeat'),
		causes,
		requests: [],
		upheld: [],
		seq: event.seq,
		...(byHand ? { byHand: { by: byHand, reason: textOf(event.data, 'reason') ?? '' } } : {}),
	};
	return [...locks, lock];
}

function causeOf(data: Readonly<Record<string, unknown>>): LockCause {
	const { nodeId, dueOn, soft, graceTo } = data as unknown as LockCause;
	return { nodeId, dueOn, ...(soft ? { soft } : {}), ...(graceTo ? { graceTo } : {}) };
}

function requested(locks: readonly LockState[], event: CaseEvent): readonly LockState[] {
	const data = event.data;
	const route = data.route as readonly RouteStep[];
	const request: UnlockRequest = {
		id: textOf(data, 'requestId') ?? '',
		lockId: textOf(data, 'lockId') ?? '',
		by: textOf(data, 'by') ?? '',
		at: event.at as Instant,
		reason: textOf(data, 'reason') ?? '',
		plan: textOf(data, 'plan') ?? '',
		newDueOn: data.newDueOn as DaysByNode,
		route,
		step: 0,
		stepDueOn: data.stepDueOn as CourtDate,
		phase: phaseOfStep(route, 0),
		decisions: [],
		decidedBefore: 0,
	};
	return changeLock(locks, request.lockId, (lock) => {
		const others = lock.requests.filter((other) => other.id !== request.id);
		const earlier = lock.requests.find((other) => other.id === request.id);
		// A returned request that is filed again keeps its number and what was said of it.
		return {
			...lock,
			requests: [...others, earlier ? filedAgain(request, earlier) : request],
		};
	});
}

/** Filed again, by whomever: what was said stays, and so do the earlier filers, none of whom may ever decide on it. */
function filedAgain(request: UnlockRequest, earlier: UnlockRequest): UnlockRequest {
	const { decisions, moves } = earlier;
	const filedBy = [...new Set(filersOf(earlier))].filter((person) => person !== request.by);
	return {
		...request,
		...(filedBy.length > 0 ? { filedBy } : {}),
		decisions,
		decidedBefore: decisions.length,
		...(moves ? { moves } : {}),
	};
}

function phaseOfStep(route: readonly RouteStep[], step: number): UnlockRequest['phase'] {
	const kind = route[step]?.kind;
	return kind === 'endorse' ? 'endorsing' : kind === 'forward' ? 'forwarding' : 'deciding';
}

function decided(locks: readonly LockState[], event: CaseEvent): readonly LockState[] {
	const data = event.data;
	const verdict = data.verdict as Verdict;
	const decision: UnlockDecision = {
		step: numberOf(data, 'step'),
		verdict,
		by: textOf(data, 'by') ?? '',
		court: textOf(data, 'court') ?? '',
		at: event.at as Instant,
		opinion: textOf(data, 'opinion') ?? '',
		...(data.instruction ? { instruction: data.instruction as string } : {}),
		...(data.newDueOn ? { newDueOn: data.newDueOn as DaysByNode } : {}),
		...(data.grant ? { grant: data.grant as readonly CauseVerdict[] } : {}),
		...(data.as ? { as: data.as as ActedAs } : {}),
	};
	return changeRequest(locks, textOf(data, 'requestId') ?? '', (request) => {
		const decisions = [...request.decisions, decision];
		if (verdict === 'refuse') return { ...request, decisions, phase: 'refused', stepDueOn: undefined };
		if (verdict === 'return') return { ...request, decisions, phase: 'returned', stepDueOn: undefined };
		const route = (data.route as readonly RouteStep[] | undefined) ?? request.route;
		const step = decision.step + 1;
		if (step >= route.length) return { ...request, decisions, route, phase: 'granted', stepDueOn: undefined };
		return { ...request, decisions, route, step, stepDueOn: data.stepDueOn as CourtDate, phase: phaseOfStep(route, step) };
	});
}

function unlocked(locks: readonly LockState[], event: CaseEvent): readonly LockState[] {
	const newDueOn = event.data.newDueOn as DaysByNode;
	return changeLock(locks, textOf(event.data, 'lockId') ?? '', (lock) => ({
		...release(lock, event, event.data.cause === 'soft-met' ? 'met' : 'granted'),
		causes: lock.causes.map((cause) => {
			const day = newDueOn[cause.nodeId];
			return day ? { ...cause, newDueOn: day } : cause;
		}),
	}));
}

/** Partial grant: the granted causes leave the lock, which goes on with the others, and stand in its record with their new day. */
function causesReleased(locks: readonly LockState[], event: CaseEvent): readonly LockState[] {
	const newDueOn = event.data.newDueOn as DaysByNode;
	const requestId = textOf(event.data, 'requestId') ?? '';
	const ends = event.data.ends as Readonly<Record<string, SoftEnd>> | undefined;
	return changeLock(locks, textOf(event.data, 'lockId') ?? '', (lock) => {
		const granted = lock.causes.flatMap((cause) => {
			const day = newDueOn[cause.nodeId];
			return day
				? [{ ...cause, newDueOn: day, releasedOn: event.on, requestId, ...(ends?.[cause.nodeId] ? { ends: ends[cause.nodeId] } : {}) }]
				: [];
		});
		return {
			...lock,
			causes: lock.causes.filter((cause) => !newDueOn[cause.nodeId]),
			released: [...(lock.released ?? []), ...granted],
			requests: lock.requests.map((request) => (request.id === requestId ? { ...request, partial: true as const } : request)),
		};
	});
}

/** Ends a lock; a request that is still on its way has nothing left to ask for. */
function release(lock: LockState, event: CaseEvent, outcome: NonNullable<LockState['outcome']>): LockState {
	const requests = lock.requests.map((request): UnlockRequest =>
		openPhases.includes(request.phase) ? { ...request, phase: 'withdrawn', stepDueOn: undefined } : request,
	);
	return { ...lock, phase: 'released', outcome, releasedAt: event.at as Instant, releasedOn: event.on, requests };
}

/** The name under which a cause is upheld: another due day of the same node is another cause. */
export const causeKey = (cause: Pick<LockCause, 'nodeId' | 'dueOn'>): string => `${cause.nodeId}@${cause.dueOn}`;

const judgedKey = (judged: JudgedCause): string => [causeKey(judged), judged.kind, judged.on ?? '-'].join('/');

/** Whether a reviewer has upheld a cause against this very fact. */
export function isUpheld(lock: LockState, judged: JudgedCause): boolean {
	return lock.upheld.includes(judgedKey(judged)) || lock.upheld.includes(causeKey(judged));
}

/** The causes of a lock without some of them, which are remembered: one that comes back is another event. */
function withoutCauses(lock: LockState, gone: (cause: LockCause) => boolean): Pick<LockState, 'causes' | 'dropped'> {
	const dropped = [...(lock.dropped ?? []), ...lock.causes.filter(gone).map(causeKey)];
	return { causes: lock.causes.filter((cause) => !gone(cause)), ...(dropped.length > 0 ? { dropped } : {}) };
}

/** Void takes out the disproved causes and releases the lock when none is left; kept upholds them. */
function reviewed(locks: readonly LockState[], event: CaseEvent): readonly LockState[] {
	return changeLock(locks, textOf(event.data, 'lockId') ?? '', (lock) => {
		const named = (event.data.nodeIds as string[] | undefined) ?? lock.causes.map((cause) => cause.nodeId);
		if (event.data.verdict === 'kept') return { ...lock, phase: 'active', upheld: [...lock.upheld, ...upheldBy(lock, event, named)] };
		if (lock.phase === 'proposed') return release(lock, event, 'set-aside');
		const left = withoutCauses(lock, (cause) => named.includes(cause.nodeId));
		return left.causes.length > 0 ? { ...lock, ...left } : release(lock, event, 'voided');
	});
}

function upheldBy(lock: LockState, event: CaseEvent, named: readonly string[]): readonly string[] {
	const judged = event.data.judged as readonly JudgedCause[] | undefined;
	return judged?.map(judgedKey) ?? lock.causes.filter((cause) => named.includes(cause.nodeId)).map(causeKey);
}

/** The locks of a case after a system event; other events leave them as they are. Contract §5. */
export function applyLockEvent(locks: readonly LockState[], event: CaseEvent): readonly LockState[] {
	switch (event.type) {
		case 'case-locked':
			return locked(locks, event);
		case 'lock-cause-added': {
			const cause = causeOf(event.data);
			return changeLock(locks, textOf(event.data, 'lockId') ?? '', (lock) => {
				const again = lock.released?.some((other) => other.nodeId === cause.nodeId);
				const place = again || lock.causes.some((other) => other.soft) ? { seq: event.seq } : {};
				// A day given for this node before has been missed: the lock counts as one of a node that locked again.
				const repeat = Math.max(lock.repeat, numberOf(event.data, 'repeat'));
				const others = withoutCauses(lock, (other) => other.nodeId === cause.nodeId);
				return { ...lock, ...others, repeat, causes: [...others.causes, { ...cause, ...place }] };
			});
		}
		case 'unlock-requested':
			return requested(locks, event);
		case 'unlock-decided':
			return decided(locks, event);
		case 'unlock-withdrawn':
			return changeRequest(locks, textOf(event.data, 'requestId') ?? '', (request) => ({
				...request,
				phase: 'withdrawn',
				stepDueOn: undefined,
			}));
		case 'unlock-reassigned':
		case 'unlock-recused':
		case 'unlock-urged':
		case 'unlock-step-warned':
		case 'unlock-step-stuck':
			return changeRequest(locks, textOf(event.data, 'requestId') ?? '', (request) => applyMove(request, event));
		case 'lock-causes-released':
			return causesReleased(locks, event);
		case 'case-unlocked':
			return unlocked(locks, event);
		case 'lock-reviewed':
			return reviewed(locks, event);
		default:
			return locks;
	}
}

/** The lock that holds steps now, or undefined. Proposed and released locks hold nothing. */
export function holdingLock(locks: readonly LockState[]): LockState | undefined {
	return locks.find((lock) => lock.phase === 'active' || lock.phase === 'review');
}

/**
 * Whether an event lies inside a lock: instant >= lockedAt; a bare day from the lock day on (contract §5.2). What was recorded before the
 * lock was set stays folded: an accepted step of the same day is not taken back.
 */
export function isInside(lock: LockState, event: { readonly on: CourtDate; readonly at?: Instant; readonly seq: number }): boolean {
	if (event.seq < lock.seq) return false;
	const started = event.at ? event.at >= lock.lockedAt : event.on >= lock.lockedOn;
	const ended = event.at ? !!lock.releasedAt && event.at >= lock.releasedAt : !!lock.releasedOn && event.on >= lock.releasedOn;
	return started && !ended;
}
