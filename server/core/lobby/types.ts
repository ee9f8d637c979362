import type { CourtDate, Instant } from '../time/types.ts';

/**
 * A figure as the public sees it: exact; `few`, where it rests on fewer than five of something (which of them is not told);
 * `kept`, where a figure under five could be worked out from it; null, where it is unknown.
 */
export type Shown = number | 'few' | 'kept' | null;

/** Contents of a lobby screen, in the order in which they come unless the court says otherwise. */
export const lobbyPageKinds = ['figures', 'procedures', 'mediation', 'hearings', 'notices', 'guide', 'fees'] as const;
/** One of them. */
export type LobbyPageKind = (typeof lobbyPageKinds)[number];

/** Languages in which a second line may stand under a Chinese one. */
export const lobbyLanguages = ['en', 'bo', 'ug', 'mn', 'kk', 'ko', 'ii', 'za'] as const;
/** One of them. */
export type LobbyLanguage = (typeof lobbyLanguages)[number];

/** A second line under a Chinese one. */
export interface Subtitle {
	readonly text: string;
	readonly lang: LobbyLanguage;
}

/** Fixed texts that may have a second line: the hall, and the title of each content. */
export const subtitleKeys = ['place', ...lobbyPageKinds] as const;
/** One of them. */
export type SubtitleKey = (typeof subtitleKeys)[number];

/** What a court shows in its lobby, in what order, and for how long. */
export interface LobbySettings {
	readonly pages: readonly { readonly kind: LobbyPageKind; readonly shown: boolean; readonly seconds: number }[];
	readonly contrast: 'normal' | 'high';
	/** The line under the court's name. */
	readonly place: string;
	readonly subtitles: Readonly<Partial<Record<SubtitleKey, Subtitle>>>;
}

/** One step of a procedure guide. */
export interface GuideItem {
	readonly title: string;
	readonly text: string;
	readonly subtitle?: Subtitle;
}

/** How a case goes, for people in the lobby. */
export interface LobbyGuide {
	readonly items: readonly GuideItem[];
	readonly source: string;
	/** 待核: written down from memory, and no court has confirmed it. */
	readonly pending: boolean;
}

/** A bracket of the fee of a property case: a flat fee in yuan, or a rate in hundredths of a percent of the part that lies in it. */
export interface FeeBracket {
	/** Upper end in yuan, included; null: no end. */
	readonly upTo: number | null;
	readonly flat?: number;
	readonly rate?: number;
}

/** A fee that does not go by brackets, in words. */
export interface FixedFee {
	readonly name: string;
	readonly fee: string;
	readonly pending: boolean;
}

/** The table of fees. */
export interface LobbyFees {
	readonly brackets: readonly FeeBracket[];
	readonly fixed: readonly FixedFee[];
	/** Claims in yuan for which the fee is worked out on the screen. */
	readonly examples: readonly number[];
	readonly notes: readonly string[];
	readonly source: string;
	readonly pending: boolean;
}

/** A notice with the time in which it is shown: from `from` until, and without, `to`. */
export interface LobbyNotice {
	readonly id: string;
	readonly text: string;
	readonly subtitle?: Subtitle;
	readonly from: Instant;
	readonly to: Instant;
}

/** What has become of a hearing: due, held, adjourned, moved to another day, no longer needed because the case is closed. */
export type HearingState = 'due' | 'held' | 'adjourned' | 'moved' | 'cancelled';

/** One public hearing: nothing in it names a person. */
export interface PublicHearing {
	readonly day: CourtDate;
	/** HH:MM of the court's wall clock. */
	readonly time?: string;
	readonly room?: string;
	readonly caseNumber: string;
	readonly cause: string;
	readonly state: HearingState;
}
