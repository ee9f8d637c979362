import { version } from '$app/environment';
import type { ClockTick, Frame } from '../contract/topics.ts';
import { BuildWatch } from './build-watch.ts';
import { Keeper, renderedAtMs, type Shown } from './keeper.ts';
import { newerFrames, tickNow, type KeptFrames } from './kept.ts';

/** What a page that had to be taken from what was kept begins with: it is old, and says so. */
export interface OldStart {
	/** Court time now, as far as this device's clock can tell. */
	readonly tick: ClockTick;
	/** Court time until which the figures held. */
	readonly heldUntil: string;
}

const memory = 'reloaded-for-build';

/** The watch of a real page. */
function watchBuild(own: string, isConnected: () => boolean): BuildWatch {
	return new BuildWatch({
		own,
		isConnected,
		// Not a navigation: the service worker leaves it alone, so that only the server can answer.
		answers: async () => {
			const answer = await fetch(location.href, { cache: 'no-store', redirect: 'manual', signal: timeoutSignal(10_000) });
			return answer.status === 200;
		},
		reload: () => location.reload(),
		recall: () => sessionStorage.getItem(memory),
		remember: (build) => sessionStorage.setItem(memory, build),
		uptimeMs: () => performance.now(),
		random: Math.random,
	});
}

/** `AbortSignal.timeout` is younger than the oldest browser on a wall. */
function timeoutSignal(ms: number): AbortSignal {
	const controller = new AbortController();
	setTimeout(() => controller.abort(), ms);
	return controller.signal;
}

/** The life of the page around a live client: a newer build, and what is kept for a reload without network. */
export class PageLife {
	readonly build: BuildWatch;
	readonly #keeper: Keeper;

	/** `shown`: what is on show and true now; undefined while it is not. */
	constructor(isConnected: () => boolean, shown: () => Shown | undefined) {
		this.build = watchBuild(version, isConnected);
		this.#keeper = new Keeper(shown);
	}

	/** Undefined for a page that the server has just rendered. */
	static oldStart(rendered: ClockTick): OldStart | undefined {
		const atMs = renderedAtMs();
		return atMs === undefined ? undefined : { tick: tickNow(rendered, atMs, Date.now()), heldUntil: rendered.now };
	}

	/** The newest known frames of a page that was kept: those it was rendered with, or those written down since. */
	async recall(scope: string, rendered: readonly Frame[]): Promise<KeptFrames | undefined> {
		const kept = await this.#keeper.recall(scope).catch(() => undefined);
		return kept && { ...kept, frames: newerFrames(rendered, kept.frames) };
	}

	/** A browser that keeps nothing for us (no https, storage full) shows the wall all the same. */
	keep(): void {
		void this.#keeper.start().catch(() => undefined);
	}

	forget(): void {
		this.#keeper.forget();
	}

	stop(): void {
		this.build.stop();
		this.#keeper.stop();
	}
}
