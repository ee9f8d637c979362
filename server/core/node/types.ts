import type { LedgerEntry } from '../deadline/types.ts';
import type { ClockKind } from '../rulebook/types.ts';
import type { CourtDate, Instant } from '../time/types.ts';

/** 待办, 预警, 超期, 按期完成, 超期完成, 不适用. */
export type NodePhase = 'pending' | 'warning' | 'overdue' | 'met' | 'met-late' | 'void';

/** Why a node came to nothing: 结案, 移送, or a conversion that took the case out of its rule (程序转换). */
export type VoidReason = 'closed' | 'transferred' | 'converted';

/** One clock of a node as computed from facts, rules and calendar. */
export interface ClockRow {
	readonly clock: ClockKind;
	/** Whether phases, locks and published figures follow this clock. */
	readonly binding: boolean;
	readonly startedOn: CourtDate;
	readonly dueOn?: CourtDate;
	/** Due instant of H and MIN clocks. */
	readonly dueAt?: Instant;
	/** The due day without deductions, extensions and grants, where that is another day. */
	readonly grossDueOn?: CourtDate;
	readonly frozen: boolean;
	readonly provisional: boolean;
	/** A limit marked 待核 that this court has not confirmed, or a seal whose document states no day. */
	readonly unconfirmed: boolean;
	/** Highest rung recorded for the present due day; 0 for none. */
	readonly rung: number;
	/** First day after the due day that was missed; stays when a later decision moves the due day. */
	readonly overdueOn?: CourtDate;
	/** Every due day that was missed before a later decision moved it, where there was more than one. */
	readonly missed?: readonly CourtDate[];
	/** Instant of the next rung or of the expiry, for the sweep; absent when nothing more will happen. */
	readonly nextAt?: Instant;
	/** When a clock that ran out may lock: the due moment, and days of grace where the court gives any. The sweep locks once the feed is complete up to here. */
	readonly lockAt?: Instant;
	/** 宽限至: the last day before it may lock, where the court gives days of grace. */
	readonly graceTo?: CourtDate;
	readonly ledger: readonly LedgerEntry[];
}

/** One node of a case with its one or two clocks. */
export interface NodeRow {
	readonly id: string;
	readonly node: string;
	/** Subject id, or `-` where the node has none. */
	readonly subject: string;
	readonly n: number;
	readonly startedOn: CourtDate;
	readonly endedOn?: CourtDate;
	readonly endedAt?: Instant;
	readonly phase: NodePhase;
	readonly voidReason?: VoidReason;
	readonly voidedOn?: CourtDate;
	/** The court that it ran at, where the case has gone to another one since. */
	readonly court?: string;
	/** The node has run past its binding clock at some time. */
	readonly overdueOn?: CourtDate;
	/** Money of a receipt that is not paid, deposited or refunded yet, in fen; only on money nodes. */
	readonly outstandingFen?: number;
	readonly clocks: readonly ClockRow[];
}

/** What one court has decided for itself about clocks and locks. */
export interface CourtPolicy {
	/** First due day that may lock; absent: locks are off. */
	readonly locksFrom?: CourtDate;
	/** Hours after the due moment where no feed declares a watermark. */
	readonly lockDelayHours: number;
	/** Most days a decision may grant. */
	readonly maxGrantDays: number;
	/** Codes of nodes that lock softly (柔性锁死), or `*` for all. */
	readonly softLocks?: readonly string[];
	/** Civil days of grace by node code, or `*`: overdue at its day as ever, locked only so many days later. */
	readonly graceDays?: Readonly<Record<string, number>>;
}

/** Whether a node locks softly at a court. */
export function isSoft(policy: CourtPolicy, node: string): boolean {
	return policy.softLocks?.some((code) => code === node || code === '*') ?? false;
}

/** Civil days of grace that a court gives a node before it locks. */
export function graceOf(policy: CourtPolicy, node: string): number {
	return policy.graceDays?.[node] ?? policy.graceDays?.['*'] ?? 0;
}

/** The code of the rule in a node's id. */
export function codeOf(nodeId: string): string {
	return nodeId.split('/').at(-3) ?? '';
}

/**
 * Whether a node may lock a case of a type at all: a trial case locks only by a node of trial that its court has switched on (contract §5.1),
 * not by money or property that stands in it.
 */
export function isLockable(type: string, node: string): boolean {
	return type.includes('执') || node.startsWith('tri-');
}

/** The policy of a court that has set nothing. */
export const defaultPolicy: CourtPolicy = { lockDelayHours: 24, maxGrantDays: 30 };
