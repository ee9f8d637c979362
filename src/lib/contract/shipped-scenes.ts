import type { WallCourt } from './pages.ts';
import type { Playlist, Scene, ScenePlace } from './scenes.ts';
import { tileEntry, type TileId } from './tiles.ts';

type Box = readonly [x: number, y: number, w: number, h: number];
type More = Pick<ScenePlace, 'ruled' | 'options'>;

/** A scene, and its places for a court that has no subordinate courts, where they differ. */
interface Shipped extends Scene {
	readonly alone?: readonly ScenePlace[];
}

const place = (tile: TileId, [x, y, w, h]: Box, more: More = {}): ScenePlace => ({ tile, x, y, w, h, ...more });
const rows = (count: number): More => ({ options: { rows: count } });
const ruled: More = { ruled: true };
const ticker = place('ticker', [0, 51, 48, 3], ruled);

const overviewTop = [
	place('caseload', [0, 0, 10, 13]),
	place('actions', [10, 0, 27, 13]),
	place('requests', [37, 0, 11, 13]),
	place('indicators', [0, 13, 10, 29], rows(6)),
	place('locks', [10, 13, 27, 29], rows(7)),
	place('overdue-by-node', [37, 13, 11, 14], rows(6)),
	place('sealed', [37, 27, 11, 15], rows(3)),
	place('funds', [0, 42, 10, 9], ruled),
];

