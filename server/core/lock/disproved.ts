import type { NodeRow } from '../node/types.ts';
import { holdingLock } from './apply.ts';
import type { LockPhase, LockState } from './types.ts';

/** Whether later facts show that a cause was met in time, or that its clock had been stopped or moved before it ran out. */
function isDisproved(nodeId: string, nodes: readonly NodeRow[]): boolean {
	const node = nodes.find((candidate) => candidate.id === nodeId);
	return !node || node.overdueOn === undefined;
}

/**
 * The phase of each unreleased lock as it is shown: an active lock goes to `review` (补录待核) while a late fact disproves one of its
 * causes and nobody has upheld it. It goes on holding either way (contract §5.3).
 */
export function lockPhases(locks: readonly LockState[], nodes: readonly NodeRow[]): Readonly<Record<string, LockPhase>> {
	const lock = holdingLock(locks);
	if (!lock) return {};
	const disproved = !lock.upheld && lock.causes.some((cause) => isDisproved(cause.nodeId, nodes));
	return { [lock.id]: disproved ? 'review' : lock.phase };
}
