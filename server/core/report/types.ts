import type { MeasureSum } from '../indicator/year.ts';
import type { Directory } from '../directory/types.ts';
import type { Rulebook } from '../rulebook/types.ts';
import type { CourtDate, Instant } from '../time/types.ts';

/** A line of a publication's lists: to the case and the person. */
export interface ReportLine {
	readonly caseNumber: string;
	readonly courtName: string;
	readonly unitName?: string;
	readonly handlerName?: string;
	readonly nodeName: string;
	readonly dueOn?: string;
	readonly overdueDays?: number;
	/** How often the rungs have warned, up to the cut-off. */
	readonly reminders: number;
	readonly locked: boolean;
	/** Court that decides on the unlocking. */
	readonly decider?: string;
	/** 暂定, 待核, 启用前超期, 超期待核实, and what a request waits for. */
	readonly marks: readonly string[];
}

/** A list of the report. */
export interface ReportSection {
	readonly title: string;
	readonly total: number;
	/** What is said where there is no line. */
	readonly empty: string;
	readonly lines: readonly ReportLine[];
}

/** One figure, ready to read. */
export interface ReportFigure {
	readonly label: string;
	readonly value: string;
	readonly unit: string;
	readonly note?: string;
}

/** One indicator, ready to read. */
export interface ReportIndicator {
	readonly name: string;
	readonly value: string;
	readonly target?: string;
	readonly met?: boolean;
	readonly note?: string;
}

/** The daily statistics of a court and its subordinate courts: what a record freezes, and what page and Word document print. */
export interface DailyFigures {
	readonly title: string;
	readonly number?: string;
	/** 未定稿: 即时统计, without a number, not kept. */
	readonly draft: boolean;
	readonly court: string;
	readonly courtName: string;
	readonly day: CourtDate;
	readonly cutOffAt: Instant;
	readonly madeAt: Instant;
	/** Place in the log that the sums had come to; absent in records of older programs. */
	readonly throughSeq?: number;
	readonly rulebookVersion: string;
	/** Three things to act on. */
	readonly actions: readonly string[];
	readonly figures: readonly ReportFigure[];
	readonly sections: readonly ReportSection[];
	readonly indicators: readonly ReportIndicator[];
	readonly notes: readonly string[];
}

/** A node with its binding clock, as stored at the moment of making; which of them count at the cut-off is decided here in core. */
export interface NodeAsStored {
	readonly nodeId: string;
	readonly node: string;
	readonly clock: string;
	readonly caseId: number;
	readonly caseNumber: string;
	readonly court: string;
	readonly unit?: string;
	readonly handler?: string;
	readonly startedOn: CourtDate;
	readonly dueOn?: CourtDate;
	/** When it was done; absent while open. */
	readonly endedOn?: CourtDate;
	readonly void: boolean;
	/** When the case was closed, which voids what is open. */
	readonly caseClosedOn?: CourtDate;
	readonly frozen: boolean;
	readonly provisional: boolean;
	readonly unconfirmed: boolean;
	/** Ran out, may lock, and waits for the feed. */
	readonly awaitsFeed: boolean;
}

/** A lock with its causes, as stored at the moment of making. */
export interface LockAsStored {
	readonly lockId: string;
	readonly caseId: number;
	readonly caseKey: string;
	readonly caseNumber: string;
	readonly court: string;
	readonly unit?: string;
	readonly handler?: string;
	readonly state: 'proposed' | 'active' | 'review' | 'released';
	readonly lockedAt: Instant;
	readonly releasedAt?: Instant;
	readonly repeat: number;
	readonly causes: readonly { readonly nodeId: string; readonly dueOn: CourtDate }[];
}

/** An unlock request, as stored at the moment of making. */
export interface RequestAsStored {
	readonly requestId: string;
	readonly lockId: string;
	readonly state: string;
	readonly requestedAt: Instant;
	readonly route: readonly { readonly kind: string; readonly court: string }[];
	readonly step: number;
	readonly stepDueOn?: CourtDate;
	/** What was said of it, in order. */
	readonly decisions: readonly { readonly step: number; readonly at: Instant }[];
}

/** Sums of measures on one day, split as for indicators. */
export type DaySum = Omit<MeasureSum, 'span'>;

/** Everything that the daily statistics are computed from. */
export interface DailyInput {
	readonly court: string;
	/** The court and its subordinate courts, in the order of the court table. */
	readonly courts: readonly string[];
	readonly directory: Directory;
	readonly rulebook: Rulebook;
	readonly day: CourtDate;
	readonly draft: boolean;
	readonly cutOffAt: Instant;
	/** What happened before this instant counts: the cut-off itself, or the moment after it where a draft includes now. */
	readonly before: Instant;
	readonly madeAt: Instant;
	/** Place in the log that `sums` and `daySums` had come to. */
	readonly throughSeq: number;
	/** Earliest watermark of the feeds that declare one; absent where none does. */
	readonly completeThrough?: Instant;
	readonly nodes: readonly NodeAsStored[];
	readonly locks: readonly LockAsStored[];
	readonly requests: readonly RequestAsStored[];
	/** Reminders up to the cut-off, by node. */
	readonly reminders: ReadonlyMap<string, number>;
	/** Court that would decide, or decides, on unlocking, by lock. */
	readonly deciders: ReadonlyMap<string, string>;
	/** Nodes due on the day and done on it. */
	readonly doneOnDueDay: number;
	/** Sums of the year up to the day, and of all before it. */
	readonly sums: readonly MeasureSum[];
	readonly daySums: readonly DaySum[];
}
