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

/** The longest names that a row has to bear, invented: an autonomous county of an autonomous prefecture, a name of two parts, a case in several parts. */
export const longNames = {
	courtName: '示范土家族苗族自治州鹿鸣河满族蒙古族自治县法院',
	handler: '古某某·阿某某提江',
	caseNumber: '（2026）示020411执恢12087号之二',
} as const;

/** Rows of cases with the longest names in place of their own, each with a number of its own. */
export function withLongNames<R extends { readonly caseNumber: string; readonly courtName: string }>(rows: readonly R[]): R[] {
	return rows.map((row, index) => ({ ...row, ...longNames, caseNumber: longNames.caseNumber.replace('12087', String(12_087 + index)) }));
}

/** So many rows of cases that they do not fit anywhere. */
export function manyCases<R extends { readonly caseNumber: string }>(rows: readonly R[], times: number): R[] {
	return Array.from({ length: times }, (_, turn) =>
		rows.map((row) => ({ ...row, caseNumber: row.caseNumber.replace(/(\d+)号/, (_all, number: string) => `${Number(number) + turn}号`) })),
	).flat();
}

/** The states every tile has whatever it shows, made from one full payload. */
export function commonStates<T extends TopicName>(payload: TopicPayloads[T]): TileFixture<T>[] {
	return [
		{ state: '正常', data: fixtureData<T>(payload) },
		{ state: '读取中' },
		{ state: '数据滞后', data: fixtureData<T>(payload, 'late') },
		{ state: '数据源中断', data: fixtureData<T>(payload, 'dead') },
		{ state: '连接中断（陈旧）', data: { ...fixtureData<T>(payload), asOf: '2026-10-14T06:14:00Z' }, options: { stale: true } },
		{ state: '从未收到数据', data: fixtureData<T>(payload, 'none') },
		{ state: '未获授权', options: { refusal: '本屏未获授权显示此项，请联系系统管理员。' } },
	];
}
