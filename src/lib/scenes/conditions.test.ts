import { describe, expect, it } from 'vitest';
import type { FeedState, Frame, TopicName, TopicPayloads } from '../contract/topics.ts';
import { full as actions } from '../tiles/actions/fixtures.ts';
import { full as requests } from '../tiles/requests/fixtures.ts';
import { levelsOf } from './conditions.ts';

function sourceOf(payloads: Partial<Pick<TopicPayloads, 'actions' | 'requests'>>, feed: FeedState['state'] = 'live') {
	return {
		frame<T extends TopicName>(topic: T): Frame<T> | undefined {
			const payload = (payloads as Partial<TopicPayloads>)[topic];
			return payload && { topic, scope: 'zy', revision: 1, asOf: '2026-10-14T06:32:00Z', feed: { state: feed }, payload };
		},
	};
}

describe('causes of interruptions', () => {
	it('are read from the frames that the head and the playlist have anyway', () => {
		expect(levelsOf(sourceOf({ actions: { ...actions, proposed: 7 }, requests }))).toEqual({
			'new-lock': 2,
			'seal-alarm': 2,
			'proposed-locks': 7,
			'feed-dead': 0,
			'request-late': 2,
		});
	});

	it('a dead feed is one, a late one is not', () => {
		expect(levelsOf(sourceOf({ actions }, 'dead'))['feed-dead']).toBe(1);
		expect(levelsOf(sourceOf({ actions }, 'late'))['feed-dead']).toBe(0);
	});

	it('what nobody has told of is unknown, not none', () => {
		expect(levelsOf(sourceOf({}))).toEqual({});
		expect(levelsOf(sourceOf({ requests }))).toEqual({ 'request-late': 2 });
	});
});
