import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scenePlaceSchema, sceneSchema } from '../contract/scenes.ts';
import { sceneGrid } from '../contract/wall-constants.ts';
import { faultsOfScene, shippedScenes } from '../contract/shipped-scenes.ts';
import { tileEntry, tileIds } from '../contract/tiles.ts';
import { edit, isChanged, isSameScene, sceneBounds, sceneOfDraft, startEditor, type EditorCommand, type EditorState } from './editor.ts';
import { emptyShare, faultsOf } from './faults.ts';
import { edges, guidesOf, movedBy, pulledBy, type Edge } from './grid.ts';

const overview = shippedScenes[0]!;
const superior = { hasSubordinates: true };
const after = (commands: readonly EditorCommand[], state: EditorState = startEditor(overview)): EditorState => commands.reduce(edit, state);
const keyOf = (state: EditorState, tile: string): number => state.draft.places.find((place) => place.tile === tile)!.key;
const placeOf = (state: EditorState, tile: string) => state.draft.places.find((place) => place.tile === tile);

const anyNumber = fc.oneof(fc.integer({ min: -80, max: 80 }), fc.double(), fc.constantFrom(Number.NaN, Infinity));
const anyKey = fc.integer({ min: 0, max: 30 });
const anyTile = fc.constantFrom(...tileIds);
const anyCommand: fc.Arbitrary<EditorCommand> = fc.oneof(
	fc.record({ type: fc.constant('add' as const), tile: anyTile }),
	fc.record({ type: fc.constant('add' as const), tile: anyTile, at: fc.record({ x: anyNumber, y: anyNumber }) }),
	fc.record({ type: fc.constant('remove' as const), key: anyKey }),
	fc.record({
		type: fc.constant('place' as const),
		key: anyKey,
		box: fc.record({ x: anyNumber, y: anyNumber, w: anyNumber, h: anyNumber }, { requiredKeys: [] }),
	}),
	fc.record({ type: fc.constant('tile' as const), key: anyKey, tile: anyTile }),
	fc.record({
		type: fc.constant('option' as const),
		key: anyKey,
		option: fc.constantFrom('rows', 'pageSeconds', 'other'),
		value: fc.oneof(anyNumber, fc.constant(undefined), fc.string()),
	}),
	fc.record({ type: fc.constant('rule' as const), key: anyKey, ruled: fc.boolean() }),
	fc.record({ type: fc.constant('retitle' as const), title: fc.string({ unit: 'binary', maxLength: 40 }) }),
	fc.record({ type: fc.constant('order' as const), key: anyKey, to: anyNumber }),
	fc.constant<EditorCommand>({ type: 'sort' }),
	fc.record({ type: fc.constant('load' as const), scene: fc.constantFrom(...shippedScenes) }),
	fc.record({ type: fc.constant('select' as const), key: fc.option(anyKey, { nil: undefined }) }),
	fc.constant<EditorCommand>({ type: 'undo' }),
	fc.constant<EditorCommand>({ type: 'redo' }),
	fc.constant<EditorCommand>({ type: 'saved', scene: overview }),
);

describe('whatever is done', () => {
	it('every tile stays in the grid and every place can be stored', () => {
		fc.assert(
			fc.property(fc.array(anyCommand, { maxLength: 40 }), (commands) => {
				const state = after(commands);
				for (const place of sceneOfDraft('overview', state.draft).places) {
					expect(scenePlaceSchema.safeParse(place).success, JSON.stringify(place)).toBe(true);
					for (const option of tileEntry(place.tile).options ?? []) {
						const value = place.options?.[option.key];
						if (value !== undefined && option.kind === 'number') expect(value).toSatisfy((n: number) => n >= option.from && n <= option.to);
					}
				}
				expect(state.draft.places.length).toBeLessThanOrEqual(sceneBounds.places);
				expect(new Set(state.draft.places.map(({ key }) => key)).size).toBe(state.draft.places.length);
				const scene = sceneOfDraft('overview', state.draft);
				if (scene.title !== '' && scene.places.length > 0) expect(sceneSchema.safeParse(scene).success).toBe(true);
			}),
			{ numRuns: 400 },
		);
	});

	it('undo brings back what was, and redo what came of it', () => {
		let steps = 0;
		fc.assert(
			fc.property(fc.array(anyCommand, { maxLength: 25 }), anyCommand, (commands, command) => {
				fc.pre(command.type !== 'undo' && command.type !== 'redo');
				const before = after(commands);
				const done = edit(before, command);
				if (done.draft === before.draft) {
					expect(done.past).toBe(before.past);
					return;
				}
				steps += 1;
				const undone = edit(done, { type: 'undo' });
				expect(undone.draft).toBe(before.draft);
				expect(undone.past).toEqual(before.past);
				const redone = edit(undone, { type: 'redo' });
				expect(redone.draft).toBe(done.draft);
				expect(redone.past).toEqual(done.past);
				expect(redone.future).toEqual([]);
			}),
			{ numRuns: 600 },
		);
		expect(steps).toBeGreaterThan(100);
	});

	it('all the way back is where it began', () => {
		fc.assert(
			fc.property(fc.array(anyCommand, { maxLength: 30 }), (commands) => {
				const start = startEditor(overview);
				let state = after(
					commands.filter(({ type }) => type !== 'saved'),
					start,
				);
				while (state.past.length > 0) state = edit(state, { type: 'undo' });
				expect(state.draft).toBe(start.draft);
				expect(isChanged(state)).toBe(false);
			}),
		);
	});
});

