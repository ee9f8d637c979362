import type { Court, Directory } from '../../directory/types.ts';
import type { FigureBoard, Period } from '../../indicator/types.ts';
import type { Rulebook } from '../../rulebook/types.ts';
import type { CourtDate, Instant } from '../../time/types.ts';
import type { FigureUnit } from '../cite.ts';
import type { PaperKind } from '../paper.ts';
import type { PaperAnalysis, PaperCampaign } from './input-analysis.ts';
import type { LockAsStored, NodeAsStored, RequestAsStored } from '../types.ts';

/** What a paper says of an indicator beside its value. */
export interface IndicatorInfo {
	readonly code: string;
	readonly name: string;
	readonly group: string;
	readonly unit: FigureUnit;
	readonly direction: 'up' | 'down' | 'none';
	/** With 口径待核 where the formula is not settled. */
	readonly definition: string;
	/** A figure of a moment: it has no month of its own. */
	readonly moment: boolean;
}

/** A sum of a measure over a span, for one court and split of cases. */
export interface SpanSum {
	readonly measure: string;
	readonly court: string;
	readonly kind: string;
	readonly course: string;
	readonly enterpriseClass: string;
	readonly mode: string;
	readonly value: number;
}

/** Sums over the spans that a paper compares. */
export interface SpanSums {
	readonly span: readonly SpanSum[];
	readonly before: readonly SpanSum[];
	readonly year: readonly SpanSum[];
	readonly lastYear: readonly SpanSum[];
	/** All before the first day of the year: what was carried over. */
	readonly opening: readonly SpanSum[];
	/** All before the first day of last year; nothing where that time is not known. */
	readonly lastOpening: readonly SpanSum[];
	/** Between the end of the span before and the beginning of this one: empty but where a running period is compared with as much of the one before. */
	readonly gap: readonly SpanSum[];
}

/** A court whose data are not complete up to the cut-off. */
export interface LateFeed {
	readonly court: string;
	readonly completeThrough?: Instant;
}

/** What every paper knows: the court, its period, the moment, and the words of figures. */
export interface PaperBase {
	readonly kind: PaperKind;
	readonly court: Court;
	/** The court and all below it, in the order of the court table. */
	readonly courts: readonly string[];
	readonly directory: Directory;
	readonly rulebook: Rulebook;
	readonly period: Period;
	/** The period before, of the same kind; and the year up to the last day of the period. */
	readonly before: Period;
	readonly year: Period;
	readonly lastYear: Period;
	/** First day of which anything is known. */
	readonly knownFrom?: CourtDate;
	readonly cutOffAt: Instant;
	/** What happened before this instant counts. */
	readonly until: Instant;
	readonly madeAt: Instant;
	/** The period still runs: figures up to the moment of making. */
	readonly running: boolean;
	readonly feeds: { readonly completeThrough?: Instant; readonly late: readonly LateFeed[] };
	readonly catalogue: ReadonlyMap<string, IndicatorInfo>;
	readonly definitionVersion: string;
	/** Whether the court's switch for ranking is on. */
	readonly ranking: boolean;
	readonly demands: readonly DemandRule[];
	readonly rectifications: readonly OpenRectification[];
}

/** Boards of indicators: of the period and of the year, of the groups below and the persons. */
export interface PaperBoards {
	/** The year to date, compared with last year (同比) and with the year as it stood at the end of the period before (较上周). */
	readonly year: FigureBoard;
	/** The year to date by court (a court with courts below it) or by unit. */
	readonly groups: FigureBoard;
	/** The year to date by person, own cases of the court; only for a court without courts below it. */
	readonly persons?: FigureBoard;
	/** The courts of the same superior, for the mean of the peers. */
	readonly peers?: FigureBoard;
}

