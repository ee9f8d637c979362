import type { CourtDate, Instant } from '../time/types.ts';

/** The two ladders of the seeds: S1 for trials by the ordinary procedure, S2 for every open case. */
export const ladderIds = ['S1', 'S2'] as const;

/** A ladder's code. */
export type LadderId = (typeof ladderIds)[number];

/** What a stage asks of those whom it tells: 提醒, 催办 or 警告, 督办, 逐案研究. */
export type StageLevel = 'remind' | 'urge' | 'supervise' | 'committee';

/** Who is told when a case enters a stage; `chief` is the head of the division, for enforcement cases the chief of enforcement. */
export type StageRecipient = 'handler' | 'chief' | 'vice-president' | 'president' | 'trial-management';

/** One stage of a ladder. */
export interface LadderStage {
	/** Place on the ladder, from 1. */
	readonly stage: number;
	readonly name: string;
	readonly level: StageLevel;
	/** Gross months from the filing. */
	readonly months: number;
	/** The stage is entered that court's `ladderApproachDays` before the months are full. */
	readonly approaching?: boolean;
	readonly to: readonly StageRecipient[];
	/** Civil days in which receipt and plan are expected. */
	readonly replyDays: number;
	/** A stage out of which a result of the adjudication committee leads as well. */
	readonly committee?: boolean;
}

/** A ladder of long-pending cases, as data. */
export interface Ladder {
	readonly id: LadderId;
	readonly name: string;
	readonly source: string;
	readonly cases: 'all' | 'trial-ordinary';
	readonly stages: readonly LadderStage[];
}

/** Somebody whom a stage tells: in what office, and who that was on that day. */
export interface StageNotice {
	readonly as: string;
	readonly person?: string;
}

/** What was found at a review of a case on the ladder. */
export interface StageReview {
	readonly by: string;
	readonly on: CourtDate;
	readonly result: string;
	readonly nextReviewOn?: CourtDate;
}

/** Why a case has left a stage. */
export type StageExit = 'closed' | 'transferred' | 'committee' | 'escalated' | 'converted';

/** A stage of the long-pending ladder (长期未结督办) that a case has entered. */
export interface StageState {
	readonly id: string;
	readonly ladder: LadderId;
	readonly stage: number;
	readonly name: string;
	readonly level: StageLevel;
	readonly months: number;
	/** The court that had the case. */
	readonly court: string;
	/** The day on which its age reached the stage; the entry is recorded later where nobody looked that day. */
	readonly reachedOn: CourtDate;
	readonly enteredOn: CourtDate;
	readonly to: readonly StageNotice[];
	readonly replyBy: CourtDate;
	readonly received?: { readonly by: string; readonly at: Instant };
	/** 一案一策. */
	readonly plan?: { readonly by: string; readonly on: CourtDate; readonly text: string };
	readonly nextReviewOn?: CourtDate;
	readonly reviews: readonly StageReview[];
	readonly left?: { readonly on: CourtDate; readonly why: StageExit };
}
