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
	readonly frames: readonly Frame[];
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

/** Who asks for a wall: a screen by its token, or a person by the sign-in. */
export interface WallVisitor {
	readonly token?: string;
	readonly account?: Account;
}

/** The part of the running application that the public pages and the wall call. */
export interface ScreenPages {
	wall(court: string, visitor: WallVisitor): Promise<PageResult<WallView>> | PageResult<WallView>;
	lobby(court: string): Promise<PageResult<LobbyView>> | PageResult<LobbyView>;
}
