import { describe, expect, it } from 'vitest';
import { feedSums, feedWords } from './feed-words.ts';
import { full } from './fixtures.ts';

const now = Date.parse('2026-10-14T06:32:00Z');
const words = (feed: (typeof full.rows)[number]['feed']) =>
	feedWords({ court: 'x', courtName: 'x', feed, quarantined: 0 }, now, 'Asia/Shanghai');

describe('words of a feed', () => {
	it('tell state, cut-off and what follows', () => {
		expect(words({ state: 'live', cutOff: '2026-10-14T06:31:00Z' })).toMatchObject({ state: '实时', mark: 'met', until: '14:31' });
		expect(words({ state: 'live', lastSeenAt: '2026-10-14T06:31:00Z' }).note).toBe('最近到达，未报截止');
		expect(words({ state: 'late', cutOff: '2026-10-14T03:32:00Z' })).toMatchObject({
			state: '滞后',
			note: '已滞后 3 小时',
			tone: 'warned',
		});
		expect(words({ state: 'dead', cutOff: '2026-10-12T06:32:00Z' })).toMatchObject({ mark: 'overdue', note: '中断 2 天，已停止锁定' });
		expect(words({ state: 'none' })).toMatchObject({ state: '未接入', until: '—' });
	});
	it('are counted by state', () => {
		const sums = feedSums(full.rows);
		expect(sums.live + sums.late + sums.dead + sums.none).toBe(full.rows.length);
		expect(sums.dead).toBe(1);
	});
});
