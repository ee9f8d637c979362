import { dateOfDayNumber, dayNumber, monthOf, weekday, yearOf } from '../core/time/civil.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { readCalendarRows, readCalendarSources, type CalendarSourceRow } from '../store/calendar.ts';
import type { ViewContext } from './view-context.ts';

/** What kind of day it is: worked, a holiday, a make-up working day, or a weekend that rests as usual. */
export type CalendarDayKind = 'work' | 'rest' | 'makeup' | 'weekend';

/** One day of the page. */
export interface CalendarDayView {
	readonly day: CourtDate;
	readonly kind: CalendarDayKind;
	/** The festival, or the court's reason. */
	readonly name?: string;
	/** Where a day that is not an ordinary one comes from: the tables that the program brings along, or the seq of a source. */
	readonly source?: 'package' | number;
}

/** Twelve of them make the page. */
export interface CalendarMonthView {
	/** 1 to 12. */
	readonly month: number;
	readonly workingDays: number;
	readonly days: readonly CalendarDayView[];
}

/** Where what is known of a year comes from. */
export type ProvenanceView =
	| { readonly year: number; readonly from: 'package' }
	| {
			readonly year: number;
			readonly from: 'source';
			readonly seq: number;
			readonly document: string;
			readonly loadedBy: string;
			readonly loadedAt: Instant;
	  };

/** A source as lists show it; its text and days stay in the store. */
export interface CalendarSourceView extends Omit<CalendarSourceRow, 'text' | 'days'> {
	/** How many days it states. */
	readonly days: number;
}

/** Everything the calendar page shows of one year, for the country (`court` absent) or for one court. */
export interface CalendarPageView {
	readonly year: number;
	readonly court?: string;
	/** The year is not announced: weekends rest, every due day in it is 暂定. */
	readonly unknown: boolean;
	readonly months: readonly CalendarMonthView[];
	/** Known years, oldest first. */
	readonly provenance: readonly ProvenanceView[];
	readonly nextUnknownYear: number;
	/** Sources of the country and of the court that state days of the year, newest first. */
	readonly sources: readonly CalendarSourceView[];
}

const firstYear = 2000;
const mostSources = 100;

/** A source without its text. */
export function sourceView({ text: _text, days, ...source }: CalendarSourceRow): CalendarSourceView {
	return { ...source, days: days.length };
}

/** The calendar of a year; without a year, that of today. */
export async function calendarPage(context: ViewContext, year?: number, court?: string): Promise<CalendarPageView> {
	// No court has an empty code: under it stands the country's calendar.
	const calendar = context.calendarOf(court ?? '');
	const { days: rows, years } = await readCalendarRows(context.db);
	const today = dayOfInstant(context.now(), 'Asia/Shanghai');
	const shown = year ?? yearOf(today);
	const sources = await readCalendarSources(context.db, {
		year: shown,
		courts: court === undefined ? [''] : ['', court],
		limit: mostSources,
	});
	const stated = new Map(rows.filter((row) => row.court === '').map((row) => [row.day, row.sourceSeq]));
	for (const row of rows) if (row.court !== '' && row.court === court) stated.set(row.day, row.sourceSeq);
	const days = daysOfYear(shown).map((day): CalendarDayView => {
		const name = calendar.nameOf(day);
		const works = calendar.isWorkingDay(day);
		if (name === undefined) return { day, kind: works ? 'work' : 'weekend' };
		return { day, kind: !works ? 'rest' : weekday(day) > 5 ? 'makeup' : 'work', name, source: stated.get(day) ?? 'package' };
	});
	const known = Array.from({ length: yearOf(today) + 10 - firstYear }, (_, index) => firstYear + index).filter((each) =>
		calendar.isAnnounced(each),
	);
	return {
		year: shown,
		...(court === undefined ? {} : { court }),
		unknown: !calendar.isAnnounced(shown),
		months: monthsOf(days),
		provenance: await provenanceOf(context, known, years),
		nextUnknownYear: nextUnknown(known, yearOf(today)),
		sources: sources.map(sourceView),
	};
}

function daysOfYear(year: number): readonly CourtDate[] {
	const first = dayNumber(`${year}-01-01` as CourtDate);
	const count = dayNumber(`${year}-12-31` as CourtDate) - first + 1;
	return Array.from({ length: count }, (_, index) => dateOfDayNumber(first + index));
}

function monthsOf(days: readonly CalendarDayView[]): readonly CalendarMonthView[] {
	return Array.from({ length: 12 }, (_, index) => {
		const ofMonth = days.filter(({ day }) => monthOf(day) === index + 1);
		const workingDays = ofMonth.filter(({ kind }) => kind === 'work' || kind === 'makeup').length;
		return { month: index + 1, workingDays, days: ofMonth };
	});
}

async function provenanceOf(
	context: ViewContext,
	known: readonly number[],
	years: ReadonlyMap<number, number>,
): Promise<readonly ProvenanceView[]> {
	const loaded = years.size === 0 ? [] : await readCalendarSources(context.db, { courts: [''], limit: 1000 });
	const bySeq = new Map(loaded.map((source) => [source.seq, source]));
	return known.map((year) => {
		const source = bySeq.get(years.get(year) ?? -1);
		if (!source) return { year, from: 'package' };
		const { seq, document, loadedBy, loadedAt } = source;
		return { year, from: 'source', seq, document, loadedBy, loadedAt };
	});
}

/** The first year from the present one on that is not known. */
function nextUnknown(known: readonly number[], present: number): number {
	let year = present;
	while (known.includes(year)) year += 1;
	return year;
}
