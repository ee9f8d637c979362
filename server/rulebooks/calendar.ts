import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { CourtDate } from '../core/time/types.ts';
import { buildCalendar } from '../core/time/work-calendar.ts';
import type { CalendarTables, WorkCalendar } from '../core/time/work-calendar.ts';
import { z } from 'zod';

const dayTable = z.record(z.iso.date(), z.string());
const tables = z.object({ holidays: dayTable, workdays: dayTable });

// The package writes some festivals without 节.
const FULL_NAMES: Readonly<Record<string, string>> = { 清明: '清明节', 端午: '端午节', 中秋: '中秋节' };

/** `National Day,国庆节,3` -> 国庆节 */
function festival(label: string): string {
	const name = label.split(',')[1] ?? label;
	return FULL_NAMES[name] ?? name;
}

function namesByDay(table: Readonly<Record<string, string>>): ReadonlyMap<CourtDate, string> {
	return new Map(Object.entries(table).map(([day, label]) => [day as CourtDate, festival(label)]));
}

/** A year counts as announced when its National Day is in the table: days of January may stem from the notice of the year before. */
function announcedIn(holidays: ReadonlyMap<CourtDate, string>): ReadonlySet<number> {
	const years = [...holidays.keys()].filter((day) => day.endsWith('-10-01'));
	return new Set(years.map((day) => Number(day.slice(0, 4))));
}

/** The day tables of `chinese-days` (2004 to the last year announced), read as data: its functions depend on the time zone of the process
 *  and answer for years they know nothing of. No override is needed: all days of 2007 to 2026 agree with holiday-cn (calendar.test.ts). */
export function readCalendarTables(): CalendarTables {
	const path = createRequire(import.meta.url).resolve('chinese-days/dist/chinese-days.json');
	const { holidays, workdays } = tables.parse(JSON.parse(readFileSync(path, 'utf8')));
	const named = namesByDay(holidays);
	return { holidays: named, workdays: namesByDay(workdays), announcedYears: announcedIn(named) };
}

/** The working calendar of the State Council's notices; years without a notice are not announced. */
export function loadCalendar(): WorkCalendar {
	return buildCalendar(readCalendarTables());
}
