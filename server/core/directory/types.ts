import type { CourtPolicy } from '../node/types.ts';
import type { CourtDate } from '../time/types.ts';

/** Levels of the court tree in the product. */
export type CourtLevel = 'basic' | 'intermediate' | 'higher';

/** A court of the directory. */
export interface Court {
	readonly code: string;
	readonly name: string;
	readonly level: CourtLevel;
	readonly parent?: string;
	/** The designation in case numbers (示0204). */
	readonly designation?: string;
	readonly zone: string;
	/** Place in the court table: the order in which courts stand side by side. */
	readonly position: number;
	readonly policy: CourtPolicy;
	readonly settings: CourtSettings;
}

/** Settings of one court, all with defaults. */
export interface CourtSettings {
	readonly lockDelayHours?: number;
	readonly maxGrantDays?: number;
	/** Codes of nodes that lock softly (柔性锁死): the late node itself may still be finished. `*`: all. Default: none. */
	readonly softLocks?: readonly string[];
	/** Days of grace (0 to 30, civil) by node code or `*`, between the due day and the lock. Default: none. */
	readonly graceDays?: Readonly<Record<string, number>>;
	/** Which approval chains period changes go through: those of the seeds S0, S1 (default) or S2. */
	readonly periodChains?: 'S0' | 'S1' | 'S2';
	/** Minutes after which a feed counts as late. */
	readonly feedLateMinutes?: number;
	/** Hours after which a feed counts as dead. */
	readonly feedDeadHours?: number;
	/** Days without a step of the court at which a case is 提醒, 警告, 督办; default 15, 30, 60. */
	readonly silentDays?: readonly [number, number, number];
	/** Working days (1 to 15) within which a notice 提醒, 警告, 督办, 锁定 must be signed for; default 3, 2, 1, 1. */
	readonly noticeReplyDays?: readonly [number, number, number, number];
	/** Days by which a newer case must have got a service before an older one; default 15. */
	readonly selectiveDays?: number;
	/** Ladders of long-pending cases: S2 for every case (default), or S1 beside it for trials by the ordinary procedure. */
	readonly ladder?: 'S2' | 'S1+S2';
	/** Days before six months are full at which a case counts as approaching; default 15. */
	readonly ladderApproachDays?: number;
	/** `trial`: open trial cases per judge of the trial lines; `whole`: all open cases per post judge. */
	readonly lobbyVariant?: 'trial' | 'whole';
	/** Today's public hearings are shown in the lobby (开庭公告). Default: they are not. */
	readonly lobbyHearings?: boolean;
	/** Ranks of courts, units and persons are shown (排名). Default false: national guidance of 2024 asks courts to stop ranking. */
	readonly ranking?: boolean;
	/** Reference intervals (合理区间) are judged and shown. Default true. */
	readonly interval?: boolean;
	/** First day of the statistical year, MM-DD; default 01-01. */
	readonly statYearStart?: string;
	/** Whoever issues a publication must be another person than the one who drafted it. Default true. */
	readonly issuerMustDiffer?: boolean;
}

/** A person of the directory; unconfirmed where a feed named a code that the directory does not know (待核). */
export interface Person {
	readonly code: string;
	readonly name: string;
	readonly court: string;
	readonly unit?: string;
	readonly postJudge: boolean;
	readonly confirmed: boolean;
	readonly onDuty: readonly { readonly from: CourtDate; readonly to?: CourtDate }[];
}

/** A unit (department or team) of a court. */
export interface Unit {
	readonly code: string;
	readonly name: string;
	readonly court: string;
	readonly kind: string;
	readonly confirmed: boolean;
}

/** Courts, units and persons, by code. */
export interface Directory {
	readonly courts: ReadonlyMap<string, Court>;
	readonly units: ReadonlyMap<string, Unit>;
	readonly persons: ReadonlyMap<string, Person>;
}