/** A payment that was not made at the cut-off (enf-pay-done). */
export interface OpenPayment {
	readonly nodeId: string;
	readonly caseId: number;
	readonly caseNumber: string;
	readonly court: string;
	readonly unit?: string;
	readonly handler?: string;
	readonly arrivedOn: CourtDate;
	readonly dueOn?: CourtDate;
	readonly fen: number;
	/** A statutory stop, a delay that was granted. */
	readonly frozen: boolean;
}

/** A stage of the long-pending ladder that a case was on during the period. */
export interface StageSpell {
	readonly id: string;
	readonly ladder: string;
	readonly stage: number;
	readonly name: string;
	readonly months: number;
	readonly caseId: number;
	readonly caseNumber: string;
	readonly caseKind: string;
	readonly court: string;
	readonly unit?: string;
	readonly handler?: string;
	readonly filedOn: CourtDate;
	readonly enteredOn: CourtDate;
	readonly leftOn?: CourtDate;
	readonly leftWhy?: string;
	readonly plan?: string;
	readonly received: boolean;
	readonly nextReviewOn?: CourtDate;
}

/** What was said of unlock requests in the period, by verdict of the last step. */
export interface UnlockCounts {
	readonly filed: number;
	readonly granted: number;
	readonly refused: number;
	readonly returned: number;
}

/** Lists of nodes, locks, money and ladders as of the cut-off. */
export interface PaperLists {
	/** The last day of the period, or today where it still runs: overdue is what was due before it ended. */
	readonly day: CourtDate;
	/** The first instant of the period. */
	readonly start: Instant;
	readonly nodes: readonly NodeAsStored[];
	readonly locks: readonly LockAsStored[];
	readonly requests: readonly RequestAsStored[];
	readonly reminders: ReadonlyMap<string, number>;
	readonly unlocks: UnlockCounts;
	readonly payments: readonly OpenPayment[];
	readonly stages: readonly StageSpell[];
}

/** 整改 that is carried in each issue until it is closed. */
export interface OpenRectification {
	readonly id: string;
	readonly court: string;
	readonly unit?: string;
	readonly person?: string;
	readonly code: string;
	readonly title: string;
	readonly foundOn: CourtDate;
	/** Who answers for it, by name. */
	readonly owner: string;
	readonly dueOn: CourtDate;
	/** What was done so far: the last step said. */
	readonly standing: string;
}

/** A rule of demands (工作要求): where its condition holds, its sentence stands in the paper. */
export interface DemandRule {
	readonly code: string;
	readonly kinds: readonly PaperKind[];
	/** A number of the paper that must be at least so much, or an indicator that misses its target. */
	readonly when: { readonly fact: string; readonly atLeast: number } | { readonly missed: string };
	/** Who is to do it, by office or unit. */
	readonly owner: string;
	/** Civil days after the last day of the period by which it is to be done. */
	readonly days: number;
	/** With `{name}` for a fact, `{value}` `{target}` `{gap}` of the indicator, `{worst}` for the units named, `{due}` for the day. */
	readonly text: string;
}

/** A table of demands as it was read, or what is wrong with it and where. */
export type ParsedDemands =
	| { readonly ok: true; readonly rules: readonly DemandRule[] }
	| { readonly ok: false; readonly problems: readonly { readonly file: string; readonly line: number; readonly message: string }[] };

/** A monthly quota (月结案任务) of a court or a unit. */
export interface QuotaRow {
	readonly court: string;
	readonly unit?: string;
	/** YYYY-MM. */
	readonly month: string;
	readonly cases: number;
	/** Closed in that month up to the cut-off, every kind of case. */
	readonly closed: number;
}

/** Everything that a paper is computed from. */
export interface PaperInput {
	readonly base: PaperBase;
	readonly boards: PaperBoards;
	readonly sums: SpanSums;
	readonly lists: PaperLists;
	/** Quotas of the month of the last day, and of the month after it. */
	readonly quotas: readonly QuotaRow[];
	readonly analysis?: PaperAnalysis;
	readonly campaign?: PaperCampaign;
}
