import type { CourtDate, Instant } from '../core/time/types.ts';
import type { Db } from './schema.ts';

/** One day as a source states it. */
export interface SourceDay {
	readonly day: CourtDate;
	/** `rest` 放假, `work` 上班. */
	readonly kind: 'rest' | 'work';
	readonly name: string;
}

/** One day of the calendar in force: of the country (`court` empty) or of one court. */
export interface CalendarDayRow extends SourceDay {
	readonly court: string;
	readonly sourceSeq: number;
}

/** The days loaded by administrators, and the years they make known. */
export async function readCalendarRows(
	db: Db,
): Promise<{ readonly days: readonly CalendarDayRow[]; readonly years: ReadonlyMap<number, number> }> {
	const days = await db.selectFrom('calendar_day').selectAll().orderBy('court_code').orderBy('day').execute();
	const years = await db.selectFrom('calendar_year').selectAll().execute();
	return {
		days: days.map((row) => ({
			court: row.court_code,
			day: row.day as CourtDate,
			kind: row.kind as SourceDay['kind'],
			name: row.name,
			sourceSeq: Number(row.source_seq),
		})),
		years: new Map(years.map((row) => [row.year, Number(row.source_seq)])),
	};
}

/** What was loaded, by whom and from what. */
export interface CalendarSourceRow {
	readonly seq: number;
	readonly court: string;
	readonly year: number;
	readonly kind: 'notice' | 'holiday-cn' | 'closure';
	readonly document: string;
	readonly text: string;
	readonly days: readonly SourceDay[];
	readonly loadedAt: Instant;
	readonly loadedBy: string;
	readonly projectedAt?: Instant;
	readonly moved: number;
}
