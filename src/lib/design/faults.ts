import { sceneGrid } from '../contract/wall-constants.ts';
import { tileEntry } from '../contract/tiles.ts';
import type { Draft, DraftPlace } from './editor.ts';
import { sceneBounds } from './editor.ts';
import { areApart } from './grid.ts';

/** Why a draft cannot be saved, and the tiles that it is about. */
export interface SceneFault {
	readonly text: string;
	/** The same in a word or two, for the tile itself. */
	readonly brief: string;
	/** Keys of the tiles; none where it is about the whole. */
	readonly keys: readonly number[];
}

const titleOf = ({ tile }: DraftPlace): string => tileEntry(tile).title;

function faultsOfPlace(place: DraftPlace, later: readonly DraftPlace[], hasSubordinates: boolean): SceneFault[] {
	const { least, superior } = tileEntry(place.tile);
	const keys = [place.key];
	const small = place.w < least[0] || place.h < least[1];
	const over = later.filter((other) => !areApart(place, other));
	return [
		...(superior && !hasSubordinates ? [{ text: `「${titleOf(place)}」只用于有下级法院的法院`, brief: '本院不适用', keys }] : []),
		...(small ? [{ text: `「${titleOf(place)}」小于最小尺寸 ${least[0]}×${least[1]} 格`, brief: '过小', keys }] : []),
		...over.map((other) => ({ text: `「${titleOf(place)}」与「${titleOf(other)}」重叠`, brief: '重叠', keys: [place.key, other.key] })),
	];
}

/** Everything that keeps a draft from being saved. Tiles over each other and tiles too small are told as `faultsOfScene` tells them. */
export function faultsOf({ title, places }: Draft, court: { readonly hasSubordinates: boolean }): SceneFault[] {
	const whole = [
		...(title.trim() === '' ? ['请填写画面名称'] : []),
		...(places.length === 0 ? ['画面上至少要有一块磁贴'] : []),
		...(places.length > sceneBounds.places ? [`画面上最多 ${sceneBounds.places} 块磁贴`] : []),
	];
	return [
		...whole.map((text) => ({ text, brief: '', keys: [] })),
		...places.flatMap((place, index) => faultsOfPlace(place, places.slice(index + 1), court.hasSubordinates)),
	];
}

/** Cells that no tile takes, as a share of all, in whole per cent: room that a wall leaves empty. */
export function emptyShare(places: readonly DraftPlace[]): number {
	let empty = 0;
	for (let y = 0; y < sceneGrid.rows; y += 1)
		for (let x = 0; x < sceneGrid.columns; x += 1) if (places.every((place) => areApart({ x, y, w: 1, h: 1 }, place))) empty += 1;
	return Math.round((empty * 100) / (sceneGrid.columns * sceneGrid.rows));
}
