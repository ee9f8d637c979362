import type { CourtDate, Instant } from '../core/time/types.ts';
import type { Shift } from '../core/duty/roster.ts';
import type { Db } from './schema.ts';

/** A turn of duty as it is stored. */
export interface StoredShift extends Shift {
	readonly id: string;
	readonly court: string;
	readonly signedInAt?: Instant;
}

/** A note handed over. */
export interface HandoverNote {
	readonly id: string;
	readonly court: string;
	readonly writtenAt: Instant;
	readonly writtenBy: string;
	readonly text: string;
	readonly doneAt?: Instant;
	readonly doneBy?: string;
}

/** Turns of courts on the days from `from` to `to`, in order. */
export async function readShifts(db: Db, courts: readonly string[], from: CourtDate, to: CourtDate): Promise<readonly StoredShift[]> {
	const rows = await db
		.selectFrom('duty_shift')
		.selectAll()
		.where('court_code', 'in', courts)
		.where('day', '>=', from)
		.where('day', '<=', to)
		.orderBy('day')
		.orderBy('from_time')
		.orderBy('post')
		.orderBy('id')
		.execute();
	return rows.map((row) => ({
		id: row.id,
		court: row.court_code,
		day: row.day as CourtDate,
		from: row.from_time,
		to: row.to_time,
		person: row.person_code,
		post: row.post,
		...(row.signed_in_at ? { signedInAt: row.signed_in_at as Instant } : {}),
	}));
}

/** Turns of one person near a day, at whatever court. */
export async function readShiftsOf(db: Db, person: string, from: CourtDate, to: CourtDate): Promise<readonly Shift[]> {
	const rows = await db
		.selectFrom('duty_shift')
		.selectAll()
		.where('person_code', '=', person)
		.where('day', '>=', from)
		.where('day', '<=', to)
		.execute();
	return rows.map((row) => ({ day: row.day as CourtDate, from: row.from_time, to: row.to_time, person: row.person_code, post: row.post }));
}

/** One turn, or undefined. */
export async function readShift(db: Db, id: string): Promise<StoredShift | undefined> {
	const row = await db.selectFrom('duty_shift').select(['court_code', 'day']).where('id', '=', id).executeTakeFirst();
	if (!row) return undefined;
	return (await readShifts(db, [row.court_code], row.day as CourtDate, row.day as CourtDate)).find((shift) => shift.id === id);
}

/** Keeps a new turn. */
export async function insertShift(db: Db, { id, court, day, from, to, person, post }: StoredShift): Promise<void> {
	await db
		.insertInto('duty_shift')
		.values({ id, court_code: court, day, from_time: from, to_time: to, person_code: person, post, signed_in_at: null })
		.execute();
}

/** Takes a turn off the roster. */
export async function deleteShift(db: Db, id: string): Promise<void> {
	await db.deleteFrom('duty_shift').where('id', '=', id).execute();
}

/** Notes that somebody has come on duty; the first time counts. */
export async function signShift(db: Db, id: string, at: Instant): Promise<void> {
	await db.updateTable('duty_shift').set({ signed_in_at: at }).where('id', '=', id).where('signed_in_at', 'is', null).execute();
}

/** Notes of a court: those still open, and those settled since a moment; open ones first, then the latest. */
export async function readNotes(db: Db, court: string, settledSince: Instant): Promise<readonly HandoverNote[]> {
	const rows = await db
		.selectFrom('handover_note')
		.selectAll()
		.where('court_code', '=', court)
		.where((eb) => eb.or([eb('done_at', 'is', null), eb('done_at', '>=', settledSince)]))
		.orderBy('written_at', 'desc')
		.orderBy('id')
		.execute();
	const notes = rows.map((row): HandoverNote => ({
		id: row.id,
		court: row.court_code,
		writtenAt: row.written_at as Instant,
		writtenBy: row.written_by,
		text: row.text,
		...(row.done_at ? { doneAt: row.done_at as Instant } : {}),
		...(row.done_by ? { doneBy: row.done_by } : {}),
	}));
	return [...notes.filter((note) => !note.doneAt), ...notes.filter((note) => note.doneAt)];
}

/** The court of a note and whether it is settled, or undefined. */
export async function readNote(db: Db, id: string): Promise<{ readonly court: string; readonly done: boolean } | undefined> {
	const row = await db.selectFrom('handover_note').select(['court_code', 'done_at']).where('id', '=', id).executeTakeFirst();
	return row && { court: row.court_code, done: row.done_at !== null };
}

/** Keeps a new note. */
export async function insertNote(db: Db, note: HandoverNote): Promise<void> {
	await db
		.insertInto('handover_note')
		.values({
			id: note.id,
			court_code: note.court,
			written_at: note.writtenAt,
			written_by: note.writtenBy,
			text: note.text,
			done_at: null,
			done_by: null,
		})
		.execute();
}

/** Settles a note. */
export async function settleNote(db: Db, id: string, at: Instant, by: string): Promise<void> {
	await db.updateTable('handover_note').set({ done_at: at, done_by: by }).where('id', '=', id).execute();
}
