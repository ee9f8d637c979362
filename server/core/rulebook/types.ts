import type { CourtDate } from '../time/types.ts';

/** `management` warns and counts inside the house; `limit` binds, and published figures use it. */
export type ClockKind = 'management' | 'limit';

/** D calendar days, WD working days, M months, Y years, H hours, MIN minutes, X a day stated in the document. */
export type LimitUnit = 'D' | 'WD' | 'M' | 'Y' | 'H' | 'MIN' | 'X';

/**
 * Which days a clock rests on. `civil`: statutory rest days, the last day rolls past them (民事诉讼法第八十五条); `criminal`: the same,
 * but nothing rolls while a person is in custody (刑事诉讼法第一百零五条); `none`: every day counts alike, nothing rolls.
 */
export type DayRule = 'civil' | 'criminal' | 'none';

/** The length of a period. `extraDays` is the half month of 3.5 months (3 M + 15 D). For X it is the statutory length used where the document states no day. */
export interface Limit {
	readonly limit: number;
	readonly unit: LimitUnit;
	readonly extraDays?: number;
	/** The unit of an X limit's statutory length. */
	readonly lengthUnit?: 'D' | 'M' | 'Y';
}

/** Values a data field (or a case field) may have; every key must match. A field that holds a list matches by any of its values. */
export type Filter = Readonly<Record<string, readonly (string | number | boolean)[]>>;

/** An event that starts or ends a clock. */
export interface Trigger {
	readonly event: string;
	/** A day field of the event's data that counts instead of the event's own day, where it is given. */
	readonly dayField?: string;
	/** Conditions on the event's data. */
	readonly where?: Filter;
	/** As a start: which of several such events counts, the first (usual) or the last one (the last hearing). */
	readonly take?: 'first' | 'last';
	/** As an end of a node with subjects: it ends the node whatever subject it names. */
	readonly anySubject?: boolean;
}

/** A limit that replaces the ordinary one where the condition holds (urgent clue, administrative basis). */
export interface LimitVariant extends Limit {
	/** Conditions on the start event's data (`event`) or on the case (`case`). */
	readonly on: 'event' | 'case';
	readonly when: Filter;
	readonly unconfirmed?: boolean;
	/** Legal basis of this limit, where it is another one. */
	readonly basis?: string;
}

/** The layer that set a clock's numbers, and by which document. */
export interface LayerMark {
	/** Code of the court whose layer it is. */
	readonly court: string;
	readonly document: string;
	/** What the layer did: confirmed a 待核 limit, changed it, switched the lock, added the node. */
	readonly did: readonly ('confirm' | 'change' | 'lock' | 'add' | 'enable')[];
	/** Why a lower court has a looser limit than the one above it. */
	readonly why?: string;
}

/** One clock of a node. */
export interface ClockRule extends Limit {
	readonly kind: ClockKind;
	readonly start: Trigger;
	readonly variants?: readonly LimitVariant[];
	/** Stopped by exclusions (S). */
	readonly stops: boolean;
	/** Rungs, in days before the due day, the widest first (working days for WD, hours for H, minutes for MIN, else civil days). */
	readonly warn: readonly number[];
	/** Whether running out locks the case, when the limit is confirmed. */
	readonly locks: boolean;
	/** Whether a court may switch the lock on in its layer. */
	readonly lockable?: boolean;
	/** 待核: from memory, a proposal, or another court's local rule. Warns and reports, never locks until the court confirms it. */
	readonly unconfirmed: boolean;
	/** Legal basis as text, in Chinese. */
	readonly basis: string;
	/** Source mark of the limit as in the domain catalogue (L, P, C, M, X, S0..S4). */
	readonly source: string;
	/** Default `civil`. */
	readonly days?: DayRule;
	/** Whether a last day that is a rest day moves on; default true. */
	readonly rolls?: boolean;
	/** B: a backward minimum. The start states a day (`dayField`); the act must be done `limit` days before it; never rolled. */
	readonly back?: boolean;
	/** H and MIN: whether the clock runs round the clock (default) or in working hours only. */
	readonly hours?: 'all' | 'working';
	/** X: the field of the start event that states the last day; default `expiresOn`. */
	readonly statedField?: string;
	/** Takes the due day that a source system has recorded (`deadline-recorded`) over the computed one, and shows both. */
	readonly takesRecorded?: boolean;
	/** Set where a layer below the nation had a hand in it. */
	readonly layers?: readonly LayerMark[];
}

