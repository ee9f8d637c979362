import type { CaseFilter, FigureBoard, TargetState } from '../../indicator/types.ts';
import type { CourtDate } from '../../time/types.ts';

/** Cases received and closed in a month. */
export interface MonthLoad {
	readonly month: string;
	readonly received: number;
	readonly closed: number;
	/** Open at the end of the month. */
	readonly open: number;
}

/** How long a stage took: of those that ended in the period. */
export interface StageTime {
	readonly code: string;
	readonly name: string;
	readonly count: number;
	readonly medianDays: number;
	readonly p90Days: number;
	/** The whole course of a case: it holds the other stages and is no bottleneck itself. */
	readonly whole: boolean;
	readonly before?: { readonly count: number; readonly medianDays: number; readonly p90Days: number };
}

/** A flow between stages of the cases that were closed. */
export interface StageFlow {
	readonly from: string;
	readonly to: string;
	readonly value: number;
}

/** A way in which the cases received in the period are split. */
export interface SplitRow {
	readonly name: string;
	readonly count: number;
}

/** Sealed immovables at the moment of making. */
export interface SealedCounts {
	readonly total: number;
	readonly expired: number;
	readonly soon: number;
	readonly stuck: number;
	readonly idle: number;
}

/** Changes of periods that were decided or began in the period, by kind and ground. */
export interface PeriodChangeRow {
	readonly kind: string;
	readonly ground: string;
	readonly count: number;
	readonly days: number;
}

/** A case whose period was changed again for the same ground. */
export interface RepeatedChange {
	readonly caseId: number;
	readonly caseNumber: string;
	readonly court: string;
	readonly unit?: string;
	readonly handler?: string;
	readonly ground: string;
	readonly count: number;
	readonly days: number;
}

/** Economic impact assessments (涉企案件经济影响评估) that fell due in the period. */
export interface AssessmentCounts {
	readonly due: number;
	readonly done: number;
	readonly late: number;
	readonly open: number;
}

/** What only the papers of a month and a quarter tell. */
export interface PaperAnalysis {
	readonly months: readonly MonthLoad[];
	readonly causes: readonly SplitRow[];
	readonly amounts: readonly SplitRow[];
	readonly times: readonly StageTime[];
	readonly flows: readonly StageFlow[];
	readonly sealed: SealedCounts;
	readonly changes: readonly PeriodChangeRow[];
	readonly repeated: readonly RepeatedChange[];
	readonly assessments: AssessmentCounts;
}

/** A target of a campaign, and how it stands: together, and by court or unit (court and key). */
export interface CampaignTargetRow {
	readonly code: string;
	readonly state: TargetState;
	readonly groups: ReadonlyMap<string, TargetState>;
}

/** The figures of a selection of a campaign's cases with the targets for exactly these. */
export interface CampaignScopeBoard {
	/** 「涉企案件」; absent: all cases of the campaign. */
	readonly name?: string;
	/** By court or unit; every figure carries the first target of its code. */
	readonly board: FigureBoard;
	readonly rows: readonly CampaignTargetRow[];
}

/** A campaign (专项行动) as its paper needs it. */
export interface PaperCampaign {
	readonly name: string;
	readonly document?: string;
	readonly from: CourtDate;
	readonly to: CourtDate;
	readonly filter: CaseFilter;
	/** What its cases are, in words. */
	readonly scope: string;
	/** All of its cases first; then those selections of them that have targets of their own. */
	readonly scopes: readonly [CampaignScopeBoard, ...(readonly CampaignScopeBoard[])];
	/** Open cases of its scope, the oldest first. */
	readonly open: readonly CampaignCase[];
}

/** An open case of a campaign. */
export interface CampaignCase {
	readonly caseId: number;
	readonly caseNumber: string;
	readonly court: string;
	readonly unit?: string;
	readonly handler?: string;
	readonly filedOn: CourtDate;
}
