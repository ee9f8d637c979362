/**
 * A figure as the public sees it: exact; `few`, where it rests on fewer than five of something; `kept`, where a figure under five could be worked
 * out from it; null, where it is unknown.
 */
export type Shown = number | 'few' | 'kept' | null;

/** Contents of a lobby screen. */
export type LobbyPageKind = 'figures' | 'procedures' | 'mediation' | 'hearings' | 'notices' | 'guide' | 'fees';

/** Languages of second lines. */
export type LobbyLanguage = 'en' | 'bo' | 'ug' | 'mn' | 'kk' | 'ko' | 'ii' | 'za';

/** A second line under a Chinese one. */
export interface Subtitle {
	readonly text: string;
	readonly lang: LobbyLanguage;
}

/** Fixed texts that may have a second line. */
export type SubtitleKey = 'place' | LobbyPageKind;

/** What a court shows, in what order, and for how long. */
export interface LobbySettings {
	readonly pages: readonly { readonly kind: LobbyPageKind; readonly shown: boolean; readonly seconds: number }[];
	readonly contrast: 'normal' | 'high';
	readonly place: string;
	readonly subtitles: Readonly<Partial<Record<SubtitleKey, Subtitle>>>;
}

/** How a case goes, step by step; `pending`: 待核. */
export interface LobbyGuide {
	readonly items: readonly { readonly title: string; readonly text: string; readonly subtitle?: Subtitle }[];
	readonly source: string;
	readonly pending: boolean;
}

/** The table of fees as a court keeps it; amounts in yuan, rates in hundredths of a percent. */
export interface LobbyFees {
	readonly brackets: readonly { readonly upTo: number | null; readonly flat?: number; readonly rate?: number }[];
	readonly fixed: readonly { readonly name: string; readonly fee: string; readonly pending: boolean }[];
	readonly examples: readonly number[];
	readonly notes: readonly string[];
	readonly source: string;
	readonly pending: boolean;
}

/** A fee worked out bracket by bracket; `over` and `upTo` in yuan, the rest in fen. */
export interface FeeExample {
	readonly claimFen: number;
	readonly feeFen: number;
	readonly steps: readonly {
		readonly over: number;
		readonly upTo: number | null;
		readonly partFen: number;
		readonly rate?: number;
		readonly feeFen: number;
	}[];
}

/** One public hearing of today. */
export interface LobbyHearing {
	/** HH:MM of the court's wall clock. */
	readonly time?: string;
	readonly room?: string;
	readonly caseNumber: string;
	readonly cause: string;
	readonly state: 'due' | 'held' | 'adjourned' | 'moved' | 'cancelled';
}

/** A notice on display; screens take it off by themselves at `to`. */
export interface LobbyNoticeView {
	readonly id: string;
	readonly text: string;
	readonly subtitle?: Subtitle;
	readonly from: string;
	readonly to: string;
}

/** Everything a lobby screen shows; nothing else ever leaves for a lobby. */
export interface LobbyPayload {
	readonly courtName: string;
	/** Contents in the order of the court, each for so many seconds; those that are not shown are left out. */
	readonly pages: readonly { readonly kind: LobbyPageKind; readonly seconds: number }[];
	readonly contrast: 'normal' | 'high';
	readonly place: string;
	readonly subtitles: Readonly<Partial<Record<SubtitleKey, Subtitle>>>;
	readonly openPerJudge: {
		readonly value: Shown;
		readonly openCases: Shown;
		readonly judges: Shown;
		readonly previous: number | null;
		readonly definition: string;
	};
	readonly waitCycle: { readonly value: Shown; readonly hearings: Shown; readonly previous: number | null; readonly definition: string };
	readonly byProcedure: readonly {
		readonly procedure: 'small' | 'simple' | 'ordinary' | 'mediation';
		readonly name: string;
		readonly waitDays: Shown;
		readonly closeDays: Shown;
		readonly limit: string;
	}[];
	readonly mediation: {
		readonly ended: Shown;
		readonly succeeded: Shown;
		readonly percent: Shown;
		/** Mean days of a mediation; unknown until a measure of them is filled in. */
		readonly days: Shown;
		readonly savedDays: number | null;
		readonly definition: string;
	};
	readonly guide: LobbyGuide;
	readonly fees: Omit<LobbyFees, 'examples'> & { readonly examples: readonly FeeExample[] };
	/** Absent where the court has not switched hearings on. */
	readonly hearings?: { readonly day: string; readonly rows: readonly LobbyHearing[] };
	readonly notices: readonly LobbyNoticeView[];
	/** Up to when the court's feeds had told everything as the figures were computed; null: no feed was ever heard. */
	readonly asOf: string | null;
	/** The feeds declare it themselves; otherwise it is when they were last heard. */
	readonly declared: boolean;
	/** When the data are older than this they are late. */
	readonly lateAfterMinutes: number;
}
