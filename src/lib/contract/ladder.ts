import type { Account, PageResult } from './pages.ts';

/** 提醒, 催办, 督办, 逐案研究. */
export type StageLevel = 'remind' | 'urge' | 'supervise' | 'committee';

/** The two ladders of long-pending cases. */
export type LadderId = 'S1' | 'S2';

/** Which of the cases on a stage a list is about: not received, without a plan, with a review that is late. */
export type StageStanding = 'unreceived' | 'unplanned' | 'review-late';

/** One stage with its figures. */
export interface StageSum {
	readonly stage: number;
	readonly name: string;
	readonly level: StageLevel;
	readonly total: number;
	readonly unreceived: number;
	readonly unplanned: number;
	readonly reviewLate: number;
}

/** One case on a stage. Days are `YYYY-MM-DD`. */
export interface StageRowView {
	readonly stageId: string;
	readonly caseId: number;
	readonly caseNumber: string;
	readonly courtName: string;
	readonly unitName?: string;
	readonly handlerName?: string;
	readonly filedOn: string;
	/** Gross civil days since the filing. */
	readonly ageDays: number;
	readonly stage: number;
	readonly stageName: string;
	readonly level: StageLevel;
	readonly enteredOn: string;
	/** Whom the stage told: office, and who that was. */
	readonly told: readonly { readonly roleName: string; readonly personName?: string }[];
	readonly replyBy: string;
	/** Not received though the day for it has passed. */
	readonly replyLate: boolean;
	readonly received?: { readonly byName: string; readonly on: string };
	/** 一案一策. */
	readonly plan?: { readonly byName: string; readonly on: string; readonly text: string };
	readonly nextReviewOn?: string;
	/** Days since the review was due. */
	readonly reviewLateDays?: number;
	readonly reviews: readonly { readonly byName: string; readonly on: string; readonly result: string }[];
	readonly mayReceive: boolean;
	readonly mayPlan: boolean;
	readonly mayReview: boolean;
	/** A result of the committee may take the case off the ladder. */
	readonly mayLeave: boolean;
}

/** Cases on the stages of one ladder. */
export interface LadderView {
	readonly today: string;
	/** The last day that may be named for the next review. */
	readonly latestReview: string;
	/** The reader's office can give an order of supervision. */
	readonly mayOrder: boolean;
	readonly ladder: LadderId;
	readonly ladders: readonly { readonly id: LadderId; readonly name: string; readonly source: string }[];
	readonly stages: readonly StageSum[];
	readonly rows: readonly StageRowView[];
	readonly nextCursor?: string;
	readonly courts: readonly { readonly code: string; readonly name: string }[];
	readonly court?: string;
	readonly stage?: number;
	readonly standing?: StageStanding;
}

/** What the list is asked for. */
export interface LadderFilter {
	readonly ladder?: LadderId;
	readonly court?: string;
	readonly stage?: number;
	readonly standing?: StageStanding;
	readonly cursor?: string;
	readonly limit?: number;
}

/** One case of the month-start list. */
export interface MonthlyRow {
	readonly caseId: number;
	readonly caseNumber: string;
	readonly unitName: string;
	readonly handlerName: string;
	readonly filedOn: string;
	readonly ageDays: number;
	/** Closed since the day of the list. */
	readonly closedOn?: string;
}

/** 每月初长期未结案件清单: cases open at the beginning of the first day of a month, by stage, department and judge. */
export interface MonthlyView {
	readonly court: string;
	readonly courtName: string;
	readonly month: string;
	/** The first of the month; 零时. */
	readonly asOf: string;
	readonly months: readonly string[];
	readonly total: number;
	readonly groups: readonly {
		readonly ladder: LadderId;
		readonly name: string;
		readonly level: StageLevel;
		readonly rows: readonly MonthlyRow[];
	}[];
	/** Departments with their cases of each group. */
	readonly units: readonly { readonly name: string; readonly counts: readonly number[]; readonly total: number }[];
	/** There were more cases than a list holds. */
	readonly cut: boolean;
	readonly courts: readonly { readonly code: string; readonly name: string }[];
}

/** What came of a deed about a stage. */
export type StageDone =
	{ readonly ok: true; readonly id: string } | { readonly ok: false; readonly code: string; readonly message: string };

/** The pages of the long-pending ladder. */
export interface LadderPages {
	longPending(account: Account, filter: LadderFilter): Promise<PageResult<LadderView>>;
	longPendingMonthly(account: Account, filter: { readonly month?: string; readonly court?: string }): Promise<PageResult<MonthlyView>>;
	receiveStage(account: Account, address: string, stageId: string): Promise<StageDone>;
	planStage(account: Account, address: string, stageId: string, input: { plan: string; nextReviewOn: string }): Promise<StageDone>;
	reviewStage(
		account: Account,
		address: string,
		stageId: string,
		input: { result: string; nextReviewOn?: string; leave?: boolean },
	): Promise<StageDone>;
}
