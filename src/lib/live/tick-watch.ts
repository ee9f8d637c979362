/** The server's clock comes every five seconds: when it has not been heard for so long, the connection is dead though nobody said so. */
export const quietMs = 20_000;
/** Screens that lost the same clock come back one after another. */
const spreadMs = 5_000;
/** The time of day goes on while a computer sleeps, monotonic time stands still on some: so far apart in one tick, it slept. */
const sleptMs = 5_000;

/** Notices a connection that hangs half open: it hears that something came, and says when nothing has come for too long. */
export class TickWatch {
	readonly #onQuiet: () => void;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#apartMs = Infinity;

	constructor(onQuiet: () => void) {
		this.#onQuiet = onQuiet;
	}

	/** Something came just now. */
	heard(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(this.#onQuiet, quietMs + Math.random() * spreadMs);
	}

	/** The page ticks: after a sleep nothing on show can be believed, and the connection is dead. */
	ticked(dayMs: number, localMs: number): void {
		const before = this.#apartMs;
		this.#apartMs = dayMs - localMs;
		if (this.#apartMs - before > sleptMs) this.#onQuiet();
	}

	stop(): void {
		clearTimeout(this.#timer);
	}
}
