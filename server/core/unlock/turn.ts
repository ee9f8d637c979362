import { runningPhases, type LockState, type UnlockRequest } from '../lock/types.ts';
import type { CourtDate, Instant } from '../time/types.ts';

/** What names the running step in the ids of events: a step that comes again after a return is another one. */
export const turnId = (request: UnlockRequest): string => `${request.id}/turn-${request.decisions.length}/step-${request.step}`;

/** The running step as a notice names it: ids of notices begin with the key of their case. */
export const stepNodeId = (caseKey: string, request: UnlockRequest): string => `${caseKey}/unlock/${turnId(request)}`;

/** A step that a notice was raised for, read back: its request, and which of the request's decisions takes it. */
export function stepOfNode(nodeId: string): { readonly requestId: string; readonly turn: number; readonly step: number } | undefined {
	const [, requestId, turn, step] = /\/unlock\/(.+)\/turn-(\d+)\/step-(\d+)$/.exec(nodeId) ?? [];
	return requestId === undefined ? undefined : { requestId, turn: Number(turn), step: Number(step) };
}

/** How a step that a notice was raised for has ended: decided (when), or gone with its request; undefined while it waits. */
export function stepEnd(
	locks: readonly LockState[],
	nodeId: string,
): { readonly by: 'met'; readonly at: Instant } | { readonly by: 'void' } | undefined {
	const named = stepOfNode(nodeId);
	const request = locks.flatMap((lock) => lock.requests).find((candidate) => candidate.id === named?.requestId);
	if (!named || !request) return { by: 'void' };
	const decision = request.decisions[named.turn];
	if (decision) return { by: 'met', at: decision.at };
	return runningPhases.includes(request.phase) && request.step === named.step ? undefined : { by: 'void' };
}

/** The last day of the running step, or today while none is fixed. */
export const stepDueOr = (request: UnlockRequest, today: CourtDate): CourtDate => request.stepDueOn ?? today;
