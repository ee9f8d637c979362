import type { CourtDate } from '../time/types.ts';

/** `management` warns and counts inside the house; `limit` binds, and published figures use it. */
export type ClockKind = 'management' | 'limit';

/** D calendar days, WD working days, M months, Y years, H hours, MIN minutes, X a day stated in the document. */
export type LimitUnit = 'D' | 'WD' | 'M' | 'Y' | 'H' | 'MIN' | 'X';

/** The length of a period. `extraDays` is the half month of 3.5 months (3 M + 15 D). For X it is the statutory length used where the document states no day. */
export interface Limit {
	readonly limit: number;
	readonly unit: LimitUnit;
	readonly extraDays?: number;
	/** The unit of an X limit's statutory length. */
	readonly lengthUnit?: 'D' | 'M' | 'Y';
}

/** Values a data field (or a case field) may have; every key must match. */
export type Filter = Readonly<Record<string, readonly (string | number | boolean)[]>>;

/** An event that starts or ends a clock. */
export interface Trigger {
	readonly event: string;
	/** A day field of the event's data that counts instead of the event's own day, where it is given. */
	readonly dayField?: string;
	/** Conditions on the event's data. */
	readonly where?: Filter;
}

/** A limit that replaces the ordinary one where the condition holds (urgent clue, administrative basis). */
export interface LimitVariant extends Limit {
	/** Conditions on the start event's data (`event`) or on the case (`case`). */
	readonly on: 'event' | 'case';
	readonly when: Filter;
	readonly unconfirmed?: boolean;
}

/** One clock of a node. */
export interface ClockRule extends Limit {
	readonly kind: ClockKind;
	readonly start: Trigger;
	readonly variants?: readonly LimitVariant[];
	/** Stopped by exclusions (S). */
	readonly stops: boolean;
	/** Rungs, in days before the due day, the widest first (working days for WD, else civil days). */
	readonly warn: readonly number[];
	/** Whether running out locks the case, when the limit is confirmed. */
	readonly locks: boolean;
	/** 待核: from memory, a proposal, or another court's local rule. Warns and reports, never locks until the court confirms it. */
	readonly unconfirmed: boolean;
	/** Legal basis as text, in Chinese. */
	readonly basis: string;
	/** Source mark of the limit as in the domain catalogue (L, P, C, M, X, S0..S4). */
	readonly source: string;
}

/** One node of the rulebook. */
export interface NodeRule {
	readonly code: string;
	/** Chinese name, as on every screen and paper. */
	readonly name: string;
	/** First day of triggers that this version of the rule judges. */
	readonly from: CourtDate;
	/** Conditions on the case: kind, basis, track, procedure. */
	readonly when: Filter;
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
}

/** All rules, with the version that is stored beside each node. */
export interface Rulebook {
	readonly version: string;
	readonly nodes: readonly NodeRule[];
}
