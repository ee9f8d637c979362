import type { NodeRow } from '../node/types.ts';
import { addDays } from '../time/civil.ts';
import { causeKey, holdingLock } from './apply.ts';
import type { LockCause, LockPhase, LockState } from './types.ts';

/** Whether later facts show that a cause was met in time, or that its clock had been stopped or moved before that due day ran out. */
function isDisproved(cause: LockCause, nodes: readonly NodeRow[]): boolean {
	const node = nodes.find((candidate) => candidate.id === cause.nodeId);
	// A closing inside the lock would be held: a void node means that the case was closed before it.
	// One that was transferred or converted later is judged by its last day under the old rule: the lock goes with the case.
	if (!node || (node.phase === 'void' && node.voidReason === 'closed')) return true;
	if (node.endedOn && node.endedOn <= (cause.graceTo ?? cause.dueOn)) return true;
	const clock = node.clocks.find((candidate) => candidate.binding);
	if (clock?.missed?.includes(cause.dueOn)) return false;
	if (node.phase === 'void' && node.voidedOn && node.voidedOn <= cause.dueOn && !clock?.overdueOn) return true;
	if (!clock || clock.dueOn === cause.dueOn) return !clock;
	// A due day that moved to an earlier one (calendar corrected) was missed all the more.
	if (clock.dueOn !== undefined && clock.dueOn < cause.dueOn && !(node.endedOn && node.endedOn <= clock.dueOn)) return false;
	// The due day has moved. A decision made after it had passed leaves it missed; a stop or an extension before it does not.
	return clock.overdueOn !== addDays(cause.dueOn, 1);
}

/** The causes of a lock that later facts disprove and that nobody has upheld. */
export function disprovedCauses(lock: LockState, nodes: readonly NodeRow[]): readonly LockCause[] {
	return lock.causes.filter((cause) => !lock.upheld.includes(causeKey(cause)) && isDisproved(cause, nodes));
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
