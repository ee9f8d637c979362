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
			'数据源中断 1 天，已停止锁定 · 截至 10月13日 09:00',
		);
		expect(calcFeedFreshness({ state: 'none' }, now, zone).text).toBe('尚无数据源');
	});

	it('does not call a last arrival a cut-off', () => {
		expect(calcFeedFreshness({ state: 'live', lastSeenAt: '2026-10-14T06:31:00Z' }, now, zone).text).toBe('更新于 14:31');
	});

	it('never lets a figure of yesterday pass for today, to the second', () => {
		const midnight = Date.parse('2026-10-14T16:00:00Z');
		const evening = { ...data, asOf: '2026-10-14T15:59:30Z', feed: { state: 'live' as const, cutOff: '2026-10-14T15:59:00Z' } };
		expect(calcFreshness(evening, midnight - 1, defaultTileOptions).kind).toBe('live');
		expect(calcFreshness(evening, midnight, defaultTileOptions)).toMatchObject({ kind: 'stale', text: '10月14日的数据，正在更新' });
		expect(calcFreshness({ ...evening, asOf: '2026-10-14T16:00:00Z' }, midnight + 300, defaultTileOptions).kind).toBe('live');
		const newYear = Date.parse('2026-12-31T16:00:01Z');
		expect(calcFreshness({ ...data, asOf: '2026-12-31T12:00:00Z' }, newYear, defaultTileOptions).text).toBe(
			'2026年12月31日的数据，正在更新',
		);
	});

	it('puts refusal and loss of connection before the feed', () => {
		expect(calcFreshness(undefined, now, defaultTileOptions).kind).toBe('loading');
		expect(calcFreshness(data, now, { ...defaultTileOptions, stale: true }).text).toBe('12 分钟前的数据');
		expect(calcFreshness(data, now, { ...defaultTileOptions, refusal: '无权' }).kind).toBe('refused');
		expect(calcFreshness(data, now, defaultTileOptions).kind).toBe('live');
	});
});
