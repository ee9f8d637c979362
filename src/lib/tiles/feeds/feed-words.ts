import type { FeedsPayload } from '../../contract/topics-monitor.ts';
import { formatMoment } from '../../format/day.ts';
import { formatAge } from '../../format/duration.ts';

/** The feed of one court. */
export type FeedRow = FeedsPayload['rows'][number];

/** What a feed says of itself: state, and until when it has told everything. */
export interface FeedWords {
	readonly state: string;
	readonly mark: 'met' | 'warned' | 'overdue' | undefined;
	readonly tone: 'dim' | 'warned' | 'overdue';
	readonly until: string;
	readonly note: string;
}

/** A dead feed says that locks have stopped; one that has no watermark says so. */
export function feedWords({ feed }: FeedRow, now: number, zone: string): FeedWords {
	const at = feed.cutOff ?? feed.lastSeenAt;
	if (feed.state === 'none' || at === undefined)
		return { state: '未接入', mark: undefined, tone: 'warned', until: '—', note: '尚未收到任何事件' };
	const until = formatMoment(at, now, zone);
	const declared = feed.cutOff === undefined ? '最近到达，未报截止' : '数据截至';
	if (feed.state === 'live') return { state: '实时', mark: 'met', tone: 'dim', until, note: declared };
	const age = formatAge(now - Date.parse(at));
	if (feed.state === 'late') return { state: '滞后', mark: 'warned', tone: 'warned', until, note: `已滞后 ${age}` };
	return { state: '中断', mark: 'overdue', tone: 'overdue', until, note: `中断 ${age}，已停止锁定` };
}

/** How many courts are in each state. */
export function feedSums(rows: readonly FeedRow[]): Readonly<Record<'live' | 'late' | 'dead' | 'none', number>> {
	const of = (state: string): number => rows.filter((row) => row.feed.state === state).length;
	return { live: of('live'), late: of('late'), dead: of('dead'), none: of('none') };
}
