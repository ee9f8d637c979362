import type { DeedResult } from './desk.ts';
import type { Account, PageResult } from './pages.ts';

/**
 * Moves of an unlock request: who can take a step now, handing over, recusal, urging, absences, partial grants, batches.
 * The views are made by `server/views/unlock-moves.ts`, the deeds by `server/flows/unlock-*.ts` and `server/flows/absences.ts`.
 */

/** In what capacity somebody takes a step: by the office itself, for an absent holder, or because the office has nobody left. */
export type Capacity = 'role' | 'delegate' | 'fallback';

/** How far a step had to be moved to find somebody: 受托人, 本院上一职务, 上级法院, 最高一级院领导 (系统管理员已获告知). */
export type FallbackLevel = 'delegate' | 'next-office' | 'court-above' | 'top';

/** A person who can take a step at this moment. */
export interface TakerView {
	/** Person code, or the account id of somebody who is not in the directory. */
	readonly person: string;
	readonly name: string;
	readonly court: string;
	readonly courtName: string;
	readonly capacity: Capacity;
	/** The office used: 解锁审批人, 执行局长, 分管院领导, 院长. */
	readonly roleName: string;
	/** One line: 「示范市中级人民法院解锁审批人」「受周某某委托」「示范市中级人民法院执行局长（解锁审批人无人可办）」. */
	readonly text: string;
	/** Name of the absent person, where capacity is `delegate`. */
	readonly forName?: string;
}

/** Why a step is not with its own office now. */
export interface FallbackView {
	readonly level: FallbackLevel;
	/** Full sentence: 「示范市中级人民法院解锁审批人均不能办理（外出1人、回避1人），由本院执行局长办理」. */
	readonly reason: string;
}

/** How long a step has left. The count stands still on rest days; the step ends at 24:00 of its last working day. */
export interface StepClockView {
	/** Working days left, today included where it is one; negative when late. */
	readonly workingDays: number;
	/** The moment the step's time is over (00:00 of the day after its last day). */
	readonly dueAt: string;
	/** Today is a rest day of the court that decides: 「今日休息，计时暂停」. */
	readonly pausedToday: boolean;
}

/** One step of a route, with those who can take it at this moment; the requester and earlier takers are left out. */
export interface StepTakersView {
	readonly step: number;
	/** The court where the step stands now; another than in the frozen route after the court tree was changed. */
	readonly court: string;
	readonly courtName: string;
	/** Said when the court is another than in the route: 「原审批法院已不是本案上级法院，改由……办理」. */
	readonly movedText?: string;
	readonly takers: readonly TakerView[];
	/** Absent while the office itself can act. */
	readonly fallback?: FallbackView;
	/** Nobody at all can take it now; the system administrator of the top court has been told. */
	readonly stuck: boolean;
}

/** Something that happened on the way of a request beside its decisions. */
export interface MoveView {
	readonly kind: 'reassigned' | 'recused' | 'urged' | 'warned' | 'stuck';
	/** 转办 回避 催办 临期提醒 逾期督促 无人可办. */
	readonly kindName: string;
	readonly step: number;
	readonly at: string;
	/** 「系统」 for warnings. */
	readonly byName: string;
	/** Names of those to whom it went. */
	readonly toNames: readonly string[];
	readonly reason?: string;
}

/** What the signed-in person can do with a request, and who else can. */
export interface UnlockMovesView {
	/** The running step; absent when the request is at an end or returned. */
	readonly now?: StepTakersView;
	/** Every step of the route that has not been taken, the running one first. */
	readonly ahead: readonly StepTakersView[];
	readonly clock?: StepClockView;
	/** The capacity in which this person would take the running step; absent where the person cannot. */
	readonly mine?: TakerView;
	/** Why the person cannot take it, in Chinese. */
	readonly whyNot?: string;
	/** The step was handed to a person. */
	readonly assignedTo?: { readonly person: string; readonly name: string; readonly byName: string; readonly reason: string };
	/** People the step may be handed to; empty: no 转办. The person's own code is among them where the step can be taken back. */
	readonly reassignTo: readonly { readonly person: string; readonly name: string; readonly text: string }[];
	readonly mayRecuse: boolean;
	readonly mayUrge: boolean;
	/** Why it cannot be urged now (already urged today), where the person otherwise may. */
	readonly whyNotUrge?: string;
	readonly history: readonly MoveView[];
	/** The request was granted for some of the causes only. */
	readonly partial: boolean;
}

