import type { FeedState, TopicName } from '../contract/topics.ts';
import { dayOf, formatDayShort, formatMoment, formatTime } from '../format/day.ts';
import { formatAge } from '../format/duration.ts';
import type { TileData, TileOptions } from './tile.ts';

/** How true a tile is now: a state, its words, and the mark that goes with it. */
export interface Freshness {
	readonly kind: 'loading' | 'refused' | 'live' | 'late' | 'dead' | 'none' | 'stale';
	readonly text: string;
	/** The same for a narrow tile: the head of the wall has the whole. */
	readonly brief: string;
}

/** The instant up to which a figure holds: the watermark, else the last arrival. */
export function cutOffOf(feed: FeedState): string | undefined {
	return feed.cutOff ?? feed.lastSeenAt;
}

const worded = (kind: Freshness['kind'], text: string, brief = text): Freshness => ({ kind, text, brief });

/** Freshness of a feed alone, as shown beside a cut-off. */
export function calcFeedFreshness(feed: FeedState, now: number, zone: string): Freshness {
	const cutOff = cutOffOf(feed);
	if (feed.state === 'none' || cutOff === undefined) return worded('none', '尚无数据源');
	const until = `${feed.cutOff === undefined ? '更新于' : '截至'} ${formatMoment(cutOff, now, zone)}`;
	if (feed.state === 'late') return worded('late', `滞后 ${formatAge(now - Date.parse(cutOff))} · ${until}`);
	if (feed.state === 'live') return worded('live', until);
	const day = dayOf(cutOff, zone);
	const short = day === dayOf(now, zone) ? formatTime(cutOff, zone) : formatDayShort(day);
	const age = formatAge(now - Date.parse(cutOff));
	return worded('dead', `数据源中断 ${age}，已停止锁定 · ${until}`, `数据源中断，已停止锁定·${short}`);
}

/** The day of a figure that was projected on another day than today; undefined while it is today's. */
export function formerDayOf(asOf: string, now: number, zone: string): string | undefined {
	const day = dayOf(asOf, zone);
	return day < dayOf(now, zone) ? day : undefined;
}

/** Freshness of a tile: refused, still loading, cut off from the server, of a day that is over, or as its feed is. */
export function calcFreshness(data: TileData<TopicName> | undefined, now: number, options: TileOptions): Freshness {
	if (options.refusal !== undefined) return worded('refused', '未获授权');
	if (!data) return worded('loading', '正在读取');
	if (options.stale) return worded('stale', `${formatAge(now - Date.parse(data.asOf))}前的数据`);
	const formerDay = formerDayOf(data.asOf, now, options.zone);
	// After midnight nothing of yesterday passes for today, not even for the moment until the new figures are there.
	if (formerDay !== undefined) return worded('stale', `${formatDayShort(formerDay, dayOf(now, options.zone).slice(0, 4))}的数据，正在更新`);
	return calcFeedFreshness(data.feed, now, options.zone);
}
