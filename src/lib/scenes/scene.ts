import type { WallCourt } from '../contract/pages.ts';
import type { TileOptions, TileTopic } from '../ui/tile.ts';

/** A tile's place on a scene and how it differs from the defaults. */
export interface ScenePlace {
	readonly topic: TileTopic;
	/** Name of the grid area. */
	readonly area: string;
	/** A hairline above: the tile opens a new band. */
	readonly ruled?: boolean;
	readonly options?: Partial<Pick<TileOptions, 'rows' | 'pageMs'>>;
}

/** A wall's arrangement as data: tracks in px of a 1080-line wall or in fr, and the tiles in reading order. */
export interface Scene {
	readonly name: string;
	readonly title: string;
	readonly columns: readonly string[];
	readonly rows: readonly string[];
	readonly areas: readonly string[];
	readonly places: readonly ScenePlace[];
}

const columns = ['368fr', '984fr', '424fr'];
const rows = ['224', '246fr', '262fr', '146', '36'];

const places: readonly ScenePlace[] = [
	{ topic: 'actions', area: 'actions' },
	{ topic: 'locks', area: 'locks', options: { rows: 7 } },
	{ topic: 'requests', area: 'requests' },
	{ topic: 'caseload', area: 'caseload' },
	{ topic: 'overdue-by-node', area: 'nodes', options: { rows: 6 } },
	{ topic: 'sealed', area: 'sealed', options: { rows: 3 } },
	{ topic: 'indicators', area: 'indicators', options: { rows: 6 } },
	{ topic: 'funds', area: 'funds', ruled: true },
	{ topic: 'courts', area: 'courts', ruled: true },
	{ topic: 'trend', area: 'trend', ruled: true },
	{ topic: 'ticker', area: 'ticker', ruled: true },
];

/** The one fixed scene of a wall; a court without subordinate courts gives their place to the trend. */
export function overviewScene(court: Pick<WallCourt, 'hasSubordinates'>): Scene {
	const middle = court.hasSubordinates ? 'courts' : 'trend';
	return {
		name: 'overview',
		title: '总览',
		columns,
		rows,
		areas: [
			'caseload actions requests',
			'indicators locks nodes',
			'indicators locks sealed',
			`funds ${middle} trend`,
			'ticker ticker ticker',
		],
		places: places.filter((place) => court.hasSubordinates || place.topic !== 'courts'),
	};
}

const superviseTiles: readonly ScenePlace[] = [
	{ topic: 'notices', area: 'notices' },
	{ topic: 'requests', area: 'requests' },
	{ topic: 'locks', area: 'locks', options: { rows: 7 } },
	{ topic: 'deciders', area: 'deciders', options: { rows: 5 } },
	{ topic: 'silent', area: 'silent', options: { rows: 3 } },
	{ topic: 'long-pending', area: 'pending', options: { rows: 3 } },
	{ topic: 'sealed', area: 'sealed', options: { rows: 3 } },
	{ topic: 'ticker', area: 'ticker', ruled: true },
];

/** 锁定与监督: rungs, who decides, what stands still. */
export function superviseScene(): Scene {
	return {
		name: 'supervise',
		title: '锁定与监督',
		columns: ['592fr', '592fr', '592fr'],
		rows: ['214', '1fr', '268', '36'],
		areas: ['notices notices requests', 'locks locks deciders', 'silent pending sealed', 'ticker ticker ticker'],
		places: superviseTiles,
	};
}

/** Scenes that a wall can be opened with, by the name in its address. */
export const sceneNames = ['overview', 'supervise'] as const;

/** The scene of a name; the overview where there is none of that name. */
export function sceneOf(name: string | null | undefined, court: Pick<WallCourt, 'hasSubordinates'>): Scene {
	return name === 'supervise' ? superviseScene() : overviewScene(court);
}

/** A grid track as CSS: bare numbers are px at 1080 lines, fr may shrink below its content. */
export function trackOf(track: string): string {
	return track.endsWith('fr') ? `minmax(0, ${track})` : `calc(var(--u) * ${track})`;
}
