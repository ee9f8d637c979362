import type { LongPending } from './catalogue/types.ts';
import type { CaseFilter } from './types.ts';
import type { CaseView } from '../case/case-state.ts';
import { addDays, addMonths } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';

/** Months beyond which an open case is pending for long, by what counts it. */
export const longMonths: Readonly<Record<LongPending, number>> = { 'long-pending-6': 6, 'long-pending-9': 9, 'long-pending-12': 12 };

/** What cannot be said under a filter: the register does not tell what a dispute is about. */
export const pendingUnknown = (filter: CaseFilter | undefined): readonly string[] => (filter?.contractOnly ? Object.keys(longMonths) : []);

/** The last day of filing from which a case is open for more than so many months at the end of a day. */
export function lastDayBeyond(day: CourtDate, months: number): CourtDate {
	let filed = addDays(addMonths(day, -months), 3);
	while (addMonths(filed, months) >= day) filed = addDays(filed, -1);
	return filed;
}

/** Whether a case was open at the end of a day: a closing counts from its day until the day on which it was undone. */
export const isOpenOn = ({ filedOn, closings }: Pick<CaseView, 'filedOn' | 'closings'>, day: CourtDate): boolean =>
	filedOn <= day && !closings.some(({ from, to }) => from <= day && (to === undefined || to > day));

/** Whether a case was pending for more than so many months at the end of a day. The time runs from the filing, whatever closings were undone. */
export const isLongPendingOn = (view: Pick<CaseView, 'filedOn' | 'closings'>, day: CourtDate, months: number): boolean =>
	addMonths(view.filedOn, months) < day && isOpenOn(view, day);

/** How a case that is pending for long is split in figures: as the register has it, without its closing mode and cause. */
export const pendingDims = ({ state, track, procedure, enterpriseClass }: CaseView): string =>
	`${state.kind}|${track ?? procedure ?? ''}|${enterpriseClass ?? ''}||`;
