import type { Component } from 'svelte';
import type { TileProps, TileTopic } from '../ui/tile.ts';
import Actions from '../tiles/actions/Actions.svelte';
import Caseload from '../tiles/caseload/Caseload.svelte';
import Courts from '../tiles/courts/Courts.svelte';
import Deciders from '../tiles/deciders/Deciders.svelte';
import Funds from '../tiles/funds/Funds.svelte';
import Indicators from '../tiles/indicators/Indicators.svelte';
import Locks from '../tiles/locks/Locks.svelte';
import LongPending from '../tiles/long-pending/LongPending.svelte';
import Notices from '../tiles/notices/Notices.svelte';
import OverdueByNode from '../tiles/overdue-by-node/OverdueByNode.svelte';
import Requests from '../tiles/requests/Requests.svelte';
import Sealed from '../tiles/sealed/Sealed.svelte';
import Silent from '../tiles/silent/Silent.svelte';
import Ticker from '../tiles/ticker/Ticker.svelte';
import Trend from '../tiles/trend/Trend.svelte';

const tiles: { readonly [T in TileTopic]: Component<TileProps<T>> } = {
	actions: Actions,
	caseload: Caseload,
	courts: Courts,
	deciders: Deciders,
	funds: Funds,
	indicators: Indicators,
	locks: Locks,
	'long-pending': LongPending,
	notices: Notices,
	'overdue-by-node': OverdueByNode,
	requests: Requests,
	sealed: Sealed,
	silent: Silent,
	ticker: Ticker,
	trend: Trend,
};

/** The tile of a topic. The table above pairs them; TypeScript cannot follow the pair through a variable. */
export function tileOf<T extends TileTopic>(topic: T): Component<TileProps<T>> {
	return tiles[topic];
}
