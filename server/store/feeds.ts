import type { Instant } from '../core/time/types.ts';
import type { Db } from './schema.ts';

/** One feed of one court: a source, and up to when it has sent everything. */
export interface FeedRow {
	readonly court: string;
	readonly source: string;
	readonly completeThrough?: Instant;
	readonly lastSeenAt: Instant;
}

/** All feeds, of some courts or of all. */
export async function readFeeds(db: Db, courts?: readonly string[]): Promise<readonly FeedRow[]> {
	const query = db.selectFrom('feed').selectAll();
	const rows = await (courts ? query.where('court_code', 'in', courts.length ? courts : ['']) : query).execute();
	return rows.map((row) => ({
		court: row.court_code,
		source: row.source,
		...(row.complete_through ? { completeThrough: row.complete_through as Instant } : {}),
		lastSeenAt: row.last_seen_at as Instant,
	}));
}

/** Notes that a source was heard, and its watermark where it declares one; a watermark never goes back. */
export async function saveFeeds(db: Db, rows: readonly FeedRow[]): Promise<void> {
	if (rows.length === 0) return;
	await db
		.insertInto('feed')
		.values(
			rows.map((row) => ({
				court_code: row.court,
				source: row.source,
				complete_through: row.completeThrough ?? null,
				last_seen_at: row.lastSeenAt,
			})),
		)
		.onConflict((on) =>
			on.columns(['court_code', 'source']).doUpdateSet((eb) => ({
				last_seen_at: eb.ref('excluded.last_seen_at'),
				complete_through: eb
					.case()
					.when('excluded.complete_through', 'is', null)
					.then(eb.ref('feed.complete_through'))
					.when('feed.complete_through', '>', eb.ref('excluded.complete_through'))
					.then(eb.ref('feed.complete_through'))
					.else(eb.ref('excluded.complete_through'))
					.end(),
			})),
		)
		.execute();
}
