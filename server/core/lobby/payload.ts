import type { CourtDate, Instant } from '../time/types.ts';
import { feeOf, type FeeSum } from './fees.ts';
import { publicFigures, type PublicFigures } from './figures.ts';
import { shippedFees, shippedGuide, shippedSettings } from './shipped.ts';
import type { LobbyFees, LobbyGuide, LobbyNotice, LobbySettings, PublicHearing } from './types.ts';

/** The parts of the public projection of a court. */
export interface PublicParts {
	readonly courtName: string;
	readonly whole: boolean;
	/** JSON of the figures; absent until they were first computed. */
	readonly figures?: string;
	readonly texts: ReadonlyMap<string, string>;
	/** The court has switched hearings on. */
	readonly showsHearings: boolean;
	readonly hearings: readonly PublicHearing[];
	readonly notices: readonly LobbyNotice[];
	readonly today: CourtDate;
	readonly now: Instant;
	/** Minutes after which the court's data are late; absent: two hours. */
	readonly lateAfterMinutes?: number;
}

const lateMinutes = 120;

interface CutOff {
	readonly asOf: string | null;
	readonly declared: boolean;
}

const unknownMonth = { openCases: null, judges: 0, waits: { total: 0, count: 0 } };

function figuresOf({ figures, whole }: PublicParts): PublicFigures & CutOff {
	const none = publicFigures({
		whole,
		present: unknownMonth,
		before: unknownMonth,
		byProcedure: [],
		closed: unknownMonth.waits,
		mediation: { ended: null, succeeded: null, days: null },
	});
	if (figures === undefined) return { ...none, byProcedure: [], asOf: null, declared: false };
	const stored = JSON.parse(figures) as Partial<PublicFigures> & Pick<CutOff, 'asOf'> & Partial<CutOff>;
	// Figures that an older program wrote lack what it did not know; they are written anew within seconds.
	if (!stored.mediation) return { ...none, asOf: stored.asOf, declared: false };
	return { ...none, declared: false, ...stored };
}

const textOf = <T>(texts: ReadonlyMap<string, string>, name: string, shipped: T): T => {
	const text = texts.get(name);
	return text === undefined ? shipped : (JSON.parse(text) as T);
};

/** Hearings of today in the order of the clock; those without a time come last. */
function byClock(rows: readonly PublicHearing[]): readonly PublicHearing[] {
	const key = ({ time, room, caseNumber }: PublicHearing): string => `${time ?? '99'}|${room ?? ''}|${caseNumber}`;
	return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Everything a lobby screen shows, from the public projection alone. */
export function lobbyPayload(parts: PublicParts) {
	const settings = textOf<LobbySettings>(parts.texts, 'settings', shippedSettings);
	const guide = textOf<LobbyGuide>(parts.texts, 'guide', shippedGuide);
	const fees = textOf<LobbyFees>(parts.texts, 'fees', shippedFees);
	const { asOf, declared, openPerJudge, waitCycle, byProcedure, mediation } = figuresOf(parts);
	return {
		courtName: parts.courtName,
		pages: settings.pages
			.filter(({ kind, shown }) => shown && (kind !== 'hearings' || parts.showsHearings))
			.map(({ kind, seconds }) => ({ kind, seconds })),
		contrast: settings.contrast,
		place: settings.place,
		subtitles: settings.subtitles,
		openPerJudge,
		waitCycle,
		byProcedure,
		mediation,
		guide,
		fees: { ...fees, examples: fees.examples.map((claim): FeeSum => feeOf(fees.brackets, claim * 100)) },
		...(parts.showsHearings ? { hearings: { day: parts.today, rows: byClock(parts.hearings).map(({ day: _day, ...row }) => row) } } : {}),
		notices: parts.notices,
		asOf,
		declared,
		lateAfterMinutes: parts.lateAfterMinutes ?? lateMinutes,
	};
}
