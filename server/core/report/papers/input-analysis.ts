import type { FigureBoard, IndicatorTarget } from '../../indicator/types.ts';
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

/** A campaign (专项行动) as its paper needs it. */
export interface PaperCampaign {
	readonly name: string;
	readonly document?: string;
	readonly from: CourtDate;
	readonly to: CourtDate;
	/** Targets for all of its cases. */
	readonly targets: readonly IndicatorTarget[];
	/** How many more it has for some of its cases only. */
	readonly elsewhere: number;
	/** What its cases are, in words. */
	readonly scope: string;
	readonly total: FigureBoard;
	readonly groups: FigureBoard;
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
