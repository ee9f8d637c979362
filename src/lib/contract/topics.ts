import type { LobbyPayload } from './lobby.ts';
import type { CaseloadPayload, FundsPayload, IndicatorsPayload, TrendPayload } from './topics-figures.ts';
import type {
	AuctionsPayload,
	CourtMapPayload,
	FeedsPayload,
	FlowWarningsPayload,
	LockFiguresPayload,
	NodeMonitorPayload,
	OverdueOpenPayload,
	PlanChartPayload,
	SealExpiryPayload,
	UnlockQueuePayload,
} from './topics-monitor.ts';
import type {
	BulletinsPayload,
	CaseFlowPayload,
	CreditPayload,
	DutyPayload,
	FundFlowPayload,
	FundOverduePayload,
	IndicatorCourtsPayload,
	IndicatorTrendPayload,
	RecoveryPayload,
	ReviewCasesPayload,
	SpecialPartiesPayload,
} from './topics-quality.ts';
import type { DecidersPayload, LongPendingPayload, NoticesPayload, SilentPayload } from './topics-supervise.ts';

/** Everything a screen can subscribe to. The scope of a topic is a court code; figures cover the court and its subordinate courts. */
export const topicNames = [
	'actions',
	'locks',
	'requests',
	'caseload',
	'overdue-by-node',
	'sealed',
	'indicators',
	'funds',
	'trend',
	'courts',
	'notices',
	'deciders',
	'silent',
	'long-pending',
	'ticker',
	'node-monitor',
	'court-map',
	'overdue-open',
	'flow-warnings',
	'auctions',
	'lock-figures',
	'unlock-queue',
	'seal-expiry',
	'plan-chart',
	'feeds',
	'indicator-trend',
	'indicator-courts',
	'fund-flow',
	'fund-overdue',
	'case-flow',
	'review-cases',
	'special-parties',
	'credit',
	'recovery',
	'duty',
	'bulletins',
	'lobby',
] as const;

/** The name of a topic. */
export type TopicName = (typeof topicNames)[number];

/** The level of a court in the tree. */
export type CourtLevel = 'basic' | 'intermediate' | 'higher';

/** State of the feed behind a figure, shown on every tile. Instants are UTC text. */
export interface FeedState {
	/** The watermark: everything that happened up to here has been sent. Absent where no feed declares one. */
	readonly cutOff?: string;
	/** The last time anything arrived. */
	readonly lastSeenAt?: string;
	/** `live`; `late`: the watermark lags behind; `dead`: so far behind that locks have stopped; `none`: no feed has ever spoken. */
	readonly state: 'live' | 'late' | 'dead' | 'none';
}

/** Numbers that need action now. Counts are node clocks of open cases. */
export interface ActionsPayload {
	readonly businessDay: string;
	/** Due day today, not done. */
	readonly dueToday: number;
	/** Done today (nodes whose end event is today). */
	readonly doneToday: number;
	/** Due day up to today + 3, today included, overdue excluded. */
	readonly dueIn3: number;
	readonly dueIn7: number;
	readonly overdue: number;
	readonly overdueYesterday: number;
	/** Overdue before the court switched locks on (启用前超期). */
	readonly overdueBeforeLocks: number;
	/** Overdue, waiting for the feed before a lock may be set (超期待核实). */
	readonly awaitingFeed: number;
	readonly locked: number;
	readonly lockedToday: number;
	readonly releasedToday: number;
	/** Courts whose numbers did not agree at their last reconciliation (对账不符); absent where all agree. */
	readonly mismatched?: number;
	/** Proposed locks that wait for the duty officer (mass locks). */
	readonly proposed: number;
	/** Locks under review because of a late fact (补录待核). */
	readonly inReview: number;
	readonly frozen: number;
	/** Red alarms: seals at their last rung. */
	readonly sealAlarms: number;
}

/** One locked case on the wall. */
export interface LockRow {
	readonly lockId: string;
	readonly caseNumber: string;
	readonly court: string;
	readonly courtName: string;
	/** Absent when the screen may not show persons. */
	readonly handler?: string;
	/** The most overdue cause. */
	readonly nodeName: string;
	readonly causes: number;
	readonly dueOn: string;
	readonly overdueDays: number;
	readonly lockedAt: string;
	readonly repeat: number;
	readonly state: 'active' | 'review' | 'proposed';
	/** Who decides: the projected route before anyone files, the frozen route after. */
	readonly decider: CourtLevel;
	readonly deciderName: string;
	/** 尚未申请, 本院核签, 转报中, 审批中, 退回补正, 不予解锁. */
	readonly requestState: 'none' | 'endorsing' | 'forwarding' | 'deciding' | 'returned' | 'refused';
	/** End of the decider's last working day for the running step (instant), absent when no step runs. */
	readonly stepDueAt?: string;
	/** Working days left for the running step, today included; negative when it is late. */
	readonly workingDaysLeft?: number;
}

