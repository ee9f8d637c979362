import type { Limit, WorkingHours } from '../rulebook/types.ts';
import type { CourtDate, DayInterval, Instant } from '../time/types.ts';
import type { WorkCalendar } from '../time/work-calendar.ts';

/** A period taken out of a clock, with the document that took it out. */
export interface Exclusion extends DayInterval {
	readonly id: string;
	readonly ground: string;
	readonly documentNo?: string;
	/** The day on which the court itself decided it; missing for stops by law or by an upper court, which are facts whenever they are told. */
	readonly decidedOn?: CourtDate;
	/** The case was closed: no deduction, the clock did not exist; gross counts leave it out too. */
	readonly notRunning?: true;
}

/** Days or months added after the period, with the decision that added them. */
export interface Extension {
	readonly addDays?: number;
	readonly addMonths?: number;
	readonly documentNo?: string;
	readonly decidedOn: CourtDate;
}

/** A new due day given by the court that unlocked the case; it replaces the computed one. */
export interface Grant {
	readonly lockId: string;
	readonly dueOn: CourtDate;
	readonly grantedOn: CourtDate;
}

/** What a due day is computed from. */
export interface DueInput {
	readonly trigger: CourtDate;
	/** Needed by H and MIN clocks. */
	readonly triggerAt?: Instant;
	readonly limit: Limit;
	/** Whether exclusions stop this clock. */
	readonly stops: boolean;
	readonly exclusions: readonly Exclusion[];
	readonly extensions: readonly Extension[];
	readonly grants: readonly Grant[];
	/** The day stated in the document (X clocks). */
	readonly statedOn?: CourtDate;
	/** The due day that a source system has recorded; it holds instead of the computed one. */
	readonly recorded?: { readonly dueOn: CourtDate; readonly documentNo?: string };
	/** Whether a last day that rests moves on (default), and where not, by which rule. */
	readonly rolls?: boolean;
	/** A backward minimum: `trigger` is the day to come, the due day lies before it. */
	readonly back?: boolean;
	/** Office hours, where an H or MIN clock runs in them only. */
	readonly workingHours?: WorkingHours;
	readonly calendar: WorkCalendar;
	readonly zone: string;
	/** Legal basis of the limit, quoted beside it in the explanation. */
	readonly basis?: string;
	/** What started the clock (立案, 收到案卷 …), named in the first line of the explanation. */
	readonly triggerName?: string;
}

/** One line of arithmetic: label, what happened, and the day reached. Chinese, as shown under 「为什么是这一天」. */
export interface ExplanationLine {
	readonly label: string;
	readonly text: string;
	readonly day?: CourtDate;
	readonly source?: string;
}

/** One entry of the ledger that moved a clock, by `days` civil days (working days for a WD clock's exclusions and extensions). `to` is
 *  missing while an exclusion still runs; for the other kinds `from` is the day before and `to` the day after the move. */
export interface LedgerEntry {
	readonly kind: 'exclusion' | 'extension' | 'grant' | 'roll' | 'recorded';
	readonly from: CourtDate;
	readonly to?: CourtDate;
	readonly days: number;
	readonly documentNo?: string;
}

/** A due day with everything needed to check it by hand. `frozen`: no due day while an exclusion runs. */
export interface Due {
	readonly dueOn?: CourtDate;
	/** For H and MIN clocks. */
	readonly dueAt?: Instant;
	readonly frozen: boolean;
	/** 暂定: the arithmetic touched a year whose holidays are not announced. */
	readonly provisional: boolean;
	/** An X period without a stated day: computed from the statutory length, 待核. */
	readonly assumed: boolean;
	/** The due day without exclusions, extensions and grants, where that is another day: 隐性超审限 looks at it. */
	readonly grossDueOn?: CourtDate;
	/** Every due day that had passed when a later decision moved it. */
	readonly missed?: readonly CourtDate[];
	/** The due day that had already passed when a later extension or grant was decided: once overdue stays on record. */
	readonly missedOn?: CourtDate;
	readonly ledger: readonly LedgerEntry[];
	readonly lines: readonly ExplanationLine[];
}
