import type { DailyPageView } from './daily-page.ts';
import type { DeedResult } from './desk.ts';
import type { Account, PageResult } from './pages.ts';
import type { PaperView } from './paper-page.ts';

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

/** Archive, drafts and runs on one page. */
export interface PublicationsView {
	readonly asked: ArchiveAsked;
	readonly rows: readonly ArchiveRow[];
	readonly total: number;
	readonly pages: number;
	readonly drafts: readonly DraftRow[];
	readonly runs: readonly RunRow[];
	/** Runs that ended without a publication. */
	readonly failed: number;
	readonly courts: readonly NamedCode[];
	readonly kinds: readonly NamedCode[];
	/** Courts for which this person may make a paper by hand, and of which kinds; empty for readers. */
	readonly making: { readonly courts: readonly NamedCode[]; readonly kinds: readonly NamedCode[]; readonly lastDay: string };
}

/** A figure that the editor can cite. */
export interface CitableFigure {
	readonly id: string;
	readonly text: string;
	readonly label: string;
	/** Court, unit or person that it is about. */
	readonly of: string;
	readonly definition?: string;
}

/** A part that persons may write. */
export interface SlotView {
	readonly id: string;
	readonly title: string;
	/** As it stands, in the editor's words: one paragraph a line, figures as `{{id}}`. */
	readonly text: string;
	/** As it was computed. */
	readonly computed: string;
	readonly edited: boolean;
	/** Numbers that were typed rather than cited. */
	readonly typed: readonly string[];
}

export interface DraftStepView {
	readonly move: string;
	readonly name: string;
	readonly text: string;
	readonly byName: string;
	readonly roleName: string;
	readonly courtName: string;
	readonly at: string;
}

/** A shortfall that a paper proposes for the register of 整改, filled in as far as it is known. */
export interface ProposalView {
	readonly key: string;
	readonly court: string;
	readonly unit?: string;
	/** The unit or court that falls short. */
	readonly ofName: string;
	readonly code: string;
	readonly title: string;
	readonly foundIn: string;
	readonly dueOn: string;
	/** Court time's day at that court. */
	readonly today: string;
	readonly owner?: string;
	readonly measures: string;
	readonly mayEnter: boolean;
	/** What stands in the register for it. */
	readonly entered?: { readonly ownerName: string; readonly dueOn: string; readonly closed: boolean };
}

/** What a paper proposes for the register of 整改, and who may answer for it by court. */
export interface ProposalsView {
	readonly rows: readonly ProposalView[];
	readonly owners: Readonly<Record<string, readonly NamedCode[]>>;
}

/** One draft: the paper as it would be issued, its free parts, what was done and what can be done. */
export interface DraftPageView {
	readonly id: string;
	readonly revision: number;
	readonly state: 'draft' | 'reviewed' | 'issued' | 'dropped';
	readonly stateName: string;
	readonly kindName: string;
	readonly version: number;
	readonly paper: PaperView;
	readonly slots: readonly SlotView[];
	readonly figures: readonly CitableFigure[];
	readonly steps: readonly DraftStepView[];
	readonly may: {
		readonly edit: boolean;
		readonly review: boolean;
		readonly return: boolean;
		readonly issue: boolean;
		readonly drop: boolean;
	};
	/** Why this person may not issue although the office may: 签发人不得为拟稿人. */
	readonly whyNotIssue?: string;
	/** Who can take the next step, in words. */
	readonly waitsFor?: string;
	/** The number it would get now. */
	readonly nextNumber?: string;
	/** Where it was issued. */
	readonly publicationId?: string;
	/** What it corrects, and why. */
	readonly corrects?: { readonly id: string; readonly number: string; readonly reason: string };
	readonly proposals?: ProposalsView;
}

/** A stored form of an issued paper. */
export interface IssuedForm {
	readonly form: 'docx' | 'xlsx' | 'html' | 'pdf';
	readonly name: string;
	readonly sha256: string;
}

