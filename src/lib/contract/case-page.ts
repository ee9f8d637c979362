import type { CaseNoticesView } from './notices.ts';
import type { CourtLevel } from './topics.ts';

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
	/** The due day without deductions, extensions and grants, where that is another day. */
	readonly grossDueOn?: string;
	readonly frozen: boolean;
	/** 暂定. */
	readonly provisional: boolean;
	/** 待核. */
	readonly unconfirmed: boolean;
	readonly locks: boolean;
	/** 宽限至: overdue, and locked only after this day. */
	readonly graceTo?: string;
	readonly overdueDays?: number;
	/** How often the rungs of this clock have warned. */
	readonly reminders: number;
	readonly limitText: string;
	readonly basis: string;
	readonly source: string;
	readonly lines: readonly DueLine[];
	/** Layers below the nation that set this clock: 「某中院〔2026〕3号 确认」. */
	readonly layers?: readonly string[];
	/** Excluded and added periods, for the timeline. */
	readonly ledger: readonly {
		readonly kind: 'exclusion' | 'extension' | 'grant' | 'roll' | 'recorded';
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
	/** Why it came to nothing: 已结案, 案件移送 …, 程序变更. */
	readonly voidText?: string;
	/** The court that it ran at, where the case has gone on since. */
	readonly courtName?: string;
	readonly startedOn: string;
	readonly endedOn?: string;
	readonly clocks: readonly ClockView[];
	/** Due, overdue, but not locked because the feed is not complete that far (超期待核实). */
	readonly awaitingFeed: boolean;
	readonly isLockCause: boolean;
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
	/** 「受周某某委托」; absent where the office itself acted. */
	readonly capacity?: string;
	/** What was said of each cause, where not all were granted: 「启动拍卖（A1）：不予解锁，…」. */
	readonly perCause?: readonly string[];
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
		/** 柔性锁死: the late node itself may still be finished. */
		readonly soft?: boolean;
		readonly disproved: boolean;
	}[];
	/** Causes that a partial grant has taken out (部分解锁). */
	readonly released?: readonly {
		readonly nodeId: string;
		readonly nodeName: string;
		readonly subject?: string;
		readonly dueOn: string;
		readonly newDueOn: string;
		readonly releasedOn: string;
		readonly requestId: string;
	}[];
	/** Who locked it by hand, and why. */
	readonly byHand?: { readonly byName: string; readonly reason: string };
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

/** One gate or count of a case. */
export interface CheckRowView {
	readonly code: string;
	readonly name: string;
	readonly subject?: string;
	/** `open` 可以办理, `missing` 尚缺, `breached` 未满足即办理, `passed` 办理时符合. */
	readonly state: 'open' | 'missing' | 'breached' | 'passed';
	readonly stateName: string;
	/** The step that it stands before. */
	readonly gates: string;
	readonly text: string;
	readonly unconfirmed: boolean;
	readonly basis: string;
	readonly doneOn?: string;
}

/** One transfer of a case. */
export interface TransferView {
	readonly fromName: string;
	readonly toName: string;
	readonly on: string;
	readonly receivedOn?: string;
	readonly ground: string;
	/** 移送管辖, 提级执行, 指令执行, 交叉执行. */
	readonly modeName?: string;
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
	/** Gates and counts: what must be done before a step, and what was done without. */
	readonly checks?: readonly CheckRowView[];
	/** Transfers to other courts, oldest first. */
	readonly transfers?: readonly TransferView[];
	/** Notices of the case, and nodes that are explained. */
	readonly notices?: CaseNoticesView;
	readonly today: string;
	/** The person may file a request for the present lock now. */
	readonly mayRequest: boolean;
	readonly mayConfirm: boolean;
	readonly mayReview: boolean;
}
