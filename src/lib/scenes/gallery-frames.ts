import type { FeedState, Frame, TopicName, TopicPayloads } from '../contract/topics.ts';
import * as actions from '../tiles/actions/fixtures.ts';
import * as bulletins from '../tiles/bulletins/fixtures.ts';
import * as caseload from '../tiles/caseload/fixtures.ts';
import * as courts from '../tiles/courts/fixtures.ts';
import * as deciders from '../tiles/deciders/fixtures.ts';
import * as duty from '../tiles/duty/fixtures.ts';
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
import * as caseFlow from '../tiles/case-flow/fixtures.ts';
import * as credit from '../tiles/credit/fixtures.ts';
import * as fundFlow from '../tiles/fund-flow/fixtures.ts';
import * as fundOverdue from '../tiles/fund-overdue/fixtures.ts';
import * as indicatorCourts from '../tiles/indicator-courts/fixtures.ts';
import * as indicatorTrend from '../tiles/indicator-trend/fixtures.ts';
import * as recovery from '../tiles/recovery/fixtures.ts';
import * as reviewCases from '../tiles/review-cases/fixtures.ts';
import * as specialParties from '../tiles/special-parties/fixtures.ts';
import * as nodeMonitor from '../tiles/node-monitor/fixtures.ts';
import * as courtMap from '../tiles/court-map/fixtures.ts';
import * as overdueOpen from '../tiles/overdue-open/fixtures.ts';
import * as flowWarnings from '../tiles/flow-warnings/fixtures.ts';
import * as auctions from '../tiles/auctions/fixtures.ts';
import * as lockFigures from '../tiles/lock-figures/fixtures.ts';
import * as unlockQueue from '../tiles/unlock-queue/fixtures.ts';
import * as sealExpiry from '../tiles/seal-expiry/fixtures.ts';
import * as planChart from '../tiles/plan-chart/fixtures.ts';
import * as feeds from '../tiles/feeds/fixtures.ts';
import { fixtureData } from '../ui/tile-fixtures.ts';

/** Moods of the invented wall. */
export const galleryMoods = ['busy', 'quiet', 'late', 'dead', 'lost', 'empty', 'visitors'] as const;

/** One of them. */
export type GalleryMood = (typeof galleryMoods)[number];

type WallPayloads = Partial<Omit<TopicPayloads, 'lobby'>>;

const busy: WallPayloads = {
	duty: duty.full,
	bulletins: bulletins.full,
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
	'node-monitor': nodeMonitor.full,
	'court-map': courtMap.full,
	'overdue-open': overdueOpen.full,
	'flow-warnings': flowWarnings.full,
	auctions: auctions.full,
	'lock-figures': lockFigures.full,
	'unlock-queue': unlockQueue.full,
	'seal-expiry': sealExpiry.full,
	'plan-chart': planChart.full,
	feeds: feeds.full,
	'indicator-trend': indicatorTrend.full,
	'indicator-courts': indicatorCourts.full,
	'fund-flow': fundFlow.full,
	'fund-overdue': fundOverdue.full,
	'case-flow': caseFlow.full,
	'review-cases': reviewCases.full,
	'special-parties': specialParties.full,
	credit: credit.full,
	recovery: recovery.full,
};
const quiet: WallPayloads = {
	...busy,
	duty: duty.calm,
	bulletins: bulletins.none,
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
	'node-monitor': nodeMonitor.none,
	'court-map': courtMap.none,
	'overdue-open': overdueOpen.none,
	'lock-figures': lockFigures.none,
	'unlock-queue': unlockQueue.none,
	'seal-expiry': sealExpiry.none,
	'plan-chart': planChart.none,
	feeds: feeds.none,
	'fund-flow': fundFlow.zero,
	'fund-overdue': fundOverdue.none,
	'special-parties': specialParties.none,
};
const visitors: WallPayloads = {
	...busy,
	duty: undefined,
	bulletins: undefined,
	locks: locks.masked,
	sealed: sealed.masked,
	silent: silent.masked,
	'long-pending': pending.masked,
	auctions: auctions.masked,
	'unlock-queue': unlockQueue.masked,
	'seal-expiry': sealExpiry.masked,
	'plan-chart': planChart.masked,
	'fund-overdue': fundOverdue.masked,
};

function frameOf(topic: TopicName, payload: TopicPayloads[TopicName], feed: FeedState, asOf: string): Frame {
	return { topic, scope: 'gallery', revision: 1, asOf, feed, payload };
}

/** All frames of an invented wall in a mood. */
export function galleryFrames(mood: GalleryMood): Frame[] {
	if (mood === 'empty') return [];
	const payloads = mood === 'quiet' ? quiet : mood === 'visitors' ? visitors : busy;
	const { feed } = fixtureData<'actions'>(actions.full, mood === 'late' || mood === 'dead' ? mood : 'live');
	// A lost wall shows what it had eighteen minutes ago.
	const asOf = mood === 'lost' ? '2026-10-14T06:14:00Z' : '2026-10-14T06:32:05Z';
	return (Object.keys(payloads) as (keyof WallPayloads)[]).flatMap((topic) => {
		const payload = payloads[topic];
		return payload ? [frameOf(topic, payload, feed, asOf)] : [];
	});
}
