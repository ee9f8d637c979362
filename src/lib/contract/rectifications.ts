import type { Account, PageResult } from './pages.ts';
import type { CourtChoiceView, OfficeDeed } from './targets.ts';

/** What is done about a shortfall. */
export type RectificationMoveView = 'opened' | 'progress' | 'extend' | 'close' | 'reopen' | 'urge' | 'talk' | 'circulate';

/** One move, with who made it. */
export interface RectificationStepView {
	readonly move: RectificationMoveView;
	/** 报告进展, 延期, 督促, 约谈 … */
	readonly name: string;
	readonly text: string;
	readonly byName: string;
	readonly roleName: string;
	readonly at: string;
	readonly dueOn?: string;
	/** Part of the accountability record. */
	readonly account: boolean;
}

/** A shortfall with owner and date. */
export interface RectificationRow {
	readonly id: string;
	readonly court: string;
	readonly courtName: string;
	readonly unitName?: string;
	readonly personName?: string;
	readonly code: string;
	readonly indicatorName: string;
	readonly title: string;
	readonly foundIn?: string;
	readonly foundOn: string;
	readonly ownerName: string;
	readonly dueOn: string;
	readonly measures: string;
	readonly state: 'open' | 'closed';
	/** Days past its day; 0 when it is not late. */
	readonly late: number;
	/** Days since it was found, to today or to its closing. */
	readonly age: number;
	readonly closedOn?: string;
	readonly closedByName?: string;
	readonly closing?: string;
	readonly steps: readonly RectificationStepView[];
	/** Moves that this person may make now. */
	readonly may: readonly Exclude<RectificationMoveView, 'opened'>[];
}

/** Which rectifications are shown. */
export type RectificationShown = 'open' | 'late' | 'mine' | 'closed';

/** The rectifications of the courts that a person may see. */
export interface RectificationsView {
	readonly court?: string;
	readonly courts: readonly CourtChoiceView[];
	readonly shown: RectificationShown;
	readonly counts: Readonly<Record<RectificationShown, number>>;
	/** Open ones by age: up to 30 days, 31 to 60, 61 to 90, more. */
	readonly ages: readonly { readonly name: string; readonly count: number; readonly late: number }[];
	readonly rows: readonly RectificationRow[];
	/** Closed ones come a page at a time, the latest first: where this page begins if it is not the first, and where the next one does. */
	readonly cursor?: string;
	readonly nextCursor?: string;
	readonly today: string;
	/** Courts at which the person may open one, with units and persons. */
	readonly mayOpen: readonly (CourtChoiceView & {
		readonly units: readonly CourtChoiceView[];
		readonly persons: readonly CourtChoiceView[];
	})[];
	readonly indicators: readonly { readonly code: string; readonly name: string }[];
}

/** A new one, as typed. */
export interface RectificationTyped {
	readonly court: string;
	readonly unit: string;
	readonly code: string;
	readonly title: string;
	readonly foundIn: string;
	readonly owner: string;
	readonly dueOn: string;
	readonly measures: string;
}

/** A move, as typed. */
export interface RectificationMoveTyped {
	readonly id: string;
	readonly move: string;
	readonly text: string;
	readonly dueOn: string;
}

/** The part of the running application that the page of rectifications calls. */
export interface RectificationPages {
	rectifications(account: Account, asked: { court?: string; shown?: string; cursor?: string }): Promise<PageResult<RectificationsView>>;
	openRectification(account: Account, address: string, typed: RectificationTyped): Promise<OfficeDeed>;
	moveRectification(account: Account, address: string, typed: RectificationMoveTyped): Promise<OfficeDeed>;
}
