import type { ClockTick, CourtLevel, FeedState } from './topics.ts';
import type { Account, PageResult } from './pages.ts';

/** One line of 「为什么是这一天」. */
export interface DueLine {
	readonly label: string;
	readonly text: string;
	readonly day?: string;
	readonly source?: string;
}

/** One clock of a node, with the arithmetic of its due day. Days are `YYYY-MM-DD`. */
export interface ClockView {
	readonly clock: 'management' | 'limit';
	/** 内控期限 / 法定期限. */
	readonly clockName: string;
	readonly startedOn: string;
	readonly dueOn?: string;
	readonly frozen: boolean;
	/** 暂定. */
	readonly provisional: boolean;
	/** 待核. */
	readonly unconfirmed: boolean;
	readonly locks: boolean;
	readonly overdueDays?: number;
	/** How often the rungs of this clock have warned. */
	readonly reminders: number;
	readonly limitText: string;
	readonly basis: string;
	readonly source: string;
	readonly lines: readonly DueLine[];
	/** Excluded and added periods, for the timeline. */
	readonly ledger: readonly {
		readonly kind: 'exclusion' | 'extension' | 'grant' | 'roll';
		readonly from: string;
		readonly to?: string;
		readonly days: number;
		readonly documentNo?: string;
	}[];
}

/** One node on a case page. */
export interface NodeView {
	readonly id: string;
	readonly node: string;
	readonly name: string;
	readonly subject?: string;
	readonly n: number;
	readonly phase: 'pending' | 'warning' | 'overdue' | 'met' | 'met-late' | 'void';
	/** 待办 预警 超期 按期完成 超期完成 不适用. */
	readonly phaseName: string;
	readonly startedOn: string;
	readonly endedOn?: string;
	readonly clocks: readonly ClockView[];
	/** Due, overdue, but not locked because the feed is not complete that far (超期待核实). */
	readonly awaitingFeed: boolean;
	readonly isLockCause: boolean;
}

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

/** A step of a frozen or projected route, and what was said at it. */
export interface RouteStepView {
	readonly kind: 'endorse' | 'forward' | 'decide';
	/** 本院核签 转报意见 决定. */
	readonly kindName: string;
	readonly court: string;
	readonly courtName: string;
	readonly level: CourtLevel;
	readonly roleName: string;
	readonly days: number;
	readonly state: 'done' | 'running' | 'ahead' | 'skipped';
	readonly decision?: DecisionView;
}

/** What somebody said at a step. */
export interface DecisionView {
	readonly step: number;
	readonly verdict: 'approve' | 'refuse' | 'return' | 'escalate' | 'auto-forward';
	/** 同意 不同意 退回补正 报高院 逾期自动转报 (at an endorsement: 同意上报, at a forward: 转报). */
	readonly verdictName: string;
	readonly byName: string;
	readonly courtName: string;
	readonly at: string;
	readonly opinion: string;
	readonly instruction?: string;
}

/** A lock with its causes and route. */
export interface LockView {
	readonly id: string;
	readonly state: 'proposed' | 'active' | 'review' | 'released';
	/** 待确认 已锁死 补录待核 已解锁. */
	readonly stateName: string;
	readonly lockedAt: string;
	readonly releasedAt?: string;
	readonly repeat: number;
	readonly causes: readonly {
		readonly nodeId: string;
		readonly nodeName: string;
		readonly subject?: string;
		readonly dueOn: string;
		readonly overdueDays: number;
		readonly newDueOn?: string;
		readonly disproved: boolean;
	}[];
	/** Why this route: the row of the routing table. */
	readonly routeName: string;
	readonly route: readonly RouteStepView[];
	/** Steps held by this lock (锁定期间操作). */
	readonly held: readonly { readonly seq: number; readonly name: string; readonly at: string; readonly dayOnly: boolean }[];
	readonly requests: readonly RequestView[];
	readonly maxGrantDays: number;
}

