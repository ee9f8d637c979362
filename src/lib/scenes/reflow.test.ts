import { describe, expect, it } from 'vitest';
import type { Scene, ScenePlace } from '../contract/scenes.ts';
import { sceneOf, shippedScenes } from '../contract/shipped-scenes.ts';
import { tileEntry } from '../contract/tiles.ts';
import { arrange, reflow } from './reflow.ts';

/** How often each cell of a grid is covered. */
function cover(places: readonly ScenePlace[], columns: number, rows: number): Set<number> {
	const cells = Array.from({ length: columns * rows }, () => 0);
	for (const { x, y, w, h } of places)
		for (let row = y; row < y + h; row += 1) for (let column = x; column < x + w; column += 1) cells[row * columns + column]! += 1;
	return new Set(cells);
}

const every = shippedScenes.flatMap(({ id }) => [true, false].map((hasSubordinates) => sceneOf(id, { hasSubordinates })!));
/** An LED wall of 6656 × 1792, an upright screen, and a band above a hall. */
const shapes = [2.14, 0.32, 3.2];

describe('a scene on a surface of another shape', () => {
	it.each(shapes)('%f times as wide: covers every cell once, each tile as large as it must be, once', (shape) => {
		for (const scene of every) {
			const { scene: arranged, columns, rows } = reflow(scene, shape);
			expect(cover(arranged.places, columns, rows), `${scene.id} ${shape}`).toEqual(new Set([1]));
			expect(arranged.places.map(({ tile }) => tile).sort()).toEqual(scene.places.map(({ tile }) => tile).sort());
			for (const { tile, w, h } of arranged.places) {
				const [wide, high] = tileEntry(tile).least;
				expect(w >= wide && h >= high, `${scene.id}: ${tile} ${w}×${h}`).toBe(true);
			}
		}
	});

	it('upright is set in larger type, each tile as large as it must be in it', () => {
		for (const scene of every) {
			const { zoom, arranged } = arrange([scene], 0.3017);
			expect(zoom, scene.id).toBeGreaterThan(1);
			for (const { scene: laid, columns, rows } of arranged) {
				expect(columns).toBe(Math.round(48 / zoom));
				expect(cover(laid.places, columns, rows), scene.id).toEqual(new Set([1]));
				for (const { tile, w, h } of laid.places) {
					const [wide, high] = tileEntry(tile).least;
					expect(w >= wide && h >= high, `${scene.id}: ${tile} ${w}×${h}`).toBe(true);
				}
			}
		}
		expect(arrange(every, 0.3017, 54, true)).toMatchObject({ zoom: 1 });
		expect(arrange(every, 1)).toMatchObject({ zoom: 1 });
	});

	it('upright keeps its type where a tile would be too narrow for larger', () => {
		const places: ScenePlace[] = [
			{ tile: 'actions', x: 0, y: 0, w: 24, h: 27 },
			{ tile: 'locks', x: 24, y: 0, w: 24, h: 27 },
			{ tile: 'node-monitor', x: 0, y: 27, w: 48, h: 27 },
		];
		const wheel = [
			{ tile: 'locks', x: 0, y: 0, w: 28, h: 26 },
			{ tile: 'duty', x: 28, y: 0, w: 20, h: 34 },
			{ tile: 'funds', x: 20, y: 34, w: 28, h: 20 },
			{ tile: 'silent', x: 0, y: 26, w: 20, h: 28 },
		] as const;
		expect(arrange([{ id: 'a', title: '', places }], 0.3017).zoom).toBe(1.5);
		expect(arrange([{ id: 'a', title: '', places: [...wheel, { tile: 'trend', x: 20, y: 26, w: 8, h: 8 }] }], 0.3017).zoom).toBe(1);
	});

	it('near its own shape stays as it was drawn', () => {
		for (const scene of every) expect(reflow(scene, 1.17)).toEqual({ scene, columns: 48, rows: 54 });
	});

	it('makes lists longer instead of wider', () => {
		const { scene } = reflow(sceneOf('long-pending', { hasSubordinates: true })!, 2.14);
		const [before] = sceneOf('long-pending', { hasSubordinates: true })!.places;
		const after = scene.places.find(({ tile }) => tile === 'long-pending')!;
		expect(after.h).toBeGreaterThan(before!.h);
		expect(after.w).toBeLessThan(before!.w * 2);
	});

	it('begins with what needs action where tiles stand one above the other', () => {
		for (const scene of every.filter(({ places }) => places.some(({ tile }) => tile === 'actions'))) {
			const actions = reflow(scene, 0.32).scene.places.find(({ tile }) => tile === 'actions');
			expect([actions?.x, actions?.y], scene.id).toEqual([0, 0]);
		}
	});

	it('leaves what no straight line divides, and keeps the line of news at the foot', () => {
		const at = (tile: ScenePlace['tile'], x: number, y: number, w: number, h: number): ScenePlace => ({ tile, x, y, w, h });
		const wheel: Scene = {
			id: 'wheel',
			title: '风车',
			places: [
				at('locks', 0, 0, 30, 20),
				at('duty', 30, 0, 18, 34),
				at('funds', 18, 34, 30, 20),
				at('silent', 0, 20, 18, 34),
				at('sealed', 18, 20, 12, 14),
			],
		};
		expect(reflow(wheel, 2).scene).toBe(wheel);
		const { scene, columns, rows } = reflow(sceneOf('funds', { hasSubordinates: true })!, 2);
		expect([columns, rows]).toEqual([96, 54]);
		expect(scene.places.at(-1)).toMatchObject({ tile: 'ticker', x: 0, y: 51, w: 96, h: 3 });
	});
});
