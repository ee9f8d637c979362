import type { CourtDate } from '../time/types.ts';

/** Kinds of statistical period (统计期). `ytd`: from the first day of the statistical year to a day, the normal period of court bulletins. */
export const periodKinds = ['day', 'week', 'month', 'quarter', 'half', 'year', 'ytd', 'custom'] as const;

export type PeriodKind = (typeof periodKinds)[number];

/** A statistical period; both end days are held. */
export interface Period {
	readonly kind: PeriodKind;
	readonly from: CourtDate;
	readonly to: CourtDate;
	/** As printed: 「2026年第47周（11月16日至11月22日）」「2026年1月1日至11月21日」. */
	readonly label: string;
}

/** Narrows the cases that count: what a campaign, a target or a page is about. Absent parts narrow nothing. */
export interface CaseFilter {
	/** Kinds of case, as in `CaseKind`. */
	readonly kinds?: readonly string[];
	/** Track of an enforcement case or procedure of a civil one. */
	readonly courses?: readonly string[];
	/** Enterprise classes; `any`: every enterprise-related case. */
	readonly enterprise?: 'any' | readonly string[];
	readonly contractOnly?: boolean;
}

/** What is asked: which indicators, of which courts, over which period, broken down by what, compared with what. */
export interface FigureQuery {
	readonly court: string;
	/** 含管辖: the court with all below it, or the court alone. */
	readonly reach: 'subtree' | 'own';
	readonly period: Period;
	readonly by: 'total' | 'court' | 'unit' | 'person';
	/** Codes of indicators; absent: all. */
	readonly codes?: readonly string[];
	readonly filter?: CaseFilter;
	readonly compare?: readonly ('yoy' | 'mom')[];
	/** The court that asks, where it is not the one whose board is read (peers): its switch for ranking decides beside each group's own. */
	readonly asker?: string;
}

/** A comparison with another period: 同比 (the same period of last year) or 环比 (the period before). */
export interface Change {
	/** The value then; null where it had none, or where nothing is known of that time. */
	readonly value: number | null;
	/** Now − then: percentage points for rates, days for times, the unit itself for counts. */
	readonly difference: number | null;
	/** (now − then) ÷ then, in percent, for counts and amounts; null where then was 0. */
	readonly relative: number | null;
}

/** What a target asks, as its document states it; strict and non-strict bounds differ. */
export type TargetRule =
	| { readonly kind: 'bound'; readonly operator: '≥' | '>' | '≤' | '<' | '='; readonly value: number }
	/** 合理区间: inside is 达标. */
	| { readonly kind: 'interval'; readonly min: number; readonly max: number }
	/** Among the first n of the peers. */
	| { readonly kind: 'rank'; readonly atMost: number; readonly among: 'city' | 'province' }
	/** 同比: at most or at least so many percent of change (−5 % of cases received). */
	| { readonly kind: 'relative'; readonly operator: '≥' | '≤'; readonly percent: number }
	/** Zero by a day of the year (MM-DD); none new after `noneNewAfter`. */
	| { readonly kind: 'dated'; readonly value: number; readonly by: string; readonly noneNewAfter?: string };

/** A target of one indicator from one document. */
export interface IndicatorTarget {
	readonly code: string;
	readonly rule: TargetRule;
	/** The document as it is cited, with its number where it has one. */
	readonly document: string;
	readonly filter?: CaseFilter;
	/** What the document says beside the number, word for word. */
	readonly words?: string;
}

/** How a figure stands to its target. */
export interface TargetState {
	readonly target: IndicatorTarget;
	/** Null: cannot be said (no value, nothing to compare with, its day has not come). */
	readonly met: boolean | null;
	/** As printed: 「≥ 96%」「市内前 3 名」「4月30日前清零」. */
	readonly words: string;
	/** Distance in the unit of work, rounded up: 「再结 7 件达 96%」. */
	readonly gap?: string;
}

/** The courts whose numbers a figure of several courts is made of: a ratio sums only those that have both of its parts. */
export interface Coverage {
	/** Codes of the courts that have all parts. */
	readonly courts: readonly string[];
	/** How many courts are asked of. */
	readonly of: number;
}

/** One indicator of one group over the period. */
export interface Figure {
	readonly code: string;
	/** Null where there is no denominator: shown as 「—」 and left out of every ranking. */
	readonly value: number | null;
	readonly numerator: number;
	/** Null for plain counts. */
	readonly denominator: number | null;
	readonly yoy?: Change;
	readonly mom?: Change;
	readonly target?: TargetState;
	/** Every target for exactly this selection of cases, where documents give more than one (a bound and a rank). */
	readonly targets?: readonly TargetState[];
	/** Of several courts together: which of them have all parts of it, where not every court need have them (quotas, what is filled in). */
	readonly coverage?: Coverage;
	/** 未填报: a figure that the office fills in and has not. */
	readonly unfilled?: true;
	/** Figures of the named variants of an indicator whose name has several denominators, by variant code. */
	readonly variants?: Readonly<Record<string, number | null>>;
}

/** The figures of a court, unit or person. */
export interface FigureGroup {
	/** Code of the court, unit or person; empty text: nobody is named in the cases. */
	readonly key: string;
	readonly name: string;
	readonly court: string;
	readonly unit?: string;
	readonly person?: string;
	/** In the order of the catalogue. */
	readonly figures: readonly Figure[];
}

/** The answer to a query. Ratios of the total are sums over sums, never means of rates. */
export interface FigureBoard {
	readonly query: FigureQuery;
	readonly total: FigureGroup;
	readonly groups: readonly FigureGroup[];
	/** First day of which anything is known; comparisons with earlier periods have no value. */
	readonly knownFrom?: CourtDate;
	/** Version of the definitions: changes whenever a formula does, and is frozen with every publication. */
	readonly definitionVersion: string;
}
