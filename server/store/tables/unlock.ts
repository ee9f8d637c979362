import type { Generated } from 'kysely';

/** What goes with unlock requests: absences, delegations, documents, phrases. */
export interface UnlockTables {
	/** Days on which a person is away, with who acts for him; `ended_on` is the day from which it no longer counts. */
	absence: {
		id: string;
		person: string;
		court_code: string;
		from_day: string;
		to_day: string | null;
		reason: string;
		delegate: string | null;
		set_by: string;
		set_at: string;
		ended_on: string | null;
		ended_by: string | null;
	};
	/** Causes that a partial grant took out of a lock that goes on. */
	lock_cause_release: {
		lock_id: string;
		node_id: string;
		due_on: string;
		new_due_on: string;
		released_on: string;
		request_id: string;
	};
	/** The running step of an unlock request beyond what stands in `unlock_request`; no row where there is nothing to say. */
	unlock_step: {
		request_id: string;
		/** The highest warning given for the running step: 0, 1, 2. */
		warned: number;
		assigned_to: string | null;
		partial: number;
	};
	/** Files that go with an unlock request; without a request they are drafts of the person who put them there. */
	document: {
		seq: Generated<number>;
		id: string;
		lock_id: string;
		court_code: string;
		request_id: string | null;
		filed_at: string | null;
		name: string;
		kind: string;
		/** Bytes. */
		size: number;
		sha256: string;
		uploaded_by: string;
		uploaded_at: string;
		content: Uint8Array;
	};
	/** Sentences that a person keeps for requests and decisions. */
	phrase: {
		id: Generated<number>;
		account_id: string;
		use: string;
		text: string;
		position: number;
		created_at: string;
	};
}
