import type { CourtDate, Instant } from '../time/types.ts';
import type { CaseEvent } from './case-event.ts';
import type { LockState } from '../lock/types.ts';

/** A rung or the expiry of a clock, recorded by the sweep. `rung` 0 stands for the expiry itself. */
export interface ClockMark {
	readonly nodeId: string;
	readonly clock: string;
	readonly dueOn: CourtDate;
	readonly rung: number;
	readonly at: Instant;
}

/**
 * Everything a case is computed from: its facts in fold order and what the system decided with its clock. It is stored with the
 * case, so that a late event finds its place without reading the log again; folding the log from the start gives the same value.
 */
export interface CaseState {
	readonly key: string;
	readonly text: string;
	readonly kind: string;
	/** The court that filed the case; `court` is where the case is now. */
	readonly filingCourt: string;
	readonly court: string;
	readonly zone: string;
	readonly facts: readonly CaseEvent[];
	/** Identities that were withdrawn, whether they have arrived or not. */
	readonly withdrawn: readonly string[];
	readonly marks: readonly ClockMark[];
	readonly locks: readonly LockState[];
}

/** What the facts say of a case at the end of the fold; held steps are left out. */
export interface CaseView {
	readonly state: CaseState;
	/** Facts that count, in fold order. */
	readonly facts: readonly CaseEvent[];
	/** Steps held by a lock that is not released. */
	readonly held: readonly CaseEvent[];
	readonly filedOn: CourtDate;
	readonly appliedOn?: CourtDate;
	readonly channel?: string;
	readonly basis?: string;
	readonly cause?: string;
	readonly claimFen: number;
	readonly procedure?: string;
	/** Every procedure the case has had, in order. */
	readonly procedures: readonly string[];
	readonly track?: string;
	readonly tracks: readonly string[];
	readonly handler?: string;
	readonly unit?: string;
	readonly enterpriseClass?: string;
	readonly firstCaseNumber?: string;
	readonly tags: readonly string[];
	readonly closedOn?: CourtDate;
	readonly closeMode?: string;
	readonly recoveredFen: number;
	readonly archivedOn?: CourtDate;
	/** Times the case was closed and reopened: both days held, taken out of every clock that goes on. */
	readonly closings: readonly { readonly from: CourtDate; readonly to?: CourtDate; readonly mode: string; readonly recoveredFen: number }[];
}
