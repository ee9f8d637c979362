/** The server's clock comes every five seconds: when it has not been heard for so long, the connection is dead though nobody said so. */
export const quietMs = 20_000;
/** Screens that lost the same clock come back one after another. */
const spreadMs = 5_000;

/** Notices a connection that hangs half open: it hears that something came, and says when nothing has come for too long. */
export class TickWatch {
	readonly #onQuiet: () => void;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(onQuiet: () => void) {
		this.#onQuiet = onQuiet;
	}

	/** Something came just now. */
	heard(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(this.#onQuiet, quietMs + Math.random() * spreadMs);
	}

	stop(): void {
		clearTimeout(this.#timer);
	}
}
