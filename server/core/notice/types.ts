import type { CourtSettings } from '../directory/types.ts';
import type { CourtDate, Instant } from '../time/types.ts';

/** 1 提醒, 2 警告, 3 督办, 4 锁定. */
export type NoticeLevel = 1 | 2 | 3 | 4;

/** Levels in the order of their gravity. */
export const noticeLevels: readonly NoticeLevel[] = [1, 2, 3, 4];

/** Chinese names of the levels, as on every page and paper. */
export const noticeLevelNames: Readonly<Record<NoticeLevel, string>> = { 1: '提醒', 2: '警告', 3: '督办', 4: '锁定' };

/** Working days within which a notice of each level must be signed for; the day it is raised is not counted. */
export type ReplyDays = readonly [remind: number, warn: number, supervise: number, lock: number];

/** What holds where a court has set nothing: a proposal, named in server/decisions/0008. */
export const defaultReplyDays: ReplyDays = [3, 2, 1, 1];

/** Working days that a court may set at most. */
export const mostReplyDays = 15;

/** The days of a court. */
export const replyDaysOf = (settings: CourtSettings | undefined): ReplyDays => settings?.noticeReplyDays ?? defaultReplyDays;

/** What a notice is about: a clock of a node, an open case in which nothing is done (消极执行), a step of an unlock request (解锁审批). */
export type NoticeTopic = 'node' | 'silent' | 'unlock';

/** Chinese names of the topics. */
export const noticeTopicNames: Readonly<Record<NoticeTopic, string>> = { node: '节点期限', silent: '消极执行', unlock: '解锁审批' };

/** Offices that receive notices. */
export type Office =
	| 'handler'
	| 'supervisor'
	| 'division-chief'
	| 'enforcement-chief'
	| 'trial-management'
	| 'vice-president'
	| 'president'
	| 'unlock-approver'
	| 'system-admin';

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

/** A notice of a case, with what its recipients said. */
export interface RungNotice {
	readonly kind: 'rung';
	/** Absent: a clock of a node. */
	readonly topic?: Exclude<NoticeTopic, 'node'>;
	/** `<nodeId>/<clock>/<dueOn>/L<level>`, with a mark behind it where it was raised again. */
	readonly id: string;
	readonly level: NoticeLevel;
	/** The node; of silence the case key itself; of an unlock request its running step (`stepNodeId`). */
	readonly nodeId: string;
	/** The clock of the node; else `silent` or `step`. */
	readonly clock: string;
	/** The due day of the clock, or of the step; of silence the day of the last step, with which the spell began. */
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
	/** The node; the case key where the case itself lies still. */
	readonly nodeId: string;
	/** Day of the last step of the case that lies still: it ends with the spell. */
	readonly since?: CourtDate;
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

/** What a notice is about. */
export const topicOf = (notice: Pick<RungNotice, 'topic'>): NoticeTopic => notice.topic ?? 'node';

/** The notices among what a case keeps. */
export const rungNotices = (notices: readonly NoticeState[]): readonly RungNotice[] => notices.filter((item) => item.kind === 'rung');

/** The highest level that was told of the spell of silence that began on a day; what nobody signed for goes up beside it. 0: none. */
export function toldOfSilence(notices: readonly NoticeState[], since: CourtDate): 0 | 1 | 2 | 3 {
	const told = rungNotices(notices).filter((notice) => notice.topic === 'silent' && notice.dueOn === since && notice.from === undefined);
	return Math.max(0, ...told.map((notice) => notice.level)) as 0 | 1 | 2 | 3;
}

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
