import type { CourtDate, Instant } from '../time/types.ts';

/** A node that ran out and locked the case, with the new due day once the upper court has given one. */
export interface LockCause {
	readonly nodeId: string;
	readonly dueOn: CourtDate;
	readonly newDueOn?: CourtDate;
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
	readonly requests: readonly UnlockRequest[];
	/** Causes (`node@due day`) that a reviewer has upheld: the same late fact does not open the review again, another one does. */
	readonly upheld: readonly string[];
	/** Place in the log of the event that set it (or confirmed it): what was recorded before is never inside. */
	readonly seq: number;
	/** How it ended: by a decision, because late facts disproved it, or set aside before it ever held. */
	readonly outcome?: 'granted' | 'voided' | 'set-aside';
}
