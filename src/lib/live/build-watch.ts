/** What the watch needs of the page; handed in, so that it can be tried without one. */
export interface BuildParts {
	/** The build of this page. */
	readonly own: string;
	readonly isConnected: () => boolean;
	/** Whether the server gives out this very page now. */
	readonly answers: () => Promise<boolean>;
	readonly reload: () => void;
	/** The build for which this tab has reloaded already; throws where the browser keeps nothing. */
	readonly recall: () => string | null;
	readonly remember: (build: string) => void;
	/** Milliseconds since the page was loaded. */
	readonly uptimeMs: () => number;
	readonly random: () => number;
}

/** A building full of screens does not reload in one moment. */
const spreadMs = 45_000;
const tryAgainMs = 15_000;
/** Where nothing can be remembered, a page reloads at most this often. */
const forgetfulMs = 600_000;

/**
 * Reloads the page when the server gives out another build: some time later, only while the server answers, and once for each build,
 * so that a page that comes back the same (from a cache between) does not reload for ever.
 */
export class BuildWatch {
	readonly #parts: BuildParts;
	#wanted: string | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(parts: BuildParts) {
		this.#parts = parts;
	}

	/** The server has said which build it gives out; it does so at every connection. */
	heard(build: string): void {
		if (build === this.#wanted) return;
		this.stop();
		if (build === this.#parts.own || !this.#mayReloadFor(build)) return;
		this.#wanted = build;
		this.#timer = setTimeout(() => void this.#try(build), this.#parts.random() * spreadMs);
	}

	/** The connection is gone: nothing is reloaded until the server speaks again. */
	stop(): void {
		clearTimeout(this.#timer);
		this.#wanted = undefined;
	}

	#mayReloadFor(build: string): boolean {
		try {
			return this.#parts.recall() !== build;
		} catch {
			return this.#parts.uptimeMs() > forgetfulMs;
		}
	}

	async #try(build: string): Promise<void> {
		const answers = this.#parts.isConnected() && (await this.#parts.answers().catch(() => false));
		if (this.#wanted !== build) return;
		if (!answers || !this.#parts.isConnected()) {
			this.#timer = setTimeout(() => void this.#try(build), tryAgainMs * (0.5 + this.#parts.random()));
			return;
		}
		try {
			this.#parts.remember(build);
		} catch {
			// Held back by its age instead.
		}
		this.stop();
		this.#parts.reload();
	}
}
