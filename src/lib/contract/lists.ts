import type { DeedResult, WorklistFilter } from './desk.ts';
import type { Account, PageResult } from './pages.ts';

/** A filter of the worklist that a person keeps under a name. */
export interface SavedView {
	readonly id: string;
	readonly name: string;
	/** Query of the page, with its question mark; empty for the bare page. */
	readonly query: string;
}

/** What stands beside the worklist. */
export interface WorklistTools {
	readonly saved: readonly SavedView[];
	readonly mayIssue: boolean;
}

/** A file to download. */
export interface DownloadFile {
	readonly bytes: Uint8Array;
	readonly mediaType: string;
	readonly fileName: string;
}

/** What a bulletin of overdue nodes would be about, before it is issued. */
export interface BulletinForm {
	readonly court: string;
	readonly courts: readonly { readonly code: string; readonly name: string }[];
	readonly nodeName?: string;
	readonly handlerName?: string;
	readonly nodeNames: readonly string[];
	readonly handlerNames: readonly string[];
	readonly nodes: number;
	readonly cases: number;
	readonly persons: number;
	readonly lines: readonly {
		readonly caseNumber: string;
		readonly courtName: string;
		readonly handlerName?: string;
		readonly nodeName: string;
		readonly dueOn?: string;
		readonly overdueDays?: number;
		readonly locked: boolean;
	}[];
	/** First and last day that may be named for the answer. */
	readonly firstDay: string;
	readonly lastDay: string;
}

/** What a person does with lists: keeps views, downloads them, issues a bulletin from them. */
export interface ListPages {
	/** What stands beside the worklist: the person's kept views, and whether the person may issue a bulletin. */
	tools(account: Account): Promise<WorklistTools>;
	saveView(account: Account, view: { readonly name: string; readonly query: string }): Promise<DeedResult>;
	removeView(account: Account, id: string): Promise<DeedResult>;
	exportWorklist(account: Account, address: string, filter: WorklistFilter, format: 'csv' | 'xlsx'): Promise<PageResult<DownloadFile>>;
	bulletinForm(
		account: Account,
		choice: { readonly court?: string; readonly nodeName?: string; readonly handlerName?: string },
	): Promise<PageResult<BulletinForm>>;
	issueBulletin(
		account: Account,
		address: string,
		input: {
			readonly court: string;
			readonly requirement: string;
			readonly replyBy: string;
			readonly nodeName?: string;
			readonly handlerName?: string;
		},
	): Promise<DeedResult>;
}
