import type { FeedState, Frame, TopicName, TopicPayloads } from '../contract/topics.ts';
import * as actions from '../tiles/actions/fixtures.ts';
import * as caseload from '../tiles/caseload/fixtures.ts';
import * as courts from '../tiles/courts/fixtures.ts';
import * as deciders from '../tiles/deciders/fixtures.ts';
import * as funds from '../tiles/funds/fixtures.ts';
import * as indicators from '../tiles/indicators/fixtures.ts';
import * as locks from '../tiles/locks/fixtures.ts';
import * as pending from '../tiles/long-pending/fixtures.ts';
import * as notices from '../tiles/notices/fixtures.ts';
import * as nodes from '../tiles/overdue-by-node/fixtures.ts';
import * as requests from '../tiles/requests/fixtures.ts';
import * as sealed from '../tiles/sealed/fixtures.ts';
import * as silent from '../tiles/silent/fixtures.ts';
import * as ticker from '../tiles/ticker/fixtures.ts';
import * as trend from '../tiles/trend/fixtures.ts';
import { fixtureData } from '../ui/tile-fixtures.ts';

/** Moods of the invented wall. */
export const galleryMoods = ['busy', 'quiet', 'late', 'dead', 'lost', 'empty', 'visitors'] as const;

/** One of them. */
export type GalleryMood = (typeof galleryMoods)[number];

type WallPayloads = Omit<TopicPayloads, 'lobby'>;

const busy: WallPayloads = {
	actions: actions.full,
	locks: locks.full,
	requests: requests.full,
	caseload: caseload.full,
	'overdue-by-node': nodes.full,
	sealed: sealed.full,
	indicators: indicators.full,
	funds: funds.full,
	trend: trend.full,
	courts: courts.full,
	notices: notices.full,
	deciders: deciders.full,
	silent: silent.full,
	'long-pending': pending.full,
	ticker: ticker.full,
};
const quiet: WallPayloads = {
	...busy,
	actions: actions.zero,
	locks: locks.none,
	requests: requests.none,
	'overdue-by-node': nodes.none,
	sealed: sealed.none,
	funds: funds.none,
	courts: courts.four,
	notices: notices.none,
	deciders: deciders.none,
	silent: silent.none,
	'long-pending': pending.none,
};
const visitors: WallPayloads = {
	...busy,
	locks: locks.masked,
	sealed: sealed.masked,
	silent: silent.masked,
	'long-pending': pending.masked,
};

function frameOf(topic: TopicName, payload: TopicPayloads[TopicName], feed: FeedState): Frame {
	return { topic, scope: 'gallery', revision: 1, asOf: '2026-10-14T06:32:05Z', feed, payload };
}

/** All frames of an invented wall in a mood. */
export function galleryFrames(mood: GalleryMood): Frame[] {
	if (mood === 'empty') return [];
	const payloads = mood === 'quiet' ? quiet : mood === 'visitors' ? visitors : busy;
	const { feed } = fixtureData<'actions'>(actions.full, mood === 'late' || mood === 'dead' ? mood : 'live');
	return (Object.keys(payloads) as (keyof WallPayloads)[]).map((topic) => frameOf(topic, payloads[topic], feed));
}
