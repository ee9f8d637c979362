import { playlistSchema, sceneSchema, type Playlist, type Scene } from '../../src/lib/contract/scenes.ts';
import { playlistOf, sceneOf, shippedPlaylists, shippedScenes } from '../../src/lib/contract/shipped-scenes.ts';
import { tileEntry } from '../../src/lib/contract/tiles.ts';
import { superiorsOf } from '../core/directory/court-tree.ts';
import type { Directory } from '../core/directory/types.ts';
import { readCurrentDesigns, type DesignRow } from '../store/current-designs.ts';
import type { Db } from '../store/schema.ts';

/** What a design is. */
export type DesignKind = 'scene' | 'playlist';

/** Whose a design in force is. */
export interface DesignMaker {
	/** Code of the court that made it; absent: it is shipped. */
	readonly court?: string;
	/** Whether another one of that id comes into force when this one is taken back. */
	readonly covers: boolean;
}

/** Scenes and playlists in force: a court's own, or else the nearest superior's, or else the shipped one. */
export interface Designs {
	scene(court: string, id: string): Scene | undefined;
	playlist(court: string, id: string): Playlist | undefined;
	/** What a court may choose from, by id and title. */
	choices(court: string): { readonly scenes: readonly Choice[]; readonly playlists: readonly Choice[] };
	/** Whose the design of an id is that a court has in force. */
	maker(kind: DesignKind, court: string, id: string): DesignMaker | undefined;
}

interface Choice {
	readonly id: string;
	readonly name: string;
}

const schemas = { scene: sceneSchema, playlist: playlistSchema } as const;

/** A court without subordinates has nothing to compare: tiles that do are left out of what a superior court made. */
function fitting(scene: Scene, hasSubordinates: boolean): Scene | undefined {
	if (hasSubordinates) return scene;
	const places = scene.places.filter(({ tile }) => tileEntry(tile).superior !== true);
	if (places.length === scene.places.length) return scene;
	return places.length > 0 ? { ...scene, places } : undefined;
}

/** What comes into force with certain designs of courts; the directory is asked anew each time. */
export function designsOf(rows: readonly DesignRow[], directory: () => Directory): Designs {
	const made = new Map<string, Scene | Playlist>();
	for (const row of rows) {
		const read = schemas[row.kind].safeParse(JSON.parse(row.data));
		if (read.success) made.set(`${row.kind}|${row.court}|${row.id}`, read.data);
	}
	const chain = (court: string): readonly string[] => [court, ...superiorsOf(directory(), court).map(({ code }) => code)];
	const hasSubordinates = (court: string): boolean => [...directory().courts.values()].some(({ parent }) => parent === court);
	/** Those of an id that a court could play, the nearest first. */
	const madeFor = (kind: DesignKind, court: string, id: string): readonly { readonly by: string; readonly data: Scene | Playlist }[] =>
		chain(court).flatMap((by) => {
			const found = made.get(`${kind}|${by}|${id}`);
			if (!found) return [];
			const data = 'places' in found ? fitting(found, hasSubordinates(court)) : found;
			return data ? [{ by, data }] : [];
		});
	const shippedOf = { scene: sceneOf, playlist: playlistOf } as const;
	const titled = (kind: DesignKind, court: string, shipped: readonly (Scene | Playlist)[]): readonly Choice[] => {
		const byId = new Map(shipped.map(({ id, title }) => [id, title]));
		for (const code of chain(court).toReversed())
			for (const [key, { id, title }] of made) if (key === `${kind}|${code}|${id}`) byId.set(id, title);
		return [...byId].map(([id, name]) => ({ id, name }));
	};
	return {
		scene: (court, id) =>
			(madeFor('scene', court, id)[0]?.data as Scene | undefined) ?? sceneOf(id, { hasSubordinates: hasSubordinates(court) }),
		playlist: (court, id) =>
			(madeFor('playlist', court, id)[0]?.data as Playlist | undefined) ?? playlistOf(id, { hasSubordinates: hasSubordinates(court) }),
		choices: (court) => ({
			scenes: titled('scene', court, shippedScenes),
			playlists: titled('playlist', court, shippedPlaylists),
		}),
		maker: (kind, court, id) => {
			const [nearest, next] = madeFor(kind, court, id);
			const isShipped = shippedOf[kind](id, { hasSubordinates: true }) !== undefined;
			if (!nearest) return isShipped ? { covers: false } : undefined;
			return { court: nearest.by, covers: next !== undefined || isShipped };
		},
	};
}

/** Reads what was made at the desk; the directory is asked anew each time. */
export async function readDesigns(db: Db, directory: () => Directory): Promise<Designs> {
	return designsOf(await readCurrentDesigns(db), directory);
}
