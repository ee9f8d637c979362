import type { Scene, ScenePlace } from '../contract/scenes.ts';
import { sceneGrid } from '../contract/wall-constants.ts';
import type { TileId } from '../contract/tiles.ts';
import type { TileOptions } from '../ui/tile.ts';

/** Space between tiles, in px of a 1080-line wall. It is cut from the tiles, so that cells stay equal. */
export const sceneGap = { column: 32, row: 18 } as const;

/** All tiles of some scenes, each once. */
export const tilesOf = (scenes: readonly Scene[]): TileId[] => [
	...new Set(scenes.flatMap((scene) => scene.places.map((place) => place.tile))),
];

const share = (cells: number, of: number, gap: number): string => `(100% + var(--u) * ${gap}) * ${cells / of}`;

/** A place as CSS: its box in a parent of so many rows and columns, without the gaps around it. */
export function placeStyle(
	{ x, y, w, h }: Pick<ScenePlace, 'x' | 'y' | 'w' | 'h'>,
	rows: number = sceneGrid.rows,
	columns: number = sceneGrid.columns,
): string {
	const across = (cells: number): string => share(cells, columns, sceneGap.column);
	const down = (cells: number): string => share(cells, rows, sceneGap.row);
	return (
		`left: calc(${across(x)}); top: calc(${down(y)}); ` +
		`width: calc(${across(w)} - var(--u) * ${sceneGap.column}); height: calc(${down(h)} - var(--u) * ${sceneGap.row})`
	);
}

/** The size of a place in px of a 1080-line wall whose scene fills it: 1840 × 994 under the head. */
export function placeSize({ w, h }: Pick<ScenePlace, 'w' | 'h'>): { readonly width: number; readonly height: number } {
	return {
		width: ((1840 + sceneGap.column) * w) / sceneGrid.columns - sceneGap.column,
		height: ((994 + sceneGap.row) * h) / sceneGrid.rows - sceneGap.row,
	};
}

/** What a place sets of its tile. */
export function tileSettings({ options = {} }: Pick<ScenePlace, 'options'>): Partial<TileOptions> {
	const { rows, pageSeconds, ...settings } = options;
	return {
		...(typeof rows === 'number' ? { rows } : {}),
		...(typeof pageSeconds === 'number' ? { pageMs: pageSeconds * 1_000 } : {}),
		...(Object.keys(settings).length > 0 ? { settings } : {}),
	};
}

const isTickerBand = ({ tile, w, y, h }: ScenePlace): boolean => tile === 'ticker' && w === sceneGrid.columns && y + h === sceneGrid.rows;

/** Scenes that stand together: a ticker that closes each of them would say the same several times, so one closes them all. */
export function joinScenes(scenes: readonly Scene[]): {
	readonly scenes: readonly Scene[];
	readonly rows: number;
	readonly ticker?: ScenePlace;
} {
	const bands = scenes.map((scene) => scene.places.find(isTickerBand));
	const ticker = bands[0];
	if (scenes.length < 2 || !ticker || bands.some((band) => band?.h !== ticker.h)) return { scenes, rows: sceneGrid.rows };
	const bare = scenes.map((scene) => ({ ...scene, places: scene.places.filter((place) => !isTickerBand(place)) }));
	return { scenes: bare, rows: sceneGrid.rows - ticker.h, ticker };
}
