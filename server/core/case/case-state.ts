import type { CourtDate, Instant } from '../time/types.ts';
import type { CaseEvent } from './case-event.ts';
import type { StageState } from '../ladder/types.ts';
import type { LockState } from '../lock/types.ts';
import type { NoticeState } from '../notice/types.ts';
import type { PeriodRequest } from '../period/types.ts';

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
	/** Requests to change a period; what was granted stands among the facts. */
	readonly periods: readonly PeriodRequest[];
	/** Notices to persons, with what they said. */
	readonly notices: readonly NoticeState[];
	/** Stages of the long-pending ladder that the case has entered. */
	readonly stages: readonly StageState[];
}

/** One transfer of a case: the clocks of the old court end on the day of the transfer, those of the new one run from receipt. */
export interface Transfer {
	readonly from: string;
	readonly to: string;
	readonly on: CourtDate;
	readonly ground: string;
	readonly mode?: string;
	/** Places in `facts` of the transfer and of its receipt; without a receipt the case is on its way (移送在途). */
	readonly index: number;
	readonly receiptIndex?: number;
	readonly receivedOn?: CourtDate;
}

/** What the facts say of a case at the end of the fold; held steps are left out. */
export interface CaseView {
	readonly state: CaseState;
	/** Facts that count, in fold order. */
	readonly facts: readonly CaseEvent[];
	/** Steps held by a lock that is not released. */
	readonly held: readonly CaseEvent[];
	readonly filedOn: CourtDate;
	/** Type characters of the case number: 执, 民初, 行终 … */
	readonly type: string;
	/** 在押: a person of the case is in custody. */
	readonly custody: boolean;
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
	/** Transfers to other courts, in order, with the court that had the case before. */
	readonly transfers: readonly Transfer[];
	/** Times the case was closed and reopened: both days held, taken out of every clock that goes on. */
	readonly closings: readonly { readonly from: CourtDate; readonly to?: CourtDate; readonly mode: string; readonly recoveredFen: number }[];
}
