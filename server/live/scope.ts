import { feedFreshness, joinFreshness, type FeedFreshness } from '../core/directory/feed-state.ts';
import { subtreeOf } from '../core/directory/court-tree.ts';
import type { LadderStage } from '../core/ladder/types.ts';
import type { Court, Directory } from '../core/directory/types.ts';
import type { NodeContext } from '../core/node/calc-nodes.ts';
import { dayOfInstant, startOfDay } from '../core/time/zone.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { readFeeds, type FeedRow } from '../store/feeds.ts';
import type { RouteTable } from '../core/unlock/route.ts';
import type { Db } from '../store/schema.ts';
import type { FeedState } from '../../src/lib/contract/topics.ts';

/** What the live side reads with: the reader connection, the rules, and court time. */
export interface LiveSource {
	readonly db: Db;
	readonly rulebook: NodeContext['rulebook'];
	calendarOf(court: string): NodeContext['calendar'];
	/** Which courts decide on a request to unlock. */
	readonly unlockRoutes: RouteTable;
	/** Stages of the ladder for all long-pending cases, from the first. */
	readonly ladderStages: readonly Pick<LadderStage, 'stage' | 'months' | 'approaching'>[];
	directory(): Directory;
	now(): Instant;
}

/** One court with its subordinates at one moment: what every topic of a scope is read for. */
export interface ScopeView {
	readonly source: LiveSource;
	readonly court: Court;
	readonly courts: readonly Court[];
	readonly codes: readonly string[];
	readonly now: Instant;
	readonly today: CourtDate;
	readonly startOfToday: Instant;
	readonly feeds: readonly FeedRow[];
	readonly feed: FeedState;
	/** How often anything of a court has changed; absent where nobody is told of changes, so that nothing may be kept. */
	readonly changesOf?: ChangesOf;
}

/** How often anything of a court, or of a court below it, has changed until now. */
export type ChangesOf = (court: string) => number;

/** Opens a scope now. */
export async function openScope(source: LiveSource, code: string, changesOf?: ChangesOf): Promise<ScopeView | undefined> {
	const directory = source.directory();
	const court = directory.courts.get(code);
	if (!court) return undefined;
	const courts = subtreeOf(directory, code);
	const codes = courts.map((item) => item.code);
	const now = source.now();
	const today = dayOfInstant(now, court.zone);
	const feeds = await readFeeds(source.db, codes);
	const feed = joinFreshness(courts.map((item) => freshnessOf(item, feeds, now)));
	return {
		...{ source, court, courts, codes, now, today, feeds, feed },
		startOfToday: startOfDay(today, court.zone),
		...(changesOf ? { changesOf } : {}),
	};
}

/** The freshness of one court of a scope. */
export function freshnessOf(court: Court, feeds: readonly FeedRow[], now: Instant): FeedFreshness {
	return feedFreshness(
		court,
		feeds.filter((feed) => feed.court === court.code),
		now,
	);
}

/** A court's short name for narrow columns: without 人民法院. */
export function shortName(name: string): string {
	return name.endsWith('人民法院') ? `${name.slice(0, -4)}法院` : name;
}

/** The shortest name a court goes by among its neighbours, for many columns side by side: 岚渡区, 澄岭县, 示范中院. */
export function neighbourName(name: string): string {
	if (/中级人民法院$/.test(name)) return name.replace(/市?中级人民法院$/, '中院');
	return name.replace(/人民法院$/, '').replace(/^.{1,6}?市(?=.+[区县市旗]$)/, '');
}
