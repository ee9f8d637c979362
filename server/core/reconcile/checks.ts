import type { Instant } from '../time/types.ts';

/** What is compared with what. */
export const checkKinds = ['wall-list', 'publication', 'recount', 'months', 'log'] as const;

export type CheckKind = (typeof checkKinds)[number];

/** Names of the comparisons, as in the alarm. */
export const checkNames: Readonly<Record<CheckKind, string>> = {
	'wall-list': '大屏与案件清单',
	publication: '大屏与最近一期日统计',
	recount: '累计数与逐案重算',
	months: '月累计与日累计',
	log: '在库案件与事件重放',
};

/** One comparison that did not agree. */
export interface Mismatch {
	readonly check: CheckKind;
	/** What was counted: 未结, 本年新收, or a measure. */
	readonly figure: string;
	/** The number that was found, and the one that it should be. */
	readonly found: number;
	readonly expected: number;
	/** Where: a day, a person, case numbers. */
	readonly detail?: string;
	/** What differs, in words: one line for each of the first few cases. */
	readonly causes?: readonly string[];
}

/** What was looked at, and what did not agree. */
export interface Counted {
	readonly checks: number;
	readonly mismatches: readonly Mismatch[];
	/**
	 * Closed cases of which the deadlines could not be compared: computed by a program or a policy that is no longer at hand. Their facts were.
	 */
	readonly uncompared?: number;
}

/** A reconciliation of one court: how much was compared, and what did not agree. */
export interface Reconciled extends Counted {
	readonly court: string;
	readonly at: Instant;
}

/** Mismatches kept of one run: more than these tell nothing new. */
export const mostMismatches = 50;

/** Whether a case's turn to be folded again from the log comes on a day: each case once in seven days. */
export const isTurn = (caseId: number, dayNumber: number): boolean => caseId % 7 === ((dayNumber % 7) + 7) % 7;

/** Compares pairs of numbers of one check. */
export function compare(
	check: CheckKind,
	pairs: readonly { readonly figure: string; readonly found: number; readonly expected: number; readonly detail?: string }[],
): readonly Mismatch[] {
	return pairs.filter(({ found, expected }) => found !== expected).map((pair) => ({ check, ...pair }));
}
