import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { playlistSchema, sceneSchema, type ScenePlace } from './scenes.ts';
import { sceneGrid } from './wall-constants.ts';
import { faultsOfScene, personTiles, sceneOf, shippedPlaylists, shippedScenes } from './shipped-scenes.ts';
import { tileEntry, tileIds, type TileId } from './tiles.ts';
import { resolveProgram, shippedDesigns, type Designs } from './wall-program.ts';

const superior = { hasSubordinates: true };
const alone = { hasSubordinates: false };
const all = shippedScenes.flatMap((scene) => [
	{ of: `${scene.id} of a superior court`, scene: sceneOf(scene.id, superior)! },
	{ of: `${scene.id} of a court alone`, scene: sceneOf(scene.id, alone)! },
]);

/** How often each cell is covered. */
function cover(places: readonly ScenePlace[]): number[] {
	const cells = Array.from({ length: sceneGrid.columns * sceneGrid.rows }, () => 0);
	for (const { x, y, w, h } of places)
		for (let row = y; row < y + h; row += 1)
			for (let column = x; column < x + w; column += 1) cells[row * sceneGrid.columns + column]! += 1;
	return cells;
}

describe.each(all)('$of', ({ scene }) => {
	it('is a scene as it may be stored, every tile at least as large as it must be', () => {
		expect(sceneSchema.safeParse(scene).success).toBe(true);
		expect(faultsOfScene(scene)).toEqual([]);
	});

	it('leaves no cell empty and covers none twice', () => {
		expect(new Set(cover(scene.places))).toEqual(new Set([1]));
	});

	it('shows no tile twice', () => {
		const tiles = scene.places.map((place) => place.tile);
		expect(new Set(tiles).size).toBe(tiles.length);
	});
});

describe('shipped scenes', () => {
	it('have ids and titles of their own', () => {
		expect(new Set(shippedScenes.map((scene) => scene.id)).size).toBe(shippedScenes.length);
		expect(new Set(shippedScenes.map((scene) => scene.title)).size).toBe(shippedScenes.length);
	});

	it('show every tile of the catalogue somewhere', () => {
		expect(tileIds.filter((id) => !shippedScenes.some((scene) => scene.places.some((place) => place.tile === id)))).toEqual([]);
	});

	it('show a court without subordinate courts nothing about subordinate courts', () => {
		for (const { id } of shippedScenes)
			for (const { tile } of sceneOf(id, alone)!.places) expect(tileEntry(tile).superior, `${id}: ${tile}`).toBeUndefined();
	});

	it('set only options that their tiles have', () => {
		for (const scene of shippedScenes)
			for (const { tile, options = {} } of scene.places) {
				const known = (tileEntry(tile).options ?? []).map((option) => option.key);
				expect(known, `${scene.id}: ${tile}`).toEqual(expect.arrayContaining(Object.keys(options)));
			}
	});

	it('are not there under an unknown id', () => {
		expect(sceneOf('nowhere', superior)).toBeUndefined();
	});
});

describe('faults of an arrangement', () => {
	const at = (tile: TileId, x: number, y: number, w: number, h: number): ScenePlace => ({ tile, x, y, w, h });

	it('names tiles over each other and tiles too small', () => {
		expect(faultsOfScene({ places: [at('trend', 0, 0, 12, 9), at('funds', 11, 8, 10, 9)] })).toEqual(['「近 30 日」与「案款」重叠']);
		expect(faultsOfScene({ places: [at('trend', 0, 0, 12, 9), at('funds', 12, 0, 8, 9)] })).toEqual(['「案款」小于最小尺寸 9×8 格']);
	});

	it('finds an overlap exactly where a cell is covered twice', () => {
		const box = fc
			.tuple(fc.nat(30), fc.nat(30), fc.integer({ min: 9, max: 17 }), fc.integer({ min: 8, max: 20 }))
			.map(([x, y, w, h]) => at('funds', x, y, w, h));
		fc.assert(
			fc.property(fc.array(box, { minLength: 2, maxLength: 4 }), (places) => {
				expect(faultsOfScene({ places }).length > 0).toBe(Math.max(...cover(places)) > 1);
			}),
		);
	});
});

describe('shipped playlists', () => {
	it.each(shippedPlaylists)('$id: every scene is there, for every court', (playlist) => {
		expect(playlistSchema.safeParse(playlist).success).toBe(true);
		for (const court of [superior, alone]) {
			const program = resolveProgram(playlist.id, shippedDesigns(court));
			expect(program.fault).toBeUndefined();
			expect(program.playlist.steps.length).toBeGreaterThan(2);
			const ids = program.scenes.map((scene) => scene.id);
			for (const { scene } of [...program.playlist.steps, ...program.playlist.interrupts]) expect(ids).toContain(scene);
		}
	});

	it('for visitors shows no tile with persons', () => {
		const { scenes } = resolveProgram('open-day', shippedDesigns(superior));
		expect(scenes.flatMap((scene) => scene.places).filter((place) => personTiles.includes(place.tile))).toEqual([]);
	});

	it.each(shippedPlaylists)('$id: scenes that follow one another share no tile, so that side by side nothing is said twice', ({ id }) => {
		const { playlist } = resolveProgram(id, shippedDesigns(superior));
		const tilesAt = (index: number): TileId[] =>
			sceneOf(playlist.steps[index % playlist.steps.length]!.scene, superior)!.places.map(({ tile }) => tile);
		for (const index of playlist.steps.keys()) {
			const shared = tilesAt(index).filter((tile) => tile !== 'ticker' && tilesAt(index + 1).includes(tile));
			expect(shared, playlist.steps[index]!.scene).toEqual([]);
		}
	});

	it('leaves the comparison of courts out where there is nothing to compare', () => {
		const { playlist } = resolveProgram('standard', shippedDesigns(alone));
		expect(playlist.steps.map((each) => each.scene)).toEqual(['overview', 'nodes', 'supervise', 'indicators']);
	});
});

describe('a program', () => {
	const designs = shippedDesigns(superior);

	it('of a single scene is a playlist of one step', () => {
		const { playlist, scenes } = resolveProgram('scene:funds', designs);
		expect(playlist.steps.map((each) => each.scene)).toEqual(['funds']);
		expect(scenes.map((scene) => scene.title)).toEqual(['案款']);
	});

	it.each(['nothing', 'scene:nothing', '', 'scene:'])('asked for as %j plays the standard one and says so', (asked) => {
		const program = resolveProgram(asked, designs);
		expect(program.playlist.id).toBe('standard');
		expect(program.fault).toContain(asked);
	});

	it('leaves a lost scene out and names it; with none left it shows the overview', () => {
		const broken = (ids: readonly string[]): Designs => ({
			...designs,
			playlist: () => ({ id: 'own', title: '自制', steps: ids.map((scene) => ({ scene, dwellSeconds: 30 })), interrupts: [] }),
		});
		const some = resolveProgram('own', broken(['gone', 'funds']));
		expect(some.playlist.steps.map((each) => each.scene)).toEqual(['funds']);
		expect(some.fault).toBe('场景不存在：gone');
		const none = resolveProgram('own', broken(['gone', 'lost', 'gone']));
		expect(none.scenes.map((scene) => scene.id)).toEqual(['overview']);
		expect(none.fault).toBe('场景不存在：gone、lost');
	});
});