/** Locked cases, most urgent first, and how many there are in all. */
export interface LocksPayload {
	readonly total: number;
	readonly rows: readonly LockRow[];
}

/** Unlock requests on their way. */
export interface RequestsPayload {
	readonly endorsing: number;
	readonly forwarding: number;
	readonly deciding: number;
	readonly returned: number;
	readonly grantedToday: number;
	readonly refusedToday: number;
	readonly late: number;
}

/** Overdue nodes by kind. */
export interface OverdueByNodePayload {
	readonly rows: readonly {
		readonly node: string;
		readonly name: string;
		readonly overdue: number;
		readonly open: number;
		readonly unconfirmed: boolean;
	}[];
	readonly totalKinds: number;
}

/** Sealed immovables that are not disposed of (查封房产). */
export interface SealedPayload {
	readonly total: number;
	readonly over90Days: number;
	readonly expiringIn30: number;
	readonly expired: number;
	readonly rows: readonly {
		readonly caseNumber: string;
		readonly courtName: string;
		readonly handler?: string;
		readonly assetId: string;
		readonly daysSinceSealing: number;
		readonly step: string;
		readonly expiresOn: string;
		readonly assumed: boolean;
		readonly daysToExpiry: number;
		readonly locked: boolean;
	}[];
}

/** Subordinate courts side by side in the order of the court table. */
export interface CourtsPayload {
	readonly rows: readonly {
		readonly court: string;
		readonly name: string;
		readonly shortName: string;
		readonly overdue: number;
		readonly locked: number;
		readonly dueToday: number;
		readonly feed: FeedState;
		/** Overdue stock over the last 14 days, oldest first. */
		readonly spark: readonly number[];
	}[];
}

/** What happened last, newest first. */
export interface TickerPayload {
	readonly rows: readonly {
		readonly seq: number;
		readonly at: string;
		/** True when only the day is known. */
		readonly dayOnly: boolean;
		readonly courtName: string;
		readonly caseNumber: string;
		readonly text: string;
		/** `issued`: a publication, with its number in the place of the case's. */
		readonly kind: 'fact' | 'done' | 'overdue' | 'locked' | 'released' | 'request' | 'held' | 'issued';
	}[];
}

/** The payload of each topic. */
export interface TopicPayloads {
	readonly actions: ActionsPayload;
	readonly locks: LocksPayload;
	readonly requests: RequestsPayload;
	readonly caseload: CaseloadPayload;
	readonly 'overdue-by-node': OverdueByNodePayload;
	readonly sealed: SealedPayload;
	readonly indicators: IndicatorsPayload;
	readonly funds: FundsPayload;
	readonly trend: TrendPayload;
	readonly courts: CourtsPayload;
	readonly notices: NoticesPayload;
	readonly deciders: DecidersPayload;
	readonly silent: SilentPayload;
	readonly 'long-pending': LongPendingPayload;
	readonly ticker: TickerPayload;
	readonly 'node-monitor': NodeMonitorPayload;
	readonly 'court-map': CourtMapPayload;
	readonly 'overdue-open': OverdueOpenPayload;
	readonly 'flow-warnings': FlowWarningsPayload;
	readonly auctions: AuctionsPayload;
	readonly 'lock-figures': LockFiguresPayload;
	readonly 'unlock-queue': UnlockQueuePayload;
	readonly 'seal-expiry': SealExpiryPayload;
	readonly 'plan-chart': PlanChartPayload;
	readonly feeds: FeedsPayload;
	readonly 'indicator-trend': IndicatorTrendPayload;
	readonly 'indicator-courts': IndicatorCourtsPayload;
	readonly 'fund-flow': FundFlowPayload;
	readonly 'fund-overdue': FundOverduePayload;
	readonly 'case-flow': CaseFlowPayload;
	readonly 'review-cases': ReviewCasesPayload;
	readonly 'special-parties': SpecialPartiesPayload;
	readonly credit: CreditPayload;
	readonly recovery: RecoveryPayload;
	readonly duty: DutyPayload;
	readonly bulletins: BulletinsPayload;
	readonly lobby: LobbyPayload;
}

/** A snapshot or a whole new payload; a client that sees a gap in `revision` asks again. */
export interface Frame<T extends TopicName = TopicName> {
	readonly topic: T;
	readonly scope: string;
	readonly revision: number;
	/** Court time at which the payload was projected. */
	readonly asOf: string;
	readonly feed: FeedState;
	readonly payload: TopicPayloads[T];
}

/** The court's clock: `now` is court time (UTC text), `speed` how many court seconds pass in a second. */
export interface ClockTick {
	readonly now: string;
	readonly speed: number;
	readonly businessDay: string;
	readonly zone: string;
}
