import type { LiveSource } from '../live/source.ts';
import type { Levels } from './player.ts';

/** How much there is now of each cause that may interrupt a playlist; what no frame has told of yet is absent. */
export function levelsOf(source: Pick<LiveSource, 'frame'>): Levels {
	const actions = source.frame('actions');
	const requests = source.frame('requests');
	return {
		...(actions
			? {
					// Counts up all day and never down: a lock that is released again was a new lock all the same.
					'new-lock': actions.payload.lockedToday,
					'seal-alarm': actions.payload.sealAlarms,
					'proposed-locks': actions.payload.proposed,
					'feed-dead': actions.feed.state === 'dead' ? 1 : 0,
				}
			: {}),
		...(requests ? { 'request-late': requests.payload.late } : {}),
	};
}
