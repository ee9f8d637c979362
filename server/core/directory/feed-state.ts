import { epochMsOf } from '../time/zone.ts';
import type { Instant } from '../time/types.ts';
import type { Court } from './types.ts';

/** How fresh what we know is: the earliest watermark, the last sign of life, and what follows from them. */
export interface FeedFreshness {
	readonly cutOff?: Instant;
	readonly lastSeenAt?: Instant;
	readonly state: 'live' | 'late' | 'dead' | 'none';
}

/** One feed as stored. */
export interface FeedFact {
	readonly court: string;
	readonly completeThrough?: Instant;
	readonly lastSeenAt: Instant;
}

const defaults = { lateMinutes: 120, deadHours: 24 };

/** The state of one court's feeds: without a declared watermark the last sign of life counts. */
export function feedFreshness(court: Court | undefined, feeds: readonly FeedFact[], now: Instant): FeedFreshness {
	if (feeds.length === 0) return { state: 'none' };
	const lastSeenAt = feeds.reduce<Instant>((last, feed) => (feed.lastSeenAt > last ? feed.lastSeenAt : last), feeds[0]!.lastSeenAt);
	const marks = feeds.flatMap((feed) => (feed.completeThrough ? [feed.completeThrough] : []));
	const cutOff = marks.length ? marks.reduce((first, mark) => (mark < first ? mark : first)) : undefined;
	const lagMs = epochMsOf(now) - epochMsOf(cutOff ?? lastSeenAt);
	const lateMs = (court?.settings.feedLateMinutes ?? defaults.lateMinutes) * 60_000;
	const deadMs = (court?.settings.feedDeadHours ?? defaults.deadHours) * 3_600_000;
	const state = lagMs > deadMs ? 'dead' : lagMs > lateMs ? 'late' : 'live';
	return { ...(cutOff ? { cutOff } : {}), lastSeenAt, state };
}

const order = ['none', 'live', 'late', 'dead'] as const;

/** The freshness of several courts together: the earliest cut-off and the worst state of those that have a feed at all. */
export function joinFreshness(list: readonly FeedFreshness[]): FeedFreshness {
	const heard = list.filter((item) => item.state !== 'none');
	if (heard.length === 0) return { state: 'none' };
	const cutOffs = heard.flatMap((item) => (item.cutOff ? [item.cutOff] : []));
	const seen = heard.flatMap((item) => (item.lastSeenAt ? [item.lastSeenAt] : []));
	const state = heard.reduce<FeedFreshness['state']>(
		(worst, item) => (order.indexOf(item.state) > order.indexOf(worst) ? item.state : worst),
		'live',
	);
	return {
		...(cutOffs.length ? { cutOff: cutOffs.reduce((first, mark) => (mark < first ? mark : first)) } : {}),
		...(seen.length ? { lastSeenAt: seen.reduce((last, mark) => (mark > last ? mark : last)) } : {}),
		state,
	};
}
