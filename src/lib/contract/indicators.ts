import type { AccountabilityView } from './accountability.ts';
import type { DownloadFile } from './lists.ts';
import type { Account, PageResult } from './pages.ts';

/** A comparison as printed, with the numbers behind it. */
export interface ChangeView {
	readonly value: number | null;
	readonly difference: number | null;
	readonly relative: number | null;
	/** 「上升 2.86 个百分点」「下降 5.00%」「—」. */
	readonly text: string;
	/** Whether it went the good way; null: neither, or not known. */
	readonly better: boolean | null;
}

/** A target with how the figure stands to it. */
export interface TargetView {
	/** 「≥ 96%」. */
	readonly words: string;
	readonly document: string;
	readonly met: boolean | null;
	/** 「再结 7 件达 96%」. */
	readonly gap?: string;
}

/** Another reading of the same name (口径). */
export interface VariantView {
	readonly code: string;
	readonly name: string;
	readonly text: string;
}

/** The courts that a total is made of, where some have no quotas or filled-in values: a ratio sums only those that have both parts. */
export interface CoverageView {
	readonly courts: number;
	readonly of: number;
	/** 「11 家法院中 8 家有数据」. */
	readonly words: string;
}

/** A figure as pages show it. */
export interface FigureView {
	readonly value: number | null;
	/** With its unit: 「96.25%」「1,234 件」「—」. */
	readonly text: string;
	readonly numerator: number;
	readonly denominator: number | null;
	/** 「9,412 ÷ 11,970」, amounts in 万元; absent for plain counts. */
	readonly parts?: string;
	readonly unfilled?: true;
	/** Of several courts of which not all have numbers: how many are in it. */
	readonly coverage?: CoverageView;
	readonly yoy?: ChangeView;
	readonly mom?: ChangeView;
	/** The one that is judged first; further ones follow in `targets`. */
	readonly target?: TargetView;
	readonly targets: readonly TargetView[];
}

/** An indicator of the catalogue with its figure now. */
export interface IndicatorRow extends FigureView {
	readonly code: string;
	readonly name: string;
	readonly unit: string;
	readonly group: string;
	readonly direction: 'up' | 'down' | 'none';
	readonly definition: string;
	/** 口径待核: the formula is named from memory or this program's own. */
	readonly unsettled: boolean;
	/** What is not settled: 「公式为本系统拟定」. */
	readonly mark: string;
	readonly source: string;
	readonly variants: readonly VariantView[];
}

/** What the pages of indicators are about. */
export interface IndicatorScopeView {
	readonly court: string;
	readonly courtName: string;
	readonly courts: readonly { readonly code: string; readonly name: string }[];
	/** 含管辖 or the court alone. */
	readonly reach: 'subtree' | 'own';
	readonly period: { readonly kind: string; readonly from: string; readonly to: string; readonly label: string };
	/** The moment of the figures. */
	readonly asOf: string;
	readonly knownFrom?: string;
	readonly definitionVersion: string;
	/** Whether ranks are shown (court setting). */
	readonly ranking: boolean;
	/** Said where what was asked for could not be read. */
	readonly problem?: string;
	/** Absent: all cases of the courts count. */
	readonly narrowing?: IndicatorNarrowing;
}

/** Parts of an address that narrow the cases that count. */
export interface NarrowingChoice {
	/** Kinds of case, by commas. */
	readonly kinds?: string;
	/** Track of an enforcement case or procedure of a civil one, by commas. */
	readonly courses?: string;
	/** Enterprise classes by commas; `any`: every enterprise-related case. */
	readonly enterprise?: string;
	/** `true`: disputes over contracts only. */
	readonly contract?: string;
	/** A unit or a person of the court; empty: cases of nobody yet. */
	readonly unit?: string;
	readonly person?: string;
}

/** Which part of the cases counts, and how to ask for it again. */
export interface IndicatorNarrowing {
	/** 「执行局精执团队，涉企案件、首次执行」. */
	readonly words: string;
	readonly asked: NarrowingChoice;
	/** The part is a unit's or a person's. */
	readonly owner?: 'unit' | 'person';
}

/** 口径: every indicator with its definition and its figure. */
export interface IndicatorsView extends IndicatorScopeView {
	readonly groups: readonly { readonly code: string; readonly name: string; readonly rows: readonly IndicatorRow[] }[];
}

