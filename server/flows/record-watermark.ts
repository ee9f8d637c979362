import { subtreeOf } from '../core/directory/court-tree.ts';
import { readFeeds, saveFeeds } from '../store/feeds.ts';
import type { Write } from '../store/open.ts';
import type { FlowContext } from './context.ts';
import type { Batch } from './record-events.ts';

/**
 * Notes the sources heard, and the watermark for every court that the source speaks for; in the transaction of the last slice. A batch
 * that names its source speaks for that one only, whatever events it carries.
 */
export async function recordWatermark(context: FlowContext, batch: Batch, write: Write): Promise<void> {
	const now = context.now();
	const heard = new Map<string, { readonly court: string; readonly source: string }>();
	for (const { parsed } of batch.rows)
		if (parsed.ok) heard.set(`${parsed.event.court}|${parsed.event.source}`, { court: parsed.event.court, source: parsed.event.source });
	if (heard.size === 0 && !batch.completeThrough) return;
	const scope = subtreeOf(context.directory(), batch.keyCourt).map((court) => court.code);
	const feeds = batch.completeThrough ? await readFeeds(write.db, scope) : [];
	const sources = new Set(batch.source ? [batch.source] : [...heard.values()].map((item) => item.source));
	// A batch without events and without a source speaks for the one source that its courts have; with several it must say which.
	if (!batch.source && batch.rows.length === 0 && new Set(feeds.map((feed) => feed.source)).size === 1) sources.add(feeds[0]!.source);
	for (const feed of feeds) if (sources.has(feed.source)) heard.set(`${feed.court}|${feed.source}`, feed);
	const mark = batch.completeThrough && batch.completeThrough < now ? batch.completeThrough : batch.completeThrough && now;
	const rows = [...heard.values()].map(({ court, source }) => ({
		court,
		source,
		...(mark && sources.has(source) ? { completeThrough: mark } : {}),
		lastSeenAt: now,
	}));
	await saveFeeds(write.db, rows);
	for (const row of rows) if (row.completeThrough) write.touch(row.court);
}
