import type { CaseState } from '../case/case-state.ts';
import { rungMoments, rungReached } from '../deadline/rungs.ts';
import { rungUnit } from '../node/calc-clock.ts';
import { dayCalendar } from '../node/due-input.ts';
import type { NodeContext } from '../node/calc-nodes.ts';
import type { ClockRow, NodeRow } from '../node/types.ts';
import { ruleInForce } from '../rulebook/in-force.ts';
import { addDays } from '../time/civil.ts';
import type { CourtDate, Instant } from '../time/types.ts';
import { startOfDay } from '../time/zone.ts';
import { holdingLock } from './apply.ts';

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
			if (expiry <= now) return [{ node, clock, rung: 0 }];
			const rule = ruleInForce(context.rulebook, node.node, node.startedOn)?.clocks.find((candidate) => candidate.kind === clock.clock);
			if (!rule) return [];
			const { warn, back } = rule;
			const calendar = dayCalendar(rule, context.calendar);
			const moments = rungMoments({ ...clock, warn, unit: rungUnit(rule, clock), back, calendar, zone });
			const reached = rungReached(moments, now);
			return reached === undefined || reached + 1 <= clock.rung ? [] : [{ node, clock, rung: reached + 1 }];
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

/** Nodes of a case that may lock it now: they ran out, and the feed is complete up to the due moment. */
export function lockCandidates(
	nodes: readonly NodeRow[],
	horizon: Instant,
): readonly { readonly nodeId: string; readonly dueOn: CourtDate }[] {
	return nodes.flatMap((node) =>
		node.clocks.flatMap((clock) => (clock.lockAt && clock.lockAt <= horizon ? [{ nodeId: node.id, dueOn: clock.dueOn! }] : [])),
	);
}

/** A lock that late facts disproved, or that was set aside before it held, is nobody's record. */
const countsAsHistory = (lock: CaseState['locks'][number]): boolean => lock.outcome !== 'voided' && lock.outcome !== 'set-aside';

/** How often nodes of a new lock have locked the case before. */
function repeatsOf(state: CaseState, nodeIds: readonly string[]): number {
	const times = nodeIds.map(
		(nodeId) => state.locks.filter((lock) => countsAsHistory(lock) && lock.causes.some((cause) => cause.nodeId === nodeId)).length,
	);
	return Math.max(0, ...times);
}

/** The events that lock a case, or that add causes to the lock it has (contract §5.1). A proposed lock takes causes too. */
export function lockDecisions(
	state: CaseState,
	candidates: readonly { readonly nodeId: string; readonly dueOn: CourtDate }[],
	phase: 'active' | 'proposed',
): readonly SystemDecision[] {
	if (candidates.length === 0) return [];
	const present = holdingLock(state.locks) ?? state.locks.find((lock) => lock.phase === 'proposed');
	if (present)
		return candidates.map(({ nodeId, dueOn }) => ({
			id: `${present.id}/cause/${nodeId}/${dueOn}`,
			type: 'lock-cause-added',
			data: { lockId: present.id, nodeId, dueOn },
		}));
	const nodeIds = candidates.map((candidate) => candidate.nodeId);
	const lockId = `${state.key}-L${state.locks.length + 1}`;
	const dueOn = Object.fromEntries(candidates.map((candidate) => [candidate.nodeId, candidate.dueOn]));
	return [
		{ id: `${lockId}/locked`, type: 'case-locked', data: { lockId, nodeIds, repeat: repeatsOf(state, nodeIds), state: phase, dueOn } },
	];
}

/** Up to when a court's feeds are complete: the earliest watermark of those that declare one, else `lockDelayHours` ago. */
export function lockHorizon(watermarks: readonly (Instant | undefined)[], now: Instant, delayed: Instant): Instant {
	const declared = watermarks.filter((mark): mark is Instant => mark !== undefined);
	if (declared.length === 0) return delayed;
	return declared.reduce((earliest, mark) => (mark < earliest ? mark : earliest), now);
}
