import type { Account, PageResult } from './pages.ts';
import type { ReconciliationPages } from './reconciliation.ts';

/** Trial and enforcement stand apart. */
export type CycleGroupName = 'enforcement' | 'trial';

/** What the chosen stage is broken down by. */
export type CycleByName = 'court' | 'unit' | 'person';

/** What the finished runs of a stage come to, in civil days; null where none was finished. */
export interface CycleSpreadView {
	readonly count: number;
	readonly median: number | null;
	readonly p90: number | null;
	readonly mean: number | null;
	/** In working days. */
	readonly workMedian: number | null;
	readonly workP90: number | null;
}

/** The limit a stage is held against: of the node of the rules that runs beside it. */
export interface CycleLimitView {
	/** 3日, 1个工作日, 6个月. */
	readonly text: string;
	readonly node: string;
	readonly nodeName: string;
	/** 待核: no limit that this court has confirmed. */
	readonly unconfirmed: boolean;
	/** Months are compared as thirty days each. */
	readonly inMonths: boolean;
	/** Finished later than that, and in percent of those finished. */
	readonly over: number;
	readonly overShare: number | null;
}

/** One stage of a case (微观周期) over the period. */
export interface CycleStageView extends CycleSpreadView {
	readonly code: string;
	readonly name: string;
	/** From when to when, in Chinese. */
	readonly definition: string;
	/** Holds the other stages. */
	readonly whole: boolean;
	/** Name of the stage that it is a part of. */
	readonly partOf?: string;
	/** Runs that go on now. */
	readonly open: number;
	readonly limit?: CycleLimitView;
}

/** Where the time goes: stages by the days spent in them. */
export interface BottleneckView {
	readonly code: string;
	readonly name: string;
	readonly partOf?: string;
	readonly days: number;
	/** Of all days of the stages that hold no other, in percent. */
	readonly share: number | null;
	readonly overShare: number | null;
}

/** One court, unit or person in the breakdown of a stage. */
export interface CycleGroupRow extends CycleSpreadView {
	readonly key: string;
	readonly name: string;
	readonly overShare: number | null;
}

/** One window of a comparison. */
export interface CycleWindowView {
	readonly from: string;
	readonly to: string;
	readonly started: number;
	readonly open: number;
	readonly late: number;
	readonly median: number | null;
	readonly p90: number | null;
}

/** One node that a layer of rules changed, before and after. */
export interface CycleChangeRow {
	readonly node: string;
	readonly nodeName: string;
	/** First day of the changed rule. */
	readonly from: string;
	/** 期限 10日 → 7日. */
	readonly changes: readonly string[];
	/** Undefined where the rule has not begun. */
	readonly before?: CycleWindowView;
	readonly after?: CycleWindowView;
	/** Median after − before, in days. */
	readonly difference: number | null;
	readonly cautions: readonly string[];
}

/** Before and after a layer of rules. */
export interface CycleComparisonView {
	readonly layer: number;
	readonly document: string;
	readonly courtName: string;
	/** Days of each window, as asked. */
	readonly window: number;
	readonly rows: readonly CycleChangeRow[];
}

/** A run of a stage with its case. */
export interface CycleRunView {
	readonly caseId: number;
	readonly caseNumber: string;
	readonly courtName: string;
	readonly handlerName?: string;
	/** Asset or receipt. */
	readonly subject?: string;
	readonly n: number;
	readonly from: string;
	readonly to: string;
	readonly days: number;
	readonly workDays: number;
}

/** The page of stages. */
export interface CyclesView {
	readonly court: string;
	readonly courtName: string;
	readonly courts: readonly { readonly code: string; readonly name: string }[];
	/** Only the person's own cases. */
	readonly own: boolean;
	readonly group: CycleGroupName;
	readonly from: string;
	readonly to: string;
	readonly asOf: string;
	/** What was wrong with what was asked; the figures are of the usual period then. */
	readonly problem?: string;
	/** Cases of an older program are still being measured. */
	readonly filling: boolean;
	readonly stages: readonly CycleStageView[];
	readonly bottlenecks: readonly BottleneckView[];
	/** The chosen stage. */
	readonly stage: string;
	readonly trend: readonly {
		readonly month: string;
		readonly count: number;
		readonly median: number | null;
		readonly p90: number | null;
	}[];
	readonly by: CycleByName;
	readonly groups: readonly CycleGroupRow[];
	readonly longest: { readonly total: number; readonly rows: readonly CycleRunView[] };
	readonly layers: readonly { readonly seq: number; readonly courtName: string; readonly document: string }[];
	readonly comparison?: CycleComparisonView;
}

/** What is asked for; absent parts take their usual values. */
export interface CyclesAsked {
	readonly court?: string;
	readonly group?: CycleGroupName;
	readonly from?: string;
	readonly to?: string;
	readonly stage?: string;
	readonly by?: CycleByName;
	readonly layer?: number;
	readonly window?: number;
}

/** The part of the running application that the pages of measuring and proof call. */
export interface CyclePages extends ReconciliationPages {
	cycles(account: Account, asked: CyclesAsked): Promise<PageResult<CyclesView>>;
}
