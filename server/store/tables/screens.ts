import type { Generated } from 'kysely';

/** Row types of screens, scenes and the duty roster; instants of devices are real time, those of the court its own. */
export interface ScreenTables {
	screen: {
		id: string;
		court_code: string;
		name: string;
		token_hash: string;
		ceiling: string;
		last_seen_at: string | null;
		place: Generated<string>;
		purpose: Generated<string>;
		groups: Generated<string>;
		settings: Generated<string>;
		state: Generated<string>;
		created_at: Generated<string>;
		override: string | null;
		message: string | null;
		revoked_at: string | null;
		report: string | null;
		report_at: string | null;
		revision: Generated<number>;
	};
	screen_pairing: {
		id: string;
		code_hash: string;
		secret_hash: string;
		asked_at: number;
		expires_at: number;
		state: string;
		screen_id: string | null;
		info: string;
	};
	screen_log: { seq: Generated<number>; screen_id: string; at: string; kind: string; detail: string };
	screen_picture: { screen_id: string; taken_at: string; media_type: string; bytes: Uint8Array };
	wall_design: {
		kind: string;
		court_code: string;
		id: string;
		version: number;
		data: string;
		retired: number;
		saved_by: string;
		saved_at: string;
		note: string;
	};
	duty_shift: {
		id: string;
		court_code: string;
		day: string;
		from_time: string;
		to_time: string;
		person_code: string;
		post: string;
		signed_in_at: string | null;
	};
	handover_note: {
		id: string;
		court_code: string;
		written_at: string;
		written_by: string;
		text: string;
		done_at: string | null;
		done_by: string | null;
	};
}