/** 签收: who has read, and who has not. */
export interface ReceiptsView {
	readonly signed: readonly { readonly name: string; readonly roleName: string; readonly courtName: string; readonly at: string }[];
	readonly missing: readonly { readonly name: string; readonly roleName: string }[];
	/** When this person signed; absent: not yet. */
	readonly mine?: string;
	readonly maySign: boolean;
}

/** One publication: a paper, or a record of one day with figures of its own kind. */
export interface IssuedPageView {
	readonly id: string;
	readonly kindName: string;
	readonly number: string;
	readonly version: number;
	readonly hash: string;
	/** Whether the frozen figures still give the hash. */
	readonly intact: boolean;
	readonly issuedAt: string;
	readonly issuedByName: string;
	readonly edition: 'internal' | 'visitor';
	readonly paper?: PaperView;
	readonly daily?: DailyPageView;
	readonly forms: readonly IssuedForm[];
	readonly correctedBy?: { readonly id: string; readonly number: string };
	readonly corrects?: { readonly id: string; readonly number: string };
	readonly reason?: string;
	readonly receipts: ReceiptsView;
	readonly mayCorrect: boolean;
	/** Of the internal edition only. */
	readonly proposals?: ProposalsView;
}

/** What a corrected version says otherwise. */
export interface DiffPageView {
	readonly before: { readonly id: string; readonly number: string; readonly version: number };
	readonly after: { readonly id: string; readonly number: string; readonly version: number; readonly title: string };
	readonly reason: string;
	readonly correctedAt: string;
	readonly byName: string;
	readonly title?: { readonly before: string; readonly after: string };
	readonly figures: readonly {
		readonly id: string;
		readonly label: string;
		readonly of: string;
		readonly before?: string;
		readonly after?: string;
	}[];
	readonly tables: readonly {
		readonly id: string;
		readonly title: string;
		readonly columns: readonly string[];
		readonly added: readonly (readonly string[])[];
		readonly removed: readonly (readonly string[])[];
		readonly changed: readonly { readonly before: readonly string[]; readonly after: readonly string[] }[];
	}[];
	readonly words: readonly { readonly under: string; readonly before?: string; readonly after?: string }[];
}

/** One thing that was checked of a publication. */
export interface CheckedPart {
	readonly name: string;
	readonly ok: boolean;
	readonly words: string;
}

/** Publications as their pages call them. */
export interface PaperPages {
	publications(account: Account, asked: ArchiveAsked): Promise<PageResult<PublicationsView>>;
	draft(account: Account, id: string): Promise<PageResult<DraftPageView>>;
	issued(account: Account, id: string, edition: 'internal' | 'visitor'): Promise<PageResult<IssuedPageView>>;
	diff(account: Account, id: string): Promise<PageResult<DiffPageView>>;
	check(account: Account, id: string): Promise<PageResult<readonly CheckedPart[]>>;
	make(
		account: Account,
		address: string,
		input: { readonly kind: string; readonly court: string; readonly day: string },
	): Promise<DeedResult>;
	edit(
		account: Account,
		address: string,
		id: string,
		input: { readonly revision: number; readonly slots: Readonly<Record<string, string>> },
	): Promise<DeedResult>;
	review(
		account: Account,
		address: string,
		id: string,
		input: { readonly revision: number; readonly opinion: string; readonly numbersChecked: boolean },
	): Promise<DeedResult>;
	giveBack(
		account: Account,
		address: string,
		id: string,
		input: { readonly move: 'return' | 'drop'; readonly revision: number; readonly reason: string },
	): Promise<DeedResult>;
	issue(account: Account, address: string, id: string, input: { readonly revision: number }): Promise<DeedResult>;
	correct(account: Account, address: string, id: string, input: { readonly reason: string; readonly anew: boolean }): Promise<DeedResult>;
	sign(account: Account, address: string, id: string): Promise<DeedResult>;
}
