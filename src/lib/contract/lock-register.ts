import type { LockView } from './case-page.ts';
import type { DownloadFile } from './lists.ts';
import type { Account, PageResult } from './pages.ts';

/** How a lock ended. */
export type LockOutcome = 'granted' | 'met' | 'voided' | 'set-aside';

/** Filter of the register: the query string of its page. */
export interface LockFilter {
	/** `standing`: active or in review. Absent: all. */
	readonly state?: 'standing' | 'proposed' | 'active' | 'review' | 'released';
	readonly court?: string;
	readonly node?: string;
	readonly handler?: string;
	/** First and last day of locking, both held. */
	readonly from?: string;
	readonly to?: string;
	/** `held`: every lock that took effect (no proposals, nothing disproved); `real`: of these, what was released. */
	readonly outcome?: LockOutcome | 'held' | 'real';
	/** Only nodes that had locked the case before. */
	readonly repeat?: boolean;
	/** Locks with a request that this court decided. */
	readonly decidedBy?: string;
	/** Locks with a step that this court took late. */
	readonly lateAt?: string;
	readonly cursor?: string;
}

/** One line of the register. */
export interface LockRegisterRow {
	readonly id: string;
	readonly caseId: number;
	readonly caseNumber: string;
	readonly courtName: string;
	readonly handlerName?: string;
	readonly state: LockView['state'];
	readonly stateName: string;
	/** 柔性. */
	readonly soft: boolean;
	/** 手工, with the reason. */
	readonly byHand?: { readonly byName: string; readonly reason: string };
	readonly causes: readonly { readonly nodeId: string; readonly nodeName: string; readonly subject?: string; readonly dueOn: string }[];
	readonly lockedOn: string;
	readonly releasedOn?: string;
	/** Civil days from the lock to its release, or to today. */
	readonly days: number;
	readonly repeat: number;
	/** Who has the last word: the court of the last step. */
	readonly deciderName: string;
	readonly request?: { readonly id: string; readonly phaseName: string; readonly turnName?: string };
	readonly outcome?: LockOutcome;
	/** 同意解锁, 节点办结自动解锁, 复核撤销, 未确认即排除. */
	readonly outcomeName?: string;
	/** Days given by the decision, as `YYYY-MM-DD`. */
	readonly newDueOn?: readonly string[];
}

/** Middle and upper end of some days. */
export interface DaySpread {
	readonly count: number;
	readonly median?: number;
	readonly p90?: number;
}

/** What one court needs for its decisions. */
export interface TurnRoundRow {
	readonly court: string;
	readonly courtName: string;
	readonly decided: number;
	readonly medianDays?: number;
	readonly steps: number;
	readonly late: number;
}

/** Locks again, of a node, a handler or a court. */
export interface RepeatRow {
	readonly key: string;
	readonly name: string;
	readonly locks: number;
	readonly repeats: number;
}

/** The figures above the register, about locks set in the period. */
export interface LockStatisticsView {
	readonly locks: number;
	readonly standing: number;
	readonly voided: number;
	readonly released: DaySpread;
	readonly waiting: DaySpread;
	readonly turnRound: readonly TurnRoundRow[];
	readonly repeats: {
		readonly total: number;
		readonly byNode: readonly RepeatRow[];
		readonly byHandler: readonly RepeatRow[];
		readonly byCourt: readonly RepeatRow[];
	};
	/** Locks from before the period that stand to this day. */
	readonly older: number;
	/** Sentences that say how each figure is counted. */
	readonly definitions: readonly { readonly name: string; readonly text: string }[];
}

/** The page of the register. */
export interface LockRegisterView {
	readonly filter: LockFilter;
	/** The period in force: asked for, or this year. */
	readonly period: { readonly from: string; readonly to: string };
	readonly rows: readonly LockRegisterRow[];
	readonly total: number;
	readonly nextCursor?: string;
	readonly statistics: LockStatisticsView;
	readonly courts: readonly { readonly code: string; readonly name: string }[];
	readonly nodes: readonly { readonly code: string; readonly name: string }[];
	readonly ownOnly: boolean;
	readonly today: string;
}

/** A case whose nodes ran out before locks were switched on: what may be locked by hand. */
export interface HandLockView {
	readonly caseId: number;
	readonly caseNumber: string;
	readonly courtName: string;
	readonly handlerName?: string;
	/** Absent where the court has not switched locks on. */
	readonly locksFrom?: string;
	/** The lock that further nodes would join. */
	readonly lockedOn?: string;
	readonly nodes: readonly {
		readonly nodeId: string;
		readonly nodeName: string;
		readonly subject?: string;
		readonly dueOn: string;
		readonly overdueDays: number;
		readonly soft: boolean;
		/** Due after locks were switched on: a proposed lock by it was set aside (曾不予锁死). */
		readonly setAside?: true;
	}[];
	readonly mayLock: boolean;
}

/** The part of the running application that the pages on locks call. */
export interface LockPages {
	register(account: Account, filter: LockFilter): Promise<PageResult<LockRegisterView>>;
	exportRegister(account: Account, address: string, filter: LockFilter, format: 'csv' | 'xlsx'): Promise<PageResult<DownloadFile>>;
	handForm(account: Account, caseId: number): Promise<PageResult<HandLockView>>;
	lockByHand(
		account: Account,
		address: string,
		caseId: number,
		input: { nodeIds: readonly string[]; reason: string },
	): Promise<{ readonly ok: true; readonly id: string } | { readonly ok: false; readonly code: string; readonly message: string }>;
}
