import type { CourtDate, Instant } from '../time/types.ts';
import { eventType } from './vocabulary.ts';

/** The data of an event, as received. */
export type EventData = Readonly<Record<string, unknown>>;

/** One fact of a case, as the fold sees it. `on` is the civil date in the court's zone, `at` is absent for a bare day. */
export interface CaseEvent {
	/** Place in the log; not used for ordering. */
	readonly seq: number;
	readonly source: string;
	readonly id: string;
	readonly type: string;
	readonly on: CourtDate;
	readonly at?: Instant;
	/** Position in the source. */
	readonly sourceSeq?: number;
	readonly data: EventData;
}

/** Closing, reopening and archiving come last among the events of a day. */
const lastOfDay: Readonly<Record<string, number>> = { 'case-closed': 1, 'case-reopened': 2, 'case-archived': 3 };

function rankOf(type: string): string {
	const last = lastOfDay[type];
	return String(last === undefined ? eventType(type).rank : 900 + last).padStart(3, '0');
}

/** The key that orders events (contract §2): day; date-only by rank before timed by instant and rank; source, seq, id. Compares as text. */
export function orderKey(event: CaseEvent): string {
	const moment = event.at ? `1${event.at}` : '0';
	const place = String(event.sourceSeq ?? 0).padStart(16, '0');
	return `${event.on}|${moment}|${rankOf(event.type)}|${event.source}|${place}|${event.id}`;
}

/** The identity of an event: its source and the id that the source gave it. */
export function identityOf(event: { readonly source: string; readonly id: string }): string {
	return `${event.source}\u0000${event.id}`;
}

/** A text value of the data, or undefined. */
export function textOf(data: EventData, field: string): string | undefined {
	const value = data[field];
	return typeof value === 'string' ? value : undefined;
}

/** A number of the data, or 0 where it is absent. */
export function numberOf(data: EventData, field: string): number {
	const value = data[field];
	return typeof value === 'number' ? value : 0;
}
