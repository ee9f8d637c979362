import type { IndicatorTarget } from '../indicator/types.ts';

/** Targets of one document for a court and a year, as it was last loaded, changed or switched. */
export interface TargetSet {
	/** Number of this state of the document; later ones are greater. */
	readonly seq: number;
	readonly court: string;
	readonly year: number;
	/** The document as it is cited; with court and year it names the set. */
	readonly document: string;
	readonly targets: readonly IndicatorTarget[];
	/** Whether its targets hold. */
	readonly active: boolean;
	readonly by: string;
	readonly at: string;
}

/** A document with targets, as a file holds it. */
export interface TargetDocument {
	/** Short name of the file, where the program brings it along: `s1`. */
	readonly id?: string;
	readonly document: string;
	/** The year that the document speaks of; a court may take it over for another one. */
	readonly year?: number;
	/** Where it comes from, and how what it does not define was read. */
	readonly source?: string;
	readonly targets: readonly IndicatorTarget[];
}

/** What is known of an indicator where a target is checked or shown. */
export interface KnownIndicator {
	readonly code: string;
	readonly name: string;
	/** 「%」, 「天」, 「件」, 「元」 … */
	readonly unit: string;
}

/** Something wrong with one target of a list, counted from 0. */
export interface TargetProblem {
	readonly index: number;
	readonly message: string;
}

/** What came of reading an uploaded document. */
export type ParsedTargets =
	| { readonly ok: true; readonly document: TargetDocument }
	| { readonly ok: false; readonly problems: readonly { readonly line: number; readonly message: string }[] };
