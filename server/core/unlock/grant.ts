import type { CauseVerdict, LockState, UnlockDecision, UnlockRequest } from '../lock/types.ts';
import { addDays } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';
import { refuse, type Refusal } from './refusal.ts';

/** New due days by node. */
export type NewDays = Readonly<Record<string, CourtDate>>;

/** What bounds a new due day: from today to at most `maxGrantDays` ahead. */
export interface GrantBounds {
	readonly today: CourtDate;
	readonly maxGrantDays: number;
	/** A node's name, for messages. */
	readonly nameOf?: (nodeId: string) => string;
}

/** What the last word releases: the new due day of each granted cause, and whether some stay locked. */
export interface Granted {
	readonly ok: true;
	readonly days: NewDays;
	readonly partial: boolean;
}

const named = (nodeIds: readonly string[], { nameOf }: GrantBounds): string =>
	nodeIds.map((nodeId) => `“${nameOf?.(nodeId) ?? nodeId}”`).join('、');

/** Every cause gets a new due day within the bounds; a missing one is named. */
export function checkNewDays(nodeIds: readonly string[], newDueOn: NewDays, bounds: GrantBounds): Refusal | undefined {
	const missing = nodeIds.filter((nodeId) => !newDueOn[nodeId]);
	if (missing.length > 0) return refuse('new-day-missing', `每个锁死节点都应给出新期限，尚缺：${named(missing, bounds)}`);
	const last = addDays(bounds.today, bounds.maxGrantDays);
	for (const nodeId of nodeIds) {
		const day = newDueOn[nodeId]!;
		if (day < bounds.today) return refuse('new-day-past', '新期限不得早于今日');
		if (day > last) return refuse('new-day-too-late', `新期限最长 ${bounds.maxGrantDays} 日`);
	}
	return undefined;
}

/** The days that one step names, whether or not it is the last: only for causes of the lock, and within the bounds. */
export function checkNamedDays(
	lock: LockState,
	decision: { readonly newDueOn?: NewDays; readonly grant?: readonly CauseVerdict[] },
	bounds: GrantBounds,
): Refusal | undefined {
	const days = daysOf(decision);
	const causes = lock.causes.map((cause) => cause.nodeId);
	const unknown = Object.keys(days).filter((nodeId) => !causes.includes(nodeId));
	if (unknown.length > 0) return refuse('cause-unknown', `不是本锁的锁死节点：${named(unknown, bounds)}`);
	return checkNewDays(Object.keys(days), days, bounds);
}

/** What an approval says cause by cause, checked against the causes of the lock as they stand now. */
export function checkGrant(lock: LockState, grant: readonly CauseVerdict[], bounds: GrantBounds): Refusal | undefined {
	const causes = lock.causes.map((cause) => cause.nodeId);
	const nodeIds = grant.map((item) => item.nodeId);
	const unknown = nodeIds.filter((nodeId) => !causes.includes(nodeId));
	if (unknown.length > 0) return refuse('cause-unknown', `不是本锁的锁死节点：${named(unknown, bounds)}`);
	if (new Set(nodeIds).size < nodeIds.length) return refuse('cause-twice', '同一锁死节点不得重复填写');
	const missing = causes.filter((nodeId) => !nodeIds.includes(nodeId));
	if (missing.length > 0) return refuse('cause-missing', `应逐一写明每个锁死节点是否同意，尚缺：${named(missing, bounds)}`);
	if (!grant.some((item) => item.granted)) return refuse('nothing-granted', '全部节点均不同意的，请作出不予解锁的决定');
	const silent = grant.filter((item) => !item.granted && !item.opinion?.trim()).map((item) => item.nodeId);
	if (silent.length > 0) return refuse('opinion-missing', `不同意的节点应写明意见：${named(silent, bounds)}`);
	return undefined;
}

/** What earlier steps of this filing have said of the new days and the causes. */
const saidBefore = (request: UnlockRequest): readonly UnlockDecision[] => request.decisions.slice(request.decidedBefore);

/**
 * What the last word grants. What an earlier step has shortened or refused stands unless the last word says otherwise; a cause that was
 * added since then must be named by it.
 */
export function grantOf(
	lock: LockState,
	request: UnlockRequest,
	decision: { readonly newDueOn?: NewDays; readonly grant?: readonly CauseVerdict[] },
	bounds: GrantBounds,
): Granted | Refusal {
	const grant = decision.grant ?? saidBefore(request).findLast((earlier) => earlier.grant)?.grant;
	if (grant) {
		const problem = checkGrant(lock, grant, bounds);
		if (problem) return problem;
	}
	const granted = lock.causes
		.map((cause) => cause.nodeId)
		.filter((nodeId) => !grant || grant.some((item) => item.nodeId === nodeId && item.granted));
	const wanted = Object.assign({}, request.newDueOn, ...saidBefore(request).map(daysOf), daysOf(decision)) as NewDays;
	const problem = checkNewDays(granted, wanted, bounds);
	if (problem) return problem;
	return {
		ok: true,
		days: Object.fromEntries(granted.map((nodeId) => [nodeId, wanted[nodeId]!])),
		partial: granted.length < lock.causes.length,
	};
}

/** The days that one decision names, cause by cause or for all. */
function daysOf({ newDueOn, grant }: { readonly newDueOn?: NewDays; readonly grant?: readonly CauseVerdict[] }): NewDays {
	const single = (grant ?? []).flatMap((item) => (item.granted && item.newDueOn ? [[item.nodeId, item.newDueOn] as const] : []));
	return { ...newDueOn, ...Object.fromEntries(single) };
}
