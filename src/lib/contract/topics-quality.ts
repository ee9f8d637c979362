import type { Compared, IndicatorValue } from './topics-figures.ts';

/** Indicators over the last twelve months (指标走势). */
export interface IndicatorTrendPayload {
	/** Months as `YYYY-MM`, oldest first; the running one is the last. */
	readonly months: readonly string[];
	/** The figure is that of the year so far, as on the desk. */
	readonly rows: readonly (Pick<IndicatorValue, 'code' | 'name' | 'unit' | 'value' | 'target' | 'met' | 'gap' | 'formula'> & {
		/**
		 * What a month's value is of: `month`, the month by itself, or `year`, that of the year up to its end. A share of what was accepted can be
		 * held against its yearly target only over the year: it begins low each January.
		 */
		readonly basis: 'month' | 'year';
		/** Value of each month; null: no denominator, or nothing is known of that time. */
		readonly values: readonly (number | null)[];
	})[];
}

/** Indicators of the year so far of a court and those right below it, side by side (指标对比). */
export interface IndicatorCourtsPayload {
	/** Whether the court has switched ranking on; else no places are said. */
	readonly ranked: boolean;
	/** In the order of the court table; the court itself stands first, alone. The others count together with the courts below them. */
	readonly courts: readonly { readonly court: string; readonly shortName: string }[];
	readonly rows: readonly (Pick<IndicatorValue, 'code' | 'name' | 'unit' | 'target'> & {
		/** Of all courts together: sums over sums. */
		readonly total: number | null;
		readonly totalMet: boolean | null;
		/** In the order of `courts`. */
		readonly values: readonly (number | null)[];
		/** Held against each court's own target. */
		readonly met: readonly (boolean | null)[];
		/** Places among the courts below, only where ranking is on; null: not ranked. */
		readonly places?: readonly (number | null)[];
	})[];
}

/** A number of receipts or payments with their amount. */
export interface Money {
	readonly count: number;
	readonly fen: number;
}

/**
 * Where the money of enforcement cases stands (案款流转), and the two zeros (双清零); amounts in fen. The year adds up:
 * opening + arrived = paid + deposited + refunded + unpaid.
 */
export interface FundFlowPayload {
	readonly year: number;
	/** Not paid out before the year began (年初未发放). */
	readonly openingFen: number;
	/** Counts are receipts for what arrived and what is unpaid, and payments for what went out. */
	readonly arrived: Money;
	readonly paid: Money;
	readonly deposited: Money;
	readonly refunded: Money;
	readonly unpaid: Money;
	/** Of what is unpaid: not yet known whose it is (不明款). */
	readonly unidentified: Money;
	/** Of what is unpaid: past its limit (逾期未发). */
	readonly overdue: Money;
	/** The last twelve months, oldest first. */
	readonly months: readonly { readonly month: string; readonly arrivedFen: number; readonly paidFen: number }[];
}

/** Receipts that are past their limit, the oldest first (逾期未发案款). */
export interface FundOverduePayload {
	readonly total: number;
	readonly totalFen: number;
	readonly rows: readonly {
		readonly nodeId: string;
		readonly caseNumber: string;
		readonly courtName: string;
		readonly handler?: string;
		readonly unpaidFen: number;
		readonly arrivedOn: string;
		/** Days since the money arrived. */
		readonly days: number;
		readonly dueOn: string;
		/** Days since it was due. */
		readonly overdueDays: number;
		readonly locked: boolean;
	}[];
}

/** What came in, what went out and how, what stays (收结存流向). In every row old stock + received = closed + open. */
export interface CaseFlowPayload {
	readonly year: number;
	readonly kinds: readonly {
		readonly kind: string;
		readonly name: string;
		readonly oldStock: number;
		readonly received: number;
		readonly closed: number;
		readonly open: number;
	}[];
	readonly total: { readonly oldStock: number; readonly received: number; readonly closed: number; readonly open: number };
	/** How the closed ones ended, most first; they add up to the closed ones of all kinds. */
	readonly modes: readonly { readonly mode: string; readonly name: string; readonly count: number }[];
}

/** Objections, reconsiderations and supervision cases (执行审查). */
export interface ReviewCasesPayload {
	readonly year: number;
	readonly rows: readonly {
		readonly kind: string;
		readonly name: string;
		readonly received: Compared;
		readonly closed: Compared;
		readonly open: number;
		/** Closed ÷ received of the year so far (收结比); null: nothing received. */
		readonly ratio: number | null;
	}[];
	readonly total: { readonly received: Compared; readonly closed: Compared; readonly open: number; readonly ratio: number | null };
	/** Of the last five years, oldest first; the running one is the last, up to today. Null: nothing is known of that year. */
	readonly years: readonly { readonly year: number; readonly received: number | null; readonly closed: number | null }[];
}

/** Enforcement cases that concern parties of a special kind (涉特殊主体). A case with several marks counts once in each row. */
export interface SpecialPartiesPayload {
	readonly year: number;
	readonly rows: readonly {
		/** `class:` an enterprise class, `tag:` a mark of the case. */
		readonly key: string;
		readonly name: string;
		readonly open: number;
		readonly receivedThisYear: number;
		readonly closedThisYear: number;
		/** Open cases with a node past its limit. */
		readonly overdue: number;
	}[];
}

/** Measures against defaulters this year (信用惩戒). Only measures that an event tells of; the others are not shown at all. */
export interface CreditPayload {
	readonly year: number;
	readonly rows: readonly {
		readonly key: string;
		readonly name: string;
		/** `against`: a measure was taken; `relief`: one was lifted. */
		readonly kind: 'against' | 'relief';
		readonly count: Compared;
		readonly today: number;
	}[];
}

/** What enforcement has brought in (执行到位): closed cases with a claim, by the day of closing. */
export interface RecoveryPayload {
	readonly year: number;
	readonly closed: Compared;
	readonly recoveredFen: Compared;
	readonly claimFen: number;
	/** Recovered ÷ claimed of closed cases, not capped, 0 to …; null: nothing claimed. */
	readonly rate: number | null;
	readonly ratePrevious: number | null;
	/** The last twelve months, oldest first; the running one is the last. Null: nothing is known of that time. */
	readonly months: readonly {
		readonly month: string;
		readonly rate: number | null;
		readonly recoveredFen: number | null;
		readonly closed: number | null;
	}[];
}

/** Who is on duty, and what was handed over (值班). Never on public screens. */
export interface DutyPayload {
	readonly today: string;
	readonly shifts: readonly {
		readonly day: string;
		readonly from: string;
		readonly to: string;
		readonly post: string;
		readonly handler?: string;
		readonly signedInAt?: string;
		readonly running: boolean;
	}[];
	readonly notes: readonly { readonly writtenAt: string; readonly handler?: string; readonly text: string; readonly done: boolean }[];
	/** Officers of the roster who have no shift this week (每人每周至少一次). */
	readonly missing: number;
}

/** Publications that were issued (通报). */
export interface BulletinsPayload {
	readonly rows: readonly {
		readonly id: string;
		readonly kindName: string;
		readonly number: string;
		readonly title: string;
		readonly courtName: string;
		readonly issuedAt: string;
		readonly version: number;
		/** Its lead findings, in the words of the paper. */
		readonly lines: readonly string[];
	}[];
	readonly total: number;
}
