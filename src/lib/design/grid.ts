import type { ScenePlace } from '../contract/scenes.ts';
import { sceneGrid } from '../contract/wall-constants.ts';
import { sceneGap } from '../scenes/scene.ts';

/** The cells that a tile takes. */
export type Box = Pick<ScenePlace, 'x' | 'y' | 'w' | 'h'>;

/** Sides of a box by which it can be pulled: one, or two that meet in a corner. */
export const edges = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;

/** One of them. */
export type Edge = (typeof edges)[number];

/** A wall of 1920 × 1080 with one scene on it, as `WallScene` draws it: where the grid lies, and how far its cells are apart. In px. */
export const stage = {
	width: 1920,
	height: 1080,
	left: 40,
	top: 82,
	column: (1840 + sceneGap.column) / sceneGrid.columns,
	row: (994 + sceneGap.row) / sceneGrid.rows,
} as const;

const within = (value: number, from: number, to: number): number => Math.min(Math.max(value, from), Math.max(from, to));
const whole = (value: number, otherwise: number): number => (Number.isFinite(value) ? Math.round(value) : otherwise);

/** A box that lies in the grid, as near to the wished one as there is. What is no number stays as it was. */
export function boxWithin(wished: Box, before: Box): Box {
	const w = within(whole(wished.w, before.w), 1, sceneGrid.columns);
	const h = within(whole(wished.h, before.h), 1, sceneGrid.rows);
	return {
		x: within(whole(wished.x, before.x), 0, sceneGrid.columns - w),
		y: within(whole(wished.y, before.y), 0, sceneGrid.rows - h),
		w,
		h,
	};
}

/** A box moved by so many cells, as far as the grid goes. */
export const movedBy = (box: Box, columns: number, rows: number): Box => boxWithin({ ...box, x: box.x + columns, y: box.y + rows }, box);

/** One axis of a box pulled at its near side, its far side, or neither; the other side stays where it is. */
function pulled(at: number, size: number, by: number, side: 'near' | 'far' | undefined, least: number, most: number): [number, number] {
	if (side === 'far') return [at, within(size + by, Math.min(least, size), most - at)];
	if (side === undefined) return [at, size];
	const end = at + size;
	const start = within(at + by, 0, end - Math.min(least, size));
	return [start, end - start];
}

/** A box pulled at an edge by so many cells: it stops at the end of the grid, and at the smallest size at which its tile can be read. */
export function pulledBy(box: Box, edge: Edge, columns: number, rows: number, least: readonly [number, number]): Box {
	const across = edge.includes('w') ? 'near' : edge.includes('e') ? 'far' : undefined;
	const down = edge.includes('n') ? 'near' : edge.includes('s') ? 'far' : undefined;
	const [x, w] = pulled(box.x, box.w, columns, across, least[0], sceneGrid.columns);
	const [y, h] = pulled(box.y, box.h, rows, down, least[1], sceneGrid.rows);
	return { x, y, w, h };
}

/** Whether two boxes have no cell in common. */
export const areApart = (a: Box, b: Box): boolean => a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y;

/** The first place, from the top and the left, at which a box of this size covers nothing. */
function freeSpot(taken: readonly Box[], [w, h]: readonly [number, number]): Box | undefined {
	for (let y = 0; y + h <= sceneGrid.rows; y += 1)
		for (let x = 0; x + w <= sceneGrid.columns; x += 1) {
			const box = { x, y, w, h };
			if (taken.every((other) => areApart(box, other))) return box;
		}
	return undefined;
}

/** Where a new tile goes: in its usual size where that is free, else in its smallest, else over what is there, for the person to make room. */
export function spotFor(taken: readonly Box[], usual: readonly [number, number], least: readonly [number, number]): Box {
	return freeSpot(taken, usual) ?? freeSpot(taken, least) ?? { x: 0, y: 0, w: usual[0], h: usual[1] };
}

/** Lines that a box shares with others: columns and rows of the grid at which an edge of each lies. */
export function guidesOf(box: Box, others: readonly Box[]): { readonly columns: readonly number[]; readonly rows: readonly number[] } {
	const columns = new Set(others.flatMap(({ x, w }) => [x, x + w]));
	const rows = new Set(others.flatMap(({ y, h }) => [y, y + h]));
	return {
		columns: [box.x, box.x + box.w].filter((line) => columns.has(line)),
		rows: [box.y, box.y + box.h].filter((line) => rows.has(line)),
	};
}

/** A box as CSS on the stage, in shares of it: with half of the gap around it, so that neighbours touch. */
export function boxStyle({ x, y, w, h }: Box): string {
	const across = (px: number): string => `${(px / stage.width) * 100}%`;
	const down = (px: number): string => `${(px / stage.height) * 100}%`;
	return (
		`left: ${across(stage.left - sceneGap.column / 2 + x * stage.column)}; top: ${down(stage.top - sceneGap.row / 2 + y * stage.row)}; ` +
		`width: ${across(w * stage.column)}; height: ${down(h * stage.row)}`
	);
}

/** Where a box is, in words. */
export const boxWords = ({ x, y, w, h }: Box): string => `距左 ${x} 格，距上 ${y} 格，宽 ${w} 格，高 ${h} 格`;
