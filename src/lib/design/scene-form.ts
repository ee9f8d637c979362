import { sceneSchema, type Scene, type ScenePlace } from '../contract/scenes.ts';
import { sceneGrid } from '../contract/wall-constants.ts';
import { tileEntry, tileIds, type TileId } from '../contract/tiles.ts';
import { textOf } from '../desk/form-data.ts';
import { placeOf, sceneBounds } from './editor.ts';

/** Rows that the table without a script offers for further tiles. */
const freeRows = 3;

/** A row of the table of places, as typed. */
export interface PlaceRow {
	/** Place in the reading order, counted from 1. */
	readonly order: string;
	/** Empty: no tile; the row counts for nothing. */
	readonly tile: string;
	readonly x: string;
	readonly y: string;
	readonly w: string;
	readonly h: string;
	readonly ruled: boolean;
	/** By the keys of the tile's options. */
	readonly options: Readonly<Record<string, string>>;
}

/** The numbers of a row, with their names and bounds. */
export const rowNumbers = [
	{ field: 'x', label: '距左', from: 0, to: sceneGrid.columns - 1 },
	{ field: 'y', label: '距上', from: 0, to: sceneGrid.rows - 1 },
	{ field: 'w', label: '宽', from: 1, to: sceneGrid.columns },
	{ field: 'h', label: '高', from: 1, to: sceneGrid.rows },
] as const;

/** Everything that the form of a scene holds, as typed. */
export interface SceneTyped {
	readonly title: string;
	readonly rows: readonly PlaceRow[];
	readonly note: string;
	readonly copyId: string;
	readonly copyTitle: string;
}

/** A form as it was read: a scene, or what is wrong with it in words. */
export interface SceneFormRead {
	readonly typed: SceneTyped;
	readonly court: string;
	/** The version that the draft began with; where the person knowingly saves over a newer one, that one. */
	readonly base: number;
	readonly scene?: Scene;
	readonly faults: readonly string[];
}

const emptyRow: PlaceRow = { order: '', tile: '', x: '0', y: '0', w: '', h: '', ruled: false, options: {} };

/** A tile as a row of the table. */
export function rowOf(place: ScenePlace, index: number): PlaceRow {
	const options = Object.fromEntries(Object.entries(place.options ?? {}).map(([key, value]) => [key, String(value)]));
	const [x, y, w, h] = [place.x, place.y, place.w, place.h].map(String) as [string, string, string, string];
	return { order: String(index + 1), tile: place.tile, x, y, w, h, ruled: place.ruled ?? false, options };
}

/** The rows of a table for hands without a script: those there are, and some free ones. */
export function tableRows(rows: readonly PlaceRow[]): readonly PlaceRow[] {
	const used = rows.filter(({ tile }) => tile !== '');
	const free = Math.max(0, Math.min(freeRows, sceneBounds.places - used.length));
	return [...used, ...Array.from({ length: free }, () => emptyRow)];
}

const isTile = (text: string): text is TileId => (tileIds as readonly string[]).includes(text);
const isWhole = (text: string): boolean => /^\d{1,4}$/.test(text);

function rowIn(form: FormData, index: number): PlaceRow {
	const text = (name: string): string => textOf(form, `place:${index}:${name}`);
	const prefix = `place:${index}:option:`;
	const options = [...form].flatMap(([name, value]) =>
		name.startsWith(prefix) && typeof value === 'string' && value.trim() !== '' ? [[name.slice(prefix.length), value.trim()] as const] : [],
	);
	const ruled = form.has(`place:${index}:ruled`);
	const [order, tile, x, y, w, h] = (['order', 'tile', 'x', 'y', 'w', 'h'] as const).map(text) as [
		string,
		string,
		string,
		string,
		string,
		string,
	];
	return { order, tile, x, y, w, h, ruled, options: Object.fromEntries(options) };
}

function rowsIn(form: FormData): PlaceRow[] {
	const indexes = [...form.keys()].flatMap((name) => /^place:(\d{1,3}):tile$/.exec(name)?.[1] ?? []);
	return indexes.map((index) => rowIn(form, Number(index)));
}

function optionsOf({ tile, options }: PlaceRow): ScenePlace['options'] {
	if (!isTile(tile)) return {};
	const known = tileEntry(tile).options ?? [];
	// An option of the tile that stood here before says nothing about the one that is now chosen.
	const read = Object.entries(options).flatMap(([key, text]) => {
		const option = known.find((each) => each.key === key);
		if (!option) return [];
		return [[key, option.kind === 'number' && isWhole(text) ? Number(text) : text] as const];
	});
	return Object.fromEntries(read);
}

