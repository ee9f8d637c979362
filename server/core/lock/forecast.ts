import { lockMoment, mayLockBy } from '../node/calc-clock.ts';
import type { NodeContext } from '../node/calc-nodes.ts';
import { graceOf } from '../node/types.ts';
import { ruleInForce } from '../rulebook/in-force.ts';
import { addDays } from '../time/civil.ts';
import type { CourtDate, Instant } from '../time/types.ts';
import { startOfDay } from '../time/zone.ts';

/** A running clock whose next moment has come, as stored, of a case that no lock stands on. */
export interface DueClock {
	/** Type characters of the case number. */
	readonly type: string;
	readonly closedOn?: CourtDate;
	readonly node: string;
	/** First day of the node: it says which version of the rule judges it. */
	readonly startedOn: CourtDate;
	readonly clock: string;
	readonly dueOn: CourtDate;
	readonly dueAt?: Instant;
	readonly provisional: boolean;
	readonly unconfirmed: boolean;
}

/**
 * Whether a due clock will lock its case once its expiry is recorded: by the conditions of `calcClock`, for a row computed under the rules given.
 * That the same due day has locked before is for the reader of the rows to look up.
 */
export function willLock(due: DueClock, { rulebook, policy, zone }: NodeContext, horizon: Instant, now: Instant): boolean {
	if (zone === undefined) return false;
	const expiry = due.dueAt ?? startOfDay(addDays(due.dueOn, 1), zone);
	if (expiry > now) return false;
	const rule = ruleInForce(rulebook, due.node, due.startedOn);
	const clock = rule?.clocks.find((candidate) => candidate.kind === due.clock);
	if (!clock || rule!.lapses || !mayLockBy(policy, { ...due, locks: clock.locks })) return false;
	return lockMoment(due, policy.graceDays ? graceOf(policy, due.node) : 0, zone) <= horizon;
}
