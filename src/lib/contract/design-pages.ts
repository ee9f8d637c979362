import type { DeviceChoice } from './device-pages.ts';
import type { Account, PageResult, WallCourt } from './pages.ts';
import type { Playlist, Scene } from './scenes.ts';
import type { ClockTick, Frame } from './topics.ts';

/** What a design is. */
export type DesignKind = 'scene' | 'playlist';

/** The data of a design, by kind. */
export interface DesignData {
	readonly scene: Scene;
	readonly playlist: Playlist;
}

/** Where a court's design comes from: made at the court, at a superior court, or shipped with the system. */
export type DesignOrigin = 'own' | 'superior' | 'shipped';

/** Chinese names of the origins. */
export const designOriginNames: Readonly<Record<DesignOrigin, string>> = { own: '本院', superior: '上级法院', shipped: '系统内置' };

/** A design in the list of a court. */
export interface DesignRow<K extends DesignKind = DesignKind> {
	readonly kind: K;
	readonly id: string;
	readonly origin: DesignOrigin;
	/** Name of the court that made it; absent for shipped ones. */
	readonly courtName?: string;
	/** 0: nothing was ever saved at this court. */
	readonly version: number;
	readonly savedByName?: string;
	/** Court time. */
	readonly savedAt?: string;
	readonly note?: string;
	/** An own version stands before one of a superior court or a shipped one of the same id. */
	readonly overrides: boolean;
	readonly data: DesignData[K];
	/** Where it shows: approved screens of this court and below, and, of a scene, playlists of this court that name it. In lists only. */
	readonly uses?: { readonly screens: readonly DesignUse[]; readonly playlists: readonly DeviceChoice[] };
}

/** Everything that a court may play, its own first; `retired` can be brought back from their versions. */
export interface DesignListView {
	readonly court: WallCourt;
	/** Courts whose designs this person may change. */
	readonly courts: readonly DeviceChoice[];
	readonly scenes: readonly DesignRow<'scene'>[];
	readonly playlists: readonly DesignRow<'playlist'>[];
	readonly retired: readonly DesignRow[];
	/** Ids for new designs that no court has used. */
	readonly proposed?: Readonly<Record<DesignKind, string>>;
}

/** A saved version; the last one that is not retired is in force. */
export interface DesignVersion<K extends DesignKind = DesignKind> {
	readonly version: number;
	readonly savedByName: string;
	/** Court time. */
	readonly savedAt: string;
	readonly note: string;
	readonly retired: boolean;
	readonly data: DesignData[K];
}

/** A screen that shows a design. */
export interface DesignUse {
	readonly id: string;
	readonly name: string;
	readonly courtName: string;
}

/** One design as its editor needs it. */
export interface DesignView<K extends DesignKind = DesignKind> {
	readonly court: WallCourt;
	readonly row: DesignRow<K>;
	/** Newest first, of this court only. */
	readonly versions: readonly DesignVersion<K>[];
	/** Approved screens that play it, by name. */
	readonly usedBy: readonly DesignUse[];
}

/** A scene in its editor, with what the preview shows: frames of every topic that a tile could read, as the court has them now. */
export interface SceneDesignView extends DesignView<'scene'> {
	readonly clock: ClockTick;
	readonly frames: readonly Frame[];
}

/** A playlist in its editor, with the scenes it may name. */
export interface PlaylistDesignView extends DesignView<'playlist'> {
	readonly scenes: readonly Scene[];
	/** Whether an approved public screen plays it: then no scene with persons may be in it. */
	readonly publicScreens: boolean;
}

/** What an editor sends. */
export interface DesignSave {
	/** Checked by `sceneSchema` or `playlistSchema`. */
	readonly data: unknown;
	/** The version that the editor began with at this court; 0: none. */
	readonly base: number;
	/** Why it was changed; may be empty. */
	readonly note: string;
}

/** A refusal in Chinese; nothing was changed. `conflict`: somebody saved meanwhile. */
export interface DesignRefusal {
	readonly ok: false;
	readonly code: string;
	readonly message: string;
	/** Each fault of the arrangement in a line of its own. */
	readonly faults?: readonly string[];
	readonly conflict?: { readonly version: number; readonly savedByName: string; readonly savedAt: string };
}

/** A deed on a design: its id, and the version that is now in force at this court (0: none of its own). */
export type DesignDone = { readonly ok: true; readonly id: string; readonly version: number } | DesignRefusal;

/** The part of the running application that the pages on scenes and playlists call. `court`: whose designs; default the person's own court. */
export interface DesignPages {
	designs(account: Account, court?: string): Promise<PageResult<DesignListView>>;
	/** A scene in force at the court; 404 where there is none of that id. */
	scene(account: Account, court: string | undefined, id: string): Promise<PageResult<SceneDesignView>>;
	playlist(account: Account, court: string | undefined, id: string): Promise<PageResult<PlaylistDesignView>>;
	/** Saves a new version; with an id of which nothing is known, a new design. */
	saveDesign(account: Account, address: string, court: string, kind: DesignKind, id: string, save: DesignSave): Promise<DesignDone>;
	/** Takes the court's own design back: what lies behind it (a superior's, the shipped one) is in force again. */
	retireDesign(account: Account, address: string, court: string, kind: DesignKind, id: string, base: number): Promise<DesignDone>;
	/** A new version with the data of an old one. */
	restoreDesign(
		account: Account,
		address: string,
		court: string,
		kind: DesignKind,
		id: string,
		version: number,
		base: number,
	): Promise<DesignDone>;
}
