import type { Account, PageResult } from './pages.ts';
import type { DeductionView, HiddenOverdueView, PeriodCase, PeriodChangeView, PeriodKind, SupervisedView } from './period-lists.ts';

/** A statutory ground that may be asked for. */
export interface GroundView {
	readonly code: string;
	readonly kind: PeriodKind;
	readonly kindName: string;
	readonly name: string;
	readonly track: 'enforcement' | 'trial' | 'both';
	/** Legal basis, quoted beside the choice. */
	readonly basis: string;
	/** Source mark of the catalogue; one that holds `M` or `X` is shown as 待核. */
	readonly source: string;
	/** 「3个月」; absent where there is no maximum. */
	readonly mostText?: string;
	readonly needsDocument: boolean;
	/** Codes of the nodes an extension is for; absent: every node of the form. */
	readonly nodes?: readonly string[];
	readonly convertTo?: 'small' | 'simple' | 'ordinary';
}

/** One decision of a request. */
export interface PeriodDecisionView {
	readonly step: number;
	readonly verdict: 'approve' | 'refuse' | 'return';
	readonly verdictName: string;
	readonly byName: string;
	readonly at: string;
	readonly opinion: string;
}

/** One step of the frozen chain. */
export interface ChainStepView {
	/** 庭长, 分管审判管理的院领导 … */
	readonly label: string;
	readonly courtName: string;
	readonly state: 'done' | 'running' | 'ahead';
	readonly decision?: PeriodDecisionView;
}

/** A request with what was said of it. */
export interface PeriodRequestView {
	readonly id: string;
	readonly kind: PeriodKind;
	readonly kindName: string;
	readonly ground: string;
	readonly groundName: string;
	readonly basis: string;
	/** What is asked for in one line: 「执行结案 延长3个月」「2026-07-06 至 2026-09-28」. */
	readonly what: string;
	readonly node?: string;
	readonly subject?: string;
	readonly from?: string;
	readonly to?: string;
	readonly addDays?: number;
	readonly addMonths?: number;
	readonly convertTo?: 'small' | 'simple' | 'ordinary';
	readonly documentNo: string;
	readonly documentName?: string;
	readonly reason: string;
	readonly byName: string;
	readonly at: string;
	readonly phase: 'pending' | 'returned' | 'granted' | 'refused' | 'withdrawn';
	/** 审批中, 退回补正, 已批准, 不予批准, 已撤回. */
	readonly phaseName: string;
	/** The same ground was granted before: the president has the last word. */
	readonly override: boolean;
	readonly step: number;
	readonly chain: readonly ChainStepView[];
	readonly decisions: readonly PeriodDecisionView[];
}

/** One line of the boxes of period requests. */
export interface PeriodInboxRow {
	readonly requestId: string;
	readonly caseId: number;
	readonly caseNumber: string;
	readonly court: string;
	readonly courtName: string;
	readonly handlerName?: string;
	readonly kind: PeriodKind;
	readonly kindName: string;
	readonly groundName: string;
	readonly what: string;
	readonly phase: PeriodRequestView['phase'];
	readonly phaseName: string;
	readonly requestedAt: string;
	/** Whose turn it is: 「分管院领导」; absent when nobody's. */
	readonly stepLabel?: string;
	readonly override: boolean;
	/** It waits for this person: to decide, or to put right and file again. */
	readonly mine: boolean;
}

/** The boxes of period requests: waiting for me, under way, done. */
export interface PeriodInboxView {
	readonly box: 'inbox' | 'sent' | 'done';
	readonly counts: Readonly<Record<'inbox' | 'sent' | 'done', number>>;
	readonly rows: readonly PeriodInboxRow[];
}

/** The form with which a period change is asked for. */
export interface PeriodFormView {
	readonly case: PeriodCase;
	/** This person may file a request for this case now. */
	readonly mayRequest: boolean;
	/** Why not, when not: Chinese text (locked, closed, no right). */
	readonly whyNot?: string;
	readonly locked: boolean;
	/** Nodes that can be extended. */
	readonly nodes: readonly {
		readonly node: string;
		readonly subject?: string;
		readonly name: string;
		readonly dueOn?: string;
		readonly frozen: boolean;
		readonly overdue: boolean;
	}[];
	/** Grounds for this kind of case, in the order of the form. */
	readonly grounds: readonly (GroundView & {
		/** Granted before in this case: asking again needs `override` and goes to the president. */
		readonly repeated: boolean;
		/** The offices a request of this ground goes through: 「庭长 → 分管院领导 → 院长」. */
		readonly chain: readonly string[];
	})[];
	/** Period changes of this case so far. */
	readonly earlier: readonly PeriodChangeView[];
	/** Requests of this case that are on their way. */
	readonly open: readonly PeriodRequestView[];
	/** Own requests that were returned: file again with `returnedId`. */
	readonly returned: readonly PeriodRequestView[];
	/** Earliest start of an exclusion (the filing) and the latest one. */
	readonly firstFrom: string;
	readonly lastFrom: string;
	readonly today: string;
	readonly mayEnd: boolean;
}

