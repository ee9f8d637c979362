import type { Selectable } from 'kysely';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { upsert } from './save-rows.ts';
import type { Database, Db } from './schema.ts';

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

type SourceColumns = Selectable<Database['calendar_source']>;

function sourceOfRow(row: SourceColumns): CalendarSourceRow {
	return {
		seq: Number(row.seq),
		court: row.court_code,
		year: row.year,
		kind: row.kind as CalendarSourceRow['kind'],
		document: row.document,
		text: row.text,
		days: JSON.parse(row.days) as SourceDay[],
		loadedAt: row.loaded_at as Instant,
		loadedBy: row.loaded_by,
		...(row.projected_at ? { projectedAt: row.projected_at as Instant } : {}),
		moved: Number(row.moved),
	};
}

/** Everything that was ever loaded, newest first; `before` goes on from a seq. */
export async function readCalendarSources(
	db: Db,
	page: { readonly limit: number; readonly before?: number; readonly year?: number; readonly courts?: readonly string[] },
): Promise<readonly CalendarSourceRow[]> {
	let query = db.selectFrom('calendar_source').selectAll().orderBy('seq', 'desc').limit(page.limit);
	if (page.before !== undefined) query = query.where('seq', '<', page.before);
	if (page.year !== undefined) query = query.where('year', '=', page.year);
	if (page.courts) query = query.where('court_code', 'in', page.courts);
	return (await query.execute()).map(sourceOfRow);
}

/** One source, or undefined. */
export async function readCalendarSource(db: Db, seq: number): Promise<CalendarSourceRow | undefined> {
	const row = await db.selectFrom('calendar_source').selectAll().where('seq', '=', seq).executeTakeFirst();
	return row && sourceOfRow(row);
}

/** Sources after which the open deadlines were not all computed again yet, oldest first. */
export async function readPendingSources(db: Db): Promise<readonly CalendarSourceRow[]> {
	const rows = await db.selectFrom('calendar_source').selectAll().where('projected_at', 'is', null).orderBy('seq').execute();
	return rows.map(sourceOfRow);
}

