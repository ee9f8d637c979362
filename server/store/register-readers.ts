import { sql } from 'kysely';
import type { CourtDate, Instant } from '../core/time/types.ts';
import type { Db } from './schema.ts';

/** Keys of cases filed by a day that the register takes for open at the end of another, and of which a closing was once undone. */
export async function readOnceReopened(
	db: Db,
	of: { readonly courts: readonly string[]; readonly filedBy: CourtDate; readonly day: CourtDate },
): Promise<readonly string[]> {
	if (of.courts.length === 0) return [];
	const rows = await db
		.selectFrom('case_file')
		.select('case_key')
		// Cases of which a closing was ever undone are few: they are looked up one by one.
		.where('case_key', 'in', reopenedKeys(db))
		.where('court_code', 'in', of.courts)
		.where('filed_on', '<=', of.filedBy)
		.where((eb) => eb.or([eb('closed_on', 'is', null), eb('closed_on', '>', of.day)]))
		.execute();
	return rows.map((row) => row.case_key);
}

/** Keys of the cases that were ever reopened. The type stands in the text of the query, or neither database takes its index of these. */
export const reopenedKeys = (db: Db) => db.selectFrom('case_event').select('case_key').where('type', '=', sql.lit('case-reopened'));

/** Keys of the cases that some courts have now and of which it was recorded from an instant on that they went to another court. */
export async function readMovedSince(db: Db, courts: readonly string[], since: Instant): Promise<readonly string[]> {
	if (courts.length === 0) return [];
	const moved = db
		.selectFrom('case_event')
		.select('case_key')
		.where('type', '=', sql.lit('case-transferred'))
		.where('recorded_at', '>=', since);
	const rows = await db
		.selectFrom('case_file')
		.select('case_key')
		.where('case_key', 'in', moved)
		.where('court_code', 'in', courts)
		.execute();
	return rows.map((row) => row.case_key);
}

/** A lock that was released, with whom its case is now and how the case is split in figures. */
export interface ReleasedLock {
	readonly court: string;
	readonly unit: string;
	readonly person: string;
	readonly dims: string;
	readonly lockedAt: Instant;
	readonly releasedAt: Instant;
}

/** Locks released from an instant on and before another; those that were set aside never held. */
export async function readReleasedLocks(
	db: Db,
	of: { readonly courts: readonly string[]; readonly from: Instant; readonly before: Instant },
): Promise<readonly ReleasedLock[]> {
	if (of.courts.length === 0) return [];
	const rows = await db
		.selectFrom('case_lock')
		.innerJoin('case_file', 'case_file.id', 'case_lock.case_id')
		.select(['case_file.court_code', 'case_file.unit_code', 'case_file.handler_code', 'case_lock.locked_at', 'case_lock.released_at'])
		.select(['case_file.kind', 'case_file.track', 'case_file.procedure', 'case_file.enterprise_class'])
		.where('case_file.court_code', 'in', of.courts)
		.where('case_lock.released_at', '>=', of.from)
		.where('case_lock.released_at', '<', of.before)
		.where('case_lock.state', '<>', 'proposed')
		.where((eb) => eb.or([eb('case_lock.outcome', 'is', null), eb('case_lock.outcome', '<>', 'set-aside')]))
		.execute();
	return rows.map((row) => ({
		court: row.court_code,
		unit: row.unit_code ?? '',
		person: row.handler_code ?? '',
		dims: `${row.kind}|${row.track ?? row.procedure ?? ''}|${row.enterprise_class ?? ''}||`,
		lockedAt: row.locked_at as Instant,
		releasedAt: row.released_at as Instant,
	}));
}

/** Cases that may be pending for long at the end of some day, alike in split, filing and closing, with their number. */
export interface PendingCases {
	readonly court: string;
	readonly dims: string;
	readonly filedOn: CourtDate;
	readonly closedOn?: CourtDate;
	readonly value: number;
}

/** Cases filed by a day and not closed by another, by split, filing and closing: read once for several days between. */
export async function readPending(
	db: Db,
	of: { readonly courts: readonly string[]; readonly filedBy: CourtDate; readonly day: CourtDate },
): Promise<readonly PendingCases[]> {
	if (of.courts.length === 0) return [];
	const parts = ['court_code', 'kind', 'track', 'procedure', 'enterprise_class', 'filed_on', 'closed_on'] as const;
	const rows = await db
		.selectFrom('case_file')
		.select([...parts, (eb) => eb.fn.countAll().as('value')])
		.where('court_code', 'in', of.courts)
		.where('filed_on', '<=', of.filedBy)
		.where((eb) => eb.or([eb('closed_on', 'is', null), eb('closed_on', '>', of.day)]))
		.groupBy([...parts])
		.execute();
	return rows.map((row) => ({
		court: row.court_code,
		dims: `${row.kind}|${row.track ?? row.procedure ?? ''}|${row.enterprise_class ?? ''}||`,
		filedOn: row.filed_on as CourtDate,
		...(row.closed_on === null ? {} : { closedOn: row.closed_on as CourtDate }),
		value: Number(row.value),
	}));
}

/** On which days courts have filled in which measures; an entry of nought is one. */
export async function readEnteredDays(
	db: Db,
	courts: readonly string[],
	{ from, to }: { readonly from: CourtDate; readonly to: CourtDate },
): Promise<readonly { readonly measure: string; readonly court: string; readonly day: CourtDate }[]> {
	if (courts.length === 0) return [];
	const rows = await db
		.selectFrom('measure_entry')
		.select(['measure', 'court_code', 'day'])
		.distinct()
		.where('court_code', 'in', courts)
		.where('day', '>=', from)
		.where('day', '<=', to)
		.execute();
	return rows.map((row) => ({ measure: row.measure, court: row.court_code, day: row.day as CourtDate }));
}
