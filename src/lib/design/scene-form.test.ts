import { describe, expect, it } from 'vitest';
import { shippedScenes } from '../contract/shipped-scenes.ts';
import type { Scene } from '../contract/scenes.ts';
import { DraftKeep } from './draft-keep.ts';
import { paletteOf } from './palette.ts';
import { readSceneForm, rowOf, tableRows, type PlaceRow } from './scene-form.ts';
import { tileIds } from '../contract/tiles.ts';

/** The form as a browser without a script sends it. */
function sent(scene: Scene, change: (rows: PlaceRow[]) => PlaceRow[] = (rows) => rows, more: Record<string, string> = {}): FormData {
	const form = new FormData();
	for (const [name, value] of Object.entries({ title: scene.title, court: 'zy', base: '3', note: ' 周例会 ', ...more }))
		form.set(name, value);
	change([...tableRows(scene.places.map(rowOf))]).forEach((row, index) => {
		for (const field of ['order', 'tile', 'x', 'y', 'w', 'h'] as const) form.set(`place:${index}:${field}`, row[field]);
		if (row.ruled) form.set(`place:${index}:ruled`, 'on');
		for (const [key, value] of Object.entries(row.options)) form.set(`place:${index}:option:${key}`, value);
	});
	return form;
}
const overview = shippedScenes[0]!;
const withRow = (at: number, change: Partial<PlaceRow>) => (rows: PlaceRow[]) =>
	rows.map((row, index) => (index === at ? { ...row, ...change } : row));

describe('the table of places', () => {
	it.each(shippedScenes)('sends $id as it is', (scene) => {
		const read = readSceneForm(sent(scene), scene.id);
		expect(read.faults).toEqual([]);
		expect(read.scene).toEqual(scene);
		expect(read).toMatchObject({ court: 'zy', base: 3, typed: { note: '周例会' } });
	});

	it('takes a tile away, puts one on, and reads in another order', () => {
		const change = (rows: PlaceRow[]): PlaceRow[] => [
			...withRow(0, { tile: '' })(rows.slice(0, -3)),
			{ order: '1', tile: 'trend', x: '0', y: '0', w: '10', h: '13', ruled: true, options: { rows: '9' } },
		];
		const { scene } = readSceneForm(sent(overview, change), overview.id);
		expect(scene!.places.some(({ tile }) => tile === 'caseload')).toBe(false);
		// Options that the tile does not have are left out; a row without an order of its own comes after its equals.
		expect(scene!.places[0]).toEqual({ tile: 'trend', x: 0, y: 0, w: 10, h: 13, ruled: true });
	});

	it.each([
		[{ w: '七' }, '第 2 行「需要处置」：「宽」应为 1 至 48 的整数，填的是「七」'],
		[{ x: '-1' }, '第 2 行「需要处置」：「距左」应为 0 至 47 的整数，填的是「-1」'],
		[{ x: '40' }, '第 2 行「需要处置」：超出画面，画面宽 48 格、高 54 格'],
		[{ tile: 'weather' }, '第 2 行：没有这种磁贴'],
		[{ tile: 'locks', options: { rows: '0' } }, '第 2 行「锁死案件」：「首屏行数」应为 1 至 24 的整数，填的是「0」'],
	] as const)('says what is wrong and keeps what was typed: %o', (change, fault) => {
		const read = readSceneForm(sent(overview, withRow(1, change)), overview.id);
		expect(read.scene).toBeUndefined();
		expect(read.faults).toEqual([fault]);
		expect(read.typed.rows[1]).toMatchObject(change);
		expect(read.typed.rows).toHaveLength(overview.places.length + 3);
	});

	it('wants a name and a tile', () => {
		const read = readSceneForm(
			sent(overview, (rows) => rows.map((row) => ({ ...row, tile: '' })), { title: ' ' }),
			overview.id,
		);
		expect(read.faults).toEqual(['请填写画面名称', '画面上至少要有一块磁贴']);
	});

	it('goes over a newer version only where that was said', () => {
		expect(readSceneForm(sent(overview, undefined, { over: '7' }), overview.id).base).toBe(7);
		expect(readSceneForm(sent(overview, undefined, { base: 'x' }), overview.id).base).toBe(-1);
	});

	it('gives way to what a script has drawn, under the id of the page', () => {
		const drawn = { ...shippedScenes[1]!, id: 'something-else' };
		const form = sent(overview, undefined, { scene: JSON.stringify(drawn) });
		expect(readSceneForm(form, 'overview').scene).toEqual({ ...drawn, id: 'overview' });
		form.set('scene', JSON.stringify({ ...drawn, places: [] }));
		expect(readSceneForm(form, 'overview')).toMatchObject({ faults: ['画面内容不完整，请核对画面名称和每块磁贴的位置'] });
	});
});

describe('a draft that was not saved', () => {
	const memory = (): Storage => {
		const kept = new Map<string, string>();
		return {
			getItem: (key: string) => kept.get(key) ?? null,
			setItem: (key: string, value: string) => void kept.set(key, value),
			removeItem: (key: string) => void kept.delete(key),
		} as Storage;
	};

	it('is found again by its court and scene, and by no other', () => {
		const store = memory();
		const draft = { base: 2, at: 1, note: '', scene: { ...overview, title: '' } };
		const keep = new DraftKeep('zy', 'overview', () => store);
		expect(keep.keep(draft)).toBe(true);
		expect(new DraftKeep('zy', 'overview', () => store).read()).toEqual(draft);
		expect(new DraftKeep('dc', 'overview', () => store).read()).toBeUndefined();
		keep.forget();
		expect(keep.read()).toBeUndefined();
	});

	it('does no harm where it is spoilt, or where nothing can be kept', () => {
		const store = memory();
		store.setItem('scene-draft:zy:overview', '{"base":1');
		expect(new DraftKeep('zy', 'overview', () => store).read()).toBeUndefined();
		const barred = new DraftKeep('zy', 'overview', () => {
			throw new Error('SecurityError');
		});
		expect(barred.read()).toBeUndefined();
		expect(barred.keep({ base: 0, at: 0, note: '', scene: overview })).toBe(false);
		barred.forget();
	});
});

describe('the palette', () => {
	it('offers every tile, finds by name and content, and says which are for superior courts only', () => {
		expect(paletteOf({ hasSubordinates: true }, '').map(({ id }) => id)).toEqual(tileIds);
		expect(paletteOf({ hasSubordinates: true }, '案款').map(({ id }) => id)).toEqual(['funds', 'fund-flow', 'fund-overdue']);
		expect(paletteOf({ hasSubordinates: true }, '')[0]!.refused).toBeUndefined();
		const refused = paletteOf({ hasSubordinates: false }, '').filter((item) => item.refused !== undefined);
		expect(refused.map(({ id }) => id)).toEqual(['courts', 'court-map', 'indicator-courts']);
	});
});
