import type { FeedState, TopicName, TopicPayloads } from '../contract/topics.ts';
import type { TileData, TileFixture } from './tile.ts';

/** The invented present of the gallery: 2026年10月14日 14:32:07. */
export const galleryNow = Date.parse('2026-10-14T06:32:07Z');

const feeds = {
	live: { state: 'live', cutOff: '2026-10-14T06:31:00Z', lastSeenAt: '2026-10-14T06:32:00Z' },
	late: { state: 'late', cutOff: '2026-10-14T06:12:00Z', lastSeenAt: '2026-10-14T06:12:00Z' },
	dead: { state: 'dead', cutOff: '2026-10-13T09:40:00Z', lastSeenAt: '2026-10-13T09:40:00Z' },
	none: { state: 'none' },
} as const satisfies Record<string, FeedState>;

/** Wraps an invented payload the way a frame arrives. */
export function fixtureData<T extends TopicName>(payload: TopicPayloads[T], feed: keyof typeof feeds = 'live'): TileData<T> {
	return { payload, asOf: '2026-10-14T06:32:05Z', revision: 1, feed: feeds[feed] };
}

/** The states every tile has whatever it shows, made from one full payload. */
export function commonStates<T extends TopicName>(payload: TopicPayloads[T]): TileFixture<T>[] {
	return [
		{ state: '正常', data: fixtureData<T>(payload) },
		{ state: '读取中' },
		{ state: '数据滞后', data: fixtureData<T>(payload, 'late') },
		{ state: '数据源中断', data: fixtureData<T>(payload, 'dead') },
		{ state: '连接中断（陈旧）', data: { ...fixtureData<T>(payload), asOf: '2026-10-14T06:14:00Z' }, options: { stale: true } },
		{ state: '未获授权', options: { refusal: '本屏未获授权显示此项，请联系系统管理员。' } },
	];
}
