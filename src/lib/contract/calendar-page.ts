import type { Account, PageResult } from './pages.ts';

/** Worked as usual, a holiday, a make-up working day, or a weekend that rests as usual. */
export type CalendarDayKind = 'work' | 'rest' | 'makeup' | 'weekend';

/** Forms in which days are loaded: 国务院通知原文, holiday-cn 年度文件, 本院休班安排. */
export type CalendarSourceKind = 'notice' | 'holiday-cn' | 'closure';

/** One day of the calendar page. */
export interface CalendarDay {
	readonly day: string;
	readonly kind: CalendarDayKind;
	/** The festival, or the court's reason. */
	readonly name?: string;
	/** The chosen court's own arrangement, not the country's. */
	readonly own: boolean;
}

/** One of the twelve months. */
export interface CalendarMonth {
	/** 1 to 12. */
	readonly month: number;
	readonly workingDays: number;
	readonly days: readonly CalendarDay[];
}

/** Where what is known of a year comes from: the tables that the program brings along, or a document that was loaded. */
export type CalendarYear =
	| { readonly year: number; readonly from: 'package' }
	| {
			readonly year: number;
			readonly from: 'source';
			readonly seq: number;
			readonly document: string;
			readonly loadedByName: string;
			readonly loadedAt: string;
	  };

/** A text that was loaded into the calendar. */
export interface CalendarSource {
	readonly seq: number;
	/** Absent: of the country. */
	readonly courtName?: string;
	readonly year: number;
	readonly kind: CalendarSourceKind;
	readonly document: string;
	/** How many days it states. */
	readonly days: number;
	/** How many clocks it moved, so far. */
	readonly moved: number;
	/** Every open deadline was computed again after it. */
	readonly projected: boolean;
	readonly loadedByName: string;
	readonly loadedAt: string;
}

/** A court that the calendar can be shown for. */
export interface CalendarCourt {
	readonly code: string;
	readonly name: string;
	/** This person may load the court's own closures. */
	readonly mayLoad: boolean;
}

/** The calendar of one year, of the country (`court` absent) or of one court. */
export interface CalendarPageData {
	readonly year: number;
	readonly court?: string;
	readonly courtName?: string;
	/** Not announced: weekends rest, every due day in it is 暂定. */
	readonly unknown: boolean;
	readonly today: string;
	readonly workingDays: number;
	readonly months: readonly CalendarMonth[];
	/** Known years, oldest first. */
	readonly years: readonly CalendarYear[];
	readonly nextUnknownYear: number;
	/** Sources that state days of the year, newest first. */
	readonly sources: readonly CalendarSource[];
	readonly courts: readonly CalendarCourt[];
	/** This person may load the country's calendar. */
	readonly mayLoadCountry: boolean;
}

/** One day that a text would change; no `before`: added, no `after`: removed. */
export interface CalendarChange {
	readonly day: string;
	readonly before?: { readonly kind: 'rest' | 'work'; readonly name: string };
	readonly after?: { readonly kind: 'rest' | 'work'; readonly name: string };
}

/** Why a text cannot be loaded, with each fault and its line. */
export interface CalendarFault {
	readonly ok: false;
	readonly code: string;
	readonly message: string;
	readonly problems: readonly { readonly line: number; readonly message: string }[];
}

/** What a text would change. */
export type CalendarCheck =
	| {
			readonly ok: true;
			readonly year: number;
			readonly courtName?: string;
			/** The document's number, given or read from the text; without one nothing can be loaded. */
			readonly document?: string;
			/** How many days the text states. */
			readonly stated: number;
			readonly added: readonly CalendarChange[];
			readonly removed: readonly CalendarChange[];
			readonly changed: readonly CalendarChange[];
			/** The year was unknown until now. */
			readonly announces: boolean;
	  }
	| CalendarFault;

/** A text to load. */
export interface CalendarLoadInput {
	/** The court of 本院休班; absent: the country. */
	readonly court?: string;
	readonly year: number;
	readonly kind: CalendarSourceKind;
	readonly text: string;
	readonly document?: string;
}

/** A clock whose due day a source moved. */
export interface CalendarMoved {
	readonly caseId: number;
	readonly caseNumber: string;
	readonly courtName: string;
	readonly nodeId: string;
	readonly nodeName: string;
	readonly subject?: string;
	/** 法定期限, 内控期限. */
	readonly clockName: string;
	/** Absent where there was no due day, or is none any more. */
	readonly from?: string;
	readonly to?: string;
	readonly provisional: boolean;
}

/** The deadlines that a source moved, as far as this person may read their cases; a page may be short and still have a next one. */
export interface CalendarMovedView {
	readonly source: CalendarSource;
	readonly rows: readonly CalendarMoved[];
	readonly cursor?: number;
	readonly nextCursor?: number;
}

/** The part of the running application that the calendar pages call. */
export interface CalendarPages {
	calendar(account: Account, asked: { year?: number; court?: string }): Promise<PageResult<CalendarPageData>>;
	checkCalendar(account: Account, input: CalendarLoadInput): Promise<CalendarCheck>;
	loadCalendar(
		account: Account,
		address: string,
		input: CalendarLoadInput,
	): Promise<{ readonly ok: true; readonly seq: number } | CalendarFault>;
	calendarMoved(account: Account, seq: number, cursor?: number): Promise<PageResult<CalendarMovedView>>;
}
