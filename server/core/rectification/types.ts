import type { CourtDate, Instant } from '../time/types.ts';

/** What is done about a shortfall; the last three are the accountability record of the indicator (督促, 约谈, 通报). */
export const rectificationMoves = ['opened', 'progress', 'extend', 'close', 'reopen', 'urge', 'talk', 'circulate'] as const;

export type RectificationMove = (typeof rectificationMoves)[number];

/** Chinese names of the moves. */
export const moveNames: Readonly<Record<RectificationMove, string>> = {
	opened: '立项',
	progress: '报告进展',
	extend: '延期',
	close: '销号',
	reopen: '重新整改',
	urge: '督促',
	talk: '约谈',
	circulate: '通报',
};

/** Moves by which somebody is called to account for a late indicator. */
export const accountMoves: readonly RectificationMove[] = ['urge', 'talk', 'circulate'];

/** One move, in order. */
export interface RectificationStep {
	readonly move: RectificationMove;
	readonly text: string;
	readonly by: string;
	readonly role: string;
	readonly court: string;
	readonly at: Instant;
	/** The day until which it was extended or reopened. */
	readonly dueOn?: CourtDate;
}

/** 整改: a shortfall of an indicator with owner and date, carried in each issue until closed. */
export interface Rectification {
	readonly id: string;
	readonly court: string;
	readonly unit?: string;
	readonly person?: string;
	/** The indicator that falls short. */
	readonly code: string;
	readonly title: string;
	/** Number or id of the publication that found it. */
	readonly foundIn?: string;
	readonly foundOn: CourtDate;
	/** Person who answers for it. */
	readonly owner: string;
	readonly dueOn: CourtDate;
	/** What is to be done (整改措施). */
	readonly measures: string;
	readonly state: 'open' | 'closed';
	readonly closedOn?: CourtDate;
	readonly closedBy?: string;
	readonly closing?: string;
	readonly createdBy: string;
	readonly createdAt: Instant;
	readonly steps: readonly RectificationStep[];
}
