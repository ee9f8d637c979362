import type { Playlist, Scene } from '../../src/lib/contract/scenes.ts';
import { personTiles } from '../../src/lib/contract/shipped-scenes.ts';
import { tileEntry } from '../../src/lib/contract/tiles.ts';
import { isWithin } from '../core/directory/court-tree.ts';
import type { Directory } from '../core/directory/types.ts';
import type { DesignKey, SavedDesign } from '../store/designs.ts';
import type { ScreenRecord } from '../store/screens.ts';
import { designsOf, type DesignKind, type Designs } from './designs.ts';
import { settingsOf } from './program.ts';

/** A design that a screen shows, or shows again when an override ends. */
interface Played {
	readonly court: string;
	readonly kind: DesignKind;
	readonly id: string;
}

/** What of a record tells what it shows. */
export type Hung = Pick<ScreenRecord, 'name' | 'court' | 'purpose' | 'ceiling' | 'state' | 'settings' | 'override'>;

const scenePrefix = 'scene:';

const askedFor = (court: string, asked: string): Played =>
	asked.startsWith(scenePrefix) ? { court, kind: 'scene', id: asked.slice(scenePrefix.length) } : { court, kind: 'playlist', id: asked };

/** What a screen was set to play, and what stands over it. Lobby screens and revoked ones play nothing. */
function playedBy({ court, purpose, state, settings, override }: Hung): readonly Played[] {
	if (purpose === 'lobby' || state === 'revoked') return [];
	const { playlist } = settingsOf(settings);
	const usual = askedFor(court, playlist);
	if (override?.kind === 'takeover') return [usual, { court, kind: 'scene', id: override.scene }];
	if (override?.kind !== 'redirect') return [usual];
	return [usual, askedFor(override.court ?? court, override.playlist ?? playlist)];
}

const scenesIn = ({ steps, interrupts }: Playlist): readonly string[] => [...new Set([...steps, ...interrupts].map(({ scene }) => scene))];

/** Everything that shows when a screen plays something: the playlist itself, and its scenes. */
function shownBy(designs: Designs, played: Played): readonly Played[] {
	const { court, kind, id } = played;
	const playlist = kind === 'playlist' ? designs.playlist(court, id) : undefined;
	if (!playlist) return [played];
	return [played, ...scenesIn(playlist).map((scene): Played => ({ court, kind: 'scene', id: scene }))];
}

const personsIn = (scene: Scene | undefined): readonly string[] =>
	(scene?.places ?? []).filter(({ tile }) => personTiles.includes(tile)).map(({ tile }) => tileEntry(tile).title);

/** Approved screens at which a court's design of an id shows: its own screens, and those below that have none of their own. */
export function screensShowing(
	designs: Designs,
	directory: Directory,
	{ court, kind, id }: DesignKey,
	records: readonly ScreenRecord[],
): readonly ScreenRecord[] {
	const isMeant = (each: Played): boolean => {
		if (each.kind !== kind || each.id !== id || !isWithin(directory, each.court, court)) return false;
		const maker = designs.maker(kind, each.court, id)?.court;
		return maker === undefined || maker === court || !isWithin(directory, maker, court);
	};
	return records.filter((record) => playedBy(record).some((played) => shownBy(designs, played).some(isMeant)));
}

interface Change {
	readonly before: Designs;
	readonly after: Designs;
	readonly directory: Directory;
	readonly records: readonly ScreenRecord[];
}

const courtOf = (directory: Directory, code: string): string => directory.courts.get(code)?.name ?? code;
const screenWords = (directory: Directory, { name, court }: Pick<ScreenRecord, 'name' | 'court'>): string =>
	`屏幕「${name}」（${courtOf(directory, court)}）`;

/** Screens and playlists that would lose what they name. */
function losses({ kind, id }: DesignKey, change: Change, playlists: readonly SavedDesign[]): readonly string[] {
	const { before, after, directory, records } = change;
	const isLost = (court: string): boolean => before[kind](court, id) !== undefined && after[kind](court, id) === undefined;
	const screens = records.filter((record) =>
		playedBy(record).some((played) => played.kind === kind && played.id === id && isLost(played.court)),
	);
	const naming = kind === 'playlist' ? [] : playlists.filter(({ data, court }) => isLost(court) && namesScene(data, id));
	return [
		...screens.map((record) => `${screenWords(directory, record)}正在使用，请先为它改选`),
		...naming.map(({ data, court }) => `播放列表「${titleOf(data)}」（${courtOf(directory, court)}）正在使用，请先从中移除`),
	];
}

const titleOf = (data: string): string => (JSON.parse(data) as { title: string }).title;
const namesScene = (data: string, id: string): boolean => scenesIn(JSON.parse(data) as Playlist).includes(id);

const exposed = (directory: Directory, record: Hung, { title }: Scene, tiles: readonly string[]): string =>
	`${screenWords(directory, record)}向公众开放，不能显示涉及人员或者仅供内部的磁贴：画面「${title}」中的${tiles.map((tile) => `「${tile}」`).join('')}`;

/** Tiles with persons that a screen for visitors would show if its record were like this, in words. */
export function exposuresOf(designs: Designs, directory: Directory, record: Hung): readonly string[] {
	if (record.ceiling !== 'public') return [];
	const shown = playedBy(record).flatMap((played) => shownBy(designs, played));
	const words = shown.flatMap(({ kind, court, id }) => {
		const scene = kind === 'scene' ? designs.scene(court, id) : undefined;
		const tiles = personsIn(scene);
		return scene && tiles.length > 0 ? [exposed(directory, record, scene, tiles)] : [];
	});
	return [...new Set(words)];
}

/** Screens for visitors on which the change would show persons. */
function exposures({ kind, id }: DesignKey, { before, after, directory, records }: Change): readonly string[] {
	const changesAt = (court: string): boolean => JSON.stringify(before[kind](court, id)) !== JSON.stringify(after[kind](court, id));
	return records
		.filter(({ ceiling }) => ceiling === 'public')
		.flatMap((record) =>
			playedBy(record).flatMap((played) => {
				const shown = shownBy(after, played);
				if (!shown.some((each) => each.kind === kind && each.id === id && changesAt(each.court))) return [];
				const scenes = shown.filter((each) => each.kind === 'scene' && (kind === 'playlist' || each.id === id));
				return scenes.flatMap(({ court, id: scene }) => {
					const found = after.scene(court, scene);
					const tiles = personsIn(found);
					if (!found || tiles.length === 0) return [];
					return [exposed(directory, record, found, tiles)];
				});
			}),
		);
}

/** What a change would do that it must not: the last versions of all courts before and after it. */
export function harmsOf(
	key: DesignKey,
	before: readonly SavedDesign[],
	after: readonly SavedDesign[],
	records: readonly ScreenRecord[],
	directory: () => Directory,
): readonly string[] {
	const inForce = (rows: readonly SavedDesign[]): readonly SavedDesign[] => rows.filter(({ retired }) => !retired);
	const standing = inForce(after);
	const change = { before: designsOf(inForce(before), directory), after: designsOf(standing, directory), directory: directory(), records };
	const playlists = standing.filter(({ kind }) => kind === 'playlist');
	return [...new Set([...losses(key, change, playlists), ...exposures(key, change)])];
}
