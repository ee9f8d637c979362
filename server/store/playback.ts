import type { Db } from './schema.ts';

/** An unbroken recording of a court; both minutes are part of it. */
export interface PlaybackSpan {
	readonly from: number;
	readonly to: number;
}

/** What changed in a minute: which topics have a line, and of which the payload is another. */
export interface MinuteRow {
	readonly minute: number;
	readonly topics: readonly string[];
	readonly changes: readonly string[];
	readonly bytes: Uint8Array;
}

/** One topic's day. */
export interface BlockRow {
	readonly topic: string;
	readonly day: number;
	/** Minutes of the day in which the payload changed. */
	readonly changes: readonly number[];
	readonly bytes: Uint8Array;
}

/** Minutes of a block. */
export const blockMinutes = 1440;
/** The day of a minute, counted from 1970 in UTC: what goes into one block. */
export const dayOfMinute = (minute: number): number => Math.floor(minute / blockMinutes);

const listed = (text: string): string[] => (text === '' ? [] : text.split(','));

const spanOf = (row: { readonly from_minute: number; readonly to_minute: number }): PlaybackSpan => ({
	from: Number(row.from_minute),
	to: Number(row.to_minute),
});

/** The spans of a court that reach into a stretch of minutes, oldest first. */
export async function readSpans(db: Db, court: string, from: number, to: number): Promise<readonly PlaybackSpan[]> {
	const rows = await db
		.selectFrom('playback_span')
		.select(['from_minute', 'to_minute'])
		.where('court_code', '=', court)
		.where('to_minute', '>=', from)
		.where('from_minute', '<=', to)
		.orderBy('from_minute')
		.execute();
	return rows.map(spanOf);
}

/** The recorded minutes nearest to one that was not recorded. */
export async function readNeighbours(
	db: Db,
	court: string,
	minute: number,
): Promise<{ readonly before?: number; readonly after?: number }> {
	const spans = db.selectFrom('playback_span').where('court_code', '=', court);
	const before = await spans.select('to_minute').where('to_minute', '<', minute).orderBy('to_minute', 'desc').limit(1).executeTakeFirst();
	const after = await spans.select('from_minute').where('from_minute', '>', minute).orderBy('from_minute').limit(1).executeTakeFirst();
	return {
		...(before ? { before: Number(before.to_minute) } : {}),
		...(after ? { after: Number(after.from_minute) } : {}),
	};
}

/** All spans that end at a minute or later, by court: what a clock that was put back must not write over. */
export async function readSpansFrom(db: Db, minute: number): Promise<ReadonlyMap<string, readonly PlaybackSpan[]>> {
	const rows = await db.selectFrom('playback_span').selectAll().where('to_minute', '>=', minute).orderBy('from_minute').execute();
	const byCourt = new Map<string, PlaybackSpan[]>();
	for (const row of rows) byCourt.set(row.court_code, [...(byCourt.get(row.court_code) ?? []), spanOf(row)]);
	return byCourt;
}

/** Begins a span. */
export async function beginSpan(db: Db, court: string, { from, to }: PlaybackSpan): Promise<void> {
	await db
		.insertInto('playback_span')
		.values({ court_code: court, from_minute: from, to_minute: to })
		.onConflict((on) => on.columns(['court_code', 'from_minute']).doNothing())
		.execute();
}

/** Lets the span that ends at a minute reach further. It is found by its end: its beginning may have been pruned. */
export async function extendSpan(db: Db, court: string, from: number, to: number): Promise<void> {
	await db.updateTable('playback_span').set({ to_minute: to }).where('court_code', '=', court).where('to_minute', '=', from).execute();
}

/** Keeps a minute. One that is there already stays as it is. */
export async function insertMinute(db: Db, court: string, row: MinuteRow): Promise<void> {
	await db
		.insertInto('playback_minute')
		.values({
			court_code: court,
			minute: row.minute,
			topics: row.topics.join(),
			changes: row.changes.join(),
			bytes: Buffer.from(row.bytes),
		})
		.onConflict((on) => on.columns(['court_code', 'minute']).doNothing())
		.execute();
}

