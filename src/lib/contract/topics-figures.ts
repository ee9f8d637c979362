/** A count of this year with the same period of last year; `previous` null: no data for that year. */
export interface Compared {
	readonly value: number;
	readonly previous: number | null;
}

/** 收结存 of this year up to the business day. */
export interface CaseloadPayload {
	readonly year: number;
	readonly oldStock: number;
	readonly received: Compared;
	readonly closed: Compared;
	readonly open: Compared;
	/** 受理 = 旧存 + 新收. */
	readonly accepted: Compared;
}

/** One indicator; `value` null: no denominator, shown as —. */
export interface IndicatorValue {
	readonly code: string;
	readonly name: string;
	readonly unit: '%' | '天' | '件';
	readonly value: number | null;
	readonly numerator: number;
	readonly denominator: number;
	readonly target?: { readonly operator: '≥' | '>' | '≤' | '<' | '='; readonly value: number; readonly document: string };
	readonly met?: boolean;
	/** Distance to the target in the unit of work, ready to read: 「再结 3,161 件」. */
	readonly gap?: string;
	/** What is divided by what, in a few words: 「已结÷受理」. */
	readonly formula?: string;
	/** Which cases count and how. */
	readonly definition?: string;
	readonly period: string;
}

/** Indicators of the year so far, in display order. */
export interface IndicatorsPayload {
	readonly rows: readonly IndicatorValue[];
}

/** Money state; amounts in fen. */
export interface FundsPayload {
	readonly arrivedFen: number;
	readonly paidFen: number;
	readonly unpaidFen: number;
	readonly unpaidCount: number;
	readonly overdueCount: number;
	readonly overdueFen: number;
	/** Share of receipts paid within 15 days, 0 to 1. */
	readonly within15Rate: number | null;
	/** Unpaid money by age in days since arrival. */
	readonly ages: readonly { readonly label: string; readonly count: number; readonly fen: number }[];
}

/** 30-day trend, oldest first. */
export interface TrendPayload {
	readonly days: readonly {
		readonly day: string;
		readonly overdue: number;
		readonly ended: number;
		readonly locked: number;
		readonly released: number;
	}[];
}
