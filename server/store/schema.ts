import type { Generated, Kysely, Transaction } from 'kysely';
import type { ClockTables } from './tables/clock.ts';
import type { CycleTables } from './tables/cycles.ts';
import type { DemandTables } from './tables/demands.ts';
import type { DeskTables } from './tables/desk.ts';
import type { FigureTables } from './tables/figures.ts';
import type { HookTables } from './tables/hooks.ts';
import type { LobbyTables } from './tables/lobby.ts';
import type { NoticeTables } from './tables/notices.ts';
import type { PaperTables } from './tables/papers.ts';
import type { PlaybackTables } from './tables/playback.ts';
import type { ScreenTables } from './tables/screens.ts';
import type { SupervisionTables } from './tables/supervision.ts';
import type { UnlockTables } from './tables/unlock.ts';

/** Row types of every table (contract §8); days and instants are text, booleans 0/1, JSON is text. */
export interface Database
	extends
		ClockTables,
		NoticeTables,
		UnlockTables,
		HookTables,
		SupervisionTables,
		DeskTables,
		FigureTables,
		PaperTables,
		CycleTables,
		DemandTables,
		ScreenTables,
		LobbyTables,
		PlaybackTables {
	court: {
		code: string;
		name: string;
		level: string;
		parent_code: string | null;
		designation: string | null;
		zone: string;
		position: number;
		valid_from: string | null;
		valid_to: string | null;
		locks_from: string | null;
		settings: string;
	};
	unit: { code: string; court_code: string; name: string; kind: string; confirmed: number };
	person: { code: string; court_code: string; unit_code: string | null; name: string; post_judge: number; confirmed: number };
	person_duty: { person_code: string; from_day: string; to_day: string | null };
	account: { id: string; username: string; password_hash: string; person_code: string | null; disabled_at: string | null };
	account_role: { account_id: string; role: string; court_code: string; scope: string };
	sign_in: { id: string; account_id: string; expires_at: number };
	api_key: {
		id: string;
		name: string;
		hash: string;
		court_code: string;
		expires_at: string | null;
		revoked_at: string | null;
		last_used_at: string | null;
	};
	case_event: {
		seq: Generated<number>;
		court_code: string;
		court_seq: number;
		source: string;
		id: string;
		case_key: string;
		type: string;
		occurred_on: string;
		occurred_at: string | null;
		source_seq: number | null;
		data: string;
		recorded_at: string;
		content_hash: string;
		prev_hash: string;
		hash: string;
	};
	chain_head: { court_code: string; court_seq: number; hash: string };
	feed: { court_code: string; source: string; complete_through: string | null; last_seen_at: string };
	held_event: { seq: number; lock_id: string };
	quarantine: {
		id: Generated<number>;
		received_at: string;
		key_id: string | null;
		court_code: string | null;
		source: string | null;
		event_id: string | null;
		case_key: string | null;
		raw: string;
		/** SHA-256 of `raw`: what a row sent again is found by. */
		raw_hash: string;
		reason: string;
		detail: string | null;
		tries: number;
		resolved_at: string | null;
		resolution: string | null;
	};
	/** Facts of cases, in their order, as JSON. */
	case_facts: {
		case_id: number;
		facts: string;
	};
	case_file: {
		id: Generated<number>;
		case_key: string;
		number_text: string;
		court_code: string;
		kind: string;
		track: string | null;
		procedure: string | null;
		filed_on: string | null;
		handler_code: string | null;
		unit_code: string | null;
		closed_on: string | null;
		close_mode: string | null;
		claim_fen: number;
		recovered_fen: number;
		enterprise_class: string | null;
		state: string;
		revision: number;
		/** 0: stored by an older program, and nothing of it is in the columns and tables of supervision yet. */
		supervised: Generated<number>;
		/** The last step of the court (class S or P), or the day the case came to it; null: not known yet. */
		last_step_on: string | null;
		last_step: string | null;
		/** Stage of the long-pending ladders S1 and S2 that the case has entered, 0 for none; null: not on that ladder. */
		stage_s1: number | null;
		stage_s2: Generated<number>;
		/** Level (0 to 3) that was told of the silence that lasts; null: it does not count (closed, tried, stopped until somebody ends it), or it is explained. */
		silent_told: number | null;
		/** The day after a stop of known length that had begun by the last fact. */
		silent_from: string | null;
	};
	node_instance: {
		id: string;
		case_id: number;
		court_code: string;
		node: string;
		subject: string;
		n: number;
		started_on: string;
		ended_on: string | null;
		ended_at: string | null;
		phase: string;
		void_reason: string | null;
		overdue_on: string | null;
		outstanding_fen: number | null;
		handler_code: string | null;
		rulebook_version: string;
	};
	node_clock: {
		node_id: string;
		clock: string;
		case_id: number;
		court_code: string;
		started_on: string;
		due_on: string | null;
		due_at: string | null;
		frozen: number;
		provisional: number;
		unconfirmed: number;
		binding: number;
		rung: number;
		overdue_on: string | null;
		open: number;
		/** The due day as it would be without deductions, extensions and grants, where that is another day. */
		gross_due_on: string | null;
		next_at: string | null;
		lock_at: string | null;
	};
	clock_ledger: {
		id: string;
		node_id: string;
		clock: string;
		kind: string;
		from_day: string;
		to_day: string | null;
		days: number;
		document_no: string | null;
	};
	rung: { node_id: string; clock: string; due_on: string; rung: number; reached_at: string };
	case_lock: {
		id: string;
		case_id: number;
		court_code: string;
		state: string;
		locked_at: string;
		released_at: string | null;
		repeat: number;
		/** How it ended: `granted`, `met`, `voided`, `set-aside`; null while it stands (or from before this was kept). */
		outcome: string | null;
		by_hand: Generated<number>;
	};
	lock_cause: { lock_id: string; node_id: string; due_on: string; new_due_on: string | null };
	unlock_request: {
		id: string;
		lock_id: string;
		court_code: string;
		state: string;
		requested_by: string;
		requested_at: string;
		reason: string;
		plan: string;
		new_due_on: string;
		route: string;
		step: number;
		step_due_on: string | null;
	};
	unlock_decision: {
		request_id: string;
		position: number;
		step: number;
		verdict: string;
		decided_by: string;
		court_code: string;
		decided_at: string;
		opinion: string;
		instruction: string | null;
	};
	measure_rollup: {
		measure: string;
		court_code: string;
		unit_code: string;
		person_code: string;
		day: string;
		dims: string;
		value: number;
	};
	publication: {
		id: string;
		kind: string;
		court_code: string;
		period_from: string;
		period_to: string;
		version: number;
		number: string;
		state: string;
		cut_off_at: string;
		made_at: string;
		rulebook_version: string;
		figures: string;
		hash: string;
	};
	job_run: { job: string; scope: string; period: string; state: string; started_at: string; ended_at: string | null };
	public_figure: { court_code: string; name: string; value: string; as_of: string };
	audit: {
		seq: Generated<number>;
		at: string;
		actor: string;
		role: string;
		court_code: string;
		address: string;
		action: string;
		object: string;
		before_hash: string | null;
		after_hash: string | null;
		result: string;
		request_id: string;
		prev_hash: string;
		hash: string;
	};
}

/** The database, or a transaction on it: what every reader and writer of the store takes. */
export type Db = Kysely<Database> | Transaction<Database>;
