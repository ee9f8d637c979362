import type { CaseKind } from '../../case/case-number.ts';
import type { FilledMeasure, Measure, Stock } from '../measures.ts';
import type { CaseFilter, TargetRule } from '../types.ts';

/** What is summed: a measure of cases, a stock, a filled-in measure, or a fact of the court that is no measure of cases. */
export type Summed = Measure | Stock | FilledMeasure | CourtFact;

/**
 * Known from elsewhere than the sums: post judges on duty (员额法官), cases to close by the quota of the months (月结案任务), and cases open for
 * longer than 6, 9 or 12 months, which are counted from the register: a case becomes so by the mere passing of days.
 */
export type CourtFact = 'post-judges' | 'quota' | LongPending;

/** Cases open beyond so many months. */
export type LongPending = 'long-pending-6' | 'long-pending-9' | 'long-pending-12';

/**
 * A part of a numerator or denominator: a measure over the days of the period, or a stock at its `opening` (before its first day) or
 * `closing` (after its last one), with the cases that count.
 */
export interface Sum {
	readonly of: Summed;
	readonly span: 'period' | 'opening' | 'closing';
	readonly sign: 1 | -1;
	/** Absent: all kinds of case. */
	readonly kinds?: readonly CaseKind[];
	/** Tracks of enforcement cases, procedures of civil ones. */
	readonly courses?: readonly string[];
	/** Closing modes. */
	readonly modes?: readonly string[];
	readonly enterpriseOnly?: boolean;
	readonly contractOnly?: boolean;
}

/** A numerator with what it is divided by; without a denominator it is a plain count. */
export interface Formula {
	readonly numerator: readonly Sum[];
	readonly denominator?: readonly Sum[];
}

/** One of several readings of the same name (口径): another denominator, another time. */
export interface Variant extends Formula {
	readonly code: string;
	readonly name: string;
	/** Where it is another than the indicator's. */
	readonly unit?: Unit;
	/**
	 * The middle of what each of the locks adds to the numerator, over all of them together: neither sums nor medians of courts make one. The
	 * numerator still tells which cases count.
	 */
	readonly method?: 'median-lock-days';
}

/** Groups of the catalogue, in display order. */
export const indicatorGroups = ['enforcement', 'funds', 'trial', 'service', 'lobby', 'plan'] as const;

export type IndicatorGroup = (typeof indicatorGroups)[number];

/** Chinese names of the groups. */
export const groupNames: Readonly<Record<IndicatorGroup, string>> = {
	enforcement: '执行指标',
	funds: '案款指标',
	trial: '审判指标',
	service: '诉讼服务与信息化指标',
	lobby: '公开指标',
	plan: '计划与均衡指标',
};

/**
 * Where a formula comes from: a `source` states it, it is named from `memory` without a document at hand, or it is this program's own
 * `proposal` for a name without a formula. The last two are printed with 口径待核.
 */
export type Mark = 'source' | 'memory' | 'proposal';

export type Unit = '%' | '天' | '小时' | '件' | '项' | '笔' | '次' | '人' | '万元' | '件/人' | '次/件';

/** What is missing to a target, in the unit of work. `none`: said as a number of the indicator's own unit. */
export type WorkKind =
	'close' | 'close-fewer' | 'recover' | 'pay' | 'days' | 'late-payments' | 'clear' | 'more' | 'fewer' | 'misses' | 'points' | 'hours';

/** How the wall and the daily statistics show an indicator, in the little room of a tile. */
export interface WallLine {
	/** Its place among those shown. */
	readonly place: number;
	/** A shorter name, where the whole one does not fit. */
	readonly name?: string;
	/** What is divided by what, in a few words. */
	readonly formula: string;
	/** The bound that a document sets for exactly these cases; courts that have set none take it as a reference. */
	readonly reference: { readonly rule: WallBound; readonly document: string };
}

export type WallBound = Extract<TargetRule, { readonly kind: 'bound' }> & { readonly operator: '≥' | '≤' | '<' | '=' };

/** An indicator of the catalogue. */
export interface IndicatorEntry extends Formula {
	readonly code: string;
	readonly name: string;
	readonly group: IndicatorGroup;
	readonly unit: Unit;
	readonly direction: 'up' | 'down' | 'none';
	readonly work: WorkKind;
	/** What one of the numerator is called in a distance: 「件」「笔」. */
	readonly piece?: string;
	/** What is done to one: 「结」「办结」「送达」. */
	readonly verb?: string;
	/** One more of the numerator is one more of the denominator as well (执行完毕率); else the denominator stands (结案率). */
	readonly moves?: 'both';
	/** Which cases count and how, in Chinese, printed under the figure. */
	readonly definition: string;
	readonly mark: Mark;
	/** Where the name and the formula are found. */
	readonly source: string;
	readonly by: readonly ('court' | 'unit' | 'person')[];
	readonly variants?: readonly Variant[];
	/** The same formula over all cases: a target of that code for this selection is a target of this indicator. */
	readonly base?: { readonly code: string; readonly filter: CaseFilter };
	/** Value = sum of these ratios instead of one ratio (全流程用时). */
	readonly parts?: readonly Formula[];
	/** Computed from a series of months instead of sums. */
	readonly method?: 'evenness';
	readonly wall?: WallLine;
	/** A figure of a moment, not of a period: it does not grow over the year and is not forecast. */
	readonly moment?: true;
}
