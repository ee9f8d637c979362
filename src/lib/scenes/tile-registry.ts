import type { Component } from 'svelte';
import type { TileId } from '../contract/tiles.ts';
import type { TileProps, TileTopic, TopicOf } from '../ui/tile.ts';

/** A tile's component, as a host mounts it. */
type Tile = Component<TileProps<TileTopic>>;

/** Where each tile's code is. Loaded only where a scene shows it: a wall carries what its playlist needs and no more. */
const loaders: { readonly [I in TileId]?: () => Promise<{ default: Component<TileProps<TopicOf<I>>> }> } = {
	actions: () => import('../tiles/actions/Actions.svelte'),
	caseload: () => import('../tiles/caseload/Caseload.svelte'),
	courts: () => import('../tiles/courts/Courts.svelte'),
	deciders: () => import('../tiles/deciders/Deciders.svelte'),
	funds: () => import('../tiles/funds/Funds.svelte'),
	indicators: () => import('../tiles/indicators/Indicators.svelte'),
	locks: () => import('../tiles/locks/Locks.svelte'),
	'long-pending': () => import('../tiles/long-pending/LongPending.svelte'),
	notices: () => import('../tiles/notices/Notices.svelte'),
	'overdue-by-node': () => import('../tiles/overdue-by-node/OverdueByNode.svelte'),
	requests: () => import('../tiles/requests/Requests.svelte'),
	sealed: () => import('../tiles/sealed/Sealed.svelte'),
	silent: () => import('../tiles/silent/Silent.svelte'),
	ticker: () => import('../tiles/ticker/Ticker.svelte'),
	trend: () => import('../tiles/trend/Trend.svelte'),
	'node-monitor': () => import('../tiles/node-monitor/NodeMonitor.svelte'),
	'court-map': () => import('../tiles/court-map/CourtMap.svelte'),
	'overdue-open': () => import('../tiles/overdue-open/OverdueOpen.svelte'),
	'flow-warnings': () => import('../tiles/flow-warnings/FlowWarnings.svelte'),
	auctions: () => import('../tiles/auctions/Auctions.svelte'),
	'lock-figures': () => import('../tiles/lock-figures/LockFigures.svelte'),
	'unlock-queue': () => import('../tiles/unlock-queue/UnlockQueue.svelte'),
	'seal-expiry': () => import('../tiles/seal-expiry/SealExpiry.svelte'),
	'plan-chart': () => import('../tiles/plan-chart/PlanChart.svelte'),
	feeds: () => import('../tiles/feeds/Feeds.svelte'),
	'indicator-trend': () => import('../tiles/indicator-trend/IndicatorTrend.svelte'),
	'indicator-courts': () => import('../tiles/indicator-courts/IndicatorCourts.svelte'),
	'quality-gap': () => import('../tiles/quality-gap/QualityGap.svelte'),
	'fund-flow': () => import('../tiles/fund-flow/FundFlow.svelte'),
	'fund-overdue': () => import('../tiles/fund-overdue/FundOverdue.svelte'),
	'case-flow': () => import('../tiles/case-flow/CaseFlow.svelte'),
	'review-cases': () => import('../tiles/review-cases/ReviewCases.svelte'),
	'special-parties': () => import('../tiles/special-parties/SpecialParties.svelte'),
	credit: () => import('../tiles/credit/Credit.svelte'),
	recovery: () => import('../tiles/recovery/Recovery.svelte'),
	duty: () => import('../tiles/duty/Duty.svelte'),
	bulletins: () => import('../tiles/bulletins/Bulletins.svelte'),
};

const loaded = new Map<TileId, Tile>();

/** Whether there is such a tile at all. */
export const isTileKnown = (id: TileId): boolean => loaders[id] !== undefined;

async function load(id: TileId): Promise<void> {
	const loader = loaders[id];
	if (loaded.has(id) || !loader) return;
	// The table pairs each tile with its topic; TypeScript cannot follow the pair through a variable.
	loaded.set(id, (await loader()).default as Tile);
}

/** Loads tiles before they are shown, so that the first paint is whole. A tile that cannot be fetched now is left for its host to try again. */
export async function loadTiles(ids: Iterable<TileId>): Promise<void> {
	await Promise.allSettled([...new Set(ids)].map(load));
}

/** A tile that has been loaded. */
export const tileOf = (id: TileId): Tile | undefined => loaded.get(id);
