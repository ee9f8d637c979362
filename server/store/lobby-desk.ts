import { randomUUID } from 'node:crypto';
import type { LobbyNotice, Subtitle } from '../core/lobby/types.ts';
import type { Instant } from '../core/time/types.ts';
import type { Db } from './schema.ts';

/** What a court sets as a whole: settings, procedure guide, table of fees. */
export const lobbyTextKinds = ['settings', 'guide', 'fees'] as const;
/** One of them. */
export type LobbyTextKind = (typeof lobbyTextKinds)[number];

/** One version of such a text; empty data go back to what comes with the program. */
export interface LobbyText {
	readonly kind: LobbyTextKind;
	readonly version: number;
	readonly data: string;
	readonly by: string;
	readonly at: string;
}

/** Every version of every text of a court, the last first. */
export async function readLobbyTexts(db: Db, court: string): Promise<readonly LobbyText[]> {
	const rows = await db.selectFrom('lobby_text').selectAll().where('court_code', '=', court).orderBy('version', 'desc').execute();
	return rows.map((row) => ({
		kind: row.kind as LobbyTextKind,
		version: Number(row.version),
		data: row.data,
		by: row.saved_by,
		at: row.saved_at,
	}));
}

/** Keeps a version; earlier ones stay. */
export async function insertLobbyText(db: Db, court: string, { kind, version, data, by, at }: LobbyText): Promise<void> {
	await db.insertInto('lobby_text').values({ court_code: court, kind, version, data, saved_by: by, saved_at: at }).execute();
}

/** A notice as the desk keeps it. */
export interface NoticeRow extends LobbyNotice {
	readonly court: string;
	readonly by: string;
	readonly at: string;
	readonly withdrawn?: { readonly by: string; readonly at: string };
}

interface Stored {
	readonly id: string;
	readonly court_code: string;
	readonly text: string;
	readonly subtitle: string | null;
	readonly from_at: string;
	readonly to_at: string;
	readonly created_by: string;
	readonly created_at: string;
	readonly withdrawn_by: string | null;
	readonly withdrawn_at: string | null;
}

const noticeOf = (row: Stored): NoticeRow => ({
	id: row.id,
	court: row.court_code,
	text: row.text,
	...(row.subtitle === null ? {} : { subtitle: JSON.parse(row.subtitle) as Subtitle }),
	from: row.from_at as Instant,
	to: row.to_at as Instant,
	by: row.created_by,
	at: row.created_at,
	...(row.withdrawn_at === null ? {} : { withdrawn: { by: row.withdrawn_by ?? '', at: row.withdrawn_at } }),
});

/** The last notices of a court, the latest display first. */
export async function readLobbyNotices(db: Db, court: string, most = 100): Promise<readonly NoticeRow[]> {
	const rows = await db
		.selectFrom('lobby_notice')
		.selectAll()
		.where('court_code', '=', court)
		.orderBy('from_at', 'desc')
		.orderBy('id')
		.limit(most)
		.execute();
	return rows.map(noticeOf);
}

/** One notice. */
export async function readLobbyNotice(db: Db, id: string): Promise<NoticeRow | undefined> {
	const row = await db.selectFrom('lobby_notice').selectAll().where('id', '=', id).executeTakeFirst();
	return row && noticeOf(row);
}

/** Keeps a notice and puts it into the public projection; answers its id, which cannot be guessed. */
export async function insertLobbyNotice(db: Db, notice: Omit<NoticeRow, 'id' | 'withdrawn'>): Promise<string> {
	const id = randomUUID();
	const subtitle = notice.subtitle ? JSON.stringify(notice.subtitle) : null;
	const row = { id, court_code: notice.court, text: notice.text, subtitle, from_at: notice.from, to_at: notice.to };
	await db
		.insertInto('lobby_notice')
		.values({ ...row, created_by: notice.by, created_at: notice.at, withdrawn_by: null, withdrawn_at: null })
		.execute();
	await db.insertInto('public_notice').values(row).execute();
	return id;
}

/** Withdraws a notice: the public projection loses it in the same transaction. */
export async function withdrawLobbyNotice(db: Db, id: string, by: string, at: string): Promise<void> {
	await db.updateTable('lobby_notice').set({ withdrawn_by: by, withdrawn_at: at }).where('id', '=', id).execute();
	await db.deleteFrom('public_notice').where('id', '=', id).execute();
}
