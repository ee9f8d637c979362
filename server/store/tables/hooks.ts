import type { Generated } from 'kysely';

/** Where locks and releases are told to other systems. */
export interface HookTables {
	webhook: {
		id: Generated<number>;
		/** The hook hears of this court and all below it. */
		court_code: string;
		url: string;
		/** `whsec_…`: what every message is signed with; kept as it is, since it must sign. */
		secret: string;
		/** Event types, as JSON. */
		types: string;
		note: string;
		/** Last place of the log that was looked at for it. */
		cursor: number;
		created_at: string;
		created_by: string;
		disabled_at: string | null;
	};
	/** One event on its way to one hook. Times in milliseconds are real time, not court time. */
	webhook_delivery: {
		webhook_id: number;
		event_seq: number;
		case_key: string;
		/** `waiting`, `delivered`, or `parked` after three days without success. */
		state: string;
		attempts: number;
		/** When the present run of attempts began: at the event, or when somebody had it sent again. */
		since_ms: number;
		next_ms: number | null;
		last_status: number | null;
		last_error: string | null;
		delivered_ms: number | null;
	};
}
