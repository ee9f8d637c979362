import type { CourtLevel } from './topics.ts';

/** Notices that are not closed, by level, and nodes whose lateness has been explained. */
export interface NoticesPayload {
	readonly levels: readonly {
		readonly level: 'remind' | 'warn' | 'supervise' | 'lock';
		readonly open: number;
		/** Nobody has signed for them yet. */
		readonly unsigned: number;
		/** Not signed for within their time. */
		readonly late: number;
	}[];
	/** Among them about cases in which nothing is done (消极执行), and about steps of unlock requests (解锁审批). */
	readonly silent: number;
	readonly unlock: number;
	/** Nodes with a reason that still holds (已说明): counted, never hidden. */
	readonly silenced: number;
	readonly raisedToday: number;
	readonly signedToday: number;
}

/** Who decides on locked cases, and how long those who decide have. */
export interface DecidersPayload {
	readonly levels: readonly {
		readonly level: CourtLevel;
		/** Locked cases whose unlocking this level decides on. */
		readonly locks: number;
	}[];
	/** Locked cases without a request on its way. */
	readonly unfiled: number;
	/** Courts at which a step of a request waits, the most urgent first. */
	readonly approvers: readonly {
		readonly court: string;
		readonly courtName: string;
		readonly level: CourtLevel;
		readonly waiting: number;
		readonly late: number;
		/** End of the last working day of the most urgent step (instant), and the working days left until then. */
		readonly stepDueAt: string;
		readonly workingDaysLeft: number;
	}[];
	/** Today is a day of rest: the working days stand still. */
	readonly paused: boolean;
}

/** Open enforcement cases without any step of the court, and those overtaken by newer ones. */
export interface SilentPayload {
	readonly levels: readonly { readonly days: number; readonly count: number }[];
	/** Cases overtaken by newer ones of their class (选择性执行). */
	readonly overtaken: number;
	/** Not counted: their clock is stopped. */
	readonly frozen: number;
	readonly rows: readonly {
		readonly caseNumber: string;
		readonly courtName: string;
		readonly handler?: string;
		readonly days: number;
		readonly lastStep: string;
	}[];
}

/** The long-pending ladder: cases by the stage they stand at. */
export interface LongPendingPayload {
	readonly stages: readonly {
		readonly name: string;
		readonly count: number;
		/** Nobody has signed for the notice of the stage. */
		readonly unreceived: number;
	}[];
	readonly reviewOverdue: number;
	readonly rows: readonly {
		readonly caseNumber: string;
		readonly courtName: string;
		readonly handler?: string;
		readonly months: number;
		readonly stageName: string;
	}[];
}
