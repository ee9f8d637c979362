import type { Playlist, Scene } from './scenes.ts';
import type { ScreenProgram } from './screens.ts';
import type { ClockTick, CourtLevel, Frame } from './topics.ts';

/** A signed-in person as pages know them. */
export interface Account {
	readonly id: string;
	readonly username: string;
	readonly personName: string;
	/** Code of the person's own court. */
	readonly court: string;
	readonly courtName: string;
	readonly roles: readonly string[];
}

/** What a page load gives: a view, or a refusal with plain Chinese words for the person in front of the screen. */
export type PageResult<T> =
	{ readonly ok: true; readonly view: T } | { readonly ok: false; readonly status: 401 | 403 | 404; readonly message: string };

/** The court a wall is about. */
export interface WallCourt {
	readonly code: string;
	readonly name: string;
	readonly shortName: string;
	readonly level: CourtLevel;
	readonly hasSubordinates: boolean;
}

/** Everything the wall needs for its first paint, and the token with which it asks for more. */
export interface WallView {
	readonly court: WallCourt;
	readonly clock: ClockTick;
	/** What it plays; a single scene is a playlist of one step. */
	readonly playlist: Playlist;
	/** The scenes that the playlist names. */
	readonly scenes: readonly Scene[];
	/** Frames of the topics that those scenes, the head and the interruptions need, and of no others. */
	readonly frames: readonly Frame[];
	/** Today and tomorrow: whether the court works, for steps with hours. */
	readonly days: readonly { readonly day: string; readonly working: boolean }[];
	/** `public`: no persons are shown (参观模式). */
	readonly ceiling: 'internal' | 'public';
	/** The screen's token, passed back on the socket handshake; absent for a signed-in person (the cookie does it). */
	readonly token?: string;
}

/** Everything the lobby screen needs for its first paint. */
export interface LobbyView {
	readonly court: { readonly code: string; readonly name: string; readonly shortName: string };
	readonly clock: ClockTick;
	readonly frame: Frame<'lobby'>;
}

/** Everything a paired screen's page needs for its first paint. */
export interface ScreenView {
	readonly program: ScreenProgram;
	readonly clock: ClockTick;
	/** First frames of the topics on its scenes; of a lobby screen, the public ones. */
	readonly frames: readonly Frame[];
	/** The cookie `screen` to be set again at every visit, so that it never runs out on a screen that hangs for years. */
	readonly renew: { readonly name: string; readonly value: string; readonly maxAge: number; readonly secure: boolean };
}

/** Who asks for a wall: a screen by its token, or a person by the sign-in. */
export interface WallVisitor {
	readonly token?: string;
	readonly account?: Account;
}

/** What a wall's address asks to be shown: one scene, or a playlist; the overview where it says nothing. */
export interface WallRequest {
	readonly scene?: string;
	readonly playlist?: string;
}

/** The part of the running application that the public pages and the wall call. */
export interface ScreenPages {
	wall(court: string, visitor: WallVisitor, request?: WallRequest): Promise<PageResult<WallView>> | PageResult<WallView>;
	lobby(court: string): Promise<PageResult<LobbyView>> | PageResult<LobbyView>;
	/** What the screen of a token (cookie `screen`) shows. 401: no such token, revoked, or not yet collected; 403: another screen's page. */
	screen(token: string | undefined, id?: string): Promise<PageResult<ScreenView>>;
}
