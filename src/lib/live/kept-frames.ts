import { keptCache, type KeptFrames } from './kept.ts';

const framesKey = (key: string): string => `${key}.frames`;

/** Writes down what is on show; the one before it is replaced. */
export async function keepFrames(key: string, kept: KeptFrames): Promise<void> {
	const cache = await caches.open(keptCache);
	await cache.put(framesKey(key), new Response(JSON.stringify(kept), { headers: { 'content-type': 'application/json' } }));
}

/** What was last on show on this page, of this court; undefined where nothing was written, or nothing that can be read. */
export async function recallFrames(key: string, scope: string): Promise<KeptFrames | undefined> {
	const cache = await caches.open(keptCache);
	const found = await cache.match(framesKey(key));
	const kept = (await found?.json().catch(() => undefined)) as KeptFrames | undefined;
	return kept?.scope === scope ? kept : undefined;
}

/** Forgets pages and frames: this device is no longer let in, or shows something else now. */
export async function forgetKept(): Promise<void> {
	if (typeof caches !== 'undefined') await caches.delete(keptCache);
}