describe('the editor', () => {
	it('puts a tile into the first free place, in its usual size where that is free', () => {
		const emptied = after(['locks', 'courts'].map((tile) => ({ type: 'remove', key: keyOf(startEditor(overview), tile) })));
		const usual = edit(emptied, { type: 'add', tile: 'long-pending' });
		expect(placeOf(usual, 'long-pending')).toMatchObject({ x: 10, y: 13, w: 16, h: 15 });
		expect(faultsOf(usual.draft, superior)).toEqual([]);
		expect(usual.selected).toBe(keyOf(usual, 'long-pending'));
	});

	it('lays a tile over the others where nothing is free, and says so', () => {
		const full = after([{ type: 'add', tile: 'duty' }]);
		expect(placeOf(full, 'duty')).toMatchObject({ x: 0, y: 0, w: 24, h: 42 });
		expect(faultsOf(full.draft, superior).map(({ text }) => text)).toContain('「收结存」与「今日值班」重叠');
	});

	it('takes the twenty-fourth tile and no more', () => {
		const many = after(Array.from({ length: 40 }, () => ({ type: 'add', tile: 'trend' }) as const));
		expect(many.draft.places).toHaveLength(24);
	});

	it('goes to the neighbour when a tile is taken away, and keeps the hands where they were when another is', () => {
		const start = startEditor(overview);
		const [first, second] = start.draft.places.map(({ key }) => key) as [number, number];
		const held = edit(start, { type: 'select', key: first });
		expect(edit(held, { type: 'remove', key: first }).selected).toBe(second);
		expect(edit(held, { type: 'remove', key: second }).selected).toBe(first);
	});

	it('knows a change from its contrary, and from the same words in another order', () => {
		const start = startEditor(overview);
		const key = keyOf(start, 'locks');
		const moved = edit(start, { type: 'place', key, box: { x: 9 } });
		expect(isChanged(moved)).toBe(true);
		expect(isChanged(edit(moved, { type: 'place', key, box: { x: 10 } }))).toBe(false);
		const { w, h, x, y, tile } = overview.places[0]!;
		expect(
			isSameScene(
				{ title: overview.title, places: [{ h, w, y, x, tile, ruled: false, options: {} }, ...overview.places.slice(1)] },
				overview,
			),
		).toBe(true);
	});

	it('has nothing to save after a save, and something again after undo', () => {
		const changed = after([{ type: 'retitle', title: '总览（夜间）' }]);
		const saved = edit(changed, { type: 'saved', scene: sceneOfDraft('overview', changed.draft) });
		expect(isChanged(saved)).toBe(false);
		expect(isChanged(edit(saved, { type: 'undo' }))).toBe(true);
	});

	it('still has to save what was done while the save was on its way', () => {
		const sent = after([{ type: 'retitle', title: '甲' }]);
		const further = edit(sent, { type: 'retitle', title: '乙' });
		expect(isChanged(edit(further, { type: 'saved', scene: sceneOfDraft('overview', sent.draft) }))).toBe(true);
	});

	it('takes an option only as the tile knows it', () => {
		const key = keyOf(startEditor(overview), 'locks');
		const rows = (value: string | number | undefined) =>
			placeOf(after([{ type: 'option', key, option: 'rows', value }]), 'locks')?.options?.['rows'];
		expect([rows(99), rows('5'), rows(''), rows('七'), rows(undefined)]).toEqual([24, 5, 7, 7, undefined]);
		expect(placeOf(after([{ type: 'option', key, option: 'color', value: 1 }]), 'locks')?.options).toEqual({ rows: 7 });
	});

	it('keeps of the options what another tile in the same cells has too', () => {
		const start = startEditor(overview);
		const key = keyOf(start, 'locks');
		const set = after(
			[
				{ type: 'option', key, option: 'pageSeconds', value: 20 },
				{ type: 'tile', key, tile: 'deciders' },
			],
			start,
		);
		expect(placeOf(set, 'deciders')?.options).toEqual({ rows: 7 });
		expect(placeOf(edit(set, { type: 'undo' }), 'locks')?.options).toEqual({ rows: 7, pageSeconds: 20 });
	});

	it('reads in another order when told, from the top and the left when sorted', () => {
		const start = startEditor(overview);
		const key = keyOf(start, 'ticker');
		const first = edit(start, { type: 'order', key, to: 0 });
		expect(first.draft.places[0]!.tile).toBe('ticker');
		const sorted = edit(first, { type: 'sort' }).draft.places;
		expect(sorted.at(-1)!.tile).toBe('ticker');
		expect(sorted.every((place, index) => index === 0 || sorted[index - 1]!.y <= place.y)).toBe(true);
	});
});

