import type { CasePageView, LockView, NodeView, RequestView } from './case-page.ts';
import type { DailyPageView, PublicationRow } from './daily-page.ts';
import type { ClockTick, FeedState } from './topics.ts';
import type { Account, PageResult } from './pages.ts';
import type { PeriodPages } from './periods.ts';

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
	readonly beforeLocks: boolean;
}

/** Filters of the worklist: they are the query string of the page. */
export interface WorklistFilter {
	readonly view: 'overdue' | 'locked' | 'today' | 'week' | 'warning' | 'before-locks' | 'awaiting' | 'review' | 'proposed';
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
	readonly nextCursor?: string;
	readonly courts: readonly { readonly code: string; readonly name: string }[];
	readonly nodes: readonly { readonly code: string; readonly name: string }[];
	/** Whether the rows are only the person's own cases. */
	readonly ownOnly: boolean;
}

/** One line of the unlock box. */
export interface InboxRow {
	readonly requestId: string;
	readonly lockId: string;
	readonly caseNumber: string;
	readonly courtName: string;
	readonly handlerName?: string;
	readonly nodeName: string;
	readonly overdueDays: number;
	readonly phase: RequestView['phase'];
	readonly phaseName: string;
	readonly requestedAt: string;
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
	readonly rows: readonly InboxRow[];
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
}

/** What the desk's head line shows on every page. */
export interface DeskHeader {
	/** Overdue nodes the person sees on the worklist. */
	readonly overdue: number;
	/** Unlock requests that wait for this person. */
	readonly waiting: number;
	/** Notices that wait for this person's receipt. */
	readonly notices?: number;
	/** State of the feed of the person's own court and below: the oldest watermark. */
	readonly feed: FeedState;
}

/** Answer of a deed done from the desk. */
export type DeedResult =
	{ readonly ok: true; readonly id: string } | { readonly ok: false; readonly code: string; readonly message: string };

/** The part of the running application that the desk's pages call. Every call takes the signed-in account; `PageResult` carries refusals. */
export interface DeskPages extends PeriodPages {
	clock(): ClockTick;
	header(account: Account): Promise<DeskHeader>;
	worklist(account: Account, filter: WorklistFilter): Promise<PageResult<WorklistView>>;
	casePage(account: Account, id: number): Promise<PageResult<CasePageView>>;
	requestForm(account: Account, lockId: string): Promise<PageResult<RequestFormView>>;
	inbox(account: Account, box: InboxView['box']): Promise<PageResult<InboxView>>;
	decisionPage(account: Account, requestId: string): Promise<PageResult<DecisionPageView>>;
	publications(
		account: Account,
	): Promise<
		PageResult<{ readonly rows: readonly PublicationRow[]; readonly courts: readonly { readonly code: string; readonly name: string }[] }>
	>;
	publication(account: Account, id: string): Promise<PageResult<DailyPageView>>;
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
		},
	): Promise<DeedResult>;
	withdraw(account: Account, address: string, requestId: string): Promise<DeedResult>;
	confirmLock(account: Account, address: string, lockId: string, verdict: 'confirm' | 'void'): Promise<DeedResult>;
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
