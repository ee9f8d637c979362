import { playlistSchema, sceneSchema, type Playlist, type Scene } from '../../src/lib/contract/scenes.ts';
import { playlistOf, sceneOf, shippedPlaylists, shippedScenes } from '../../src/lib/contract/shipped-scenes.ts';
import { superiorsOf } from '../core/directory/court-tree.ts';
import type { Directory } from '../core/directory/types.ts';
import { readCurrentDesigns } from '../store/current-designs.ts';
import type { Db } from '../store/schema.ts';

/** What a design is. */
export type DesignKind = 'scene' | 'playlist';

/** Scenes and playlists in force: a court's own, or else the nearest superior's, or else the shipped one. */
export interface Designs {
	scene(court: string, id: string): Scene | undefined;
	playlist(court: string, id: string): Playlist | undefined;
	/** What a court may choose from, by id and title. */
	choices(court: string): { readonly scenes: readonly Choice[]; readonly playlists: readonly Choice[] };
}

interface Choice {
	readonly id: string;
	readonly name: string;
}

const schemas = { scene: sceneSchema, playlist: playlistSchema } as const;

/** Reads what was made at the desk; the directory is asked anew each time. */
export async function readDesigns(db: Db, directory: () => Directory): Promise<Designs> {
	const made = new Map<string, Scene | Playlist>();
	for (const row of await readCurrentDesigns(db)) {
		const read = schemas[row.kind].safeParse(JSON.parse(row.data));
		if (read.success) made.set(`${row.kind}|${row.court}|${row.id}`, read.data);
	}
	const chain = (court: string): readonly string[] => [court, ...superiorsOf(directory(), court).map(({ code }) => code)];
	const nearest = <T>(kind: DesignKind, court: string, id: string): T | undefined => {
		for (const code of chain(court)) {
			const found = made.get(`${kind}|${code}|${id}`);
			if (found) return found as T;
		}
		return undefined;
	};
	const hasSubordinates = (court: string): boolean => [...directory().courts.values()].some(({ parent }) => parent === court);
	const titled = (kind: DesignKind, court: string, shipped: readonly (Scene | Playlist)[]): readonly Choice[] => {
		const byId = new Map(shipped.map(({ id, title }) => [id, title]));
		for (const code of chain(court).toReversed())
			for (const [key, { id, title }] of made) if (key === `${kind}|${code}|${id}`) byId.set(id, title);
		return [...byId].map(([id, name]) => ({ id, name }));
	};
	return {
		scene: (court, id) => nearest<Scene>('scene', court, id) ?? sceneOf(id, { hasSubordinates: hasSubordinates(court) }),
		playlist: (court, id) => nearest<Playlist>('playlist', court, id) ?? playlistOf(id, { hasSubordinates: hasSubordinates(court) }),
		choices: (court) => ({
			scenes: titled('scene', court, shippedScenes),
			playlists: titled('playlist', court, shippedPlaylists),
		}),
	};
}