function faultsOfRow(row: PlaceRow, name: string): string[] {
	if (!isTile(row.tile)) return [`${name}：没有这种磁贴`];
	const numbers = rowNumbers.flatMap(({ field, label, from, to }) => {
		const [text, value] = [row[field], Number(row[field])];
		return isWhole(text) && value >= from && value <= to ? [] : [`${name}：「${label}」应为 ${from} 至 ${to} 的整数，填的是「${text}」`];
	});
	if (numbers.length > 0) return numbers;
	const outside = Number(row.x) + Number(row.w) > sceneGrid.columns || Number(row.y) + Number(row.h) > sceneGrid.rows;
	const options = (tileEntry(row.tile).options ?? []).flatMap((option) => {
		const text = row.options[option.key];
		if (text === undefined) return [];
		if (option.kind === 'choice')
			return option.choices.some(({ value }) => value === text) ? [] : [`${name}：「${option.label}」没有「${text}」这一项`];
		const fits = isWhole(text) && Number(text) >= option.from && Number(text) <= option.to;
		return fits ? [] : [`${name}：「${option.label}」应为 ${option.from} 至 ${option.to} 的整数，填的是「${text}」`];
	});
	return [...(outside ? [`${name}：超出画面，画面宽 ${sceneGrid.columns} 格、高 ${sceneGrid.rows} 格`] : []), ...options];
}

const nameOf = ({ tile }: PlaceRow, index: number): string => `第 ${index + 1} 行${isTile(tile) ? `「${tileEntry(tile).title}」` : ''}`;

/** A row without faults as a place. */
function placeOfRow(row: PlaceRow): ScenePlace {
	const { x, y, w, h, ruled } = row;
	const options = optionsOf(row) ?? {};
	return placeOf({ tile: row.tile as TileId, x: Number(x), y: Number(y), w: Number(w), h: Number(h), ruled, options });
}

const orderOf = ({ order }: PlaceRow): number => (isWhole(order) ? Number(order) : Number.MAX_SAFE_INTEGER);

function readRows(rows: readonly PlaceRow[]): { readonly places: readonly ScenePlace[]; readonly faults: readonly string[] } {
	const used = rows.filter(({ tile }) => tile !== '');
	const faults = used.flatMap((row, index) => faultsOfRow(row, nameOf(row, index)));
	if (used.length === 0) faults.push('画面上至少要有一块磁贴');
	if (used.length > sceneBounds.places) faults.push(`画面上最多 ${sceneBounds.places} 块磁贴`);
	return { places: faults.length > 0 ? [] : used.toSorted((a, b) => orderOf(a) - orderOf(b)).map(placeOfRow), faults };
}

/** What the script sends: the whole scene. Undefined where it is none. */
function drawnIn(form: FormData): unknown {
	const text = textOf(form, 'scene');
	if (text === '') return undefined;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

const titleFault = (title: string): readonly string[] =>
	title === '' ? ['请填写画面名称'] : title.length > sceneBounds.title ? [`画面名称最多 ${sceneBounds.title} 个字`] : [];

const versionOf = (text: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : -1);

/** Reads the form of a scene: what the script has drawn, or else the table. */
export function readSceneForm(form: FormData, id: string): SceneFormRead {
	const drawn = drawnIn(form);
	const read = sceneSchema.safeParse(drawn);
	const over = textOf(form, 'over');
	const common = { court: textOf(form, 'court'), base: versionOf(over === '' ? textOf(form, 'base') : over) };
	const typed = { note: textOf(form, 'note'), copyId: textOf(form, 'copy-id'), copyTitle: textOf(form, 'copy-title') };
	if (read.success) {
		const scene = { ...read.data, id };
		return { ...common, typed: { ...typed, title: scene.title, rows: scene.places.map(rowOf) }, scene, faults: [] };
	}
	if (drawn !== undefined)
		return { ...common, typed: { ...typed, title: '', rows: [] }, faults: ['画面内容不完整，请核对画面名称和每块磁贴的位置'] };
	const [title, rows] = [textOf(form, 'title'), rowsIn(form)];
	const { places, faults: rowFaults } = readRows(rows);
	const faults = [...titleFault(title), ...rowFaults];
	const whole = { ...common, typed: { ...typed, title, rows }, faults };
	return faults.length > 0 ? whole : { ...whole, scene: { id, title, places: [...places] } };
}

/** Whether a text may be the id of a scene. */
export const isSceneId = (text: string): boolean => sceneSchema.shape.id.safeParse(text).success;
