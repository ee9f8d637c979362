import { lobbyDefinitions } from '../indicator/lobby.ts';
import { shownBefore, shownColumn, shownCount, shownMean, shownPerHead, shownShare, type Tally } from './suppress.ts';
import type { Shown } from './types.ts';

/** Procedures of civil first instance, with the period in which they are to end. */
export const lobbyProcedures = [
	{ procedure: 'small', name: '小额诉讼', limit: '2 个月' },
	{ procedure: 'simple', name: '简易程序', limit: '3 个月' },
	{ procedure: 'ordinary', name: '普通程序', limit: '6 个月' },
] as const;

/** What a month of figures is worked out from; null is unknown. */
export interface RawMonth {
	readonly openCases: number | null;
	readonly judges: number;
	/** Days waited for the first hearing, and how many hearings. */
	readonly waits: Tally;
}

/** Everything the public figures are worked out from: none of it is for the public. */
export interface RawFigures {
	readonly whole: boolean;
	readonly present: RawMonth;
	readonly before: RawMonth;
	readonly byProcedure: readonly { readonly procedure: string; readonly waits: Tally; readonly closed: Tally }[];
	/** Civil cases closed in the window by any procedure, and their days. */
	readonly closed: Tally;
	/** Mediation before filing since the first of January; null: nobody has filled it in. */
	readonly mediation: { readonly ended: number | null; readonly succeeded: number | null; readonly days: number | null };
}

/** The figures as the public sees them. */
export interface PublicFigures {
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
		/** Days from filing to the first hearing; of mediation there is none. */
		readonly waitDays: Shown;
		readonly closeDays: Shown;
		readonly limit: string;
	}[];
	readonly mediation: {
		readonly ended: Shown;
		readonly succeeded: Shown;
		readonly percent: Shown;
		/** Mean days of a mediation, and how many fewer they are than those of a civil case that was closed. */
		readonly days: Shown;
		readonly savedDays: number | null;
		readonly definition: string;
	};
}

const perJudge = ({ openCases, judges }: RawMonth): Shown => shownPerHead(openCases, judges);

function procedureRows({ byProcedure, present }: RawFigures): PublicFigures['byProcedure'] {
	const rows = lobbyProcedures.map((each) => {
		const found = byProcedure.find(({ procedure }) => procedure === each.procedure);
		return { ...each, waits: found?.waits ?? { total: 0, count: 0 }, closed: found?.closed ?? { total: 0, count: 0 } };
	});
	const waits = shownColumn(
		rows.map((row) => row.waits),
		present.waits,
	);
	const closings = shownColumn(rows.map((row) => row.closed));
	return rows.map(({ procedure, name, limit }, index) => ({
		procedure,
		name,
		waitDays: waits[index] ?? null,
		closeDays: closings[index] ?? null,
		limit,
	}));
}

/** What may be published of the figures: everything under five, and what it could be worked out from, is kept back. */
export function publicFigures(raw: RawFigures): PublicFigures {
	const { present, before, mediation } = raw;
	const perHead = perJudge(present);
	const wait = shownMean(present.waits);
	const share = shownShare(mediation.succeeded, mediation.ended);
	const days = mediation.days === null || mediation.ended === null ? null : shownMean({ total: mediation.days, count: mediation.ended });
	const closed = shownMean(raw.closed);
	const rows = procedureRows(raw);
	const mediated = { procedure: 'mediation', name: '诉前调解', waitDays: null, closeDays: days, limit: '30 天' } as const;
	return {
		openPerJudge: {
			value: perHead,
			openCases: shownCount(present.openCases),
			judges: shownCount(present.judges),
			previous: shownBefore(perHead, perJudge(before)),
			definition: raw.whole ? lobbyDefinitions.openPerJudgeWhole : lobbyDefinitions.openPerJudge,
		},
		waitCycle: {
			value: wait,
			hearings: shownCount(present.waits.count),
			previous: shownBefore(wait, shownMean(before.waits)),
			definition: lobbyDefinitions.waitCycle,
		},
		byProcedure: days === null ? rows : [...rows, mediated],
		mediation: {
			ended: share.whole,
			succeeded: share.part,
			percent: share.percent,
			days,
			savedDays: typeof days === 'number' && typeof closed === 'number' ? Math.max(0, closed - days) : null,
			definition: lobbyDefinitions.mediation,
		},
	};
}
