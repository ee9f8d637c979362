import { dev } from '$app/environment';
import type { ClockTick, Frame } from '../contract/topics.ts';
import { forgetKept, keepFrames, recallFrames } from './kept-frames.ts';
import { keptAtAttribute, keptKey, type KeeperMessage, type KeptFrames } from './kept.ts';

/** What a live client shows, as the page around it needs to know. */
export interface Shown {
	readonly scope: string;
	readonly tick: ClockTick;
	readonly frames: readonly Frame[];
}

/** What is on show is written down at most this often. */
const keepEveryMs = 60_000;
/** The page itself is fetched and kept again this often: it carries settings that change. */
const keepPageEveryMs = 6 * 3_600_000;

/** When the page on show was rendered (real ms), where the service worker had to take it from what it kept. */
export function renderedAtMs(): number | undefined {
	const text = document.documentElement.getAttribute(keptAtAttribute);
	return text === null ? undefined : Number(text);
}

/**
 * Keeps what a paired screen or a lobby shows, so that a reload without network shows it again, with its age. Without https (or
 * localhost) browsers offer no service worker: then nothing is kept, and a reload needs the network.
 */
export class Keeper {
	readonly #shown: () => Shown | undefined;
	#key: string | undefined;
	#timers: ReturnType<typeof setInterval>[] = [];

	/** `shown`: what is on show and true now; undefined while it is not. */
	constructor(shown: () => Shown | undefined) {
		this.#shown = shown;
	}

	/** Begins to keep this page, if it is one that may be kept. */
	async start(): Promise<void> {
		if (dev || !('serviceWorker' in navigator) || typeof caches === 'undefined') return;
		this.#key = await keptKey(location.href);
		if (this.#key === undefined) return;
		await navigator.serviceWorker.register('/service-worker.js');
		await navigator.serviceWorker.ready;
		await this.#keepPage();
		await this.#keepFrames();
		this.#timers = [
			setInterval(() => void this.#keepFrames().catch(() => undefined), keepEveryMs),
			setInterval(() => void this.#keepPage().catch(() => undefined), keepPageEveryMs),
		];
	}

	stop(): void {
		for (const timer of this.#timers.splice(0)) clearInterval(timer);
	}

	/** What was last on show on this page, of this court. */
	async recall(scope: string): Promise<KeptFrames | undefined> {
		const key = typeof caches === 'undefined' ? undefined : await keptKey(location.href);
		return key === undefined ? undefined : recallFrames(key, scope);
	}

	/** The server no longer lets this device in. */
	forget(): void {
		this.stop();
		void forgetKept().catch(() => undefined);
	}

	async #keepFrames(): Promise<void> {
		const shown = this.#shown();
		if (this.#key !== undefined && shown) await keepFrames(this.#key, { ...shown, atMs: Date.now() });
	}

	async #keepPage(): Promise<void> {
		if (!this.#shown()) return;
		const parts = performance.getEntriesByType('resource').map(({ name }) => name);
		const message: KeeperMessage = { kind: 'keep', page: location.href, parts };
		(await navigator.serviceWorker.ready).active?.postMessage(message);
	}
}
