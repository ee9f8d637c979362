import type { Account, PageResult } from './pages.ts';

/** 1 提醒, 2 警告, 3 督办, 4 锁定. */
export type NoticeLevel = 1 | 2 | 3 | 4;

/** 待签收, 已签收, 已回复, 已关闭. */
export type NoticePhase = 'open' | 'signed' | 'answered' | 'closed';

/** One addressee of a notice. */
export interface NoticeRecipientView {
	/** 承办人, 执行监管团队, 庭长 … */
	readonly officeName: string;
	/** Absent: nobody holds the office (未指定人员). */
	readonly name?: string;
	/** The court, where it is not the one of the case. */
	readonly courtName?: string;
	readonly signedOn?: string;
}

/** One notice. Days are `YYYY-MM-DD`. */
export interface NoticeView {
	readonly id: string;
	/** A clock of a node, an open case in which nothing is done (消极执行), a step of an unlock request (解锁审批). */
	readonly topic: 'node' | 'silent' | 'unlock';
	readonly level: NoticeLevel;
	/** 提醒, 警告, 督办, 锁定. */
	readonly levelName: string;
	/** 逾期未签收, 说明期满. */
	readonly labelName?: string;
	readonly caseId: number;
	readonly caseNumber: string;
	readonly courtName: string;
	readonly handlerName?: string;
	readonly nodeId: string;
	readonly nodeName: string;
	readonly subject?: string;
	/** 法定期限, 内控期限; what the last step was, or which step of the request it is. */
	readonly clockName: string;
	/** The unlock request, for whoever may open it. */
	readonly requestId?: string;
	/** The due day; of silence the day of the last step. */
	readonly dueOn: string;
	/** Civil days to the due day; negative is overdue, or the days without a step. */
	readonly daysLeft: number;
	readonly raisedOn: string;
	/** Last day to sign for it. */
	readonly replyBy: string;
	/** Nobody has signed and that day is over. */
	readonly late: boolean;
	readonly state: NoticePhase;
	readonly stateName: string;
	/** Why it closed: 节点已完成, 节点不再适用, 期限已变动. */
	readonly closedText?: string;
	readonly signedOn?: string;
	readonly answeredOn?: string;
	readonly recipients: readonly NoticeRecipientView[];
	readonly maySign: boolean;
	readonly mayAnswer: boolean;
}

/** Filters of the notice box: they are the query string of the page. */
export interface NoticeFilter {
	readonly box: 'mine' | 'court';
	readonly state: NoticePhase | 'all';
	readonly level?: NoticeLevel;
	readonly court?: string;
	readonly cursor?: string;
}

/** The notice box. */
export interface NoticeBoxView {
	readonly filter: NoticeFilter;
	/** Of the box and court, whatever the level. */
	readonly byState: Readonly<Record<NoticePhase | 'all', number>>;
	/** Of the box, court and state. */
	readonly byLevel: Readonly<Record<NoticeLevel, number>>;
	readonly rows: readonly NoticeView[];
	readonly total: number;
	readonly nextCursor?: string;
	readonly courts: readonly { readonly code: string; readonly name: string }[];
	/** Open nodes that are explained at present (另有 N 件已说明). */
	readonly silenced: number;
	/** Whether the court's box holds the person's own cases only. */
	readonly ownOnly: boolean;
	readonly today: string;
}

/** 说明: a node that is explained. */
export interface SilenceView {
	readonly id: string;
	readonly caseId: number;
	readonly caseNumber: string;
	readonly courtName: string;
	readonly handlerName?: string;
	readonly nodeId: string;
	readonly nodeName: string;
	readonly reason: string;
	readonly byName: string;
	readonly from: string;
	readonly until: string;
	/** When it ended, and how: 说明期满, 提前终止, 节点已完成. */
	readonly endedText?: string;
	readonly mayEnd: boolean;
}

/** A notice on the case page, with what was answered. */
export interface CaseNoticeView extends NoticeView {
	readonly answers: readonly { readonly byName: string; readonly at: string; readonly text: string }[];
}

/** Notices and silences of one case. */
export interface CaseNoticesView {
	readonly notices: readonly CaseNoticeView[];
	readonly silences: readonly SilenceView[];
	/** Open nodes that this person may explain. */
	readonly maySilence: readonly { readonly nodeId: string; readonly name: string }[];
	readonly lastUntil: string;
}

/** A post of 专人监管. */
export interface PostView {
	readonly id: number;
	readonly personName: string;
	/** 部门 or 节点. */
	readonly kindName: string;
	readonly watches: string;
	readonly from: string;
	readonly to?: string;
	/** Held today, still to come, or over. */
	readonly state: 'held' | 'ahead' | 'over';
	readonly setByName: string;
	readonly endedByName?: string;
}

