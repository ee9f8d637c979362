import type { Scene, ScenePlace } from '../contract/scenes.ts';
import { tileEntry, type TileId, type TileOption } from '../contract/tiles.ts';
import { boxWithin, spotFor, type Box } from './grid.ts';

/** A tile of the draft; its key stays the same while it is moved, edited, taken away and brought back. */
export interface DraftPlace extends ScenePlace {
	readonly key: number;
}

/** What is being arranged. */
export interface Draft {
	readonly title: string;
	/** In reading order. */
	readonly places: readonly DraftPlace[];
}

/** The editor at a moment. */
export interface EditorState {
	readonly draft: Draft;
	/** The draft as the court has it: what a save would not change. */
	readonly saved: Draft;
	/** Drafts to go back to, the last one first to be. */
	readonly past: readonly Draft[];
	/** Drafts to go forward to, the last one first to be. */
	readonly future: readonly Draft[];
	/** Key of the tile that the hands are on. */
	readonly selected: number | undefined;
	readonly nextKey: number;
}

/** What a person does. A command that changes nothing leaves no step behind. */
export type EditorCommand =
	/** In its usual size in the first free place, or with its upper left corner at `at`. */
	| { readonly type: 'add'; readonly tile: TileId; readonly at?: { readonly x: number; readonly y: number } }
	| { readonly type: 'remove'; readonly key: number }
	/** Moved, resized or both; clamped to the grid. */
	| { readonly type: 'place'; readonly key: number; readonly box: Partial<Box> }
	| { readonly type: 'tile'; readonly key: number; readonly tile: TileId }
	/** Without a value: as the tile has it of itself. A value that the option does not know is not taken. */
	| { readonly type: 'option'; readonly key: number; readonly option: string; readonly value: string | number | undefined }
	| { readonly type: 'rule'; readonly key: number; readonly ruled: boolean }
	| { readonly type: 'retitle'; readonly title: string }
	/** To another place of the reading order. */
	| { readonly type: 'order'; readonly key: number; readonly to: number }
	/** Reading order from the top, and from the left in each band. */
	| { readonly type: 'sort' }
	/** Another arrangement in place of this one, such as an old version; can be undone. */
	| { readonly type: 'load'; readonly scene: Pick<Scene, 'title' | 'places'> }
	| { readonly type: 'undo' }
	| { readonly type: 'redo' }
	| { readonly type: 'select'; readonly key: number | undefined }
	/** The court has this now. */
	| { readonly type: 'saved'; readonly scene: Pick<Scene, 'title' | 'places'> };

/** The most tiles on a scene, and the longest title; as `sceneSchema` has them. */
export const sceneBounds = { places: 24, title: 20 } as const;
/** Steps that can be undone. */
const mostSteps = 300;

function draftOf({ title, places }: Pick<Scene, 'title' | 'places'>, firstKey: number): Draft {
	return { title, places: places.map((place, index) => ({ ...place, key: firstKey + index })) };
}

/** An editor with a scene as the court has it. */
export function startEditor(scene: Pick<Scene, 'title' | 'places'>): EditorState {
	const draft = draftOf(scene, 1);
	return { draft, saved: draft, past: [], future: [], selected: undefined, nextKey: 1 + scene.places.length };
}

/** A place as it is stored: without what only the editor knows, and without what says nothing. */
export function placeOf({ tile, x, y, w, h, ruled, options = {} }: ScenePlace): ScenePlace {
	return { tile, x, y, w, h, ...(ruled ? { ruled } : {}), ...(Object.keys(options).length > 0 ? { options } : {}) };
}

/** The draft as a scene. */
export const sceneOfDraft = (id: string, { title, places }: Draft): Scene => ({ id, title: title.trim(), places: places.map(placeOf) });

const contentOf = ({ title, places }: Pick<Scene, 'title'> & { readonly places: readonly ScenePlace[] }): string =>
	JSON.stringify([
		title.trim(),
		places.map(placeOf).map((place) => ({ ...place, options: Object.entries(place.options ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)) })),
	]);

/** Whether two arrangements are the same on a wall. */
export const isSameScene = (
	a: Pick<Scene, 'title'> & { readonly places: readonly ScenePlace[] },
	b: Pick<Scene, 'title'> & { readonly places: readonly ScenePlace[] },
): boolean => contentOf(a) === contentOf(b);

/** Whether there is something to save. */
export const isChanged = ({ draft, saved }: EditorState): boolean => draft !== saved && !isSameScene(draft, saved);

/** Every fault of an option's value is mended: a number lies in its bounds, a choice is one of them. Absent: the value is of no use. */
function optionValue(option: TileOption, value: string | number): string | number | undefined {
	if (option.kind === 'choice') return option.choices.some((choice) => choice.value === value) ? value : undefined;
	const number = typeof value === 'number' ? value : Number(value);
	if (!Number.isFinite(number) || value === '') return undefined;
	return Math.min(Math.max(Math.round(number), option.from), option.to);
}

const optionOf = (tile: TileId, key: string): TileOption | undefined => tileEntry(tile).options?.find((option) => option.key === key);

function withOption(place: DraftPlace, key: string, value: string | number | undefined): DraftPlace {
	const { [key]: former, ...others } = place.options ?? {};
	const option = optionOf(place.tile, key);
	const next = value === undefined || !option ? undefined : optionValue(option, value);
	// Of no use: what stands there stays.
	if (value !== undefined && next === undefined) return place;
	if (next === former) return place;
	const { options: _options, ...bare } = place;
	const options = next === undefined ? others : { ...others, [key]: next };
	return Object.keys(options).length > 0 ? { ...bare, options } : bare;
}

