import type { ClockTick, Frame } from '../contract/topics.ts';

/** Cache of the pages of this device as last rendered, and of their last good frames. Emptied when the device is no longer let in. */
export const keptCache = 'wall-kept';
/** Caches of scripts, styles and fonts begin so; the build follows. */
export const shellPrefix = 'wall-shell-';
/** Header of a kept page: when it was rendered (real ms). */
export const keptAtHeader = 'x-kept-at';
/** The service worker says so at the root of a page that it had to take from what it kept. */
export const keptAtAttribute = 'data-kept-at';

/** What a page asks of the service worker. */
export type KeeperMessage = {
	readonly kind: 'keep';
	/** The page's own address. */
	readonly page: string;
	/** Scripts, styles and fonts that it has loaded. */
	readonly parts: readonly string[];
};

async function digest(text: string): Promise<string> {
	const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
	return [...bytes.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Under which key a page is kept; undefined for pages that never are: the desk, the API, and walls that a person has opened by signing
 * in. A token is never part of a key, only its digest: the same wall under another token is another page.
 */
export async function keptKey(address: string): Promise<string | undefined> {
	const url = new URL(address);
	const token = url.searchParams.get('token');
	url.searchParams.delete('token');
	url.searchParams.sort();
	const path = url.pathname.replace(/\/+$/, '');
	const isWall = /^\/wall\/[^/]+$/.test(path);
	if (isWall && !token) return undefined;
	if (!isWall && !/^\/(screen(\/[^/]+)?|lobby\/[^/]+)$/.test(path)) return undefined;
	const holder = token ? `/held-by-${await digest(token)}` : '';
	return `/kept${holder}${path}${url.search}`;
}

/** What was last on show, beside the page. */
export interface KeptFrames {
	readonly scope: string;
	/** When it was written (real ms), and court time then. */
	readonly atMs: number;
	readonly tick: ClockTick;
	readonly frames: readonly Frame[];
}

/** The clock goes on while nobody looks: court time now, from a tick at a moment of real time. A device's clock that was set back adds nothing. */
export function tickNow(tick: ClockTick, atMs: number, realMs: number): ClockTick {
	const passed = Math.max(0, realMs - atMs) * tick.speed;
	return { ...tick, now: new Date(Date.parse(tick.now) + passed).toISOString() };
}

/** Of two sets of frames the newer of each topic: a page may have been rendered after frames were written, or long before. */
export function newerFrames(rendered: readonly Frame[], kept: readonly Frame[]): readonly Frame[] {
	const newest = new Map<string, Frame>();
	for (const frame of [...rendered, ...kept]) {
		const known = newest.get(frame.topic);
		if (!known || Date.parse(frame.asOf) >= Date.parse(known.asOf)) newest.set(frame.topic, frame);
	}
	return [...newest.values()];
}
