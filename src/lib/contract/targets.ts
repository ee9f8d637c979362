import type { Account, PageResult } from './pages.ts';

/** Which cases a target or a campaign is about; absent parts narrow nothing. */
export interface CaseFilterView {
	readonly kinds?: readonly string[];
	readonly courses?: readonly string[];
	readonly enterprise?: 'any' | readonly string[];
	readonly contractOnly?: boolean;
}

/** A court to choose. */
export interface CourtChoiceView {
	readonly code: string;
	readonly name: string;
}

/** One target of a document. */
export interface TargetView {
	readonly code: string;
	readonly name: string;
	/** As printed and as it may be typed again: 「≥ 96%」「4月30日前清零」. */
	readonly rule: string;
	/** 「涉企案件、合同纠纷、首次执行」; absent: all cases of the indicator. */
	readonly scope?: string;
	readonly filter?: CaseFilterView;
	/** The document, word for word. */
	readonly words?: string;
	/** Set aside for the same cases by the document named, which was set later. */
	readonly overtakenBy?: string;
}

/** A change of a set, the latest first. */
export interface TargetChangeView {
	readonly at: string;
	readonly byName: string;
	/** 「装入 41 项」「改 2 项」「停用」. */
	readonly what: string;
}

/** The targets of one document for a court and a year. */
export interface TargetSetView {
	/** The court whose document it is; another one than the page's where it comes from above. */
	readonly court: string;
	readonly courtName: string;
	readonly document: string;
	readonly year: number;
	readonly active: boolean;
	readonly targets: readonly TargetView[];
	readonly history: readonly TargetChangeView[];
}

/** A document that the program brings along. */
export interface TargetExampleView {
	readonly id: string;
	readonly document: string;
	readonly source?: string;
	readonly count: number;
	/** Whether the court has it for the year, and whether it holds. */
	readonly state: 'none' | 'on' | 'off';
}

/** The targets of a court for a year, its own and those of the courts above. */
export interface TargetsView {
	readonly court: string;
	readonly courtName: string;
	readonly courts: readonly CourtChoiceView[];
	readonly year: number;
	readonly years: readonly number[];
	readonly own: readonly TargetSetView[];
	readonly above: readonly TargetSetView[];
	readonly examples: readonly TargetExampleView[];
	/** Number of targets that hold for the court, inherited ones included. */
	readonly holding: number;
	readonly mayManage: boolean;
	readonly indicators: readonly { readonly code: string; readonly name: string; readonly unit: string }[];
	/** 排名 and 合理区间 of the court, as its settings stand. */
	readonly ranking: boolean;
	readonly interval: boolean;
}

/** A target as it is typed. */
export interface TargetTyped {
	readonly code: string;
	readonly rule: string;
	readonly words: string;
	readonly filter?: CaseFilterView;
}

/** What a deed of the office answers. */
export type OfficeDeed =
	| { readonly ok: true; readonly id: string; readonly message?: string }
	| {
			readonly ok: false;
			readonly code: string;
			readonly message: string;
			/** Where several things are wrong: each with its line or row. */
			readonly problems?: readonly string[];
	  };

/** The part of the running application that the page of targets calls. */
export interface TargetPages {
	targets(account: Account, asked: { court?: string; year?: string }): Promise<PageResult<TargetsView>>;
	saveTargets(
		account: Account,
		address: string,
		input: { court: string; year: number; document: string; rows: readonly TargetTyped[] },
	): Promise<OfficeDeed>;
	switchTargets(
		account: Account,
		address: string,
		input: { court: string; year: number; document: string; active: boolean },
	): Promise<OfficeDeed>;
	takeExample(account: Account, address: string, input: { court: string; year: number; id: string }): Promise<OfficeDeed>;
	/** A YAML or CSV file; the document's name in a YAML file wins over the one typed. */
	uploadTargets(
		account: Account,
		address: string,
		input: { court: string; year: number; document: string; name: string; text: string },
	): Promise<OfficeDeed>;
}
