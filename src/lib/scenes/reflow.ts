import type { Scene, ScenePlace } from '../contract/scenes.ts';
import { sceneGrid } from '../contract/wall-constants.ts';
import { tileEntry, type TileId } from '../contract/tiles.ts';

/** A scene in the cells of its grid, which need not be the usual one. */
export interface Arranged {
	readonly scene: Scene;
	readonly columns: number;
	readonly rows: number;
}

interface Box {
	readonly x: number;
	readonly y: number;
	readonly w: number;
	readonly h: number;
}

/** Places as one cut after the other divides them, in reading order. */
type Cut = { readonly area: number } & ({ readonly place: ScenePlace } | { readonly parts: readonly Cut[] });

interface Layout {
	readonly cost: number;
	readonly places: readonly ScenePlace[];
}

/** From this many times the usual shape on, tiles are stacked anew; below, their cells give way. */
const reflowFrom = 1.35;
/** Dearer than any distortion: a tile smaller than it can be read. */
const unreadable = 1e6;

const isBand = ({ x, w, y, h }: ScenePlace, rows: number): boolean => x === 0 && w === sceneGrid.columns && y + h === rows && h <= 4;

/** Runs of places that a straight line across the whole scene parts from the next. */
function partsAlong(places: readonly ScenePlace[], from: 'x' | 'y', size: 'w' | 'h'): ScenePlace[][] {
	const parts: ScenePlace[][] = [];
	let end = -1;
	for (const place of [...places].sort((a, b) => a[from] - b[from])) {
		if (place[from] >= end) parts.push([]);
		parts.at(-1)!.push(place);
		end = Math.max(end, place[from] + place[size]);
	}
	return parts;
}

function cutsOf(places: readonly ScenePlace[]): Cut | undefined {
	const [place] = places;
	if (place && places.length === 1) return { place, area: place.w * place.h };
	const parts = [partsAlong(places, 'x', 'w'), partsAlong(places, 'y', 'h')].find((each) => each.length > 1);
	const cuts = parts?.map(cutsOf);
	if (!cuts?.every((each) => each !== undefined)) return undefined;
	return { parts: cuts, area: cuts.reduce((sum, each) => sum + each.area, 0) };
}

/** The tile that says what must be done now. Stacked one above the other, nothing stands before it. */
const foremost: TileId = 'actions';

const hasForemost = (cut: Cut): boolean => ('place' in cut ? cut.place.tile === foremost : cut.parts.some(hasForemost));

function foremostFirst(cut: Cut): Cut {
	if ('place' in cut) return cut;
	const parts = cut.parts.map(foremostFirst);
	return { ...cut, parts: [...parts.filter(hasForemost), ...parts.filter((each) => !hasForemost(each))] };
}

function layPlace(place: ScenePlace, box: Box, area: number): Layout {
	const [leastWide, leastHigh] = tileEntry(place.tile).least;
	const distortion = Math.log((box.w * place.h) / (box.h * place.w)) ** 2;
	const cost = area * distortion + (box.w < leastWide || box.h < leastHigh ? unreadable : 0);
	const { ruled: _ruled, ...rest } = place;
	return { cost, places: [{ ...rest, ...box, ...(box.y > 0 ? { ruled: true } : {}) }] };
}

/** The least distorting way to lay parts into a box: every division in two, side by side and one above the other. */
function layParts(parts: readonly Cut[], box: Box): Layout {
	const [first] = parts;
	if (first && parts.length === 1) return 'place' in first ? layPlace(first.place, box, first.area) : layParts(first.parts, box);
	const areaOf = (some: readonly Cut[]): number => some.reduce((sum, each) => sum + each.area, 0);
	let best: Layout = { cost: Infinity, places: [] };
	for (let at = 1; at < parts.length; at += 1) {
		const [before, after] = [parts.slice(0, at), parts.slice(at)];
		const share = areaOf(before) / areaOf(parts);
		const [w, h] = [Math.round(box.w * share), Math.round(box.h * share)];
		const halves: readonly (readonly [Box, Box])[] = [
			[
				{ ...box, w },
				{ ...box, x: box.x + w, w: box.w - w },
			],
			[
				{ ...box, h },
				{ ...box, y: box.y + h, h: box.h - h },
			],
		];
		for (const [one, other] of halves) {
			if (Math.min(one.w, one.h, other.w, other.h) < 1) continue;
			const [left, right] = [layParts(before, one), layParts(after, other)];
			const cost = left.cost + right.cost;
			if (cost < best.cost) best = { cost, places: [...left.places, ...right.places] };
		}
	}
	return best;
}

/** A scene's tiles stacked anew; nothing where it cannot be divided, or a tile would be too small to be read. */
function stacked(scene: Scene, columns: number, rows: number, usualRows: number): Arranged | undefined {
	const bands = scene.places.filter((place) => isBand(place, usualRows));
	const foot = bands.reduce((sum, { h }) => sum + h, 0);
	const cuts = cutsOf(scene.places.filter((place) => !bands.includes(place)));
	if (!cuts) return undefined;
	const isUpright = rows / columns > usualRows / sceneGrid.columns;
	const { cost, places } = layParts([isUpright ? foremostFirst(cuts) : cuts], { x: 0, y: 0, w: columns, h: rows - foot });
	if (cost >= unreadable) return undefined;
	const foots = bands.map((band) => ({ ...band, y: rows - band.h, w: columns }));
	return { scene: { ...scene, places: [...places, ...foots] }, columns, rows };
}

/**
 * A scene on a pane that is `shape` times as wide as it was drawn (below 1: taller). Far from its own shape its tiles are stacked
 * anew, so that lists get longer instead of wider; upright, what needs action stands first. A line of news at its foot stays
 * there. What cannot be divided stays as it is.
 */
export function reflow(scene: Scene, shape: number, rows: number = sceneGrid.rows): Arranged {
	const usual: Arranged = { scene, columns: sceneGrid.columns, rows };
	if (shape < reflowFrom && shape > 1 / reflowFrom) return usual;
	const columns = shape > 1 ? Math.round(sceneGrid.columns * shape) : sceneGrid.columns;
	return stacked(scene, columns, shape > 1 ? rows : Math.round(rows / shape), rows) ?? usual;
}

/** How many times as large as it would be type may be where scenes stand upright, the largest first. */
const zooms = [1.5, 1.4, 1.3, 1.2, 1.1];

/**
 * Scenes on panes of one shape. Upright there is height to spare, and by the width alone type would be small: it is as much
 * larger (`zoom`) as the tiles of every scene have room for.
 */
export function arrange(
	scenes: readonly Scene[],
	shape: number,
	rows: number = sceneGrid.rows,
	/** Pixel by pixel: type has the size that it has. */
	exact = false,
): { readonly zoom: number; readonly arranged: readonly Arranged[] } {
	for (const zoom of !exact && shape <= 1 / reflowFrom ? zooms : []) {
		const larger = scenes.map((scene) => stacked(scene, Math.round(sceneGrid.columns / zoom), Math.round(rows / shape / zoom), rows));
		if (larger.every((each) => each !== undefined)) return { zoom, arranged: larger };
	}
	return { zoom: 1, arranged: scenes.map((scene) => reflow(scene, shape, rows)) };
}
