/** A moment, as UTC text with milliseconds (`2026-11-20T01:30:00.000Z`), so that it sorts as text. */
export type Instant = string & { readonly __brand: 'Instant' };

/** A civil date in the court's own zone (`2026-11-20`); everything the law counts in days is one of these. */
export type CourtDate = string & { readonly __brand: 'CourtDate' };

/** Days from `from` to `to`, both end days held; without `to` it is still running. */
export interface DayInterval {
	readonly from: CourtDate;
	readonly to?: CourtDate;
}
