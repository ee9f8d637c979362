import type { CaseView } from '../case/case-state.ts';
import { disjointPieces } from '../deadline/exclusion.ts';
import { addDays, dayNumber } from '../time/civil.ts';
import type { CourtDate, DayInterval } from '../time/types.ts';

/** An exclusion of a case as its facts tell it; without `subject` it stops every clock that can be stopped. */
export interface CaseExclusion extends DayInterval {
	readonly id: string;
	readonly subject?: string;
}

/** Every exclusion of a case, with the last end that was told of each. */
export function exclusionsOf(view: Pick<CaseView, 'facts'>): readonly CaseExclusion[] {
	const ends = new Map<string, CourtDate>();
	for (const { type, data } of view.facts) if (type === 'exclusion-ended') ends.set(data.exclusionId as string, data.to as CourtDate);
	return view.facts.flatMap(({ type, data }) => {
		if (type !== 'exclusion-started') return [];
		const { exclusionId, from, subject } = data as { exclusionId: string; from: CourtDate; subject?: string };
		const to = ends.get(exclusionId);
		return [{ id: exclusionId, from, ...(to ? { to } : {}), ...(subject === undefined ? {} : { subject }) }];
	});
}

/** Civil days of the union of intervals after a day up to and including another; one without an end runs on to that day. Overlaps count once. */
export function excludedDays(intervals: readonly DayInterval[], after: CourtDate, upTo: CourtDate): number {
	const closed = intervals.flatMap(({ from, to }) => {
		const end = to === undefined || to > upTo ? upTo : to;
		return from > end ? [] : [{ id: '', ground: '', from, to: end }];
	});
	return disjointPieces(closed, dayNumber(after)).reduce((sum, piece) => sum + piece.to - piece.from + 1, 0);
}

/** Civil days of one closed interval, both end days held. */
export function lengthOf(from: CourtDate, to: CourtDate): number {
	return Math.max(0, dayNumber(to) - dayNumber(from) + 1);
}

/** How many days an exclusion has, and how many of them nothing else has taken out yet; undefined where it has no end. */
export function newDaysOf(
	view: Pick<CaseView, 'facts'>,
	asked: { readonly id?: string; readonly from: CourtDate; readonly to?: CourtDate; readonly subject?: string },
): { readonly days: number; readonly newDays: number } | undefined {
	if (asked.to === undefined) return undefined;
	const before = addDays(asked.from, -1);
	// What stops one subject only leaves the other clocks running.
	const others = exclusionsOf(view).filter(
		(other) => other.id !== asked.id && (other.subject === undefined || other.subject === asked.subject),
	);
	const days = lengthOf(asked.from, asked.to);
	return { days, newDays: days - excludedDays(others, before, asked.to) };
}