/** An unlock request. */
export interface RequestView {
	readonly id: string;
	readonly lockId: string;
	readonly phase: 'endorsing' | 'forwarding' | 'deciding' | 'returned' | 'granted' | 'refused' | 'withdrawn';
	/** 本院核签 转报中 审批中 退回补正 已同意 不予解锁 已撤回. */
	readonly phaseName: string;
	readonly byName: string;
	readonly at: string;
	readonly reason: string;
	readonly plan: string;
	readonly newDueOn: Readonly<Record<string, string>>;
	readonly step: number;
	readonly stepDueOn?: string;
	readonly decisions: readonly DecisionView[];
}

/** One event on the case page. */
export interface EventView {
	readonly seq: number;
	readonly type: string;
	readonly name: string;
	readonly on: string;
	readonly at?: string;
	readonly source: string;
	readonly held: boolean;
	readonly withdrawn: boolean;
	/** Readable remainder of the data: 「标的 12.3 万元」. */
	readonly text: string;
}

/** The case page. */
export interface CasePageView {
	readonly id: number;
	readonly caseNumber: string;
	readonly court: string;
	readonly courtName: string;
	readonly kindName: string;
	readonly handlerName?: string;
	readonly unitName?: string;
	readonly filedOn: string;
	readonly closedOn?: string;
	readonly closeModeName?: string;
	readonly cause?: string;
	readonly claimFen: number;
	readonly recoveredFen: number;
	/** 速执, 涉企 · 小微, 查封房产 … */
	readonly tags: readonly string[];
	readonly ageDays: number;
	readonly nodes: readonly NodeView[];
	readonly locks: readonly LockView[];
	readonly events: readonly EventView[];
	readonly today: string;
	/** The person may file a request for the present lock now. */
	readonly mayRequest: boolean;
	readonly mayConfirm: boolean;
	readonly mayReview: boolean;
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

/** One line of the list of publications. */
export interface PublicationRow {
	readonly id: string;
	readonly kind: 'daily';
	readonly kindName: string;
	readonly courtName: string;
	readonly periodFrom: string;
	readonly periodTo: string;
	readonly version: number;
	readonly number: string;
	readonly cutOffAt: string;
	readonly hash: string;
}

/** A line of a publication's lists: to the case and the person. */
export interface PublicationLine {
	readonly caseNumber: string;
	readonly courtName: string;
	readonly unitName?: string;
	readonly handlerName?: string;
	readonly nodeName: string;
	readonly dueOn?: string;
	readonly overdueDays?: number;
	readonly reminders: number;
	readonly locked: boolean;
	readonly decider?: string;
	/** 暂定, 待核, 启用前超期, 超期待核实. */
	readonly marks: readonly string[];
}

/** A daily statistics record, or the same layout on demand (未定稿: no number, not kept). */
export interface DailyPageView {
	readonly id?: string;
	readonly title: string;
	readonly number?: string;
	/** 「即时统计（截至 HH:MM）」 for an unnumbered one. */
	readonly draft: boolean;
	readonly court: string;
	readonly courtName: string;
	readonly day: string;
	readonly cutOffAt: string;
	readonly madeAt: string;
	readonly rulebookVersion: string;
	readonly hash?: string;
	/** Three things to act on, ready to read. */
	readonly actions: readonly string[];
	readonly figures: readonly { readonly label: string; readonly value: string; readonly unit: string; readonly note?: string }[];
	readonly sections: readonly {
		readonly title: string;
		readonly total: number;
		readonly empty: string;
		readonly lines: readonly PublicationLine[];
	}[];
	readonly indicators: readonly {
		readonly name: string;
		readonly value: string;
		readonly target?: string;
		readonly met?: boolean;
		readonly note?: string;
	}[];
	readonly notes: readonly string[];
}

/** What the desk's head line shows on every page. */
export interface DeskHeader {
	/** Overdue nodes the person sees on the worklist. */
	readonly overdue: number;
	/** Unlock requests that wait for this person. */
	readonly waiting: number;
	/** State of the feed of the person's own court and below: the oldest watermark. */
	readonly feed: FeedState;
}

/** Answer of a deed done from the desk. */
export type DeedResult =
	{ readonly ok: true; readonly id: string } | { readonly ok: false; readonly code: string; readonly message: string };

/** The part of the running application that the desk's pages call. Every call takes the signed-in account; `PageResult` carries refusals. */
export interface DeskPages {
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
