import type { Generated } from 'kysely';

/** Notices, those who receive them, silences, and who watches what. */
export interface NoticeTables {
	/** One row for each notice of the cases' states, with where it stands by the nodes. */
	notice: {
		id: string;
		case_id: number;
		court_code: string;
		/** node, silent, unlock: what it is about. */
		topic: Generated<string>;
		/** The node; of silence the case key, of an unlock request its step. */
		node_id: string;
		clock: string;
		due_on: string;
		level: number;
		label: string | null;
		from_id: string | null;
		raised_at: string;
		/** Court day of `raised_at`. */
		raised_on: string;
		reply_by: string;
		/** open, signed, answered, closed. */
		state: string;
		closed_by: string | null;
		closed_on: string | null;
		/** Court day of the first signature, and of the first answer. */
		signed_on: string | null;
		answered_on: string | null;
		/** Last day to sign, where it is raised again on the day after. */
		escalate_on: string | null;
	};
	notice_recipient: {
		notice_id: string;
		position: number;
		office: string;
		court_code: string;
		/** Null: nobody holds the office; whoever does later may sign. */
		person_code: string | null;
		/** Court day on which whoever stands for this recipient signed, and first answered. */
		signed_on: string | null;
		answered_on: string | null;
		/** 1 while nobody has signed for the notice and it is not closed. */
		open: number;
	};
	/** 说明: every silence of the cases' states. */
	node_silence: {
		id: string;
		case_id: number;
		court_code: string;
		node_id: string;
		reason: string;
		said_by: string;
		from_day: string;
		until_day: string;
		ended_on: string | null;
		ended_by: string | null;
		/** 1 while it runs. */
		open: number;
	};
	/** 专人监管: rows are only ended, never changed. */
	supervisor_post: {
		id: Generated<number>;
		court_code: string;
		person_code: string;
		unit_code: string | null;
		node: string | null;
		from_day: string;
		to_day: string | null;
		set_by: string;
		set_at: string;
		ended_by: string | null;
	};
	/** 团队周核: the figures of a unit's week as they were signed. */
	weekly_review: {
		unit_code: string;
		week_from: string;
		court_code: string;
		figures: string;
		/** SHA-256 of `figures`. */
		hash: string;
		note: string;
		signed_by: string;
		signed_at: string;
	};
}
