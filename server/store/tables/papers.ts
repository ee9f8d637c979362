import type { Generated } from 'kysely';

/** Publications on their way: drafts, what was issued as files, who has read. */
export interface PaperTables {
	/** A paper before it is issued. An issued one stands in `publication`, which nobody can change. */
	paper_draft: {
		id: string;
		kind: string;
		court_code: string;
		period_from: string;
		period_to: string;
		version: number;
		/** draft, reviewed, issued, dropped. */
		state: string;
		title: string;
		period_label: string;
		/** The frozen paper, as JSON, with the slots as computed. */
		body: string;
		/** Slots as persons wrote them, as JSON by id. */
		slots: string;
		revision: number;
		cut_off_at: string;
		made_at: string;
		made_by: string;
		edited_by: string | null;
		edited_at: string | null;
		reviewed_by: string | null;
		reviewed_at: string | null;
		issued_by: string | null;
		issued_at: string | null;
		/** The publication it became. */
		publication_id: string | null;
		/** The publication that a version after the first corrects. */
		corrects_id: string | null;
		/** Why a version after the first is made. */
		reason: string | null;
	};
	/** Moves of a draft, in order: made, edited, reviewed, returned, issued, dropped. */
	paper_step: {
		draft_id: string;
		position: number;
		move: string;
		text: string;
		by_person: string;
		by_role: string;
		court_code: string;
		at: string;
	};
	/** The files that were issued, as bytes; append-only. */
	publication_file: {
		publication_id: string;
		/** docx, xlsx, html, pdf. */
		form: string;
		bytes: Uint8Array;
		sha256: string;
		made_at: string;
	};
	/** What lists read of a publication; the announcement on the walls goes by `seq`. */
	publication_head: {
		seq: Generated<number>;
		publication_id: string;
		title: string;
		/** Empty for records of one day. */
		period_label: string;
		issued_at: string;
		issued_by: string;
		draft_id: string | null;
		corrects_id: string | null;
		reason: string | null;
	};
	/** Numbers given (发文字号): each ordinal of a court, kind and year once. */
	publication_number: {
		court_code: string;
		kind: string;
		year: number;
		ordinal: number;
		publication_id: string;
	};
	/** 签收: who has read an issued publication. */
	publication_receipt: {
		publication_id: string;
		person_code: string;
		role: string;
		court_code: string;
		signed_at: string;
	};
	/** Runs of the publishing jobs with what went wrong; those that failed stand first in the list. */
	paper_run: {
		seq: Generated<number>;
		kind: string;
		court_code: string;
		period_from: string;
		/** made, empty, failed. */
		outcome: string;
		detail: string;
		took_ms: number;
		at: string;
	};
}
