import { addDays, weekday, yearOf } from '../core/time/civil.ts';
import type { CourtDate, DayInterval } from '../core/time/types.ts';
import type { WorkCalendar } from '../core/time/work-calendar.ts';
import type { SourceDay } from '../store/calendar.ts';
import { daysOf } from './source.ts';

/** What a calendar says of a day that is not an ordinary one. */
export type Listing = Pick<SourceDay, 'kind' | 'name'>;

/** One day on which a new source would change the calendar: added (no `before`), removed (no `after`), or another kind of day. */
export interface DayChange {
	readonly day: CourtDate;
	readonly before?: Listing;
	readonly after?: Listing;
}

/** What a source of one year would be laid over. */
export interface Laying {
	readonly year: number;
	readonly days: readonly SourceDay[];
	/** The calendar in force for the court, or for the country. */
	readonly inForce: WorkCalendar;
	/** For a court: the country's calendar, which holds where the court says nothing. */
	readonly country?: WorkCalendar;
	/** Days of the same year's earlier source, whose place the new one takes. */
	readonly replaced: readonly SourceDay[];
	/** Days that the source of another year states; they stay. */
	readonly kept: readonly SourceDay[];
}

/** What a calendar lists for a day, or undefined for an ordinary working day or weekend. */
export function listingOf(calendar: WorkCalendar, day: CourtDate): Listing | undefined {
	const name = calendar.nameOf(day);
	return name === undefined ? undefined : { kind: calendar.isWorkingDay(day) ? 'work' : 'rest', name };
}

const works = (day: CourtDate, listing: Listing | undefined): boolean => (listing ? listing.kind === 'work' : weekday(day) <= 5);

const byDay = (days: readonly SourceDay[]): ReadonlyMap<CourtDate, Listing> =>
	new Map(days.map(({ day, kind, name }) => [day, { kind, name }]));

/** Every day whose kind would change, in order; a festival that only goes by another name is no change. */
export function calendarChanges(laying: Laying): readonly DayChange[] {
	const { year, inForce, country } = laying;
	const [stated, kept, replaced] = [byDay(laying.days), byDay(laying.kept), byDay(laying.replaced)];
	const afterOf = (day: CourtDate): Listing | undefined => {
		const listed = stated.get(day) ?? kept.get(day);
		if (listed) return listed;
		if (country) return listingOf(country, day);
		return yearOf(day) === year || replaced.has(day) ? undefined : listingOf(inForce, day);
	};
	const ofYear = daysOf(`${year}-01-01` as CourtDate, `${year}-12-31` as CourtDate);
	const days = [...new Set([...ofYear, ...stated.keys(), ...replaced.keys()])].sort();
	return days.flatMap((day) => {
		const [before, after] = [listingOf(inForce, day), afterOf(day)];
		return before?.kind === after?.kind ? [] : [{ day, ...(before ? { before } : {}), ...(after ? { after } : {}) }];
	});
}

/** The days that become working days or cease to be, of a list of changes. */
export function workChanges(changes: readonly DayChange[]): readonly CourtDate[] {
	return changes.filter(({ day, before, after }) => works(day, before) !== works(day, after)).map(({ day }) => day);
}

/** Days on which one source differs from another. */
export function differingDays(one: readonly SourceDay[], other: readonly SourceDay[]): readonly CourtDate[] {
	const [a, b] = [byDay(one), byDay(other)];
	return [...new Set([...a.keys(), ...b.keys()])].filter((day) => a.get(day)?.kind !== b.get(day)?.kind).sort();
}

const CLOSE_DAYS = 15;

/** Days in order, as intervals; days that lie close together make one. */
export function intervalsOf(days: readonly CourtDate[]): readonly Required<DayInterval>[] {
	const intervals: { from: CourtDate; to: CourtDate }[] = [];
	for (const day of [...days].sort()) {
		const last = intervals.at(-1);
		if (last && day <= addDays(last.to, CLOSE_DAYS)) last.to = day;
		else intervals.push({ from: day, to: day });
	}
	return intervals;
}
