import type { WallCourt } from './pages.ts';
import type { Playlist, Scene } from './scenes.ts';
import { playlistOf, sceneOf } from './shipped-scenes.ts';
import { tileEntry } from './tiles.ts';
import type { TopicName } from './topics.ts';

const step = (scene: string, dwellSeconds: number): Playlist['steps'][number] => ({ scene, dwellSeconds });

/** Where scenes and playlists are looked up by id, for one court: the shipped ones, or a court's own before them. */
export interface Designs {
	scene(id: string): Scene | undefined;
	playlist(id: string): Playlist | undefined;
}

/** The shipped designs as one court has them. */
export function shippedDesigns(court: Pick<WallCourt, 'hasSubordinates'>): Designs {
	return {
		scene: (id) => sceneOf(id, court),
		playlist: (id) => playlistOf(id, court),
	};
}

/** What a wall plays: a playlist, and the scenes it names. */
export interface WallProgram {
	readonly playlist: Playlist;
	readonly scenes: readonly Scene[];
	/** What was asked for and is not there, in words; something else is played instead. */
	readonly fault?: string;
}

const singly = (id: string, title: string): Playlist => ({ id: `scene-${id}`, title, steps: [step(id, 3600)], interrupts: [] });

function playlistBehind(asked: string, designs: Designs): Playlist | undefined {
	if (!asked.startsWith('scene:')) return designs.playlist(asked);
	const scene = designs.scene(asked.slice('scene:'.length));
	return scene && singly(scene.id, scene.title);
}

/**
 * The program behind an id: of a playlist, or `scene:<id>` for a single scene. A step or an interruption whose scene is gone is
 * left out and told; an unknown id plays the standard playlist: a screen is never empty because of a word in its settings.
 */
export function resolveProgram(asked: string, designs: Designs): WallProgram {
	const found = playlistBehind(asked, designs);
	const playlist = found ?? designs.playlist('standard') ?? singly('overview', '总览');
	const known = (id: string): boolean => designs.scene(id) !== undefined;
	const steps = playlist.steps.filter((each) => known(each.scene));
	const kept: Playlist = {
		...playlist,
		steps: steps.length > 0 ? steps : [step('overview', 60)],
		interrupts: playlist.interrupts.filter((each) => known(each.scene)),
	};
	const ids = new Set([...kept.steps, ...kept.interrupts].map((each) => each.scene));
	const scenes = [...ids].flatMap((id) => designs.scene(id) ?? []);
	const lost = [...playlist.steps, ...playlist.interrupts].filter((each) => !known(each.scene)).map((each) => each.scene);
	const fault = found ? (lost.length > 0 ? `场景不存在：${[...new Set(lost)].join('、')}` : undefined) : `播放列表不存在：${asked}`;
	return { playlist: kept, scenes, ...(fault === undefined ? {} : { fault }) };
}

/** All topics that the tiles of some scenes read, each once. */
export const topicsOf = (scenes: readonly Scene[]): TopicName[] => [
	...new Set(scenes.flatMap((scene) => scene.places.map((place): TopicName => tileEntry(place.tile).topic))),
];

/** Topics that a wall needs for a program: those of its tiles, of its head, and of what may interrupt it. */
export function topicsOfProgram({ playlist, scenes }: Pick<WallProgram, 'playlist' | 'scenes'>): TopicName[] {
	const causes: TopicName[] = playlist.interrupts.length > 0 ? ['actions', 'requests'] : ['actions'];
	return [...new Set([...topicsOf(scenes), ...causes])];
}
