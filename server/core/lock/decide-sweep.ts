import { parseCaseNumber } from '../case/case-number.ts';
import type { CaseState } from '../case/case-state.ts';
import { rungMoments, rungReached } from '../deadline/rungs.ts';
import { rungUnit } from '../node/calc-clock.ts';
import { dayCalendar } from '../node/due-input.ts';
import type { NodeContext } from '../node/calc-nodes.ts';
import { isLockable, type ClockRow, type NodeRow } from '../node/types.ts';
import { ruleInForce } from '../rulebook/in-force.ts';
import { addDays } from '../time/civil.ts';
import type { Instant } from '../time/types.ts';
import { startOfDay } from '../time/zone.ts';
import { causeKey, holdingLock } from './apply.ts';
import { softEndOf } from './hold.ts';
import type { LockCause, LockState } from './types.ts';

/** Something the clock decided, to be appended to the log; the id is the same whenever it is decided again. */
export interface SystemDecision {
	readonly id: string;
	readonly type: string;
	readonly data: Readonly<Record<string, unknown>>;
}

/** What happens next to one clock whose moment has come. */
export interface ClockStep {
	readonly node: NodeRow;
	readonly clock: ClockRow;
	/** Highest rung reached by now; 0 where the due day itself has passed. */
	readonly rung: number;
	/** How many rungs the clock has by its rule. */
	readonly rungs: number;
	/** A party's period, for which nobody is late when it runs out. */
	readonly lapses: boolean;
}

/** What has become due in a case by now: of several rungs passed unseen only the highest is taken, and the expiry stands for all (contract §1.5). */
export function clockSteps(
	nodes: readonly NodeRow[],
	context: Pick<NodeContext, 'rulebook' | 'calendar'>,
	now: Instant,
	zone: string,
): readonly ClockStep[] {
	return nodes.flatMap((node) =>
		node.clocks.flatMap((clock) => {
			if (!clock.nextAt || clock.nextAt > now || !clock.dueOn) return [];
			const expiry = clock.dueAt ?? startOfDay(addDays(clock.dueOn, 1), zone);
			const nodeRule = ruleInForce(context.rulebook, node.node, node.startedOn);
			const rule = nodeRule?.clocks.find((candidate) => candidate.kind === clock.clock);
			const step = { node, clock, rungs: rule?.warn.length ?? 0, lapses: nodeRule?.lapses ?? false };
			if (expiry <= now) return [{ ...step, rung: 0 }];
			if (!rule) return [];
			const { warn, back } = rule;
			const calendar = dayCalendar(rule, context.calendar);
			const moments = rungMoments({ ...clock, warn, unit: rungUnit(rule, clock), back, calendar, zone });
			const reached = rungReached(moments, now);
			return reached === undefined || reached + 1 <= clock.rung ? [] : [{ ...step, rung: reached + 1 }];
		}),
	);
}

/** A time in which nobody looked at the clocks: what came due in it is recorded afterwards and says so (停机补算). */
export interface Outage {
	readonly from: Instant;
	readonly to: Instant;
}

/** The event that records a rung or the expiry of a clock: unique for node, clock, due day and rung. */
export function clockDecision({ node, clock, rung }: ClockStep, outage?: Outage): SystemDecision {
	const late = outage !== undefined && clock.nextAt !== undefined && clock.nextAt > outage.from && clock.nextAt <= outage.to;
	const data = { nodeId: node.id, clock: clock.clock, dueOn: clock.dueOn!, ...(late ? { catchUpFrom: outage.from } : {}) };
	const stem = `${node.id}/${clock.clock}/${clock.dueOn!}`;
	return rung === 0
		? { id: `${stem}/overdue`, type: 'node-overdue', data }
		: { id: `${stem}/rung-${rung}`, type: 'rung-reached', data: { ...data, rung } };
}

/** A node that may lock its case, with what the court decided for it beforehand: a soft lock, days of grace. */
export type LockCandidate = Pick<LockCause, 'nodeId' | 'dueOn' | 'soft' | 'graceTo'>;

/** Nodes of a case that may lock it now: they ran out, any days of grace are over, and the feed is complete up to that moment. */
export function lockCandidates(
	nodes: readonly NodeRow[],
	horizon: Instant,
	context?: Pick<NodeContext, 'rulebook' | 'policy'>,
): readonly LockCandidate[] {
	return nodes.flatMap((node) =>
		node.clocks.flatMap((clock) => (clock.lockAt && clock.lockAt <= horizon ? [candidateOf(node, clock, context)] : [])),
	);
}

function candidateOf(node: NodeRow, clock: ClockRow, context: Pick<NodeContext, 'rulebook' | 'policy'> | undefined): LockCandidate {
	const soft = context && softEndOf(node, context.rulebook, context.policy);
	return { nodeId: node.id, dueOn: clock.dueOn!, ...(soft ? { soft } : {}), ...(clock.graceTo ? { graceTo: clock.graceTo } : {}) };
}

/**
 * Nodes that only a person can lock: overdue by a clock that locks, confirmed and certain, that have not locked the case for that day already.
 * Either their due day lies before the day on which the court switched locks on (启用前超期), or a proposed lock by them was set aside, which
 * the sweep leaves at that.
 */
