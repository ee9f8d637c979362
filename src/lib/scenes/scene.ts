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

/** A grid track as CSS: bare numbers are px at 1080 lines, fr may shrink below its content. */
export function trackOf(track: string): string {
	return track.endsWith('fr') ? `minmax(0, ${track})` : `calc(var(--u) * ${track})`;
}
