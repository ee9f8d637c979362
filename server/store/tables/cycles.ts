/** Stages of cases as measured (微观周期), kept by difference beside the cases. */
export interface CycleTables {
	cycle_duration: {
		case_id: number;
		stage: string;
		/** Subject id, `-` where the stage has none. */
		subject: string;
		/** Which run of the subject it is, from 1. */
		n: number;
		court_code: string;
		unit_code: string;
		person_code: string;
		from_day: string;
		/** Null while it goes on. */
		to_day: string | null;
		/** Civil and working days, the first day not counted; null while it goes on. */
		days: number | null;
		work_days: number | null;
	};
	/** How far the stages of cases stored by an older program have been filled in: `next_id` up to `last_id`. */
	cycle_fill: { name: string; next_id: number; last_id: number };
}
