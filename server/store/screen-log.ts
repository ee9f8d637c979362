import type { Db } from './schema.ts';

/** What happened with a screen; instants are real time. */
export interface ScreenLogRow {
	readonly seq: number;
	readonly at: string;
	readonly kind: 'connected' | 'disconnected' | 'fault' | 'deed';
	/** Chinese text. */
	readonly detail: string;
}

/** A line to be kept. */
export type ScreenLogEntry = Omit<ScreenLogRow, 'seq'> & { readonly screen: string };

const rowsAtOnce = 100;

/** Adds lines to the logs of screens. */
export async function appendScreenLog(db: Db, entries: readonly ScreenLogEntry[]): Promise<void> {
	for (let from = 0; from < entries.length; from += rowsAtOnce)
		await db
			.insertInto('screen_log')
			.values(entries.slice(from, from + rowsAtOnce).map(({ screen, at, kind, detail }) => ({ screen_id: screen, at, kind, detail })))
			.execute();
}

/** The log of a screen, newest first. */
export async function readScreenLog(
	db: Db,
	screen: string,
	page: { readonly before?: number; readonly limit: number },
): Promise<readonly ScreenLogRow[]> {
	const rows = await db
		.selectFrom('screen_log')
		.select(['seq', 'at', 'kind', 'detail'])
		.where('screen_id', '=', screen)
		.$if(page.before !== undefined, (query) => query.where('seq', '<', page.before!))
		.orderBy('seq', 'desc')
		.limit(page.limit)
		.execute();
	return rows.map((row) => ({ seq: Number(row.seq), at: row.at, kind: row.kind as ScreenLogRow['kind'], detail: row.detail }));
}

/** Keeps the newest lines of a screen and drops the others. */
export async function pruneScreenLog(db: Db, screen: string, keep: number): Promise<void> {
	const oldest = await db
		.selectFrom('screen_log')
		.select('seq')
		.where('screen_id', '=', screen)
		.orderBy('seq', 'desc')
		.offset(keep)
		.limit(1)
		.executeTakeFirst();
	if (oldest) await db.deleteFrom('screen_log').where('screen_id', '=', screen).where('seq', '<=', oldest.seq).execute();
}

/** Drops what is older than an instant, of all screens. */
export async function dropScreenLogBefore(db: Db, at: string): Promise<void> {
	await db.deleteFrom('screen_log').where('at', '<', at).execute();
}

/** A picture that a screen took of itself. */
export interface ScreenPicture {
	readonly takenAt: string;
	readonly mediaType: string;
	readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Pictures of screens: one each, the last. */
export const screenPictures = {
	async keep(db: Db, screen: string, picture: ScreenPicture): Promise<void> {
		const row = { taken_at: picture.takenAt, media_type: picture.mediaType, bytes: Buffer.from(picture.bytes) };
		await db
			.insertInto('screen_picture')
			.values({ screen_id: screen, ...row })
			.onConflict((on) => on.column('screen_id').doUpdateSet(row))
			.execute();
	},
	async read(db: Db, screen: string): Promise<ScreenPicture | undefined> {
		const row = await db.selectFrom('screen_picture').selectAll().where('screen_id', '=', screen).executeTakeFirst();
		return row && { takenAt: row.taken_at, mediaType: row.media_type, bytes: Uint8Array.from(row.bytes) };
	},
	/** When each screen's picture was taken. */
	async times(db: Db): Promise<ReadonlyMap<string, string>> {
		const rows = await db.selectFrom('screen_picture').select(['screen_id', 'taken_at']).execute();
		return new Map(rows.map((row) => [row.screen_id, row.taken_at]));
	},
	async drop(db: Db, screen: string): Promise<void> {
		await db.deleteFrom('screen_picture').where('screen_id', '=', screen).execute();
	},
};
