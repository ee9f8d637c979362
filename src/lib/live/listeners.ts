/** Those who want to hear of something. */
export class Listeners<Args extends readonly unknown[]> {
	readonly #all = new Set<(...args: Args) => void>();

	/** Hears it from now on, until the returned function is called. */
	add(listener: (...args: Args) => void): () => void {
		this.#all.add(listener);
		return () => this.#all.delete(listener);
	}

	tell(...args: Args): void {
		for (const listener of this.#all) listener(...args);
	}
}
