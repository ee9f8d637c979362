import type { Account, PageResult } from './pages.ts';
import type { CourtChoiceView, OfficeDeed } from './targets.ts';

/** One value that was filled in. */
export interface EntryView {
	readonly measure: string;
	readonly name: string;
	/** With its unit: 「12 件」「1,200.00 元」. */
	readonly text: string;
	readonly unitName?: string;
	readonly personName?: string;
	readonly day: string;
	readonly source: string;
	readonly byName: string;
	readonly at: string;
	/** What stood before, the latest first: 「12 件（2026年3月2日更正前）」. */
	readonly before: readonly string[];
	/** Why it counts twice: values of the same day of the whole court and of its parts, filled in before this was refused. */
	readonly conflict?: string;
}

/** A measure that may be filled in. */
export interface EntryMeasureView {
	readonly code: string;
	readonly name: string;
	readonly unit: string;
	/** Filled in for the month that is shown, for the court as a whole or any unit. */
	readonly filled: boolean;
}

/** What an office fills in by month (数据填报). */
export interface EntriesView {
	readonly court: string;
	readonly courtName: string;
	readonly courts: readonly CourtChoiceView[];
	readonly month: string;
	readonly today: string;
	readonly rows: readonly EntryView[];
	readonly measures: readonly EntryMeasureView[];
	readonly units: readonly CourtChoiceView[];
	readonly mayManage: boolean;
}

/** A value as typed; an amount in yuan. */
export interface EntryTyped {
	readonly measure: string;
	readonly unit: string;
	readonly day: string;
	readonly value: string;
	readonly source: string;
}

/** The part of the running application that the page of filled-in values calls. */
export interface EntryPages {
	entries(account: Account, asked: { court?: string; month?: string }): Promise<PageResult<EntriesView>>;
	fillIn(account: Account, address: string, court: string, typed: EntryTyped): Promise<OfficeDeed>;
	/** A CSV file: 填报项, 部门, 人员, 日期, 数值, 来源. */
	uploadEntries(account: Account, address: string, court: string, text: string): Promise<OfficeDeed>;
}
