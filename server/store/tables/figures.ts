import type { Generated } from 'kysely';

/** Sums by month, what no event tells, targets, quotas, campaigns and what was frozen. */
export interface FigureTables {
	/** The daily rollup summed by month (YYYY-MM), in the same transaction. */
	measure_month: {
		measure: string;
		court_code: string;
		unit_code: string;
		person_code: string;
		month: string;
		dims: string;
		value: number;
	};
	/** Stocks over all time (旧存 = total − what came since), by split without closing mode. Kept in the same transaction. */
	measure_total: {
		stock: string;
		court_code: string;
		unit_code: string;
		person_code: string;
		dims: string;
		value: number;
	};
	/** Measures that an office fills in or another system sends, because no event tells them (信访, 电子送达); they stand in the rollup as well. */
	measure_entry: {
		measure: string;
		court_code: string;
		unit_code: string;
		person_code: string;
		day: string;
		value: number;
		source: string;
		entered_by: string;
		entered_at: string;
	};
	/** Every value that was ever filled in, in order: a correction stands after what it corrects. `before`: null the first time. */
	measure_entry_change: {
		seq: Generated<number>;
		measure: string;
		court_code: string;
		unit_code: string;
		person_code: string;
		day: string;
		before: number | null;
		value: number;
		source: string;
		entered_by: string;
		entered_at: string;
	};
	/** Targets of a court for a year from one document; each change or switch is a row of its own, and the last one of a document holds. `targets`: JSON. */
	target_set: {
		seq: Generated<number>;
		court_code: string;
		year: number;
		document: string;
		targets: string;
		active: number;
		loaded_by: string;
		loaded_at: string;
	};
	/** Cases to close in a month (均衡结案); `unit_code` empty: the whole court. */
	clearing_quota: {
		court_code: string;
		unit_code: string;
		month: string;
		cases: number;
		document: string;
		set_by: string;
		set_at: string;
	};
	/** 专项行动: own period, scope (`filter`, JSON) and targets (JSON). `state`: set, or stopped before its last day. */
	campaign: {
		id: string;
		court_code: string;
		name: string;
		from_day: string;
		to_day: string;
		filter: string;
		targets: string;
		state: string;
		document: string | null;
		created_by: string;
		created_at: string;
	};
	/** Indicator values as a publication froze them, beside which a restated value may stand. */
	frozen_figure: {
		publication_id: string;
		figure_id: string;
		code: string;
		court_code: string;
		unit_code: string;
		person_code: string;
		from_day: string;
		to_day: string;
		value: number | null;
		numerator: number | null;
		denominator: number | null;
		text: string;
	};
	/** 整改: a shortfall with owner and date, carried in each issue until closed. */
	rectification: {
		id: string;
		court_code: string;
		unit_code: string | null;
		person_code: string | null;
		code: string;
		title: string;
		found_in: string | null;
		found_on: string;
		owner: string;
		due_on: string;
		measures: string;
		state: string;
		closed_on: string | null;
		closed_by: string | null;
		closing: string | null;
		created_by: string;
		created_at: string;
	};
	/** What the office says of a late indicator, and whom it calls to account: moves of a rectification, in order. */
	rectification_step: {
		rectification_id: string;
		position: number;
		move: string;
		text: string;
		by_person: string;
		by_role: string;
		court_code: string;
		at: string;
		due_on: string | null;
	};
	/** Runs of the reconciliation (对账): each comparison that did not agree. */
	reconciliation: {
		seq: Generated<number>;
		court_code: string;
		checked_at: string;
		checks: number;
		mismatches: string;
	};
}