/** A clock that the grant of a request would move. */
export interface PeriodEffect {
	readonly nodeId: string;
	readonly nodeName: string;
	readonly subject?: string;
	/** 法定期限, 内控期限. */
	readonly clockName: string;
	/** The due day before and after; absent: none (see the words). */
	readonly before?: string;
	readonly after?: string;
	/** 「2026-07-08」「停」「不适用」「新增」. */
	readonly beforeText: string;
	readonly afterText: string;
	/** Civil days that the due day moves, where there is one before and after. */
	readonly days?: number;
	/** The due day before had passed already: that stays on record. */
	readonly missed: boolean;
}

/** The page of one request: chain, decisions, and what a grant today would do. */
export interface PeriodRequestPage {
	readonly case: PeriodCase;
	readonly request: PeriodRequestView;
	/** Of a closed exclusion: its days, and how many of them nothing else takes out. */
	readonly days?: number;
	readonly newDays?: number;
	/** Empty once the request is at an end. */
	readonly effects: readonly PeriodEffect[];
	readonly mayDecide: boolean;
	/** Why not, when not: Chinese text. */
	readonly whyNot?: string;
	readonly mayWithdraw: boolean;
	/** Period changes of this case so far. */
	readonly earlier: readonly PeriodChangeView[];
	readonly inbox: readonly PeriodInboxRow[];
}

/** What a person sends to ask for a period change; which fields are needed follows from the ground's kind. */
export interface PeriodRequestInput {
	readonly ground: string;
	/** Extension. */
	readonly node?: string;
	readonly addDays?: number;
	readonly addMonths?: number;
	/** Extension of a node with subjects, or an exclusion for one subject only. */
	readonly subject?: string;
	/** Exclusion: first and last excluded day; without `to` it stays open. */
	readonly from?: string;
	readonly to?: string;
	readonly documentNo: string;
	readonly documentName?: string;
	readonly reason: string;
	/** The same ground was granted before and the president is asked to grant it again. */
	readonly override?: boolean;
	/** The returned request that is filed again. */
	readonly returnedId?: string;
}

/** Answer of a deed on periods; of a closed exclusion also its days and how many of them are new. */
export type PeriodDeed =
	| { readonly ok: true; readonly id: string; readonly days?: number; readonly newDays?: number }
	| { readonly ok: false; readonly code: string; readonly message: string };

/** The part of the running application that the pages on periods call. */
export interface PeriodPages {
	periodInbox(account: Account, box: PeriodInboxView['box']): Promise<PageResult<PeriodInboxView>>;
	periodForm(account: Account, caseId: number): Promise<PageResult<PeriodFormView>>;
	periodRequest(account: Account, requestId: string): Promise<PageResult<PeriodRequestPage>>;
	supervised(account: Account, filter: { court?: string; cursor?: string }): Promise<PageResult<SupervisedView>>;
	hiddenOverdue(account: Account, filter: { court?: string; cursor?: string }): Promise<PageResult<HiddenOverdueView>>;
	deductions(account: Account, court?: string): Promise<PageResult<DeductionView>>;
	requestPeriod(account: Account, address: string, caseId: number, input: PeriodRequestInput): Promise<PeriodDeed>;
	decidePeriod(
		account: Account,
		address: string,
		requestId: string,
		input: { step: number; verdict: 'approve' | 'refuse' | 'return'; opinion: string },
	): Promise<PeriodDeed>;
	withdrawPeriod(account: Account, address: string, requestId: string): Promise<PeriodDeed>;
	/** 恢复计算. */
	endExclusion(
		account: Account,
		address: string,
		caseId: number,
		exclusionId: string,
		input: { to: string; documentNo: string },
	): Promise<PeriodDeed>;
}
