import type { Account, PageResult } from './pages.ts';
import type { RuleFault } from './rules-page.ts';

/** One rule by which papers make a demand, in words. */
export interface DemandRowView {
	readonly code: string;
	/** Kinds of paper it is for, by name. */
	readonly kinds: readonly string[];
	/** 「超期节点达到 1」「执行案件结案率未达标」. */
	readonly when: string;
	readonly owner: string;
	/** Civil days after the last day of the period. */
	readonly days: number;
	readonly text: string;
}

/** The demands of a court's papers (工作要求): whose they are, their text, and what it says. */
export interface DemandsView {
	readonly court: string;
	readonly courtName: string;
	readonly courts: readonly { readonly code: string; readonly name: string }[];
	/** Set by the court itself, by a court above it, or by nobody: the program's. */
	readonly of: 'own' | 'above' | 'program';
	/** The court that set them. */
	readonly ofName?: string;
	readonly setAt?: string;
	readonly setByName?: string;
	/** What holds, as it was written. */
	readonly text: string;
	readonly rules: readonly DemandRowView[];
	readonly mayManage: boolean;
}

/** What a text says, or what is wrong in it. */
export type DemandsChecked = { readonly ok: true; readonly rules: readonly DemandRowView[] } | RuleFault;

/** A set of demands saved, or why not. */
export type DemandsSaved = { readonly ok: true } | (RuleFault & { readonly code: string });

/** The part of the running application that the page of demands calls. */
export interface DemandPages {
	demands(account: Account, court?: string): Promise<PageResult<DemandsView>>;
	check(account: Account, text: string): Promise<PageResult<DemandsChecked>>;
	/** An empty text goes back to those above. */
	save(account: Account, address: string, input: { readonly court: string; readonly text: string }): Promise<DemandsSaved>;
}
