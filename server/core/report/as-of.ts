import { runningPhases } from '../lock/types.ts';
import { ruleInForce } from '../rulebook/in-force.ts';
import { daysBetween } from '../time/civil.ts';
import type { CourtDate, Instant } from '../time/types.ts';
import type { DailyInput, LockAsStored, NodeAsStored, RequestAsStored } from './types.ts';

/** A node that was open at the cut-off, with the due day it had then. */
export interface OpenNode extends NodeAsStored {
	readonly dueOn: CourtDate;
	readonly overdueDays: number;
}

/** A request that was waiting for somebody at the cut-off, and the step it was at. */
export interface WaitingRequest {
	readonly request: RequestAsStored;
	readonly lock: LockAsStored | undefined;
	readonly step: number;
	readonly stepDueOn?: CourtDate;
}

type Moment = Pick<DailyInput, 'day' | 'before'>;

/** Whether a lock held the case at the cut-off; a proposed one holds nothing. */
export function heldAt(lock: LockAsStored, before: Instant): boolean {
	return lock.state !== 'proposed' && lock.lockedAt < before && (lock.releasedAt === undefined || lock.releasedAt >= before);
}

/** The due days that causes had before a release after the cut-off moved them, by node. */
function earlierDueDays(locks: readonly LockAsStored[], before: Instant): ReadonlyMap<string, CourtDate> {
	const days = new Map<string, CourtDate>();
	const later = locks.filter((lock) => lock.releasedAt !== undefined && lock.releasedAt >= before);
	for (const lock of [...later].sort((a, b) => (a.lockedAt < b.lockedAt ? -1 : 1)))
		for (const cause of lock.causes) if (!days.has(cause.nodeId)) days.set(cause.nodeId, cause.dueOn);
	return days;
}

/** Done, closed or stopped after the day still counts as open at its end. */
function wasOpen(node: NodeAsStored, day: CourtDate): boolean {
	if (node.startedOn > day) return false;
	if (node.endedOn) return node.endedOn > day;
	if (node.void) return node.caseClosedOn !== undefined && node.caseClosedOn > day;
	return !node.frozen;
}

/** The nodes that were open at the cut-off, most overdue first. A node is overdue from the day after its due day. */
export function openNodes(nodes: readonly NodeAsStored[], locks: readonly LockAsStored[], { day, before }: Moment): readonly OpenNode[] {
	const earlier = earlierDueDays(locks, before);
	const list: OpenNode[] = [];
	const seen = new Set<string>();
	for (const node of nodes) {
		const dueOn = earlier.get(node.nodeId) ?? node.dueOn;
		if (!dueOn || seen.has(node.nodeId) || !wasOpen(node, day)) continue;
		seen.add(node.nodeId);
		list.push({ ...node, dueOn, overdueDays: Math.max(0, daysBetween(dueOn, day)) });
	}
	return list.sort(byDueDay);
}

function byDueDay(a: OpenNode, b: OpenNode): number {
	if (a.dueOn !== b.dueOn) return a.dueOn < b.dueOn ? -1 : 1;
	return a.nodeId < b.nodeId ? -1 : 1;
}

const waitingStates = runningPhases;

/** The requests that waited for a court at the cut-off: open now, or answered only after it. The nearest step deadline first. */
export function waitingRequests(
	requests: readonly RequestAsStored[],
	locks: readonly LockAsStored[],
	before: Instant,
): readonly WaitingRequest[] {
	const byId = new Map(locks.map((lock) => [lock.lockId, lock]));
	const waiting = requests.flatMap((request): WaitingRequest[] => {
		if (request.requestedAt >= before) return [];
		const after = request.decisions.find((decision) => decision.at >= before);
		const lock = byId.get(request.lockId);
		if (after) return [{ request, lock, step: after.step }];
		if (!waitingStates.includes(request.state)) return [];
		return [{ request, lock, step: request.step, ...(request.stepDueOn ? { stepDueOn: request.stepDueOn } : {}) }];
	});
	return waiting.sort((a, b) => {
		const [first, second] = [a.stepDueOn ?? '9999', b.stepDueOn ?? '9999'];
		return first === second ? (a.request.requestedAt < b.request.requestedAt ? -1 : 1) : first < second ? -1 : 1;
	});
}

/** 启用前超期: would lock, but was due before its court switched locks on. */
export function isBeforeLocks(node: OpenNode, input: Pick<DailyInput, 'directory' | 'rulebook'>): boolean {
	const { locksFrom } = input.directory.courts.get(node.court)?.policy ?? {};
	if (node.unconfirmed || (locksFrom && node.dueOn >= locksFrom)) return false;
	const clock = ruleInForce(input.rulebook, node.node, node.startedOn)?.clocks.find((candidate) => candidate.kind === node.clock);
	return clock?.locks === true;
}

/** Whether a node watches the end of a seal. */
export const isSeal = (node: Pick<NodeAsStored, 'node'>): boolean => node.node.startsWith('seal-expiry-');

/** The rule code of a node id (`<caseKey>/<node>/<subject>/<n>`), which stays readable when the node itself is gone. */
export const nodeOfId = (nodeId: string): string => nodeId.split('/')[1] ?? nodeId;
