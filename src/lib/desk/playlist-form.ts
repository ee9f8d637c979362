import type { Hours, Playlist } from '../contract/scenes.ts';
import { interruptKinds } from '../contract/wall-constants.ts';
import { textOf } from './form-data.ts';

/** A step as typed; `key` stays with it wherever it is moved. */
export interface StepTyped {
	readonly key: number;
	readonly scene: string;
	readonly seconds: string;
	readonly limited: boolean;
	readonly from: string;
	readonly to: string;
	readonly days: string;
}

/** An interruption as typed. */
export interface InterruptTyped {
	readonly key: number;
	readonly when: string;
	readonly scene: string;
	readonly seconds: string;
}

/** The form of a playlist as typed. */
export interface PlaylistTyped {
	readonly title: string;
	readonly note: string;
	readonly steps: readonly StepTyped[];
	readonly interrupts: readonly InterruptTyped[];
}

const usualHours: Hours = { from: '08:30', to: '17:30', days: 'working' };
/** More than the contract takes: what is too much is told, not cut off. */
const mostRows = 60;

/** The form of a playlist as it is saved. */
export function playlistTyped({ title, steps, interrupts }: Playlist): PlaylistTyped {
	return {
		title,
		note: '',
		steps: steps.map(({ scene, dwellSeconds, hours }, key) => ({
			...{ key, scene, seconds: String(dwellSeconds), limited: hours !== undefined },
			...(hours ?? usualHours),
		})),
		interrupts: interrupts.map(({ when, scene, seconds }, key) => ({ key, when, scene, seconds: String(seconds) })),
	};
}

const keysOf = (form: FormData, name: string): readonly number[] =>
	form
		.getAll(name)
		.filter((value): value is string => typeof value === 'string' && /^\d{1,4}$/.test(value))
		.slice(0, mostRows)
		.map(Number);

/** Reads the form of a playlist: rows in the order in which they stand. */
export function readPlaylist(form: FormData): PlaylistTyped {
	const of = (name: string): string => textOf(form, name);
	return {
		title: of('title'),
		note: of('note'),
		steps: keysOf(form, 'step').map((key) => ({
			...{ key, scene: of(`scene-${key}`), seconds: of(`seconds-${key}`), limited: form.has(`limited-${key}`) },
			...{ from: of(`from-${key}`), to: of(`to-${key}`), days: of(`days-${key}`) || 'all' },
		})),
		interrupts: keysOf(form, 'interrupt').map((key) => ({
			...{ key, when: of(`when-${key}`), scene: of(`on-${key}`), seconds: of(`for-${key}`) },
		})),
	};
}

const wholeOf = (text: string): number => (/^\d{1,6}$/.test(text) ? Number(text) : Number.NaN);

/** What was typed, as the server takes it; it checks everything itself. */
export function playlistOfTyped({ title, steps, interrupts }: PlaylistTyped, id: string): object {
	return {
		...{ id, title },
		steps: steps.map(({ scene, seconds, limited, from, to, days }) => ({
			...{ scene, dwellSeconds: wholeOf(seconds) },
			...(limited ? { hours: { from, to, days } } : {}),
		})),
		interrupts: interrupts.map(({ when, scene, seconds }) => ({ when, scene, seconds: wholeOf(seconds) })),
	};
}

const nextKey = (rows: readonly { readonly key: number }[]): number => Math.max(-1, ...rows.map(({ key }) => key)) + 1;

function moved<T extends { readonly key: number }>(rows: readonly T[], key: number, by: number): readonly T[] {
	const at = rows.findIndex((row) => row.key === key);
	const to = at + by;
	if (at < 0 || to < 0 || to >= rows.length) return rows;
	const rest = rows.filter((row) => row.key !== key);
	return [...rest.slice(0, to), rows[at]!, ...rest.slice(to)];
}

/** An edit of the rows as a button names it: `add`, `up:3`, `down:3`, `remove:3`, `cut-in`, `drop:1`. Anything else changes nothing. */
export function edited(typed: PlaylistTyped, edit: string, scene: string): PlaylistTyped {
	const { steps, interrupts } = typed;
	const [deed, text = ''] = edit.split(':');
	const key = wholeOf(text);
	switch (deed) {
		case 'add':
			return { ...typed, steps: [...steps, { key: nextKey(steps), scene, seconds: '45', limited: false, ...usualHours }] };
		case 'up':
			return { ...typed, steps: moved(steps, key, -1) };
		case 'down':
			return { ...typed, steps: moved(steps, key, 1) };
		case 'remove':
			return { ...typed, steps: steps.filter((step) => step.key !== key) };
		case 'cut-in': {
			const when = interruptKinds.find((kind) => interrupts.every((each) => each.when !== kind)) ?? interruptKinds[0];
			return { ...typed, interrupts: [...interrupts, { key: nextKey(interrupts), when, scene, seconds: '30' }] };
		}
		case 'drop':
			return { ...typed, interrupts: interrupts.filter((each) => each.key !== key) };
		default:
			return typed;
	}
}

/** Faults by the row that they are about, and those that are about none. */
export interface FaultsByRow {
	readonly steps: ReadonlyMap<number, readonly string[]>;
	readonly interrupts: ReadonlyMap<number, readonly string[]>;
	readonly others: readonly string[];
}

/** Sorts faults as the server words them (「第 2 步：…」「第 1 项插播：…」) to their rows, counted from 0. */
export function faultsByRow(faults: readonly string[]): FaultsByRow {
	const [steps, interrupts, others] = [new Map<number, string[]>(), new Map<number, string[]>(), [] as string[]];
	for (const fault of faults) {
		const [, number, kind, words] = /^第 (\d+) (步|项插播)：(.+)$/.exec(fault) ?? [];
		if (number === undefined || words === undefined) others.push(fault);
		else {
			const rows = kind === '步' ? steps : interrupts;
			rows.set(Number(number) - 1, [...(rows.get(Number(number) - 1) ?? []), words]);
		}
	}
	return { steps, interrupts, others };
}
