import type { Account, PageResult } from './pages.ts';

/** One comparison that did not agree. */
export interface MismatchView {
	readonly checkName: string;
	readonly figure: string;
	readonly found: number;
	readonly expected: number;
	readonly detail?: string;
	/** What differs, a line for each of the first few cases. */
	readonly causes?: readonly string[];
}

/** The last reconciliation (对账) of one court. */
export interface ReconciledView {
	readonly court: string;
	readonly courtName: string;
	readonly at: string;
	readonly checks: number;
	readonly mismatches: readonly MismatchView[];
	/** Closed cases of which the deadlines were computed by a program or policy that is gone, so that only their facts could be compared. */
	readonly uncompared?: number;
}

/** The page of reconciliations: courts that do not agree first. */
export interface ReconciliationView {
	readonly rows: readonly ReconciledView[];
	/** Courts of the person that were never reconciled. */
	readonly never: readonly string[];
}

/** The part of the running application that the page calls. */
export interface ReconciliationPages {
	reconciliation(account: Account): Promise<PageResult<ReconciliationView>>;
}
