import type { CaseEvent } from '../case/case-event.ts';
import { eventType } from '../case/vocabulary.ts';
import { triggers } from '../node/match.ts';
import { codeOf, isSoft, type CourtPolicy, type NodeRow } from '../node/types.ts';
import { ruleInForce } from '../rulebook/in-force.ts';
import type { Rulebook } from '../rulebook/types.ts';
import { holdingLock, isInside } from './apply.ts';
import type { SystemDecision } from './decide-sweep.ts';
import { disprovedCauses } from './disproved.ts';
import type { LockCause, LockState, SoftEnd } from './types.ts';

/** Whether nothing but soft causes hold the case. */
export function isSoftLock(lock: LockState): boolean {
	return lock.causes.length > 0 && lock.causes.every((cause) => cause.soft !== undefined);
}

/** What a soft cause lets through, by the rule in force, or undefined where the court locks the node hard. */
export function softEndOf(node: NodeRow, rulebook: Rulebook, policy: CourtPolicy): SoftEnd | undefined {
	return isSoft(policy, codeOf(node.id)) ? endOf(node, rulebook) : undefined;
}

/** What finishes a node, by the rule in force. */
export function endOf(node: NodeRow, rulebook: Rulebook): SoftEnd | undefined {
	const rule = ruleInForce(rulebook, node.node, node.startedOn);
	if (!rule) return undefined;
	return { ends: rule.ends, ...(rule.subject ? { field: rule.subject, subject: node.subject } : {}) };
}

function finishes({ ends, field, subject }: SoftEnd, event: CaseEvent): boolean {
	return ends.some((end) => triggers(end, event) && (!field || end.anySubject === true || event.data[field] === subject));
}

/** Whether a step finishes the late node of a soft lock. A hard cause that joins later takes nothing back that was let through. */
function isLetThrough(lock: LockState, event: CaseEvent): boolean {
	const soft = [...lock.causes, ...(lock.released ?? [])].some((cause) => cause.soft && finishes(cause.soft, event));
	return soft && !lock.causes.some((cause) => !cause.soft && placeOf(lock, cause) < event.seq);
}

const placeOf = (lock: LockState, cause: LockCause): number => cause.seq ?? lock.seq;

/** A step that ends the case: unfinished nodes go void with it, so that a miss which still stands would drop out of history. */
const isClosing = (type: string): boolean => type === 'case-closed';

/** Whether the late node of a soft cause has been finished inside the lock, by a step that was let through or by a fact. */
function isFinished(lock: LockState, cause: LockCause, facts: readonly CaseEvent[]): boolean {
	const { soft } = cause;
	return (
		soft !== undefined &&
		facts.some(
			(fact) =>
				!isClosing(fact.type) &&
				fact.seq > placeOf(lock, cause) &&
				fact.on >= cause.dueOn &&
				finishes(soft, fact) &&
				!isHeld(lock, fact, facts),
		)
	);
}

/** Whether a closing leaves a cause behind that stood before it and that neither it nor anything else has finished. */
function leavesBehind(lock: LockState, event: CaseEvent, facts: readonly CaseEvent[]): boolean {
	return lock.causes.some(
		(cause) => placeOf(lock, cause) < event.seq && !(cause.soft && finishes(cause.soft, event)) && !isFinished(lock, cause, facts),
	);
}

/** Causes granted beside others that stay: the node has a new day, so that what finishes it is not held, unless it has locked again since. */
function isGranted(lock: LockState, event: CaseEvent): boolean {
	return (lock.released ?? []).some(
		({ nodeId, ends }) =>
			ends && finishes(ends, event) && !lock.causes.some((cause) => cause.nodeId === nodeId && placeOf(lock, cause) < event.seq),
	);
}

/** What finishes the nodes that were granted and have not locked again. */
function grantedEnds(lock: LockState): readonly SoftEnd[] {
	const free = (lock.released ?? []).filter(({ nodeId }) => !lock.causes.some((cause) => cause.nodeId === nodeId));
	return free.flatMap(({ ends }) => (ends ? [ends] : []));
}

/**
 * Whether the lock holds an event: a step (S) inside it, unless it finishes the late node of a soft lock or a node granted in part. A closing
 * is held all the same while another cause stands: `facts` of the case say which late nodes have been finished since.
 */
export function isHeld(lock: LockState, event: CaseEvent, facts: readonly CaseEvent[]): boolean {
	if (eventType(event.type).class !== 'S' || !isInside(lock, event)) return false;
	if (!isLetThrough(lock, event) && !isGranted(lock, event)) return true;
	return isClosing(event.type) && leavesBehind(lock, event, facts);
}

/** What a lock says to a step before it is taken. */
export type Gate = 'open' | 'finishes-late-node' | 'held';

/** Whether a closing would leave a cause behind now: by the types that finish the nodes, as no closing is there to be asked. */
function wouldLeaveBehind(lock: LockState, type: string, facts: readonly CaseEvent[]): boolean {
	const ends = (cause: LockCause): boolean => cause.soft?.ends.some((end) => end.event === type) ?? false;
	return isClosing(type) && lock.causes.some((cause) => !ends(cause) && !isFinished(lock, cause, facts));
}

/** Whether a step of a type may be taken now; without a subject a soft lock answers for any of its nodes. */
export function gateOf(locks: readonly LockState[], type: string, subject: string | undefined, facts: readonly CaseEvent[]): Gate {
	const lock = holdingLock(locks);
	if (!lock || eventType(type).class !== 'S') return 'open';
	if (wouldLeaveBehind(lock, type, facts)) return 'held';
	const ending = (end: SoftEnd): boolean =>
		end.ends.some((each) => each.event === type) && (!subject || !end.field || end.subject === subject);
	const fits = ({ soft }: LockCause): boolean => !!soft && ending(soft);
	if (grantedEnds(lock).some(ending)) return 'open';
	return isSoftLock(lock) && lock.causes.some(fits) ? 'finishes-late-node' : 'held';
}

/** Types of steps that a lock lets through: those that finish its late nodes, where it is soft, and nodes granted in part. */
export function letThrough(lock: LockState, facts: readonly CaseEvent[]): readonly string[] {
	const soft = isSoftLock(lock) ? lock.causes.flatMap((cause) => (cause.soft ? [cause.soft] : [])) : [];
	const types = [...soft, ...grantedEnds(lock)].flatMap(({ ends }) => ends.map((end) => end.event));
	return [...new Set(types.filter((type) => eventType(type).class === 'S' && !wouldLeaveBehind(lock, type, facts)))];
}

/**
 * The release of a soft lock whose late nodes are all finished, late as they were. One of them that was finished in time after all goes to
 * review instead, like any other lock.
 */
export function softRelease(locks: readonly LockState[], nodes: readonly NodeRow[]): SystemDecision | undefined {
	const lock = holdingLock(locks);
	if (!lock || !isSoftLock(lock) || disprovedCauses(lock, nodes).length > 0) return undefined;
	const nodeIds = lock.causes.map((cause) => cause.nodeId);
	if (!nodeIds.every((id) => nodes.find((node) => node.id === id)?.phase === 'met-late')) return undefined;
	return { id: `${lock.id}/unlocked`, type: 'case-unlocked', data: { lockId: lock.id, newDueOn: {}, cause: 'soft-met', nodeIds } };
}