/** A court, unit or person in the breakdown of an indicator. */
export interface BreakdownRow extends FigureView {
	readonly key: string;
	readonly name: string;
	readonly court: string;
	readonly courtName?: string;
	readonly rank: number | null;
	/** Against the mean of the peers and the first of them, in the indicator's unit. */
	readonly toMean: string;
	readonly toFirst: string;
}

/** A figure as a publication froze it, beside what it is now. */
export interface FrozenView {
	readonly publicationId: string;
	readonly title: string;
	readonly from: string;
	readonly to: string;
	readonly text: string;
	readonly restated: string;
	readonly same: boolean;
}

/** Cases behind a part of the figure. */
export interface DrillView {
	readonly side: 'numerator' | 'denominator';
	readonly items: readonly {
		readonly caseId: number;
		readonly caseNumber: string;
		readonly courtName: string;
		readonly handlerName?: string;
		readonly filedOn: string;
		readonly closedOn?: string;
		readonly value: string;
	}[];
	readonly nextCursor?: number;
	/** Said instead of a list. */
	readonly problem?: string;
}

/** One indicator: trend, breakdown, forecast, what was issued, and the cases. */
export interface IndicatorPageView extends IndicatorScopeView {
	readonly row: IndicatorRow;
	readonly by: 'court' | 'unit' | 'person';
	/** Ways in which it can be broken down. */
	readonly bys: readonly ('court' | 'unit' | 'person')[];
	readonly breakdown: readonly BreakdownRow[];
	readonly mean: string;
	/** 「3 个中 2 个有数据」: of how many the mean is, where it is not of all. */
	readonly meanOf?: string;
	readonly trend: readonly { readonly month: string; readonly value: number | null; readonly text: string }[];
	/** The bound that is drawn across, where there is one. */
	readonly bound?: { readonly words: string; readonly value: number };
	readonly forecast?: { readonly monthEnd: string; readonly yearEnd: string; readonly method: string };
	readonly frozen: readonly FrozenView[];
	readonly cases?: DrillView;
	/** Who answers for it. */
	readonly accountability?: AccountabilityView;
	/** Whom the list of cases is about. */
	readonly of?: { readonly key: string; readonly name: string; readonly kind: 'court' | 'unit' | 'person' };
}

/** An indicator on a scorecard. */
export interface ScoreRow {
	readonly code: string;
	readonly name: string;
	readonly group: string;
	readonly text: string;
	readonly unsettled: boolean;
	readonly target?: TargetView;
	readonly mean: string;
	/** 「3 个中 2 个有数据」: of how many the mean is, where it is not of all. */
	readonly meanOf?: string;
	readonly toMean: string;
	readonly better: boolean | null;
	readonly rank: number | null;
	readonly of: number;
	readonly yoy?: ChangeView;
	readonly verdict: 'strong' | 'weak' | null;
	/** Why: 「达到目标，优于同类均值 3.20 个百分点」. */
	readonly why: string;
}

/** 优势强项、短板弱项 of a court, unit or person. */
export interface ScorecardView extends IndicatorScopeView {
	readonly by: 'court' | 'unit' | 'person';
	/** With the court whose it is. */
	readonly subject: { readonly key: string; readonly name: string; readonly court: string };
	readonly subjects: readonly { readonly key: string; readonly name: string }[];
	/** 「与示范市 6 个同级法院相比」「没有同级法院可比」. */
	readonly peers: string;
	readonly rows: readonly ScoreRow[];
}

/** What is chosen on the pages of indicators. */
export interface IndicatorChoice extends NarrowingChoice {
	readonly court?: string;
	readonly reach?: 'subtree' | 'own';
	/** Kind of period, or `custom` with days. */
	readonly period?: string;
	/** A day that the period holds. */
	readonly on?: string;
	readonly from?: string;
	readonly to?: string;
	readonly by?: string;
}

/** What is chosen on the page of one indicator. */
export interface IndicatorPageChoice extends IndicatorChoice {
	readonly side?: string;
	readonly key?: string;
	readonly cursor?: number;
}

/** Pages of indicators as routes call them. */
export interface IndicatorPages {
	indicators(account: Account, choice: IndicatorChoice): Promise<PageResult<IndicatorsView>>;
	indicator(account: Account, code: string, choice: IndicatorPageChoice): Promise<PageResult<IndicatorPageView>>;
	scorecard(account: Account, choice: IndicatorChoice & { readonly key?: string }): Promise<PageResult<ScorecardView>>;
	indicatorFile(
		account: Account,
		address: string,
		choice: IndicatorChoice & { readonly code?: string },
		format: 'csv' | 'xlsx',
	): Promise<PageResult<DownloadFile>>;
}