/** The route that a request would take, before it is filed. */
export interface ProjectedRouteView {
	/** The row of the routing table. */
	readonly name: string;
	/** The endorsement is left out when the person who looks is a chief or above. */
	readonly steps: readonly (StepTakersView & { readonly kindName: string; readonly roleName: string; readonly days: number })[];
}

/** What an approval says of one cause: granted with a new due day, or refused with an opinion. */
export interface CauseVerdict {
	readonly nodeId: string;
	readonly granted: boolean;
	/** Needed where granted, unless the day asked for (or named by an earlier step) is to stand. */
	readonly newDueOn?: string;
	/** Needed where refused. */
	readonly opinion?: string;
}

/** What a person says at a step. */
export interface DecisionInput {
	readonly step: number;
	readonly verdict: 'approve' | 'refuse' | 'return' | 'escalate';
	readonly opinion: string;
	readonly instruction?: string;
	/** New due days by node, for an approval of every cause. */
	readonly newDueOn?: Readonly<Record<string, string>>;
	/** An approval of some causes only: every cause of the lock is named. */
	readonly grant?: readonly CauseVerdict[];
}

/** One line of a batch of decisions. */
export type BatchItem = DecisionInput & {
	/** The request. */
	readonly id: string;
};

/** What became of one line of a batch: each is decided on its own, one failing leaves the others. */
export interface BatchOutcome {
	readonly id: string;
	readonly ok: boolean;
	/** Absent where ok. */
	readonly code?: string;
	readonly message?: string;
}

/** At most this many lines in one batch. */
export const batchMost = 50;

/** An absence (外出), with or without a delegate. */
export interface AbsenceView {
	readonly id: string;
	readonly person: string;
	readonly personName: string;
	readonly courtName: string;
	/** First day, counted. */
	readonly from: string;
	/** Last day, counted; open while absent. */
	readonly to?: string;
	readonly reason: string;
	readonly delegate?: string;
	readonly delegateName?: string;
	readonly setByName: string;
	/** `ahead` 未开始, `now` 外出中, `past` 已结束. */
	readonly state: 'ahead' | 'now' | 'past';
	readonly stateName: string;
	/** This person may end it. */
	readonly mayEnd: boolean;
}

/** The page 外出委托. */
export interface AbsencePageView {
	/** The signed-in person's code, for the form. */
	readonly me: string;
	readonly today: string;
	/** Own absences, latest first. */
	readonly own: readonly AbsenceView[];
	/** Absences under which this person acts for others, now or ahead. */
	readonly entrusted: readonly AbsenceView[];
	/** Absences of the person's court, for chiefs and above; empty for others. */
	readonly ofCourt: readonly AbsenceView[];
	/** People of the same court who can be named as delegate. */
	readonly delegates: readonly { readonly person: string; readonly name: string; readonly roleNames: string }[];
	/** People for whom this person may set an absence; only oneself where not a chief. */
	readonly people: readonly { readonly person: string; readonly name: string }[];
}

/** What a person sends to set an absence. */
export interface AbsenceInput {
	/** Absent: oneself. */
	readonly person?: string;
	readonly from: string;
	readonly to?: string;
	readonly reason: string;
	readonly delegate?: string;
}

/** The part of the running application that the pages on unlock moves call. */
export interface UnlockMovePages {
	/** 转办. */
	reassign(account: Account, address: string, requestId: string, input: { step: number; to: string; reason: string }): Promise<DeedResult>;
	/** 回避. */
	recuse(account: Account, address: string, requestId: string, input: { step: number; reason: string }): Promise<DeedResult>;
	/** 催办. */
	urge(account: Account, address: string, requestId: string): Promise<DeedResult>;
	decideMany(account: Account, address: string, items: readonly BatchItem[]): Promise<readonly BatchOutcome[]>;
	absences(account: Account): Promise<PageResult<AbsencePageView>>;
	setAbsence(account: Account, address: string, input: AbsenceInput): Promise<DeedResult>;
	/** Ends an absence today; one that has not begun is taken back. */
	endAbsence(account: Account, address: string, id: string): Promise<DeedResult>;
}
