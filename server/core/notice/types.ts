import type { CourtDate, Instant } from '../time/types.ts';

/** 1 提醒, 2 警告, 3 督办, 4 锁定. */
export type NoticeLevel = 1 | 2 | 3 | 4;

/** Levels in the order of their gravity. */
export const noticeLevels: readonly NoticeLevel[] = [1, 2, 3, 4];

/** Chinese names of the levels, as on every page and paper. */
export const noticeLevelNames: Readonly<Record<NoticeLevel, string>> = { 1: '提醒', 2: '警告', 3: '督办', 4: '锁定' };

/** Working days within which a notice must be signed for, by level; the day it is raised is not counted. */
export const replyDays: Readonly<Record<NoticeLevel, number>> = { 1: 3, 2: 2, 3: 1, 4: 1 };

/** Offices that receive notices. */
export type Office =
	'handler' | 'supervisor' | 'division-chief' | 'enforcement-chief' | 'trial-management' | 'vice-president' | 'president';

/** One addressee: a person who holds the office, or the office itself where nobody does (未指定人员). */
export interface Recipient {
	readonly as: Office;
	readonly court: string;
	readonly person?: string;
}

/** Why a notice was raised other than by its clock: nobody signed the one before (逾期未签收), or a silence ended (说明期满). */
export type NoticeLabel = 'unsigned' | 'silence-over';

/** Chinese words of the labels. */
export const noticeLabelNames: Readonly<Record<NoticeLabel, string>> = { unsigned: '逾期未签收', 'silence-over': '说明期满' };

/** A notice of a clock of a case, with what its recipients said. */
export interface RungNotice {
	readonly kind: 'rung';
	/** `<nodeId>/<clock>/<dueOn>/L<level>`, with a mark behind it where it was raised again. */
	readonly id: string;
	readonly level: NoticeLevel;
	readonly nodeId: string;
	readonly clock: string;
	readonly dueOn: CourtDate;
	readonly at: Instant;
	readonly replyBy: CourtDate;
	/** Recipients, each as `office@court` or `office@court=person`: a case keeps many of them. */
	readonly to: readonly string[];
	/** The notice that nobody signed for. */
	readonly from?: string;
	readonly label?: NoticeLabel;
	/** Who signed, when, and for which of the recipients (place in `to`). */
	readonly signed?: readonly { readonly by: string; readonly at: Instant; readonly for: number }[];
	readonly answers?: readonly { readonly by: string; readonly at: Instant; readonly text: string }[];
}

/** 说明: for a node and for some days it is explained why it waits; nothing below a lock is raised meanwhile. */
export interface Silence {
	readonly kind: 'silence';
	/** `<nodeId>/silence-<n>`. */
	readonly id: string;
	readonly nodeId: string;
	readonly reason: string;
	readonly at: Instant;
	readonly from: CourtDate;
	/** Last day, held. */
	readonly until: CourtDate;
	readonly by: string;
	readonly endedOn?: CourtDate;
	/** Who ended it early; absent where its days were over. */
	readonly endedBy?: string;
}

/** What a case keeps of notices and silences, in the order of the log. */
export type NoticeState = RungNotice | Silence;

/** The notices among what a case keeps. */
export const rungNotices = (notices: readonly NoticeState[]): readonly RungNotice[] => notices.filter((item) => item.kind === 'rung');

/** The silences among what a case keeps. */
export const silences = (notices: readonly NoticeState[]): readonly Silence[] => notices.filter((item) => item.kind === 'silence');

/** A recipient as it is kept. */
export function recipientText({ as, court, person }: Recipient): string {
	return `${as}@${court}${person === undefined ? '' : `=${person}`}`;
}

/** Reads a recipient back. */
export function recipientOf(text: string): Recipient {
	const at = text.indexOf('@');
	const equals = text.indexOf('=', at);
	const as = text.slice(0, at) as Office;
	return equals < 0 ? { as, court: text.slice(at + 1) } : { as, court: text.slice(at + 1, equals), person: text.slice(equals + 1) };
}
