import type { Trigger } from '../rulebook/types.ts';
import type { CourtDate, Instant } from '../time/types.ts';

/** What ends the node of a soft cause (柔性锁死), by the rule in force when the lock was set: such a step is not held. */
export interface SoftEnd {
	readonly ends: readonly Trigger[];
	/** Field of the event's data that names the subject, and the subject; absent: one node per case. */
	readonly field?: string;
	readonly subject?: string;
}

/** A node that ran out and locked the case, with the new due day once the upper court has given one. */
export interface LockCause {
	readonly nodeId: string;
	readonly dueOn: CourtDate;
	readonly newDueOn?: CourtDate;
	/** The node itself may still be finished while it is locked for nothing but soft causes. */
	readonly soft?: SoftEnd;
	/** 宽限至: the last day on which finishing would have kept the case from being locked, where the court gives days of grace. */
	readonly graceTo?: CourtDate;
	/** Place in the log of the event that added it to a soft lock: what was let through before stays done. */
	readonly seq?: number;
}

/** A cause that a partial grant took out of a lock which goes on (部分解锁): what was missed, and the day given for it. */
export interface ReleasedCause extends LockCause {
	readonly newDueOn: CourtDate;
	readonly releasedOn: CourtDate;
	/** The request that it was granted by. */
	readonly requestId: string;
	/** What finishes the node: it is not held, although the lock goes on for the other causes. */
	readonly ends?: SoftEnd;
}

/**
 * What a late fact says against a cause: the node was finished in time (`ended`, its day), its due day had moved (`moved`, the new one; none
 * while the clock stands still), the case was closed before (`closed`) or the node void before (`void`), or there is no such node any more.
 */
export interface Disproof {
	readonly kind: 'ended' | 'moved' | 'closed' | 'void' | 'gone';
	readonly on?: CourtDate;
}

/** A cause as a reviewer judged it. */
export interface JudgedCause extends Disproof {
	readonly nodeId: string;
	readonly dueOn: CourtDate;
}

/** Proposed locks hold nothing; review holds, until somebody upholds or voids the lock. */
export type LockPhase = 'proposed' | 'active' | 'review' | 'released';

/** Kinds of step in an unlock route: the own chief endorses, the intermediate court may forward, an upper court decides. */
export type StepKind = 'endorse' | 'forward' | 'decide';

/** One step of a frozen route. */
export interface RouteStep {
	readonly kind: StepKind;
	readonly court: string;
	readonly role: 'enforcement-chief' | 'unlock-approver' | 'vice-president' | 'president';
	/** Working days for the step. */
	readonly days: number;
}

/** What a person may say at a step; `auto-forward` is the clock's word for a silent forward step. */
export type Verdict = 'approve' | 'refuse' | 'return' | 'escalate' | 'auto-forward';

/** In what capacity somebody took a step: his office, for an absent holder of it, or because the office had nobody left. */
export interface ActedAs {
	readonly capacity: 'role' | 'delegate' | 'fallback';
	/** The office used. */
	readonly role: string;
	/** The absent person, of whose delegation use was made. */
	readonly for?: string;
	/** Why the step was not with its own office. */
	readonly reason?: string;
}

/** What an approval says of one cause: released, with a new day or the one asked for; or not, and why. */
export interface CauseVerdict {
	readonly nodeId: string;
	readonly granted: boolean;
	readonly newDueOn?: CourtDate;
	readonly opinion?: string;
}

/** Something on the way of a request beside its decisions: 转办, 回避, 催办, and the clock's warnings. */
export interface UnlockMove {
	readonly kind: 'reassigned' | 'recused' | 'urged' | 'warned' | 'stuck';
	readonly step: number;
	/** How many decisions there were: moves of the step that runs now have as many as the request has. */
	readonly turn: number;
	/** The person, or `system`. */
	readonly by: string;
	readonly at: Instant;
	readonly on: CourtDate;
	/** To whom it was handed, or who was told. */
	readonly to: readonly string[];
	readonly reason?: string;
	/** Of a warning: 1 on the last day, 2 when it has passed. */
	readonly level?: number;
}

/** One decision of a request. */
export interface UnlockDecision {
	readonly step: number;
	readonly verdict: Verdict;
	readonly by: string;
	readonly court: string;
	readonly at: Instant;
	readonly opinion: string;
	readonly instruction?: string;
	readonly newDueOn?: Readonly<Record<string, CourtDate>>;
	/** Cause by cause, where not all of them were granted. */
	readonly grant?: readonly CauseVerdict[];
	/** Absent in decisions of the clock. */
	readonly as?: ActedAs;
}

/** Where a request stands. */
export type RequestPhase = 'endorsing' | 'forwarding' | 'deciding' | 'returned' | 'granted' | 'refused' | 'withdrawn';

/** Phases in which a step of the route waits for somebody. */
export const runningPhases: readonly string[] = ['endorsing', 'forwarding', 'deciding'];

/** Phases of a request that is not at an end: a lock has at most one such request. */
export const openPhases: readonly string[] = [...runningPhases, 'returned'];

/** A request to unlock one lock, with its frozen route. `step` is the index of the running step. */
export interface UnlockRequest {
	readonly id: string;
	readonly lockId: string;
	readonly by: string;
	/** Others who have filed it before, when it was filed again by somebody else; absent while there are none. */
	readonly filedBy?: readonly string[];
	readonly at: Instant;
	readonly reason: string;
	readonly plan: string;
	readonly newDueOn: Readonly<Record<string, CourtDate>>;
	readonly route: readonly RouteStep[];
	readonly step: number;
	readonly stepDueOn?: CourtDate;
	readonly phase: RequestPhase;
	readonly decisions: readonly UnlockDecision[];
	/** How many decisions there were when it was (last) filed: nobody takes two steps of one filing. */
	readonly decidedBefore: number;
	/** In the order of the log; absent while there are none. */
	readonly moves?: readonly UnlockMove[];
	/** Granted for some of the causes only: the lock goes on with the others. */
	readonly partial?: true;
}

/** A lock of a case: one at a time, with one or more causes. */
export interface LockState {
	readonly id: string;
	readonly phase: LockPhase;
	readonly lockedAt: Instant;
	readonly lockedOn: CourtDate;
	readonly releasedAt?: Instant;
	readonly releasedOn?: CourtDate;
	readonly repeat: number;
	readonly causes: readonly LockCause[];
	/** Causes taken out by partial grants, in order; absent while there are none. */
	readonly released?: readonly ReleasedCause[];
	readonly requests: readonly UnlockRequest[];
	/**
	 * Causes that a reviewer has upheld, with the fact that he judged (`node@due day/kind/day`): the same fact does not open the review again,
	 * another one does. `node@due day` alone, of events that do not name the fact, stands whatever comes.
	 */
	readonly upheld: readonly string[];
	/** Causes (`node@due day`) that left the lock other than by a grant, in order; each may come back. Absent while there are none. */
	readonly dropped?: readonly string[];
	/** Place in the log of the event that set it (or confirmed it): what was recorded before is never inside. */
	readonly seq: number;
	/** Who locked it by hand, and why. */
	readonly byHand?: { readonly by: string; readonly reason: string };
	/** How it ended: by a decision, because late facts disproved it, set aside before it ever held, or a soft lock whose late nodes were finished. */
	readonly outcome?: 'granted' | 'voided' | 'set-aside' | 'met';
}
