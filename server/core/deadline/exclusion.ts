import { dayNumber } from '../time/civil.ts';
import type { WorkCalendar } from '../time/work-calendar.ts';
import type { Exclusion } from './types.ts';

/** The part of a closed exclusion that no earlier exclusion has taken out already; both end days are held. */
export interface ExcludedPiece {
	readonly exclusion: Exclusion;
	readonly from: number;
	readonly to: number;
}

const byFrom = (a: Exclusion, b: Exclusion): number => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0);

/** Cuts closed exclusions into disjoint pieces after a day number, in order, so that overlapping days count once. */
export function disjointPieces(exclusions: readonly Exclusion[], after: number): readonly ExcludedPiece[] {
	const pieces: ExcludedPiece[] = [];
	let covered = after;
	for (const exclusion of [...exclusions].sort(byFrom)) {
		if (exclusion.to === undefined) continue;
		const from = Math.max(dayNumber(exclusion.from), covered + 1);
		const to = dayNumber(exclusion.to);
		if (to < from) continue;
		pieces.push({ exclusion, from, to });
		covered = to;
	}
	return pieces;
}

/** Adds the excluded days that lie up to the day reached, until no more are met: the day on which the uninterrupted count would end. */
export function pushPastExclusions(day: number, pieces: readonly ExcludedPiece[]): number {
	let reached = day;
	for (const piece of pieces) {
		if (piece.from > reached) break;
		reached += piece.to - piece.from + 1;
	}
	return reached;
}

/** The earliest exclusion that has not ended and starts on or before a day: it freezes the clock. */
export function runningExclusion(exclusions: readonly Exclusion[], upTo: number): Exclusion | undefined {
	let first: Exclusion | undefined;
	for (const exclusion of exclusions) {
		if (exclusion.to !== undefined || dayNumber(exclusion.from) > upTo) continue;
		if (first === undefined || exclusion.from < first.from) first = exclusion;
	}
	return first;
}

/** The working days among the days of a piece: what it takes out of a clock that counts working days. */
export function workingDaysOf(piece: ExcludedPiece, calendar: WorkCalendar): number {
	let count = 0;
	for (let day = piece.from; day <= piece.to; day += 1) if (calendar.isWorkingNumber(day)) count += 1;
	return count;
}
