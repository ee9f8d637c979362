import type { Generated } from 'kysely';

/** Layers of rules, the calendar, period changes, and when every clock was last looked at. */
export interface ClockTables {
	rule_layer: {
		seq: Generated<number>;
		court_code: string;
		version: string;
		document: string;
		issued: string;
		text: string;
		loaded_at: string;
		loaded_by: string;
		/** When every open deadline of the court and those below had been projected again. */
		projected_at: string | null;
	};
	/** What was loaded into the calendar, as it was given; `court_code` is empty for the country, `days` is what it was read as (JSON). */
	calendar_source: {
		seq: Generated<number>;
		court_code: string;
		year: number;
		kind: string;
		document: string;
		text: string;
		days: string;
		loaded_at: string;
		loaded_by: string;
		/** When every open deadline had been projected again, and how many clocks moved. */
		projected_at: string | null;
		moved: Generated<number>;
	};
	calendar_day: { court_code: string; day: string; kind: string; name: string; source_seq: number };
	calendar_year: { year: number; source_seq: number };
	sweep_run: { id: number; swept_at: string };
	period_request: {
		id: string;
		case_id: number;
		court_code: string;
		state: string;
		kind: string;
		ground: string;
		requested_by: string;
		requested_at: string;
		chain: string;
		step: number;
		/** What was asked for and why, as JSON. */
		body: string;
	};
	period_decision: {
		request_id: string;
		position: number;
		step: number;
		verdict: string;
		decided_by: string;
		court_code: string;
		decided_at: string;
		opinion: string;
	};
	/** Every deduction, stop, extension and conversion in force, from the facts of the case. */
	period_change: {
		id: string;
		case_id: number;
		court_code: string;
		kind: string;
		ground: string;
		from_day: string;
		to_day: string | null;
		days: number;
		document_no: string | null;
		decided_on: string | null;
		request_id: string | null;
		/** The one subject that it is for; null: the whole case. */
		subject: string | null;
	};
}