/** One node of the rulebook. */
export interface NodeRule {
	readonly code: string;
	/** Chinese name, as on every screen and paper. */
	readonly name: string;
	/** Heading of the rule page under which it stands. */
	readonly section?: string;
	/** First day of triggers that this version of the rule judges. */
	readonly from: CourtDate;
	/** Conditions on the case: kind, type, basis, track, procedure, channel, enterpriseClass, custody, tags. */
	readonly when: Filter;
	/** Cases that the node is not for: any one of these conditions takes the case out. */
	readonly unless?: Filter;
	readonly clocks: readonly ClockRule[];
	readonly ends: readonly Trigger[];
	/** Data field that names the subject (assetId, receiptId, clueId); without it there is one node per case. */
	readonly subject?: string;
	/** Events that end node n and start n + 1 of the same subject (a renewed seal). */
	readonly renewedBy?: readonly string[];
	/** Stays open after the case is closed (marked with a dagger in the contract). */
	readonly survivesClosing: boolean;
	/** A rule that an event type alone cannot state: the receipt is settled when paid + deposited + refunded >= arrived. */
	readonly endsWhen?: 'money-settled';
	/** Extra conditions that the asset must meet for the node to exist, whatever event started it. */
	readonly asset?: Filter;
	/** Last rung is a red alarm to the enforcement chief (seals). */
	readonly alarmAtLast?: boolean;
	/** A party's period: when it runs out it has lapsed, and nobody is late. */
	readonly lapses?: boolean;
	/** Done anew by every court that the case is transferred to, even where the old court had done it (allocation). */
	readonly perCourt?: boolean;
	/** Runs only where the layer of the court (or one above it) switches it on: its steps are not sent by every source. */
	readonly optional?: boolean;
}

/** What must hold before a step, or how often something may happen: gates and counts, which have no clock of their own. */
export type Requirement =
	/** The step may not come before the period has run (终本 not before three months). */
	| ({ readonly kind: 'not-before'; readonly start: Trigger } & Limit)
	/** One of these must have been done (within the period before the step, where one is given), at least so often. */
	| { readonly kind: 'done'; readonly events: readonly Trigger[]; readonly least?: number; readonly within?: Limit }
	/** Something may happen at most so often. */
	| { readonly kind: 'at-most'; readonly event: Trigger; readonly most: number }
	/** No node of this code may be open. */
	| { readonly kind: 'none-open'; readonly node: string };

/** A gate or a count. */
export interface CheckRule {
	readonly code: string;
	readonly name: string;
	readonly section?: string;
	readonly from: CourtDate;
	readonly when: Filter;
	readonly unless?: Filter;
	readonly basis: string;
	readonly source: string;
	readonly unconfirmed: boolean;
	/** The step it stands before; for a count, the event that is counted. */
	readonly gates: Trigger;
	/** The step is about this subject (assetId); requirements then look at events of the same subject only. */
	readonly subject?: string;
	readonly require: Requirement;
	/** Another requirement for some cases (simple procedure: at most one adjournment). First match wins. */
	readonly variants?: readonly { readonly when: Filter; readonly require: Requirement }[];
}

/** One stretch of working time of a day, as `HH:MM`. */
export type WorkingHours = readonly { readonly from: string; readonly to: string }[];

/** All rules, with the version that is stored beside each node. */
export interface Rulebook {
	readonly version: string;
	readonly nodes: readonly NodeRule[];
	readonly checks?: readonly CheckRule[];
	/** Office hours for clocks that run in working hours only. */
	readonly workingHours?: WorkingHours;
}

/** A change that a layer makes to one clock of the layer above. */
export interface LayerChange extends Partial<Limit> {
	readonly node: string;
	readonly clock: ClockKind;
	/** First trigger day that it judges. */
	readonly from: CourtDate;
	readonly warn?: readonly number[];
	readonly basis?: string;
	/** Required where the limit is longer than that of the layer above. */
	readonly why?: string;
}

/** The rules of a province, a city or a court, laid over those above it. They hold for the court and everything below it. */
export interface RuleLayer {
	readonly court: string;
	readonly version: string;
	readonly issued: CourtDate;
	/** The court's own document. */
	readonly document: string;
	readonly confirm: readonly { readonly node: string; readonly clock: ClockKind; readonly from: CourtDate; readonly document?: string }[];
	readonly change: readonly LayerChange[];
	readonly lock: readonly {
		readonly node: string;
		readonly clock: ClockKind;
		readonly from: CourtDate;
		readonly on: boolean;
		readonly why?: string;
	}[];
	readonly enable: readonly { readonly node: string; readonly from: CourtDate }[];
	readonly nodes: readonly NodeRule[];
	readonly checks: readonly CheckRule[];
	readonly workingHours?: WorkingHours;
}

/** A layer as read, or everything that is wrong in it, by line. */
export type ParsedLayer =
	| { readonly ok: true; readonly layer: RuleLayer }
	| { readonly ok: false; readonly problems: readonly { readonly line: number; readonly message: string }[] };