/** Minutes of a court that are not packed yet and have lines of one of these topics, without their bytes, newest first. */
export async function readMinuteHeads(
	db: Db,
	court: string,
	from: number,
	to: number,
): Promise<readonly Pick<MinuteRow, 'minute' | 'topics' | 'changes'>[]> {
	const rows = await db
		.selectFrom('playback_minute')
		.select(['minute', 'topics', 'changes'])
		.where('court_code', '=', court)
		.where('minute', '>=', from)
		.where('minute', '<=', to)
		.orderBy('minute', 'desc')
		.execute();
	return rows.map((row) => ({ minute: Number(row.minute), topics: listed(row.topics), changes: listed(row.changes) }));
}

/** The bytes of a minute. */
export async function readMinute(db: Db, court: string, minute: number): Promise<Uint8Array | undefined> {
	const row = await db
		.selectFrom('playback_minute')
		.select('bytes')
		.where('court_code', '=', court)
		.where('minute', '=', minute)
		.executeTakeFirst();
	return row?.bytes;
}

/** Courts that have minutes before one, each with the first of them. */
export async function readUnpacked(db: Db, before: number): Promise<readonly { readonly court: string; readonly first: number }[]> {
	const rows = await db
		.selectFrom('playback_minute')
		.select((eb) => ['court_code', eb.fn.min('minute').as('first')])
		.where('minute', '<', before)
		.groupBy('court_code')
		.orderBy('court_code')
		.execute();
	return rows.map((row) => ({ court: row.court_code, first: Number(row.first) }));
}

/** The last blocks of a topic on a day or before it, newest first. */
export async function readBlocks(
	db: Db,
	court: string,
	topic: string,
	days: { readonly from: number; readonly to: number },
	limit: number,
): Promise<readonly BlockRow[]> {
	const rows = await db
		.selectFrom('playback_block')
		.selectAll()
		.where('court_code', '=', court)
		.where('topic', '=', topic)
		.where('day', '>=', days.from)
		.where('day', '<=', days.to)
		.orderBy('day', 'desc')
		.limit(limit)
		.execute();
	return rows.map((row) => ({ topic: row.topic, day: Number(row.day), changes: listed(row.changes).map(Number), bytes: row.bytes }));
}

/** When payloads changed on days, as far as they are packed, without their bytes. */
export async function readBlockChanges(
	db: Db,
	court: string,
	days: { readonly from: number; readonly to: number },
): Promise<readonly Omit<BlockRow, 'bytes'>[]> {
	const rows = await db
		.selectFrom('playback_block')
		.select(['topic', 'day', 'changes'])
		.where('court_code', '=', court)
		.where('day', '>=', days.from)
		.where('day', '<=', days.to)
		.execute();
	return rows.map((row) => ({ topic: row.topic, day: Number(row.day), changes: listed(row.changes).map(Number) }));
}

/** Puts blocks of a day in the place of the minutes that they hold, and of no others: one may have been written since they were read. */
export async function replaceMinutes(db: Db, court: string, blocks: readonly BlockRow[], minutes: readonly number[]): Promise<void> {
	for (const { topic, day, changes, bytes } of blocks) {
		const row = { changes: changes.join(), bytes: Buffer.from(bytes) };
		await db
			.insertInto('playback_block')
			.values({ court_code: court, topic, day, ...row })
			.onConflict((on) => on.columns(['court_code', 'topic', 'day']).doUpdateSet(row))
			.execute();
	}
	if (minutes.length === 0) return;
	await db.deleteFrom('playback_minute').where('court_code', '=', court).where('minute', 'in', minutes).execute();
}

/** Drops what a court recorded before a minute. */
export async function dropPlaybackBefore(db: Db, court: string, minute: number): Promise<void> {
	await db.deleteFrom('playback_minute').where('court_code', '=', court).where('minute', '<', minute).execute();
	await db.deleteFrom('playback_block').where('court_code', '=', court).where('day', '<', dayOfMinute(minute)).execute();
	await db.deleteFrom('playback_span').where('court_code', '=', court).where('to_minute', '<', minute).execute();
	await db
		.updateTable('playback_span')
		.set({ from_minute: minute })
		.where('court_code', '=', court)
		.where('from_minute', '<', minute)
		.where('to_minute', '>=', minute)
		.execute();
}

/** Courts of which anything is kept. */
export async function readRecordedCourts(db: Db): Promise<readonly string[]> {
	const spans = await db.selectFrom('playback_span').select('court_code').distinct().execute();
	// A block may outlast the spans of its day.
	const blocks = await db.selectFrom('playback_block').select('court_code').distinct().execute();
	return [...new Set([...spans, ...blocks].map((row) => row.court_code))].sort();
}
