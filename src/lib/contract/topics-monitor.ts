import type { CourtLevel, FeedState } from './topics.ts';

/** Open nodes of one kind: watched in all, overdue, and the rest (总监控, 超期, 正常). */
export interface NodeCounts {
	readonly watched: number;
	readonly overdue: number;
	readonly normal: number;
}

/** The national process nodes, each for first and resumed enforcement (节点监控). */
export interface NodeMonitorPayload {
	readonly rows: readonly {
		readonly node: string;
		/** Its number in the national list, without 203001: 003; two where one node stands for both. */
		readonly number: string;
		readonly name: string;
		/** Stage of the procedure, for grouping: 立案, 通知, 查控, 处置, 案款, 结案 … */
		readonly stage: string;
		readonly first: NodeCounts;
		readonly resumed: NodeCounts;
		/** Its limits are not confirmed (待核). */
		readonly unconfirmed: boolean;
		/** Runs only where a court has switched it on: without any open node nothing is known, which is not zero. */
		readonly optional: boolean;
	}[];
	readonly first: NodeCounts;
	readonly resumed: NodeCounts;
	/** National nodes without a clock: checks before a step, and a count. */
	readonly unclocked: readonly string[];
}

/** Courts of the tree in the order of the court table (辖区法院). */
export interface CourtMapPayload {
	/** Whether the court has switched ranking on: then tiles may be ordered by value. */
	readonly ranked: boolean;
	readonly rows: readonly {
		readonly court: string;
		readonly shortName: string;
		readonly level: CourtLevel;
		/** The court above it, where that one is among the rows. */
		readonly parent?: string;
		/** Open national nodes of first and resumed enforcement at this court alone: the rows sum to the whole. */
		readonly nodes: NodeCounts;
		readonly locked: number;
		readonly feed: FeedState;
	}[];
}

/** Open cases past their limit, by how long and by kind (超期未结案件). Shares are of all of them: they sum to 1. */
export interface OverdueOpenPayload {
	readonly kinds: readonly { readonly kind: string; readonly name: string }[];
	readonly bands: readonly {
		readonly name: string;
		/** Counts in the order of `kinds`. */
		readonly counts: readonly number[];
		readonly total: number;
		readonly share: number | null;
	}[];
	readonly total: number;
	/** Open cases in all, late or not. */
	readonly open: number;
}

/** What flows through the procedure today, beside what usually does (流量预警). */
export interface FlowWarningsPayload {
	/** What may be said at this hour: `low` only from noon of a working day on, and only while the feed is live. */
	readonly judging: 'high' | 'both';
	readonly rows: readonly {
		readonly key: string;
		readonly name: string;
		readonly today: number;
		/** Mean of the whole days of the eight weeks before that are of the same kind, working day or rest; null: too few of them are known. */
		readonly usual: number | null;
		/** Counts per day of the last 14 days, oldest first, today last. */
		readonly days: readonly number[];
		readonly state: 'normal' | 'low' | 'high' | 'unknown';
	}[];
}

/** Online sale of assets (网络拍卖). Comparisons are with the same days of the year or month before; null: not covered by the data. */
export interface AuctionsPayload {
	/** Sealed immovables for sale by where they stand now. */
	readonly stages: readonly { readonly key: string; readonly name: string; readonly count: number }[];
	readonly year: {
		readonly started: number;
		readonly startedPrevious: number | null;
		readonly sold: number;
		readonly soldPrevious: number | null;
		readonly soldFen: number;
		readonly soldFenPrevious: number | null;
	};
	readonly month: {
		readonly started: number;
		readonly startedLast: number | null;
		readonly soldFen: number;
		readonly soldFenLast: number | null;
	};
	/** Who has started most auctions this year; without names on public screens. */
	readonly handlers: readonly { readonly handler?: string; readonly courtName: string; readonly count: number }[];
}

/** Locks of this month and how fast they are decided on (锁定态势). */
export interface LockFiguresPayload {
	readonly active: number;
	readonly setThisMonth: number;
	readonly releasedThisMonth: number;
	/** Median days from lock to release, of those set this year and released, as the register counts; null: none yet. */
	readonly medianDays: number | null;
	readonly repeatThisYear: number;
	readonly setThisYear: number;
	/** Endorsements, forwards and decisions about locks of this year, by whether they came before the end of their last day. */
	readonly stepsInTime: number;
	readonly stepsLate: number;
	/** Per deciding level: how many were decided, and the median working days from filing to decision. */
	readonly levels: readonly { readonly level: CourtLevel; readonly decided: number; readonly medianDays: number | null }[];
	/** Locks set and released per month of the last 12, oldest first. */
	readonly months: readonly { readonly month: string; readonly set: number; readonly released: number }[];
}

/** Requests to unlock on their way, the most urgent first (解锁进度). */
export interface UnlockQueuePayload {
	readonly total: number;
	readonly rows: readonly {
		readonly requestId: string;
		readonly caseNumber: string;
		readonly courtName: string;
		readonly handler?: string;
		/** Sent back to be mended: no step runs. */
		readonly returned: boolean;
		/** Steps of its route in order. */
		readonly steps: readonly {
			readonly name: string;
			readonly level: CourtLevel;
			readonly state: 'done' | 'running' | 'waiting';
		}[];
		readonly stepDueAt?: string;
		readonly workingDaysLeft?: number;
	}[];
}

/** Seals that run out soon (查封到期). */
export interface SealExpiryPayload {
	/** Seals that end in each of the next weeks; the first begins today. `expired`: already past. */
	readonly expired: number;
	readonly weeks: readonly {
		readonly from: string;
		readonly to: string;
		readonly deposit: number;
		readonly movable: number;
		readonly immovable: number;
	}[];
	readonly rows: readonly {
		readonly sealId: string;
		readonly caseNumber: string;
		readonly courtName: string;
		readonly handler?: string;
		readonly kind: 'deposit' | 'movable' | 'immovable';
		readonly expiresOn: string;
		readonly assumed: boolean;
		readonly daysToExpiry: number;
	}[];
}

/** Plans of long-pending cases with their days scheduled back from the limit for closing (挂图作战). */
export interface PlanChartPayload {
	/** Cases of the ladder that have a plan. */
	readonly total: number;
	/** Cases of the ladder that must have a plan and have none. */
	readonly without: number;
	readonly today: string;
	/** First and last day of the axis. */
	readonly from: string;
	readonly to: string;
	readonly rows: readonly {
		readonly caseNumber: string;
		readonly courtName: string;
		readonly handler?: string;
		readonly stageName: string;
		readonly steps: readonly { readonly name: string; readonly dueOn: string; readonly state: 'done' | 'late' | 'open' }[];
		/** Day by which the case is to be closed. */
		readonly closeBy?: string;
	}[];
}

/** Feeds of the courts: until when each has told everything, and what it sent that could not be taken (数据来源). */
export interface FeedsPayload {
	readonly rows: readonly {
		readonly court: string;
		readonly courtName: string;
		readonly feed: FeedState;
		readonly quarantined: number;
	}[];
	/** Rows in quarantine that name no court that is known; only told to the court at the top. */
	readonly unassigned: number;
	readonly quarantined: number;
}
