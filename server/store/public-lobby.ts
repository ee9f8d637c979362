import type { HearingState, LobbyNotice, PublicHearing, Subtitle } from '../core/lobby/types.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { readPublicFigure } from './public-figures.ts';
import type { Db } from './schema.ts';

/**
 * The public projection of a court as a lobby screen is fed from it. This file reads tables named `public_` and no others
 * (a test holds it to that): what is not written there cannot reach a lobby.
 */
export interface PublicLobby {
	/** JSON of the figures, absent until they were first computed. */
	readonly figures?: string;
	/** Settings, guide and fees as JSON, where the court has its own. */
	readonly texts: ReadonlyMap<string, string>;
	readonly hearings: readonly PublicHearing[];
	readonly notices: readonly LobbyNotice[];
}

/** Reads what the public may see of a court at a moment; what is not on display yet is not read. */
export async function readPublicLobby(db: Db, court: string, today: CourtDate, now: Instant): Promise<PublicLobby> {
	const figures = await readPublicFigure(db, court, 'lobby');
	const texts = await db.selectFrom('public_text').select(['name', 'value']).where('court_code', '=', court).execute();
	const hearings = await db
		.selectFrom('public_hearing')
		.select(['day', 'time', 'room', 'case_number', 'cause', 'state'])
		.where('court_code', '=', court)
		.where('day', '=', today)
		.orderBy('case_number')
		.orderBy('place')
		.execute();
	const notices = await db
		.selectFrom('public_notice')
		.select(['id', 'text', 'subtitle', 'from_at', 'to_at'])
		.where('court_code', '=', court)
		.where('from_at', '<=', now)
		.where('to_at', '>', now)
		.orderBy('from_at', 'desc')
		.orderBy('id')
		.execute();
	return {
		...(figures ? { figures: figures.value } : {}),
		texts: new Map(texts.map(({ name, value }) => [name, value])),
		hearings: hearings.map((row) => ({
			day: row.day as CourtDate,
			...(row.time === null ? {} : { time: row.time }),
			...(row.room === null ? {} : { room: row.room }),
			caseNumber: row.case_number,
			cause: row.cause,
			state: row.state as HearingState,
		})),
		notices: notices.map((row) => ({
			id: row.id,
			text: row.text,
			...(row.subtitle === null ? {} : { subtitle: JSON.parse(row.subtitle) as Subtitle }),
			from: row.from_at as Instant,
			to: row.to_at as Instant,
		})),
	};
}

/** Puts a text of a court into the public projection; without a value it is taken out. */
export async function savePublicText(db: Db, court: string, name: string, value: string | undefined): Promise<void> {
	await db.deleteFrom('public_text').where('court_code', '=', court).where('name', '=', name).execute();
	if (value !== undefined) await db.insertInto('public_text').values({ court_code: court, name, value }).execute();
}

/** Times of display of all notices that are not over yet. */
export async function readPublicTurns(
	db: Db,
	after: Instant,
): Promise<readonly { readonly court: string; readonly from: Instant; readonly to: Instant }[]> {
	const rows = await db.selectFrom('public_notice').select(['court_code', 'from_at', 'to_at']).where('to_at', '>', after).execute();
	return rows.map((row) => ({ court: row.court_code, from: row.from_at as Instant, to: row.to_at as Instant }));
}

/** Takes out what has been over for long: the desk keeps its own rows. */
export async function prunePublic(db: Db, before: Instant, beforeDay: CourtDate): Promise<void> {
	await db.deleteFrom('public_notice').where('to_at', '<', before).execute();
	await db.deleteFrom('public_hearing').where('day', '<', beforeDay).execute();
}
