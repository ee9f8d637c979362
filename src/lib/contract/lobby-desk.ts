import type { LobbyFees, LobbyGuide, LobbySettings, Subtitle } from './lobby.ts';
import type { Account, PageResult } from './pages.ts';
import type { ClockTick, Frame } from './topics.ts';

/** A text of the lobby as it holds, whose it is, and its versions, the last first. */
export interface LobbyTextState<T> {
	readonly value: T;
	readonly of: 'own' | 'program';
	readonly versions: readonly { readonly version: number; readonly byName: string; readonly at: string; readonly reset: boolean }[];
}

/** A notice at the desk. */
export interface LobbyNoticeRow {
	readonly id: string;
	readonly text: string;
	readonly subtitle?: Subtitle;
	readonly from: string;
	readonly to: string;
	readonly state: 'current' | 'upcoming' | 'past' | 'withdrawn';
	readonly byName: string;
	readonly at: string;
	readonly withdrawnByName?: string;
	readonly withdrawnAt?: string;
}

/** The page on which a court arranges its lobby. */
export interface LobbyDeskView {
	readonly court: string;
	readonly courtName: string;
	/** Courts whose lobbies the person arranges. */
	readonly courts: readonly { readonly code: string; readonly name: string }[];
	readonly zone: string;
	readonly settings: LobbyTextState<LobbySettings>;
	/** Today's public hearings are shown. */
	readonly hearings: boolean;
	readonly guide: LobbyTextState<LobbyGuide>;
	readonly fees: LobbyTextState<LobbyFees>;
	readonly notices: readonly LobbyNoticeRow[];
	/** What the screens show now, for the preview. */
	readonly frame: Frame<'lobby'>;
	readonly clock: ClockTick;
}

/** What came of a deed. */
export type LobbyDeed =
	| { readonly ok: true; readonly id: string }
	| { readonly ok: false; readonly code: string; readonly message: string; readonly problems?: readonly string[] };

/** A notice as it is typed; times are wall-clock times of the court (`2026-11-20T18:00`) or days. */
export interface LobbyNoticeTyped {
	readonly text: string;
	readonly from: string;
	readonly to: string;
	readonly subtitle?: Subtitle;
}

/** The part of the running application that the page of the lobby at the desk calls. */
export interface LobbyPages {
	lobby(account: Account, court?: string): Promise<PageResult<LobbyDeskView>>;
	saveSettings(account: Account, address: string, court: string, settings: LobbySettings, hearings: boolean): Promise<LobbyDeed>;
	/** Without a guide: back to the program's. */
	saveGuide(account: Account, address: string, court: string, guide: LobbyGuide | undefined): Promise<LobbyDeed>;
	saveFees(account: Account, address: string, court: string, fees: LobbyFees | undefined): Promise<LobbyDeed>;
	addNotice(account: Account, address: string, court: string, notice: LobbyNoticeTyped): Promise<LobbyDeed>;
	withdrawNotice(account: Account, address: string, court: string, id: string): Promise<LobbyDeed>;
}
