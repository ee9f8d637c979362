import { z } from 'zod';
import type { WallCourt } from './pages.ts';
import { hoursSchema, type Playlist, type Scene } from './scenes.ts';
import { scaleModes } from './wall-constants.ts';

/** What a screen may show at most: `public` shows no persons. */
export type ScreenCeiling = 'internal' | 'public';

/** How a scene is brought to the physical size. */
export type ScaleMode = (typeof scaleModes)[number];

/** What an operator sets for one screen; the server's word wins over parameters in the address. */
export const screenSettingsSchema = z.object({
	/** Id of a playlist, or of a single scene as `scene:<id>`. */
	playlist: z.string().max(60).default('standard'),
	theme: z.enum(['dark', 'light']).default('dark'),
	scale: z.enum(scaleModes).default('fit'),
	/** Outside these hours the screen is black; none: always on. */
	on: hoursSchema.optional(),
	/** In these hours the picture is darkened to `level` (0.3 to 1). */
	night: z.object({ hours: hoursSchema, level: z.number().min(0.3).max(1) }).optional(),
	/** Shifts the picture by a few pixels now and then, against burn-in. */
	shift: z.boolean().default(true),
});
/** Settings of a screen. */
export type ScreenSettings = z.infer<typeof screenSettingsSchema>;

/** What a screen shows instead of its playlist until it is ended at the desk. Instants are court time; on public screens `by` is empty. */
export type ScreenOverride =
	/** Emergency scene over everything else. */
	| { readonly kind: 'takeover'; readonly scene: string; readonly title: string; readonly by: string; readonly since: string }
	/** Another court of its own subtree, or another playlist. */
	| { readonly kind: 'redirect'; readonly court?: string; readonly playlist?: string; readonly by: string; readonly since: string }
	/** Frozen at an instant for a meeting. */
	| { readonly kind: 'freeze'; readonly at: string; readonly by: string; readonly since: string };

/** A line over the picture. */
export interface ScreenMessage {
	readonly text: string;
	readonly urgent: boolean;
	/** Court time; the server takes the line out of the program then, too. */
	readonly until: string;
	readonly by: string;
}

/**
 * What a page sends with its socket handshake. `token`: a screen by its token. `screen: true`: the screen of the cookie `screen`;
 * `false`: the signed-in person, though the browser has such a cookie. With neither the screen's cookie comes before the sign-in.
 * A screen whose token no longer holds is told `refused` with the topic `screen`, and its connection is closed.
 */
export interface ScreenHandshake {
	readonly token?: string;
	readonly screen?: boolean;
}

/** Everything a paired screen needs to run by itself; sent at every connection and at every change. */
export interface ScreenProgram {
	readonly screen: {
		readonly id: string;
		readonly name: string;
		readonly place: string;
		readonly purpose: 'wall' | 'lobby';
		readonly ceiling: ScreenCeiling;
	};
	/** The court on show: the screen's own, or the one it is redirected to. */
	readonly court: WallCourt;
	/** Counts up with every change of the record. Sent again with the same number when a day or a design has changed. */
	readonly revision: number;
	/** Yesterday, today and tomorrow of the court, and whether they are working days: for hours of working and of rest days. */
	readonly days: readonly { readonly day: string; readonly working: boolean }[];
	readonly settings: ScreenSettings;
	readonly playlist: Playlist;
	/** The scenes that the playlist and an override name. */
	readonly scenes: readonly Scene[];
	readonly override?: ScreenOverride;
	readonly message?: ScreenMessage;
}

/** Something a screen does once. */
export type ScreenCommand =
	/** Flashes the device's name, number and place over the picture. */
	| { readonly id: string; readonly kind: 'identify'; readonly seconds: number }
	| { readonly id: string; readonly kind: 'reload' }
	/** Sends a picture of itself to `/api/v1/screen/picture`. */
	| { readonly id: string; readonly kind: 'picture' };

/** What a screen says of itself, at connection, at every change and every half minute. */
export const screenReportSchema = z.object({
	/** Build of the page. */
	build: z.string().max(64),
	width: z.int().min(0).max(100_000),
	height: z.int().min(0).max(100_000),
	pixelRatio: z.number().min(0).max(16),
	/** Scene on show. */
	scene: z.string().max(60).optional(),
	/** Age of the oldest figures on show, in seconds of real time. */
	dataAgeSeconds: z.int().min(0).optional(),
	/** Since when the page has been running, in seconds. */
	uptimeSeconds: z.int().min(0),
	/** Faults since the page was loaded: a tile that failed, storage that is full, a wake lock that was refused. */
	faults: z.array(z.string().max(200)).max(20),
	userAgent: z.string().max(300).optional(),
});
/** What a screen says of itself. */
export type ScreenReport = z.infer<typeof screenReportSchema>;

/** A screen that waits to be paired, as it asked. */
export const pairingRequestSchema = z.object({
	width: z.int().min(0).max(100_000),
	height: z.int().min(0).max(100_000),
	userAgent: z.string().max(300).optional(),
});

/** What the screen shows while it waits: the code, and until when it holds (real time). */
export interface PairingOffer {
	readonly id: string;
	readonly code: string;
	/** Known to the screen only: with it the token is collected. */
	readonly secret: string;
	readonly expiresAt: string;
}

/** Answer to a screen that asks whether it has been paired. The token is given once. */
export type PairingAnswer =
	| { readonly state: 'waiting' }
	| { readonly state: 'expired' }
	| { readonly state: 'refused' }
	| { readonly state: 'paired'; readonly screen: string; readonly token: string };
