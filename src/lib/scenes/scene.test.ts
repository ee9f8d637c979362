import { describe, expect, it } from 'vitest';
import type { Scene, ScenePlace } from '../contract/scenes.ts';
import { sceneGrid } from '../contract/wall-constants.ts';
import { personTiles, sceneOf } from '../contract/shipped-scenes.ts';
import { tileIds } from '../contract/tiles.ts';
import { topicsOf, topicsOfProgram } from '../contract/wall-program.ts';
import { joinScenes, placeSize, placeStyle, tileSettings, tilesOf } from './scene.ts';

describe('a place on the grid', () => {
	it('fills the whole scene when it has all cells', () => {
		expect(placeSize({ w: sceneGrid.columns, h: sceneGrid.rows })).toEqual({ width: 1840, height: 994 });
		expect(placeStyle({ x: 0, y: 0, w: 48, h: 54 })).toContain('width: calc((100% + var(--u) * 32) * 1 - var(--u) * 32)');
	});

	it('cuts the gaps from the tiles, so that neighbours and their gaps add up to the whole', () => {
		const [left, right] = [placeSize({ w: 10, h: 13 }), placeSize({ w: 38, h: 41 })];
		expect(left.width + 32 + right.width).toBeCloseTo(1840);
		expect(left.height + 18 + right.height).toBeCloseTo(994);
	});
});

describe('what a scene needs', () => {
	const scene: Scene = {
		id: 's',
		title: 's',
		places: [
			{ tile: 'indicators', x: 0, y: 0, w: 24, h: 54 },
			{ tile: 'quality-gap', x: 24, y: 0, w: 24, h: 54 },
		],
	};

	it('names each tile and each topic once, also where two tiles read the same topic', () => {
		expect(tilesOf([scene, scene])).toEqual(['indicators', 'quality-gap']);
		expect(topicsOf([scene])).toEqual(['indicators']);
	});

	it('asks for what the head says and what may interrupt, whatever the tiles', () => {
		const playlist = { id: 'p', title: 'p', steps: [{ scene: 's', dwellSeconds: 30 }], interrupts: [] };
		expect(topicsOfProgram({ playlist, scenes: [scene] })).toEqual(['indicators', 'actions']);
		const interrupts = [{ when: 'request-late', scene: 's', seconds: 30 } as const];
		expect(topicsOfProgram({ playlist: { ...playlist, interrupts }, scenes: [scene] })).toEqual(['indicators', 'actions', 'requests']);
	});

	it('hands rows and pages to the tile in its own words, and the rest as it is', () => {
		const at: ScenePlace = { tile: 'locks', x: 0, y: 0, w: 24, h: 20 };
		expect(tileSettings({ ...at, options: { rows: 4, pageSeconds: 9, order: 'late' } })).toEqual({
			rows: 4,
			pageMs: 9_000,
			settings: { order: 'late' },
		});
		expect(tileSettings(at)).toEqual({});
	});
});

describe('persons', () => {
	const files = import.meta.glob<{ fixtures: readonly { data?: unknown }[] }>('/src/lib/tiles/*/fixtures.ts');

	it('are in no tile that is not named as having some', async () => {
		for (const id of tileIds) {
			const fixtures = await files[`/src/lib/tiles/${id}/fixtures.ts`]?.();
			if (fixtures && JSON.stringify(fixtures.fixtures).includes('"handler"')) expect(personTiles, id).toContain(id);
		}
	});
});

describe('scenes that stand together', () => {
	const of = (id: string): Scene => sceneOf(id, { hasSubordinates: true })!;

	it('are closed by one ticker, and their tiles get its rows', () => {
		const joined = joinScenes([of('overview'), of('supervise')]);
		expect(joined.ticker?.tile).toBe('ticker');
		expect(joined.rows).toBe(51);
		for (const scene of joined.scenes) {
			expect(scene.places.map((place) => place.tile)).not.toContain('ticker');
			expect(Math.max(...scene.places.map((place) => place.y + place.h))).toBe(joined.rows);
		}
	});

	it('stay as they are where one of them has none, and where there is only one', () => {
		const bare: Scene = { id: 'own', title: '自制', places: [{ tile: 'locks', x: 0, y: 0, w: 48, h: 54 }] };
		expect(joinScenes([of('overview'), bare]).scenes).toEqual([of('overview'), bare]);
		expect(joinScenes([of('overview')])).toEqual({ scenes: [of('overview')], rows: 54 });
	});
});
