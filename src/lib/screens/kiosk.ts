import type { ScaleMode, ScreenSettings } from '../contract/screens.ts';
import { scaleModes } from '../contract/wall-constants.ts';

/** A wall's colours. */
export type ScreenTheme = ScreenSettings['theme'];

/** What the address of a wall or a screen asks for. Whatever a server's program says wins over it. */
export interface KioskParameters {
	/** Nobody stands before the screen with a mouse: the pointer is never shown. */
	readonly kiosk: boolean;
	readonly theme?: ScreenTheme;
	/** Place of the scene to begin with, counted from 1. */
	readonly page?: number;
	/** How long each scene stays, in seconds. */
	readonly dwellSeconds?: number;
	readonly scale?: ScaleMode;
	/** Code of the court. */
	readonly court?: string;
}

const dwellBounds = { from: 5, to: 3600 } as const;
const mostPages = 30;
const courtCode = /^[a-z0-9-]{2,32}$/;
const yes: readonly string[] = ['', '1', 'true', 'yes', 'on'];
const themes: readonly ScreenTheme[] = ['dark', 'light'];

function wholeNumber(text: string | null, from: number, to: number): number | undefined {
	if (text === null || !/^\d{1,6}$/.test(text.trim())) return undefined;
	const value = Number(text);
	return value >= from && value <= to ? value : undefined;
}

const oneOf = <T extends string>(text: string | null, known: readonly T[]): T | undefined =>
	known.find((each) => each === text?.trim().toLowerCase());

/** Reads the parameters of an address; what cannot be read is as if it were not there. */
export function readKiosk(parameters: URLSearchParams): KioskParameters {
	const flag = parameters.get('kiosk');
	const theme = oneOf(parameters.get('theme'), themes);
	const page = wholeNumber(parameters.get('page'), 1, mostPages);
	const dwellSeconds = wholeNumber(parameters.get('dwell'), dwellBounds.from, dwellBounds.to);
	const scale = oneOf(parameters.get('scale'), scaleModes);
	const court = parameters.get('court')?.trim();
	return {
		kiosk: flag !== null && yes.includes(flag.trim().toLowerCase()),
		...(theme ? { theme } : {}),
		...(page === undefined ? {} : { page }),
		...(dwellSeconds === undefined ? {} : { dwellSeconds }),
		...(scale ? { scale } : {}),
		...(court !== undefined && courtCode.test(court) ? { court } : {}),
	};
}

/** How a screen looks in the end: a server's settings first, then the address, then the usual. */
export function lookOf(kiosk: KioskParameters, settings?: ScreenSettings): { readonly theme: ScreenTheme; readonly scale: ScaleMode } {
	return { theme: settings?.theme ?? kiosk.theme ?? 'dark', scale: settings?.scale ?? kiosk.scale ?? 'fit' };
}
