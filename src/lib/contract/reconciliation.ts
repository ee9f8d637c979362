import type { Account, PageResult } from './pages.ts';

/** One comparison that did not agree. */
export interface MismatchView {
	readonly checkName: string;
	readonly figure: string;
	readonly found: number;
	readonly expected: number;
	readonly detail?: string;
}

/** The last reconciliation (对账) of one court. */
export interface ReconciledView {
	readonly court: string;
	readonly courtName: string;
	readonly at: string;
	readonly checks: number;
	readonly mismatches: readonly MismatchView[];
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
