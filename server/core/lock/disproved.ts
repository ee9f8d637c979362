import type { NodeRow } from '../node/types.ts';
import { addDays } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';
import { holdingLock, isUpheld } from './apply.ts';
import type { Disproof, JudgedCause, LockCause, LockPhase, LockState } from './types.ts';

/**
 * What later facts say against a cause: that it was met in time, or that its clock had been stopped or moved before that due day ran out.
 * Undefined where it stands.
 */
function disproofOf(cause: LockCause, lock: LockState, nodes: readonly NodeRow[]): Disproof | undefined {
	const node = nodes.find((candidate) => candidate.id === cause.nodeId);
	if (!node) return { kind: 'gone' };
	const lastDay = cause.graceTo ?? cause.dueOn;
	if (node.phase === 'void' && node.voidReason === 'closed')
		return closedBefore(lock, lastDay, node.voidedOn) ? { kind: 'closed', ...onDay(node.voidedOn) } : undefined;
	if (node.endedOn && node.endedOn <= lastDay) return { kind: 'ended', on: node.endedOn };
	const clock = node.clocks.find((candidate) => candidate.binding);
	if (clock?.missed?.includes(cause.dueOn)) return undefined;
	// One that was transferred or converted later is judged by its last day under the old rule: the lock goes with the case.
	if (node.phase === 'void' && node.voidedOn && node.voidedOn <= cause.dueOn && !clock?.overdueOn)
		return { kind: 'void', on: node.voidedOn };
	if (!clock) return { kind: 'gone' };
	if (clock.dueOn === cause.dueOn) return undefined;
	// A due day that moved to an earlier one (calendar corrected) was missed all the more.
	if (clock.dueOn !== undefined && clock.dueOn < cause.dueOn && !(node.endedOn && node.endedOn <= clock.dueOn)) return undefined;
	// The due day has moved. A decision made after it had passed leaves it missed; a stop or an extension before it does not.
	return clock.overdueOn === addDays(cause.dueOn, 1) ? undefined : { kind: 'moved', ...onDay(clock.dueOn) };
}

const onDay = (on: CourtDate | undefined): { readonly on?: CourtDate } => (on ? { on } : {});

/**
 * Whether the case was closed before its last day was over, or at least before the lock. A later closing was let through and proves nothing
 * of what it left behind; on the day of the lock itself only a lock that lets no step through tells that the closing came first.
 */
function closedBefore(lock: LockState, lastDay: CourtDate, closedOn: CourtDate | undefined): boolean {
	if (!closedOn) return false;
	if (closedOn <= lastDay || closedOn < lock.lockedOn) return true;
	const isHard = !lock.released && lock.causes.every((cause) => !cause.soft);
	return closedOn === lock.lockedOn && isHard;
}

/** The causes of a lock that later facts disprove, with what disproves them; what a reviewer has upheld against the same fact is left out. */
export function judgedCauses(lock: LockState, nodes: readonly NodeRow[]): readonly JudgedCause[] {
	return lock.causes.flatMap((cause) => {
		const disproof = disproofOf(cause, lock, nodes);
		const judged = disproof && { nodeId: cause.nodeId, dueOn: cause.dueOn, ...disproof };
		return judged && !isUpheld(lock, judged) ? [judged] : [];
	});
}

/** The causes of a lock that later facts disprove and that nobody has upheld against them. */
export function disprovedCauses(lock: LockState, nodes: readonly NodeRow[]): readonly LockCause[] {
	const judged = judgedCauses(lock, nodes).map(({ nodeId }) => nodeId);
	return lock.causes.filter((cause) => judged.includes(cause.nodeId));
}

/** What a review of a lock is about, for its event: the causes, and what was held against each. */
export function reviewData(
	lock: LockState,
	nodes: readonly NodeRow[],
): { readonly nodeIds: readonly string[]; readonly judged: readonly JudgedCause[] } {
	const judged = judgedCauses(lock, nodes);
	return { nodeIds: judged.map(({ nodeId }) => nodeId), judged };
}

/**
 * The phase of each unreleased lock as it is shown: an active lock goes to `review` (补录待核) while a late fact disproves one of its
 * causes and nobody has upheld it. It goes on holding either way (contract §5.3).
 */
export function lockPhases(locks: readonly LockState[], nodes: readonly NodeRow[]): Readonly<Record<string, LockPhase>> {
	const lock = holdingLock(locks);
	if (!lock) return {};
	return { [lock.id]: disprovedCauses(lock, nodes).length > 0 ? 'review' : lock.phase };
}
