import type { Contribution } from '../core/indicator/contributions.ts';
import { filledDims, type FilledMeasure } from '../core/indicator/measures.ts';
import type { CourtDate } from '../core/time/types.ts';
import { chunked, upsert } from './save-rows.ts';
import type { Db } from './schema.ts';

/** Names a filled-in value: a measure of a court on a day, of a unit or person where it is told of them. */
export interface EntryKey {
	readonly measure: FilledMeasure;
	readonly court: string;
	/** Empty: the whole court. */
	readonly unit: string;
	/** Empty: nobody in particular. */
	readonly person: string;
	readonly day: CourtDate;
}

/** A filled-in value with its source and who entered it. */
export interface EntryRow extends EntryKey {
	readonly value: number;
	readonly source: string;
	readonly by: string;
	readonly at: string;
}

interface EntryTableRow {
	measure: string;
	court_code: string;
	unit_code: string;
	person_code: string;
	day: string;
	value: number;
	source: string;
	entered_by: string;
	entered_at: string;
}

const entryOf = (row: EntryTableRow): EntryRow => ({
	measure: row.measure as FilledMeasure,
	court: row.court_code,
	unit: row.unit_code,
	person: row.person_code,
	day: row.day as CourtDate,
	value: Number(row.value),
	source: row.source,
	by: row.entered_by,
	at: row.entered_at,
});

/** Values of some courts on days from the first to the last one, the latest first. */
export async function readEntries(
	db: Db,
	of: { readonly courts: readonly string[]; readonly from: string; readonly to: string; readonly measures?: readonly string[] },
): Promise<readonly EntryRow[]> {
	let query = db
		.selectFrom('measure_entry')
		.selectAll()
		.where('court_code', 'in', of.courts.length > 0 ? [...of.courts] : [''])
		.where('day', '>=', of.from)
		.where('day', '<=', of.to);
	if (of.measures) query = query.where('measure', 'in', of.measures.length > 0 ? [...of.measures] : ['']);
	const rows = await query
		.orderBy('day', 'desc')
		.orderBy('measure')
		.orderBy('court_code')
		.orderBy('unit_code')
		.orderBy('person_code')
		.execute();
	return rows.map(entryOf);
}

/** Keeps values and notes each change beside what stood before (`before` absent: nothing did). */
export async function saveEntries(db: Db, changes: readonly (EntryRow & { readonly before?: number })[]): Promise<void> {
	const rows = changes.map((entry) => ({
		measure: entry.measure,
		court_code: entry.court,
		unit_code: entry.unit,
		person_code: entry.person,
		day: entry.day,
		value: entry.value,
		source: entry.source,
		entered_by: entry.by,
		entered_at: entry.at,
	}));
	await upsert(db, 'measure_entry', ['measure', 'court_code', 'day', 'unit_code', 'person_code'], rows);
	const noted = rows.map((row, index) => ({ ...row, before: changes[index]!.before ?? null }));
	for (const chunk of chunked(noted)) await db.insertInto('measure_entry_change').values(chunk).execute();
}

/** Corrections of filled-in values of some courts on days from the first to the last one: what stood before, and what was put in its place. */
export async function readCorrections(
	db: Db,
	of: { readonly courts: readonly string[]; readonly from: string; readonly to: string },
): Promise<readonly (EntryRow & { readonly before: number })[]> {
	const rows = await db
		.selectFrom('measure_entry_change')
		.selectAll()
		.where('court_code', 'in', of.courts.length > 0 ? [...of.courts] : [''])
		.where('day', '>=', of.from)
		.where('day', '<=', of.to)
		.where('before', 'is not', null)
		.orderBy('seq', 'desc')
		.execute();
	return rows.map((row) => ({ ...entryOf(row), before: Number(row.before) }));
}

/** What filled-in values add to the rollup: a rebuild of the rollup adds these to what the cases add. */
export async function entryContributions(db: Db, courts?: readonly string[]): Promise<readonly Contribution[]> {
	let query = db.selectFrom('measure_entry').selectAll();
	if (courts) query = query.where('court_code', 'in', courts.length > 0 ? [...courts] : ['']);
	return (await query.execute()).map(entryOf).map(({ value, ...key }) => contributionOf(key, value));
}

/** A filled-in value as an addition to the rollup. */
export function contributionOf({ measure, court, unit, person, day }: EntryKey, value: number): Contribution {
	// The rollup keeps measures of cases and filled-in ones alike, by their codes.
	return { measure: measure as unknown as Contribution['measure'], court, unit, person, day, dims: filledDims, value };
}