const shipped: readonly Shipped[] = [
	{
		id: 'overview',
		title: '总览',
		places: [...overviewTop, place('courts', [10, 42, 27, 9], ruled), place('trend', [37, 42, 11, 9], ruled), ticker],
		// Nothing below to compare with: the room goes to the trend, which says more the wider it is.
		alone: [...overviewTop, place('trend', [10, 42, 38, 9], ruled), ticker],
	},
	{
		id: 'supervise',
		title: '锁定与监督',
		places: [
			place('notices', [0, 0, 32, 12]),
			place('requests', [32, 0, 16, 12]),
			place('locks', [0, 12, 32, 24], rows(5)),
			place('deciders', [32, 12, 16, 24], rows(5)),
			place('silent', [0, 36, 16, 15], rows(3)),
			place('long-pending', [16, 36, 16, 15], rows(3)),
			place('sealed', [32, 36, 16, 15], rows(3)),
			ticker,
		],
	},
	{
		id: 'nodes',
		title: '节点监控',
		places: [place('node-monitor', [0, 0, 48, 51]), ticker],
	},
	{
		id: 'locks',
		title: '锁定与解锁',
		places: [
			place('lock-figures', [0, 0, 16, 18]),
			place('deciders', [0, 18, 16, 18], { ruled: true, options: { rows: 3 } }),
			place('overdue-by-node', [0, 36, 16, 15], { ruled: true, options: { rows: 6 } }),
			place('locks', [16, 0, 32, 26], rows(7)),
			place('unlock-queue', [16, 26, 32, 25], rows(7)),
			ticker,
		],
	},
	{
		id: 'indicators',
		title: '质效指标',
		places: [
			place('quality-gap', [0, 0, 20, 51]),
			place('indicator-trend', [20, 0, 28, 28]),
			place('indicator-courts', [20, 28, 28, 23], ruled),
			ticker,
		],
		alone: [place('quality-gap', [0, 0, 20, 51]), place('indicator-trend', [20, 0, 28, 51]), ticker],
	},
	{
		id: 'funds',
		title: '案款',
		places: [
			place('fund-flow', [0, 0, 26, 29]),
			place('recovery', [0, 29, 26, 22], ruled),
			place('fund-overdue', [26, 0, 22, 51], rows(14)),
			ticker,
		],
	},
	{
		id: 'long-pending',
		title: '长期未结',
		places: [
			place('long-pending', [0, 0, 16, 26], rows(6)),
			place('overdue-open', [0, 26, 16, 25], ruled),
			place('plan-chart', [16, 0, 32, 36], rows(10)),
			place('silent', [16, 36, 32, 15], { ruled: true, options: { rows: 3 } }),
			ticker,
		],
	},
	{
		id: 'sealed',
		title: '查封房产',
		places: [
			place('seal-expiry', [0, 0, 16, 51], rows(12)),
			place('sealed', [16, 0, 32, 25], rows(6)),
			place('auctions', [16, 25, 32, 26], ruled),
			ticker,
		],
	},
	{
		id: 'courts',
		title: '辖区法院',
		places: [
			place('court-map', [0, 0, 32, 51]),
			place('overdue-by-node', [32, 0, 16, 17], rows(6)),
			place('lock-figures', [32, 17, 16, 17], ruled),
			place('feeds', [32, 34, 16, 17], { ruled: true, options: { rows: 6 } }),
			ticker,
		],
		alone: [
			place('node-monitor', [0, 0, 32, 51]),
			place('overdue-by-node', [32, 0, 16, 17], rows(6)),
			place('lock-figures', [32, 17, 16, 17], ruled),
			place('feeds', [32, 34, 16, 17], { ruled: true, options: { rows: 6 } }),
			ticker,
		],
	},
	{
		id: 'duty',
		title: '值班',
		places: [
			place('duty', [0, 0, 22, 51]),
			place('actions', [22, 0, 26, 13]),
			place('flow-warnings', [22, 13, 26, 18], ruled),
			place('feeds', [22, 31, 26, 20], { ruled: true, options: { rows: 6 } }),
			ticker,
		],
	},
	{
		id: 'bulletins',
		title: '通报',
		places: [place('bulletins', [0, 0, 32, 51], rows(8)), place('quality-gap', [32, 0, 16, 51]), ticker],
	},
	{
		id: 'home',
		title: '首页',
		places: [
			place('caseload', [0, 0, 12, 13]),
			place('indicators', [0, 13, 12, 38], rows(8)),
			place('case-flow', [12, 0, 21, 26]),
			place('recovery', [12, 26, 21, 25], ruled),
			place('special-parties', [33, 0, 15, 26]),
			place('credit', [33, 26, 15, 25], ruled),
			ticker,
		],
	},
	{
		id: 'live',
		title: '执行实时',
		places: [
			place('flow-warnings', [0, 0, 16, 17]),
			place('overdue-open', [0, 17, 16, 17], ruled),
			place('auctions', [0, 34, 16, 17], ruled),
			place('court-map', [16, 0, 32, 20]),
			place('node-monitor', [16, 20, 32, 31], ruled),
			ticker,
		],
		alone: [
			place('flow-warnings', [0, 0, 16, 17]),
			place('overdue-open', [0, 17, 16, 17], ruled),
			place('auctions', [0, 34, 16, 17], ruled),
			place('node-monitor', [16, 0, 32, 51]),
			ticker,
		],
	},
	{
		id: 'quality',
		title: '执行质效',
		places: [
			place('indicator-trend', [0, 0, 36, 51]),
			place('caseload', [36, 0, 12, 14]),
			place('funds', [36, 14, 12, 10], ruled),
			place('overdue-by-node', [36, 24, 12, 15], { ruled: true, options: { rows: 6 } }),
			place('trend', [36, 39, 12, 12], ruled),
			ticker,
		],
	},
	{
		id: 'review',
		title: '执行审查',
		places: [
			place('review-cases', [0, 0, 27, 51]),
			place('case-flow', [27, 0, 21, 26]),
			place('overdue-open', [27, 26, 21, 25], ruled),
			ticker,
		],
	},
	{
		id: 'situation',
		title: '执行态势',
		places: [
			place('case-flow', [0, 0, 18, 26]),
			place('recovery', [0, 26, 18, 25], ruled),
			place('quality-gap', [18, 0, 14, 51]),
			place('fund-flow', [32, 0, 16, 26]),
			place('credit', [32, 26, 16, 25], ruled),
			ticker,
		],
	},
];