/** Another tile in the same cells; it keeps the options that it has as well. */
function withTile(place: DraftPlace, tile: TileId): DraftPlace {
	const { options = {}, ...bare } = place;
	const kept = Object.fromEntries(Object.entries(options).filter(([key]) => optionOf(tile, key)));
	return { ...bare, tile, ...(Object.keys(kept).length > 0 ? { options: kept } : {}) };
}

function withBox(place: DraftPlace, wished: Partial<Box>): DraftPlace {
	const { x, y, w, h } = place;
	const box = boxWithin({ x, y, w, h, ...wished }, place);
	return box.x === x && box.y === y && box.w === w && box.h === h ? place : { ...place, ...box };
}

function withRule(place: DraftPlace, ruled: boolean): DraftPlace {
	if ((place.ruled ?? false) === ruled) return place;
	const { ruled: _ruled, ...bare } = place;
	return ruled ? { ...bare, ruled } : bare;
}

/** The same draft where the change is none. */
function changed(draft: Draft, key: number, change: (place: DraftPlace) => DraftPlace): Draft {
	const places = draft.places.map((place) => (place.key === key ? change(place) : place));
	return places.every((place, index) => place === draft.places[index]) ? draft : { ...draft, places };
}

function reordered(draft: Draft, key: number, to: number): Draft {
	const place = draft.places.find((each) => each.key === key);
	if (!place || !Number.isFinite(to)) return draft;
	const others = draft.places.filter((each) => each !== place);
	const at = Math.min(Math.max(Math.round(to), 0), others.length);
	if (draft.places[at] === place) return draft;
	return { ...draft, places: others.toSpliced(at, 0, place) };
}

function sorted(draft: Draft): Draft {
	const places = draft.places.toSorted((a, b) => a.y - b.y || a.x - b.x);
	return places.every((place, index) => place === draft.places[index]) ? draft : { ...draft, places };
}

function added(draft: Draft, key: number, tile: TileId, at: { readonly x: number; readonly y: number } | undefined): Draft {
	if (draft.places.length >= sceneBounds.places) return draft;
	const { usual, least } = tileEntry(tile);
	const spot = spotFor(draft.places, usual, least);
	const box = at ? boxWithin({ ...at, w: usual[0], h: usual[1] }, spot) : spot;
	return { ...draft, places: [...draft.places, { tile, ...box, key }] };
}

/** As many whole signs as a title may have. */
function shortened(title: string): string {
	let fits = '';
	for (const sign of title) if ((fits + sign).length <= sceneBounds.title) fits += sign;
	return fits;
}

/** The next draft; the same one where nothing changes. */
function drafted({ draft, nextKey }: EditorState, command: EditorCommand): Draft {
	switch (command.type) {
		case 'add':
			return added(draft, nextKey, command.tile, command.at);
		case 'remove': {
			const places = draft.places.filter((place) => place.key !== command.key);
			return places.length === draft.places.length ? draft : { ...draft, places };
		}
		case 'place':
			return changed(draft, command.key, (place) => withBox(place, command.box));
		case 'tile':
			return changed(draft, command.key, (place) => (place.tile === command.tile ? place : withTile(place, command.tile)));
		case 'option':
			return changed(draft, command.key, (place) => withOption(place, command.option, command.value));
		case 'rule':
			return changed(draft, command.key, (place) => withRule(place, command.ruled));
		case 'retitle': {
			const title = shortened(command.title);
			return title === draft.title ? draft : { ...draft, title };
		}
		case 'order':
			return reordered(draft, command.key, command.to);
		case 'sort':
			return sorted(draft);
		case 'load':
			return isSameScene(command.scene, draft) ? draft : draftOf(command.scene, nextKey);
		default:
			return draft;
	}
}

/** What is selected afterwards: what was put on, the neighbour of what was taken away, else what was. */
function selectedAfter({ draft, selected }: EditorState, next: Draft, command: EditorCommand): number | undefined {
	if (command.type === 'add') return next.places.at(-1)?.key;
	if ('key' in command && command.type !== 'remove') return command.key;
	if (next.places.some((place) => place.key === selected)) return selected;
	if (command.type !== 'remove') return undefined;
	const at = draft.places.findIndex((place) => place.key === selected);
	return (next.places[at] ?? next.places.at(-1))?.key;
}

function stepped(state: EditorState, from: readonly Draft[], back: boolean): EditorState {
	const draft = from.at(-1);
	if (!draft) return state;
	const [rest, kept] = [from.slice(0, -1), [...(back ? state.future : state.past), state.draft]];
	const selected = draft.places.some((place) => place.key === state.selected) ? state.selected : undefined;
	return { ...state, draft, selected, ...(back ? { past: rest, future: kept } : { past: kept, future: rest }) };
}

/** The editor after a command. Whatever the commands were, every tile lies in the grid. */
export function edit(state: EditorState, command: EditorCommand): EditorState {
	if (command.type === 'undo') return stepped(state, state.past, true);
	if (command.type === 'redo') return stepped(state, state.future, false);
	if (command.type === 'select') return command.key === state.selected ? state : { ...state, selected: command.key };
	if (command.type === 'saved')
		return { ...state, saved: isSameScene(command.scene, state.draft) ? state.draft : draftOf(command.scene, 0) };
	const draft = drafted(state, command);
	if (draft === state.draft) return state;
	return {
		...state,
		draft,
		past: [...state.past.slice(1 - mostSteps), state.draft],
		future: [],
		selected: selectedAfter(state, draft, command),
		nextKey: Math.max(state.nextKey, ...draft.places.map((place) => place.key + 1)),
	};
}
