import { describe, expect, it } from 'vitest';
import { calcFeedFreshness, calcFreshness } from './freshness.ts';
import { defaultTileOptions } from './tile.ts';

const now = Date.parse('2026-10-14T06:32:00Z');
const zone = 'Asia/Shanghai';
const data = {
	payload: { rows: [] },
	asOf: '2026-10-14T06:20:00Z',
	revision: 1,
	feed: { state: 'live' as const, cutOff: '2026-10-14T06:31:00Z' },
};

describe('freshness', () => {
	it('tells cut-off, lag and a dead source apart', () => {
		expect(calcFeedFreshness({ state: 'live', cutOff: '2026-10-14T06:31:00Z' }, now, zone)).toEqual({
			kind: 'live',
			text: '截至 14:31',
			brief: '截至 14:31',
		});
		expect(calcFeedFreshness({ state: 'late', cutOff: '2026-10-14T06:20:00Z' }, now, zone).text).toBe('滞后 12 分钟 · 截至 14:20');
		expect(calcFeedFreshness({ state: 'dead', cutOff: '2026-10-13T01:00:00Z' }, now, zone).text).toBe(
			'数据源中断，已停止锁定 · 截至 10月13日 09:00',
		);
		expect(calcFeedFreshness({ state: 'none' }, now, zone).text).toBe('尚无数据源');
	});

	it('does not call a last arrival a cut-off', () => {
		expect(calcFeedFreshness({ state: 'live', lastSeenAt: '2026-10-14T06:31:00Z' }, now, zone).text).toBe('更新于 14:31');
	});

	it('puts refusal and loss of connection before the feed', () => {
		expect(calcFreshness(undefined, now, defaultTileOptions).kind).toBe('loading');
		expect(calcFreshness(data, now, { ...defaultTileOptions, stale: true }).text).toBe('12 分钟前的数据');
		expect(calcFreshness(data, now, { ...defaultTileOptions, refusal: '无权' }).kind).toBe('refused');
		expect(calcFreshness(data, now, defaultTileOptions).kind).toBe('live');
	});
});
