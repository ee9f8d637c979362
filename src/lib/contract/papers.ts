import type { DailyPageView } from './daily-page.ts';
import type { DeedResult } from './desk.ts';
import type { Account, PageResult } from './pages.ts';
import type { PaperView } from './paper-page.ts';
import type { ArchiveAsked, MakingTyped, NamedCode, PublicationsView } from './publications.ts';

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
	readonly corrects?: {
		readonly id: string;
		readonly number: string;
		readonly reason: string;
		readonly requests: readonly CorrectionRequest[];
	};
	readonly proposals?: ProposalsView;
}

/** That an issued paper be corrected: by whom, and why. */
export interface CorrectionRequest {
	readonly reason: string;
	readonly byName: string;
	readonly roleName: string;
	readonly courtName: string;
	readonly at: string;
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
	/** Who asked for this correction and why, the first one first; not of the visitors' edition. */
	readonly requests?: readonly CorrectionRequest[];
	/** A correction of this one is on its way, for those who see drafts. */
	readonly pending?: { readonly draftId: string; readonly requests: readonly CorrectionRequest[] };
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
	make(account: Account, address: string, input: MakingTyped): Promise<DeedResult>;
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
