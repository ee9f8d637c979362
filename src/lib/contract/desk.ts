import type { CasePageView, LockView, NodeView, RequestView } from './case-page.ts';
import type { DailyPageView } from './daily-page.ts';
import type { ClockTick, FeedState } from './topics.ts';
import type { Account, PageResult } from './pages.ts';
import type { NoticePages } from './notices.ts';
import type { PeriodPages } from './periods.ts';
import type { DocumentView, InboxFilter, PhraseView, ReviewRow, UnlockDeskPages } from './unlock-desk.ts';
import type { CauseVerdict, ProjectedRouteView, UnlockMovePages, UnlockMovesView } from './unlock-moves.ts';

/** One line of the worklist. */
export interface WorkRow {
	readonly nodeId: string;
	readonly caseId: number;
	readonly caseNumber: string;
	readonly court: string;
	readonly courtName: string;
	readonly unitName?: string;
	readonly handlerName?: string;
	readonly nodeName: string;
	readonly subject?: string;
	readonly clockName: string;
	readonly dueOn?: string;
	readonly phase: NodeView['phase'];
	readonly phaseName: string;
	readonly overdueDays?: number;
	readonly daysLeft?: number;
	readonly reminders: number;
	/** 已说明: last day on which the node is explained. */
	readonly explainedUntil?: string;
	readonly frozen: boolean;
	readonly provisional: boolean;
	readonly unconfirmed: boolean;
	readonly lock?: {
		readonly id: string;
		readonly state: 'proposed' | 'active' | 'review';
		readonly lockedAt: string;
		/** This person may file a request for it now (or file a returned one again). */
		readonly mayRequest: boolean;
		/** The request on its way: 本院核签, 转报中, 审批中, 退回补正. */
		readonly request?: { readonly id: string; readonly phaseName: string };
	};
	readonly awaitingFeed: boolean;
	/** 宽限至: overdue, and locked only after this day. */
	readonly graceTo?: string;
	readonly beforeLocks: boolean;
	/** 启用前超期 or set aside before, and not locked for it yet: whether this person may lock it by hand. */
	readonly mayLockByHand?: boolean;
}

/** Filters of the worklist: they are the query string of the page. */
export interface WorklistFilter {
	readonly view: 'overdue' | 'locked' | 'today' | 'week' | 'warning' | 'before-locks' | 'awaiting' | 'review' | 'proposed';
	/** Own cases, those of the own team, those of the own court; absent: all that the person may read. */
	readonly scope?: 'mine' | 'team' | 'court';
	readonly court?: string;
	readonly node?: string;
	readonly handler?: string;
	readonly cursor?: string;
}

/** The desk's start page. */
export interface WorklistView {
	readonly filter: WorklistFilter;
	readonly counts: Readonly<Record<WorklistFilter['view'], number>>;
	readonly rows: readonly WorkRow[];
	readonly total: number;
	/** Open nodes of these courts that are explained at present (另有 N 件已说明). */
	readonly explained?: number;
	readonly nextCursor?: string;
	readonly courts: readonly { readonly code: string; readonly name: string }[];
	readonly nodes: readonly { readonly code: string; readonly name: string }[];
	/** Whether the rows are only the person's own cases. */
	readonly ownOnly: boolean;
	/** Scopes to choose from, the widest last; one alone is no choice. */
	readonly scopes: readonly { readonly scope?: 'mine' | 'team' | 'court'; readonly name: string }[];
}

/** One line of the unlock box. */
export interface InboxRow {
	readonly requestId: string;
	readonly lockId: string;
	readonly caseNumber: string;
	readonly court: string;
	readonly courtName: string;
	readonly handlerName?: string;
	/** The cause that ran out first. */
	readonly node: string;
	readonly nodeName: string;
	readonly overdueDays: number;
	readonly phase: RequestView['phase'];
	readonly phaseName: string;
	readonly requestedAt: string;
	/** Working days since the request came to this step. */
	readonly waitedDays?: number;
	/** Today is a rest day of the court that decides: the count stands still. */
	readonly pausedToday?: boolean;
	/** The running step, as a decision names it; absent where there is none. */
	readonly step?: number;
	/** What may be said at it, by the person whose turn it is. */
	readonly verdicts: DecisionPageView['verdicts'];
	/** An approval here is the last word and gives the days below. */
	readonly grants: boolean;
	readonly causes: readonly { readonly nodeId: string; readonly nodeName: string; readonly subject?: string; readonly askedOn?: string }[];
	/** 「受周某某委托」, where the step is not the person's own office. */
	readonly capacity?: string;
	/** Why it is late, and what was planned: for batch decisions. */
	readonly reason: string;
	readonly plan: string;
	/** End of the running step's last working day (instant). */
	readonly stepDueAt?: string;
	readonly workingDaysLeft?: number;
	/** The step waits for this person. */
	readonly mine: boolean;
}

/** The unlock box: waiting for me, sent by my court, done. */
export interface InboxView {
	readonly box: 'inbox' | 'sent' | 'done';
	readonly counts: Readonly<Record<'inbox' | 'sent' | 'done', number>>;
	/** Working days that the oldest one in a box has waited. */
	readonly oldest: Readonly<Partial<Record<'inbox' | 'sent', number>>>;
	/** Locks that a late fact puts in doubt, for those who review: before everything else. */
	readonly reviews: readonly ReviewRow[];
	readonly rows: readonly InboxRow[];
	readonly filter: InboxFilter;
	readonly courts: readonly { readonly code: string; readonly name: string }[];
	readonly nodes: readonly { readonly code: string; readonly name: string }[];
	readonly phases: readonly { readonly code: string; readonly name: string }[];
	readonly phrases: readonly PhraseView[];
}

