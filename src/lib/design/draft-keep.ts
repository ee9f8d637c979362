import { z } from 'zod';
import { scenePlaceSchema, sceneSchema, type Scene } from '../contract/scenes.ts';

/** A draft may be what a scene must not yet be: without a name, without a tile. */
const draftSchema = sceneSchema.extend({ title: z.string(), places: z.array(scenePlaceSchema) });
const keptSchema = z.object({ base: z.int().min(0), at: z.number(), note: z.string(), scene: draftSchema });

/** A draft that was not saved, as this window keeps it. */
export interface KeptDraft {
	/** The version that it began with. */
	readonly base: number;
	/** Court time in ms. */
	readonly at: number;
	readonly note: string;
	readonly scene: Scene;
}

/** Keeps the draft of one scene of one court through reloads, lost connections and sign-ins; of this window only. */
export class DraftKeep {
	readonly #key: string;
	readonly #store: () => Storage;

	/** `store` may throw, as where a browser keeps nothing. */
	constructor(court: string, id: string, store: () => Storage) {
		this.#key = `scene-draft:${court}:${id}`;
		this.#store = store;
	}

	/** The draft that is kept; absent where there is none that can be read. */
	read(): KeptDraft | undefined {
		try {
			const read = keptSchema.safeParse(JSON.parse(this.#store().getItem(this.#key) ?? 'null'));
			return read.success ? read.data : undefined;
		} catch {
			return undefined;
		}
	}

	/** False where nothing can be kept. */
	keep(draft: KeptDraft): boolean {
		try {
			this.#store().setItem(this.#key, JSON.stringify(draft));
			return true;
		} catch {
			return false;
		}
	}

	forget(): void {
		try {
			this.#store().removeItem(this.#key);
		} catch {
			// Nothing was kept.
		}
	}
}
