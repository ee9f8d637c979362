import type { PublicHearing } from '../core/lobby/types.ts';
import type { Db } from './schema.ts';

/** Events after which the public hearings of a case may be others. */
const hearingTypes = [
	...['case-filed', 'hearing-scheduled', 'hearing-adjourned', 'hearing-held', 'case-updated', 'case-closed', 'case-reopened'],
	...['case-transferred', 'transfer-received', 'event-withdrawn'],
];

/** How far each court's log has been looked through; absent: not at all. */
export async function readHearingCursors(db: Db): Promise<ReadonlyMap<string, number>> {
	const rows = await db.selectFrom('lobby_cursor').selectAll().execute();
	return new Map(rows.map((row) => [row.court_code, Number(row.court_seq)]));
}

/** A piece of a court's log: cases whose hearings may have changed, and the last place that was looked at. */
export async function readHearingPiece(
	db: Db,
	court: string,
	after: number,
	most: number,
): Promise<{ readonly keys: readonly string[]; readonly upTo: number; readonly more: boolean }> {
	const last = await db
		.selectFrom('case_event')
		.select((eb) => eb.fn.max<number | null>('court_seq').as('seq'))
		.where('court_code', '=', court)
		.executeTakeFirst();
	const end = Number(last?.seq ?? 0);
	const upTo = Math.min(end, after + most);
	if (upTo <= after) return { keys: [], upTo: after, more: false };
	const rows = await db
		.selectFrom('case_event')
		.select('case_key')
		.distinct()
		.where('court_code', '=', court)
		.where('court_seq', '>', after)
		.where('court_seq', '<=', upTo)
		.where('type', 'in', hearingTypes)
		.execute();
	return { keys: rows.map((row) => row.case_key), upTo, more: upTo < end };
}

/** Puts the public hearings of cases in the place of those that stood; answers the courts whose rows differ. */
export async function replaceHearings(
	db: Db,
	cases: readonly { readonly number: string; readonly court: string; readonly rows: readonly PublicHearing[] }[],
): Promise<ReadonlySet<string>> {
	const changed = new Set<string>();
	for (const { number, court, rows } of cases) {
		const wanted = rows.map((row, place) => ({
			case_number: number,
			place,
			court_code: court,
			day: row.day as string,
			time: row.time ?? null,
			room: row.room ?? null,
			cause: row.cause,
			state: row.state as string,
		}));
		const standing = await db.selectFrom('public_hearing').selectAll().where('case_number', '=', number).orderBy('place').execute();
		const same = (list: readonly object[]): string => JSON.stringify(list.map((row) => Object.entries(row).sort()));
		if (same(standing) === same(wanted)) continue;
		for (const row of [...standing, ...wanted]) changed.add(row.court_code);
		await db.deleteFrom('public_hearing').where('case_number', '=', number).execute();
		if (wanted.length > 0) await db.insertInto('public_hearing').values(wanted).execute();
	}
	return changed;
}

/** Says how far a court's log has been looked through. */
export async function saveHearingCursor(db: Db, court: string, upTo: number): Promise<void> {
	await db
		.insertInto('lobby_cursor')
		.values({ court_code: court, court_seq: upTo })
		.onConflict((on) => on.column('court_code').doUpdateSet({ court_seq: upTo }))
		.execute();
}

/** Forgets the hearings of a court that no longer shows them; switched on again, its log is looked through anew. */
export async function forgetHearings(db: Db, court: string): Promise<void> {
	await db.deleteFrom('public_hearing').where('court_code', '=', court).execute();
	await db.deleteFrom('lobby_cursor').where('court_code', '=', court).execute();
}
