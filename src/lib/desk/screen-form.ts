import type { DeviceDeed, DeviceFilter, DeviceInput, DeviceState, DeviceTarget } from '../contract/device-pages.ts';
import type { Hours } from '../contract/scenes.ts';
import type { ScreenSettings } from '../contract/screens.ts';
import { textOf } from './form-data.ts';
import { deviceStates } from './screen-words.ts';

/** What the form of a screen holds, as typed. */
export interface ScreenTyped {
	readonly name: string;
	readonly court: string;
	readonly place: string;
	readonly purpose: string;
	readonly ceiling: string;
	/** Separated by commas. */
	readonly groups: string;
	readonly playlist: string;
	readonly theme: string;
	readonly scale: string;
	readonly on: HoursTyped;
	readonly night: HoursTyped & { readonly level: string };
	readonly shift: boolean;
}

/** Hours as typed; not used: they do not hold. */
export interface HoursTyped {
	readonly used: boolean;
	readonly from: string;
	readonly to: string;
	readonly days: string;
}

const usualOn: HoursTyped = { used: false, from: '07:30', to: '19:00', days: 'all' };
const usualNight: HoursTyped = { used: false, from: '19:00', to: '07:30', days: 'all' };

/** A form before anything was typed. */
export const emptyScreen: ScreenTyped = {
	name: '',
	court: '',
	place: '',
	purpose: 'wall',
	ceiling: 'internal',
	groups: '',
	playlist: 'standard',
	theme: 'dark',
	scale: 'fit',
	on: usualOn,
	night: { ...usualNight, level: '0.6' },
	shift: true,
};

const hoursTyped = (hours: Hours | undefined, usual: HoursTyped): HoursTyped => (hours ? { used: true, ...hours } : usual);

/** The form of a screen as it is set. */
export function typedOf(
	row: Pick<DeviceInput, 'name' | 'court' | 'place' | 'purpose' | 'ceiling' | 'groups'>,
	settings: ScreenSettings,
): ScreenTyped {
	const { name, court, place, purpose, ceiling, groups } = row;
	return {
		name,
		court,
		place,
		purpose,
		ceiling,
		groups: groups.join('，'),
		playlist: settings.playlist,
		theme: settings.theme,
		scale: settings.scale,
		on: hoursTyped(settings.on, usualOn),
		night: { ...hoursTyped(settings.night?.hours, usualNight), level: String(settings.night?.level ?? 0.6) },
		shift: settings.shift,
	};
}

function readHours(form: FormData, name: string): HoursTyped {
	const of = (part: string): string => textOf(form, `${name}-${part}`);
	return { used: form.has(`${name}-used`), from: of('from'), to: of('to'), days: of('days') || 'all' };
}

/** Reads the form of a screen. */
export function readScreen(form: FormData): ScreenTyped {
	const of = (name: string): string => textOf(form, name);
	return {
		name: of('name'),
		court: of('court'),
		place: of('place'),
		purpose: of('purpose'),
		ceiling: of('ceiling'),
		groups: of('groups'),
		playlist: of('playlist'),
		theme: of('theme'),
		scale: of('scale'),
		on: readHours(form, 'on'),
		night: { ...readHours(form, 'night'), level: of('night-level') },
		shift: form.has('shift'),
	};
}

/** Groups as typed, each once. */
export const groupsOf = (typed: string): readonly string[] => [
	...new Set(
		typed
			.split(/[,，、;；\n]/)
			.map((group) => group.trim())
			.filter(Boolean),
	),
];

const hoursOf = ({ from, to, days }: HoursTyped): object => ({ from, to, days });

/** What was typed, as the server takes it; it checks everything itself. */
export function inputOf(typed: ScreenTyped): DeviceInput {
	const { name, court, place, playlist, theme, scale, on, night, shift } = typed;
	const purpose = typed.purpose === 'lobby' ? 'lobby' : 'wall';
	return {
		name,
		court,
		place,
		purpose,
		// A lobby screen is seen by everybody, whatever the form says.
		ceiling: purpose === 'lobby' || typed.ceiling === 'public' ? 'public' : 'internal',
		groups: groupsOf(typed.groups),
		settings: {
			playlist,
			theme,
			scale,
			shift,
			...(on.used ? { on: hoursOf(on) } : {}),
			...(night.used ? { night: { hours: hoursOf(night), level: Number(night.level) } } : {}),
		},
	};
}

const isState = (text: string): text is DeviceState => deviceStates.some((state) => state === text);

/** The filter of the list as it stands in an address; unknown states are no filter. */
export function readDeviceFilter(query: URLSearchParams): DeviceFilter {
	const of = (name: string): string => query.get(name)?.trim() ?? '';
	const [court, state, group] = [of('court'), of('state'), of('group')];
	return { ...(court ? { court } : {}), ...(isState(state) ? { state } : {}), ...(group ? { group } : {}) };
}

/** A filter as a query, with changes. */
export function filterQueryOf(filter: DeviceFilter, change: Partial<Record<keyof DeviceFilter, string | undefined>> = {}): string {
	const query = new URLSearchParams();
	for (const [name, value] of Object.entries({ ...filter, ...change })) if (value) query.set(name, value);
	const text = query.toString();
	return text === '' ? '' : `?${text}`;
}

/** Whom a command from the list is for: a group, or all of a court; undefined where nobody was chosen. */
export function readTarget(form: FormData): DeviceTarget | undefined {
	const [kind, ...rest] = textOf(form, 'target').split(':');
	const id = rest.join(':');
	if (id === '') return undefined;
	if (kind === 'group') return { group: id };
	return kind === 'court' ? { court: id } : undefined;
}

const numberOf = (text: string, usual: number): number => (/^\d{1,5}$/.test(text) ? Number(text) : usual);

/** The deed that a form names; undefined where it names none. */
export function readDeed(form: FormData): DeviceDeed | undefined {
	const of = (name: string): string => textOf(form, name);
	const kind = of('deed');
	switch (kind) {
		case 'identify':
			return { kind, seconds: numberOf(of('seconds'), 15) };
		case 'reload':
		case 'picture':
		case 'freeze':
		case 'return':
		case 'clear-message':
			return { kind };
		case 'takeover':
			return { kind, scene: of('scene'), title: of('title') };
		case 'redirect':
			return {
				kind,
				...(of('to-court') ? { court: of('to-court') } : {}),
				...(of('to-playlist') ? { playlist: of('to-playlist') } : {}),
			};
		case 'message':
			return { kind, text: of('text'), urgent: form.has('urgent'), minutes: numberOf(of('minutes'), 30) };
		default:
			return undefined;
	}
}
