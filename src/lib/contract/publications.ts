/** What is looked for in the archive: the query string of the page. */
export interface ArchiveAsked {
	/** Words of the title, or a part of the number. */
	readonly words?: string;
	readonly kind?: string;
	readonly court?: string;
	readonly from?: string;
	readonly to?: string;
	/** From 1. */
	readonly page?: number;
	/** Page of the drafts on their way, from 1. */
	readonly drafts?: number;
}

/** A line of the archive. */
export interface ArchiveRow {
	readonly id: string;
	readonly kind: string;
	readonly kindName: string;
	readonly court: string;
	readonly courtName: string;
	readonly title: string;
	readonly number: string;
	readonly periodFrom: string;
	readonly periodTo: string;
	/** As printed; empty for records of one day. */
	readonly periodLabel: string;
	readonly version: number;
	readonly cutOffAt: string;
	readonly issuedAt: string;
	readonly hash: string;
	/** 已更正: the version that corrects this one. */
	readonly correctedBy?: string;
	/** Receipts so far. */
	readonly signed: number;
	/** Whether this person has signed. */
	readonly mine: boolean;
}

/** A draft on its way. */
export interface DraftRow {
	readonly id: string;
	readonly kindName: string;
	readonly courtName: string;
	readonly title: string;
	readonly periodLabel: string;
	readonly version: number;
	readonly state: 'draft' | 'reviewed';
	readonly stateName: string;
	readonly madeAt: string;
	/** 系统, or the person. */
	readonly madeByName: string;
	readonly editedAt?: string;
	readonly editedByName?: string;
	/** Whether the next step may be taken by this person. */
	readonly mine: boolean;
}

/** A page of the drafts on their way. */
export interface DraftsView {
	readonly rows: readonly DraftRow[];
	readonly total: number;
	/** How many of all wait for this person. */
	readonly mine: number;
	readonly page: number;
	readonly pages: number;
}

/** The last run for a kind, court and period. */
export interface RunRow {
	readonly kindName: string;
	readonly courtName: string;
	readonly from: string;
	readonly outcome: 'made' | 'empty' | 'failed';
	readonly outcomeName: string;
	/** Why it failed. */
	readonly detail: string;
	readonly at: string;
	readonly tookMs: number;
	readonly tries: number;
}

export interface NamedCode {
	readonly code: string;
	readonly name: string;
}

/** Courts for which this person may make a paper by hand, and of which kinds; no courts for readers. */
export interface MakingView {
	readonly courts: readonly NamedCode[];
	readonly kinds: readonly NamedCode[];
	readonly lastDay: string;
	/** For bulletins of campaigns: each with the courts whose bulletin it can be, the latest first. */
	readonly campaigns: readonly {
		readonly id: string;
		readonly name: string;
		readonly from: string;
		readonly to: string;
		readonly courts: readonly string[];
	}[];
}

/** What is typed to make a paper by hand. */
export interface MakingTyped {
	readonly kind: string;
	readonly court: string;
	readonly day: string;
	/** Id of a campaign, for its bulletin. */
	readonly campaign?: string;
}

/** Archive, drafts and runs on one page. */
export interface PublicationsView {
	readonly asked: ArchiveAsked;
	readonly rows: readonly ArchiveRow[];
	readonly total: number;
	readonly pages: number;
	readonly drafts: DraftsView;
	readonly runs: readonly RunRow[];
	/** Runs that ended without a publication. */
	readonly failed: number;
	readonly courts: readonly NamedCode[];
	readonly kinds: readonly NamedCode[];
	readonly making: MakingView;
}