/** Scenes that come with the system, in the order in which they are offered, as a court with subordinate courts has them. */
export const shippedScenes: readonly Scene[] = shipped.map(({ alone: _alone, ...scene }) => scene);

/** A shipped scene for a court; absent where there is none of that id. */
export function sceneOf(id: string, court: Pick<WallCourt, 'hasSubordinates'>): Scene | undefined {
	const found = shipped.find((each) => each.id === id);
	if (!found) return undefined;
	const { alone, ...scene } = found;
	return court.hasSubordinates || !alone ? scene : { ...scene, places: [...alone] };
}

/**
 * Tiles whose rows name or point at single persons (`handler`, or a roster), and the court's internal bulletins. Screens for the public get
 * them without the persons, a roster and bulletins not at all; a playlist for visitors leaves them out.
 */
export const personTiles: readonly TileId[] = [
	'locks',
	'sealed',
	'silent',
	'long-pending',
	'auctions',
	'unlock-queue',
	'seal-expiry',
	'plan-chart',
	'fund-overdue',
	'duty',
	'bulletins',
];

const step = (scene: string, dwellSeconds: number): Playlist['steps'][number] => ({ scene, dwellSeconds });

/** Playlists that come with the system. Scenes that follow one another share no tile: on a LED wall they stand side by side. */
export const shippedPlaylists: readonly Playlist[] = [
	{
		id: 'standard',
		title: '标准轮播',
		steps: [step('overview', 90), step('nodes', 45), step('supervise', 45), step('courts', 45), step('indicators', 45)],
		interrupts: [],
	},
	{
		id: 'command',
		title: '指挥值守',
		steps: [step('overview', 120), step('nodes', 45), step('locks', 60), step('duty', 30), step('supervise', 45), step('live', 45)],
		interrupts: [
			{ when: 'new-lock', scene: 'locks', seconds: 45 },
			{ when: 'seal-alarm', scene: 'sealed', seconds: 45 },
			{ when: 'proposed-locks', scene: 'locks', seconds: 45 },
			{ when: 'feed-dead', scene: 'duty', seconds: 30 },
			{ when: 'request-late', scene: 'locks', seconds: 30 },
		],
	},
	{
		id: 'leaders',
		title: '领导调研',
		steps: [
			step('overview', 60),
			step('situation', 45),
			step('quality', 45),
			step('funds', 45),
			step('long-pending', 45),
			step('courts', 45),
			step('bulletins', 45),
		],
		interrupts: [],
	},
	{
		id: 'open-day',
		title: '公众开放日',
		steps: [step('home', 60), step('nodes', 45), step('quality', 45), step('situation', 45), step('courts', 45)],
		interrupts: [],
	},
];

/** A shipped playlist for a court; absent where there is none of that id. Where nothing is below, no step compares courts. */
export function playlistOf(id: string, court: Pick<WallCourt, 'hasSubordinates'>): Playlist | undefined {
	const found = shippedPlaylists.find((each) => each.id === id);
	if (!found || court.hasSubordinates) return found;
	return { ...found, steps: found.steps.filter((each) => each.scene !== 'courts') };
}

/** Faults of an arrangement, in words: tiles over each other, or too small to be read. */
export function faultsOfScene({ places }: Pick<Scene, 'places'>): string[] {
	const apart = (a: ScenePlace, b: ScenePlace): boolean => a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y;
	return places.flatMap((each, index) => {
		const { title, least } = tileEntry(each.tile);
		const small = each.w < least[0] || each.h < least[1] ? [`「${title}」小于最小尺寸 ${least[0]}×${least[1]} 格`] : [];
		const over = places.slice(index + 1).filter((other) => !apart(each, other));
		return [...small, ...over.map((other) => `「${title}」与「${tileEntry(other.tile).title}」重叠`)];
	});
}