/** The page of supervisors of one court. */
export interface SupervisorsView {
	readonly court: string;
	readonly courtName: string;
	readonly courts: readonly { readonly code: string; readonly name: string }[];
	readonly posts: readonly PostView[];
	/** Units with open enforcement cases that nobody watches. */
	readonly gaps: readonly { readonly unit: string; readonly name: string; readonly open: number }[];
	/** Whoever holds the supervisor's office: they watch what has no post of its own. */
	readonly team: readonly string[];
	readonly mayManage: boolean;
	readonly persons: readonly { readonly code: string; readonly name: string; readonly unitName?: string }[];
	readonly units: readonly { readonly code: string; readonly name: string; readonly open: number }[];
	readonly nodes: readonly { readonly code: string; readonly name: string }[];
	readonly today: string;
}

/** Figures of a week. */
export interface WeekFiguresView {
	readonly received: number;
	/** Of these, about 消极执行 and about 解锁审批. */
	readonly silent: number;
	readonly unlock: number;
	readonly signed: number;
	readonly signedInTime: number;
	readonly answered: number;
	readonly metInTime: number;
	readonly metLate: number;
	readonly stillOpen: number;
	readonly silences: number;
}

/** One person's week: a supervisor or a chief. */
export interface PersonWeekView extends WeekFiguresView {
	readonly person: string;
	readonly name: string;
	/** What a supervisor watches; which office a chief holds. */
	readonly role: string;
}

/** One unit's week, frozen once it is signed. */
export interface UnitWeekView extends WeekFiguresView {
	readonly unit: string;
	readonly name: string;
	/** 提醒, 警告, 督办, 锁定. */
	readonly byLevel: readonly [number, number, number, number];
	readonly again: number;
	readonly review?: { readonly byName: string; readonly at: string; readonly note: string; readonly hash: string };
	readonly maySign: boolean;
}

/** An overdue node, with its person. */
export interface WeekOverdueView {
	readonly nodeId: string;
	readonly caseId: number;
	readonly caseNumber: string;
	readonly handlerName?: string;
	readonly nodeName: string;
	readonly subject?: string;
	readonly dueOn: string;
	readonly overdueDays: number;
}

/** The weekly sheet of a court. */
export interface WeeklyView {
	readonly court: string;
	readonly courtName: string;
	readonly courts: readonly { readonly code: string; readonly name: string }[];
	/** Monday and Sunday. */
	readonly from: string;
	readonly to: string;
	/** The week is not over: its figures still move. */
	readonly running: boolean;
	/** Mondays that can be chosen, the latest first. */
	readonly weeks: readonly string[];
	readonly supervisors: readonly PersonWeekView[];
	readonly chiefs: readonly PersonWeekView[];
	readonly units: readonly UnitWeekView[];
	/** Weeks of the last eight that a unit has not signed. */
	readonly unsigned: readonly {
		readonly unit: string;
		readonly name: string;
		readonly weeks: readonly string[];
		readonly maySign: boolean;
	}[];
	readonly overdue: readonly WeekOverdueView[];
	/** The supervisor whose overdue nodes are listed; absent: the whole court's. */
	readonly person?: string;
	readonly today: string;
}

/** Answer of a deed on notices. */
export type NoticeDeed =
	| { readonly ok: true; readonly id: string; readonly signed?: number }
	| { readonly ok: false; readonly code: string; readonly message: string };

/** The part of the running application that the pages on notices call. */
export interface NoticePages {
	notices(account: Account, filter: NoticeFilter): Promise<PageResult<NoticeBoxView>>;
	silences(account: Account, court?: string): Promise<PageResult<readonly SilenceView[]>>;
	supervisors(account: Account, court?: string): Promise<PageResult<SupervisorsView>>;
	weekly(account: Account, asked: { court?: string; week?: string; person?: string }): Promise<PageResult<WeeklyView>>;
	signNotices(account: Account, address: string, ids: readonly string[]): Promise<NoticeDeed>;
	answerNotice(account: Account, address: string, id: string, text: string): Promise<NoticeDeed>;
	silenceNode(
		account: Account,
		address: string,
		caseId: number,
		input: { nodeId: string; reason: string; until: string },
	): Promise<NoticeDeed>;
	endSilence(account: Account, address: string, silenceId: string): Promise<NoticeDeed>;
	setPost(
		account: Account,
		address: string,
		input: { court: string; person: string; unit?: string; node?: string; from: string; to?: string },
	): Promise<NoticeDeed>;
	endPost(account: Account, address: string, id: number, to: string): Promise<NoticeDeed>;
	signWeek(account: Account, address: string, input: { unit: string; week: string; note: string }): Promise<NoticeDeed>;
}