describe('faults', () => {
	it('are those of the stored scenes, tile by tile', () => {
		fc.assert(
			fc.property(fc.array(anyCommand, { maxLength: 20 }), (commands) => {
				const { draft } = after(commands);
				const told = faultsOf({ ...draft, title: '甲' }, superior).filter(({ keys }) => keys.length > 0);
				expect(told.map(({ text }) => text)).toEqual(faultsOfScene(sceneOfDraft('overview', draft)));
			}),
		);
	});

	it('name what is wrong with the whole, and a tile that the court has no use for', () => {
		const alone = faultsOf(startEditor(overview).draft, { hasSubordinates: false });
		expect(alone.map(({ text }) => text)).toEqual(['「辖区法院」只用于有下级法院的法院']);
		expect(faultsOf({ title: ' ', places: [] }, superior).map(({ text }) => text)).toEqual(['请填写画面名称', '画面上至少要有一块磁贴']);
	});

	it('reckon the room that is left empty', () => {
		expect(emptyShare(startEditor(overview).draft.places)).toBe(0);
		expect(emptyShare([])).toBe(100);
	});
});

describe('hands', () => {
	const box = { x: 10, y: 10, w: 12, h: 12 };

	it('move a box as far as the grid goes', () => {
		expect(movedBy(box, -99, 99)).toEqual({ x: 0, y: sceneGrid.rows - 12, w: 12, h: 12 });
	});

	it('pull at one side and leave the other where it is', () => {
		expect(pulledBy(box, 'w', -3, 5, [4, 4])).toEqual({ x: 7, y: 10, w: 15, h: 12 });
		expect(pulledBy(box, 'ne', 3, -2, [4, 4])).toEqual({ x: 10, y: 8, w: 15, h: 14 });
		expect(pulledBy(box, 'w', 99, 0, [9, 9])).toEqual({ x: 13, y: 10, w: 9, h: 12 });
		expect(pulledBy(box, 'se', -99, -99, [9, 8])).toEqual({ x: 10, y: 10, w: 9, h: 8 });
		// What is already too small is not pushed about, and can grow.
		expect(pulledBy({ ...box, w: 5 }, 'e', -1, 0, [9, 9])).toMatchObject({ x: 10, w: 5 });
		expect(pulledBy({ ...box, w: 5 }, 'e', 2, 0, [9, 9])).toMatchObject({ w: 7 });
	});

	it('never leave the grid', () => {
		const start = fc.constantFrom(...shippedScenes.flatMap(({ places }) => places));
		const pull = fc.tuple(fc.constantFrom(...edges), fc.integer({ min: -60, max: 60 }), fc.integer({ min: -60, max: 60 }));
		fc.assert(
			fc.property(start, fc.array(pull, { maxLength: 12 }), (place, pulls) => {
				const { least } = tileEntry(place.tile);
				const end = pulls.reduce((now, [edge, dx, dy]) => pulledBy(now, edge as Edge, dx, dy, least), { ...place } as typeof box);
				expect(scenePlaceSchema.safeParse({ tile: place.tile, ...end }).success).toBe(true);
				expect(end.w >= least[0] && end.h >= least[1]).toBe(true);
			}),
		);
	});

	it('see which edges lie in one line', () => {
		expect(guidesOf(box, [{ x: 22, y: 0, w: 5, h: 10 }])).toEqual({ columns: [22], rows: [10] });
	});
});