/** The request form of a lock. */
export interface RequestFormView {
	readonly case: CasePageView;
	readonly lock: LockView;
	/** A returned request that is being filed again. */
	readonly returned?: RequestView;
	/** First and last day that may be asked for. */
	readonly firstDay: string;
	readonly lastDay: string;
	/** Who will decide, by name, as things stand. */
	readonly projected?: ProjectedRouteView;
	/** Own drafts, and what went with a returned request. */
	readonly documents: readonly DocumentView[];
	readonly phrases: readonly PhraseView[];
}

/** The approval page: everything a supervisor needs to decide in one minute, without leaving it. */
export interface DecisionPageView {
	readonly inbox: readonly InboxRow[];
	readonly case: CasePageView;
	readonly lock: LockView;
	readonly request: RequestView;
	/** The running step is this person's to take. */
	readonly mayDecide: boolean;
	/** Why not, when not: Chinese text. */
	readonly whyNot?: string;
	/** The request is this person's own and still on its way. */
	readonly mayWithdraw: boolean;
	readonly verdicts: readonly ('approve' | 'refuse' | 'return' | 'escalate')[];
	readonly stepDueAt?: string;
	readonly workingDaysLeft?: number;
	readonly firstDay: string;
	readonly lastDay: string;
	/** How loaded the handler is: 「承办人在办 212 件，锁死 2 件」. */
	readonly handlerLoad: { readonly open: number; readonly locked: number };
	/** Who can take the step, what else this person can do, and what happened on the way. */
	readonly moves?: UnlockMovesView;
	readonly documents: readonly DocumentView[];
	readonly phrases: readonly PhraseView[];
}

/** What the desk's head line shows on every page. */
export interface DeskHeader {
	/** Overdue nodes the person sees on the worklist. */
	readonly overdue: number;
	/** Unlock requests that wait for this person. */
	readonly waiting: number;
	/** Notices that wait for this person's receipt. */
	readonly notices?: number;
	/** Courts of this person whose last reconciliation did not agree. */
	readonly mismatches?: number;
	/** State of the feed of the person's own court and below: the oldest watermark. */
	readonly feed: FeedState;
}

/** Answer of a deed done from the desk. */
export type DeedResult =
	{ readonly ok: true; readonly id: string } | { readonly ok: false; readonly code: string; readonly message: string };

/** The part of the running application that the desk's pages call. Every call takes the signed-in account; `PageResult` carries refusals. */
export interface DeskPages extends NoticePages, PeriodPages, UnlockMovePages, UnlockDeskPages {
	clock(): ClockTick;
	header(account: Account): Promise<DeskHeader>;
	worklist(account: Account, filter: WorklistFilter): Promise<PageResult<WorklistView>>;
	casePage(account: Account, id: number): Promise<PageResult<CasePageView>>;
	requestForm(account: Account, lockId: string): Promise<PageResult<RequestFormView>>;
	inbox(account: Account, box: InboxView['box'], filter?: InboxFilter): Promise<PageResult<InboxView>>;
	decisionPage(account: Account, requestId: string): Promise<PageResult<DecisionPageView>>;
	/** 即时统计: the same layout as of now, without a number, not kept. */
	dailyNow(account: Account, court: string): Promise<PageResult<DailyPageView>>;

	requestUnlock(
		account: Account,
		address: string,
		lockId: string,
		input: { reason: string; plan: string; newDueOn: Record<string, string> },
	): Promise<DeedResult>;
	decide(
		account: Account,
		address: string,
		requestId: string,
		input: {
			step: number;
			verdict: 'approve' | 'refuse' | 'return' | 'escalate';
			opinion: string;
			instruction?: string;
			newDueOn?: Record<string, string>;
			grant?: readonly CauseVerdict[];
		},
	): Promise<DeedResult>;
	withdraw(account: Account, address: string, requestId: string): Promise<DeedResult>;
	/** Setting aside (`void`) needs an opinion. */
	confirmLock(
		account: Account,
		address: string,
		lockId: string,
		input: { verdict: 'confirm' | 'void'; opinion: string },
	): Promise<DeedResult>;
	reviewLock(account: Account, address: string, lockId: string, input: { verdict: 'void' | 'kept'; opinion: string }): Promise<DeedResult>;
}

/** Signing in and out, as pages do it. */
export interface SignInPages {
	/** The cookie to set, or a refusal; both take the same time. */
	signIn(
		username: string,
		password: string,
		address: string,
	): Promise<{ readonly ok: true; readonly cookie: SessionCookie } | { readonly ok: false; readonly message: string }>;
	signOut(sessionId: string): Promise<SessionCookie>;
}

/** A cookie as SvelteKit's `cookies.set` takes it. */
export interface SessionCookie {
	readonly name: string;
	readonly value: string;
	readonly attributes: {
		readonly path: string;
		readonly httpOnly: boolean;
		readonly secure: boolean;
		readonly sameSite: 'lax' | 'strict';
		readonly maxAge?: number;
	};
}
