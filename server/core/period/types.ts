import type { CourtDate, Instant } from '../time/types.ts';

/** 延长, 中止, 暂停, 扣除, 暂缓, 程序转换: the kinds of period change (domain catalogue §4.2). */
export const periodKinds = ['extension', 'stop', 'pause', 'deduction', 'deferral', 'conversion'] as const;

/** The code of a kind of period change. */
export type PeriodKind = (typeof periodKinds)[number];

/** Kinds that take an interval out of the clock, whatever they are called. */
export const exclusionKinds: readonly PeriodKind[] = ['stop', 'pause', 'deduction', 'deferral'];

/** Chinese names of the kinds, as on every page and paper. */
export const periodKindNames: Readonly<Record<PeriodKind, string>> = {
	extension: '延长',
	stop: '中止',
	pause: '暂停',
	deduction: '扣除',
	deferral: '暂缓',
	conversion: '程序转换',
};

/** Procedures of a civil case, between which a conversion leads. */
export type Procedure = 'small' | 'simple' | 'ordinary';

/** Who may stand in a chain: heads and leaders of the case's own court. */
export type ChainRole = 'division-chief' | 'vice-president' | 'president' | 'trial-management';

/** One step of a frozen chain. */
export interface ChainStep {
	readonly court: string;
	readonly role: ChainRole;
	/** The office as the chain names it: 庭长, 分管审判管理的院领导 … */
	readonly label: string;
}

/** What a person may say at a step. */
export type PeriodVerdict = 'approve' | 'refuse' | 'return';

/** One decision of a request. */
export interface PeriodDecision {
	readonly step: number;
	readonly verdict: PeriodVerdict;
	readonly by: string;
	readonly court: string;
	readonly at: Instant;
	readonly opinion: string;
}

/** Where a request stands: 审批中, 退回补正, 已批准, 不予批准, 已撤回. */
export type PeriodPhase = 'pending' | 'returned' | 'granted' | 'refused' | 'withdrawn';

/** Phases of a request that is not at an end. */
export const openPeriodPhases: readonly PeriodPhase[] = ['pending', 'returned'];

/** A request to change a period of one case. Which of the optional fields are there follows from the kind. */
export interface PeriodRequest {
	/** `<caseKey>-P<n>`; of a granted exclusion also its `exclusionId`. */
	readonly id: string;
	readonly kind: PeriodKind;
	/** Code of the statutory ground. */
	readonly ground: string;
	/** Extension: the node to extend, and of which subject where the node has one. */
	readonly node?: string;
	readonly subject?: string;
	/** Exclusion: first and last excluded day, both held; without `to` the clock stands until somebody ends it. */
	readonly from?: CourtDate;
	readonly to?: CourtDate;
	readonly addDays?: number;
	readonly addMonths?: number;
	readonly convertTo?: Procedure;
	readonly documentNo: string;
	readonly documentName?: string;
	/** Explanation only: the ground is the code. */
	readonly reason: string;
	readonly by: string;
	readonly at: Instant;
	/** Frozen at submission. */
	readonly chain: readonly ChainStep[];
	/** Index of the running step. */
	readonly step: number;
	readonly phase: PeriodPhase;
	readonly decisions: readonly PeriodDecision[];
	/** How many decisions there were when it was (last) filed: nobody takes two steps of one filing. */
	readonly decidedBefore: number;
	/** The same ground was granted before: the president has the last word. */
	readonly override?: boolean;
}

/** Civil days after which an exclusion without an end is called long in the supervised list (S1: 长期、重复扣除). */
export const longFreezeDays = 30;

/** Civil days from today within which an exclusion may start. */
export const mostDaysAhead = 30;