/** The source of the same year and court that a source took the place of, or undefined. */
export async function readReplacedSource(db: Db, source: CalendarSourceRow): Promise<CalendarSourceRow | undefined> {
	const row = await db
		.selectFrom('calendar_source')
		.selectAll()
		.where('court_code', '=', source.court)
		.where('year', '=', source.year)
		.where('seq', '<', source.seq)
		.orderBy('seq', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row && sourceOfRow(row);
}

/** The days in force of one court (empty: the country) that stem from sources of one year. */
export async function readDaysOfYear(db: Db, court: string, year: number): Promise<readonly SourceDay[]> {
	const rows = await db
		.selectFrom('calendar_day')
		.innerJoin('calendar_source', 'calendar_source.seq', 'calendar_day.source_seq')
		.select(['calendar_day.day', 'calendar_day.kind', 'calendar_day.name'])
		.where('calendar_day.court_code', '=', court)
		.where('calendar_source.year', '=', year)
		.orderBy('calendar_day.day')
		.execute();
	return rows.map((row) => ({ day: row.day as CourtDate, kind: row.kind as SourceDay['kind'], name: row.name }));
}

/** Keeps a source and puts its days in the place of those of its year; days that stem from the source of another year stay. */
export async function saveCalendarSource(db: Db, source: Omit<CalendarSourceRow, 'seq' | 'projectedAt' | 'moved'>): Promise<number> {
	const { court, year, days } = source;
	const { seq } = await db
		.insertInto('calendar_source')
		.values({
			court_code: court,
			year,
			kind: source.kind,
			document: source.document,
			text: source.text,
			days: JSON.stringify(days),
			loaded_at: source.loadedAt,
			loaded_by: source.loadedBy,
		})
		.returning('seq')
		.executeTakeFirstOrThrow();
	await db
		.deleteFrom('calendar_day')
		.where('court_code', '=', court)
		.where('source_seq', 'in', (eb) =>
			eb.selectFrom('calendar_source').select('calendar_source.seq').where('court_code', '=', court).where('year', '=', year),
		)
		.execute();
	await upsert(
		db,
		'calendar_day',
		['court_code', 'day'],
		days.map(({ day, kind, name }) => ({ court_code: court, day, kind, name, source_seq: Number(seq) })),
	);
	if (court === '') await upsert(db, 'calendar_year', ['year'], [{ year, source_seq: Number(seq) }]);
	return Number(seq);
}

/** Counts clocks that a source moved. */
export async function addMoved(db: Db, seq: number, moved: number): Promise<void> {
	if (moved === 0) return;
	await db
		.updateTable('calendar_source')
		.set((eb) => ({ moved: eb('moved', '+', moved) }))
		.where('seq', '=', seq)
		.execute();
}

/** Notes that every open deadline was computed again after a source. */
export async function markProjected(db: Db, seq: number, at: Instant): Promise<void> {
	await db.updateTable('calendar_source').set({ projected_at: at }).where('seq', '=', seq).execute();
}

/** One clock that a change of the calendar moved, as its case's log states it. */
export interface MovedClock {
	readonly nodeId: string;
	readonly clock: string;
	/** Absent where there was no due day, or is none any more. */
	readonly from?: CourtDate;
	readonly to?: CourtDate;
	/** Whether the new day is 暂定. */
	readonly provisional: boolean;
}

/** A moved clock with its case. */
export interface MovedRow extends MovedClock {
	readonly caseId: number;
	readonly caseNumber: string;
	readonly court: string;
	readonly node: string;
	readonly movedAt: Instant;
}

/** Whose cases are listed, and which page of them: `after` is the number of the last case looked at. */
export interface MovedPaging {
	readonly limit: number;
	readonly after?: number;
	readonly courts?: readonly string[];
	readonly handler?: string;
	/** What moved them; the calendar, unless the rules are asked for. */
	readonly kind?: 'calendar' | 'rules';
}

const windowCases = 1000;
const mostWindows = 10;

/**
 * The cases that a change moved, in the order of their numbers, each clock in a row of its own. Ends a page when it has `limit` cases or
 * has looked at 10,000, so that a page may be short or empty and still have a `next`.
 */
export async function readMoved(
	db: Db,
	ref: string,
	paging: MovedPaging,
): Promise<{ readonly rows: readonly MovedRow[]; readonly next?: number }> {
	const prefix = `${paging.kind ?? 'calendar'}/${ref}/`;
	const rows: MovedRow[] = [];
	let after = paging.after ?? 0;
	let left = paging.limit;
	for (let window = 0; window < mostWindows && left > 0; window += 1) {
		const files = await db
			.selectFrom('case_file')
			.select(['id', 'case_key', 'number_text', 'court_code', 'handler_code'])
			.where('id', '>', after)
			.orderBy('id')
			.limit(windowCases)
			.execute();
		const shown = files.filter(
			(file) =>
				(!paging.courts || paging.courts.includes(file.court_code)) &&
				(paging.handler === undefined || file.handler_code === paging.handler),
		);
		// Found by their whole ids: the order of texts, which a range of ids would need, is that of the database's language.
		const ids = shown.map((file) => prefix + file.case_key);
		const events = ids.length
			? await db
					.selectFrom('case_event')
					.select(['case_key', 'occurred_at', 'data'])
					.where('source', '=', 'system')
					.where('id', 'in', ids)
					.execute()
			: [];
		const byCase = new Map(events.map((event) => [event.case_key, event]));
		for (const file of shown) {
			const event = byCase.get(file.case_key);
			if (!event) continue;
			const place = {
				caseId: Number(file.id),
				caseNumber: file.number_text,
				court: file.court_code,
				movedAt: event.occurred_at as Instant,
			};
			const { moved } = JSON.parse(event.data) as { moved: readonly MovedClock[] };
			rows.push(...moved.map((clock) => ({ ...clock, ...place, node: clock.nodeId.split('/')[1] ?? '' })));
			after = Number(file.id);
			left -= 1;
			if (left === 0) return { rows, next: after };
		}
		const last = files.at(-1);
		if (!last || files.length < windowCases) return { rows };
		after = Number(last.id);
	}
	return { rows, next: after };
}