export function handCandidates(state: CaseState, nodes: readonly NodeRow[], context: NodeContext): readonly LockCandidate[] {
	const { locksFrom } = context.policy;
	if (!locksFrom) return [];
	const type = parseCaseNumber(state.text)?.typeText ?? '';
	return nodes.flatMap((node) => {
		if (!isLockable(type, node.node)) return [];
		const clock = node.phase === 'overdue' && !node.court ? node.clocks.find((row) => row.binding) : undefined;
		if (!clock?.dueOn || clock.unconfirmed || clock.provisional) return [];
		const cause = { nodeId: node.id, dueOn: clock.dueOn };
		if (clock.dueOn >= locksFrom && !state.locks.some((lock) => lock.outcome === 'set-aside' && isCauseOf(lock, cause))) return [];
		const rule = ruleInForce(context.rulebook, node.node, node.startedOn)?.clocks.find((candidate) => candidate.kind === clock.clock);
		const known = state.locks.some((lock) => countsAsHistory(lock) && isCauseOf(lock, cause));
		return rule?.locks && !known ? [candidateOf(node, clock, context)] : [];
	});
}

const isCauseOf = ({ causes, released = [] }: LockState, { nodeId, dueOn }: LockCandidate): boolean =>
	[...causes, ...released].some((cause) => cause.nodeId === nodeId && cause.dueOn === dueOn);

/** A lock that late facts disproved, or that was set aside before it held, is nobody's record. */
const countsAsHistory = (lock: CaseState['locks'][number]): boolean => lock.outcome !== 'voided' && lock.outcome !== 'set-aside';

/** How often a node has locked the case before and was given a new day: by whole locks, and by partial grants of a lock that goes on. */
function repeatOf(state: CaseState, nodeId: string, present?: CaseState['locks'][number]): number {
	const isOf = (cause: { readonly nodeId: string }): boolean => cause.nodeId === nodeId;
	const before = state.locks.filter((lock) => lock !== present && countsAsHistory(lock) && lock.causes.some(isOf)).length;
	return before + state.locks.flatMap((lock) => lock.released ?? []).filter(isOf).length;
}

/** How often nodes of a new lock have locked the case before. */
function repeatsOf(state: CaseState, nodeIds: readonly string[]): number {
	return Math.max(0, ...nodeIds.map((nodeId) => repeatOf(state, nodeId)));
}

/** The count of a standing lock that takes one more cause, where that raises it. */
function raisedRepeat(state: CaseState, present: CaseState['locks'][number], nodeId: string): { readonly repeat?: number } {
	const repeat = repeatOf(state, nodeId, present);
	return repeat > present.repeat ? { repeat } : {};
}

/** The events that lock a case, or that add causes to the lock it has (contract §5.1). A proposed lock takes causes too. */
export function lockDecisions(
	state: CaseState,
	candidates: readonly LockCandidate[],
	phase: 'active' | 'proposed',
	/** Who locks by hand, and why; absent: the clock. */
	byHand?: { readonly by: string; readonly reason: string },
): readonly SystemDecision[] {
	if (candidates.length === 0) return [];
	const present = holdingLock(state.locks) ?? state.locks.find((lock) => lock.phase === 'proposed');
	if (present)
		return candidates.map((cause) => ({
			id: `${present.id}/cause/${cause.nodeId}/${cause.dueOn}${turnOf(present, cause)}`,
			type: 'lock-cause-added',
			data: { lockId: present.id, ...cause, ...raisedRepeat(state, present, cause.nodeId), ...byHand },
		}));
	const nodeIds = candidates.map((candidate) => candidate.nodeId);
	const lockId = `${state.key}-L${state.locks.length + 1}`;
	const dueOn = Object.fromEntries(candidates.map((candidate) => [candidate.nodeId, candidate.dueOn]));
	const repeat = repeatsOf(state, nodeIds);
	const data = { lockId, nodeIds, repeat, state: phase, dueOn, ...byNode(candidates, 'soft'), ...byNode(candidates, 'graceTo'), ...byHand };
	return [{ id: `${lockId}/locked`, type: 'case-locked', data }];
}

/** The end of the id of a cause that was in the lock before and was reviewed away, or gave way to another due day: each time is an event. */
function turnOf({ dropped = [] }: LockState, cause: LockCandidate): string {
	const before = dropped.filter((key) => key === causeKey(cause)).length;
	return before > 0 ? `/${before + 1}` : '';
}

/** A field of the candidates by node, where any has it. */
function byNode(candidates: readonly LockCandidate[], field: 'soft' | 'graceTo'): Readonly<Record<string, unknown>> {
	const having = candidates.filter((candidate) => candidate[field] !== undefined);
	return having.length > 0 ? { [field]: Object.fromEntries(having.map((candidate) => [candidate.nodeId, candidate[field]])) } : {};
}

/** Up to when a court's feeds are complete: the earliest watermark of those that declare one, else `lockDelayHours` ago. */
export function lockHorizon(watermarks: readonly (Instant | undefined)[], now: Instant, delayed: Instant): Instant {
	const declared = watermarks.filter((mark): mark is Instant => mark !== undefined);
	if (declared.length === 0) return delayed;
	return declared.reduce((earliest, mark) => (mark < earliest ? mark : earliest), now);
}
