/** One cause on the sheet. Days are `YYYY-MM-DD`. */
export interface SheetCause {
	readonly nodeName: string;
	readonly subject?: string;
	readonly dueOn: string;
	/** Up to the release, else up to the day of printing. */
	readonly overdueDays: number;
	/** 为什么是这一天, in one line. */
	readonly why: string;
	readonly askedOn?: string;
	readonly newDueOn?: string;
}

/** One step on the sheet: who, in what capacity, what was said. */
export interface SheetStep {
	readonly kindName: string;
	readonly courtName: string;
	readonly roleName: string;
	readonly days: number;
	readonly state: 'done' | 'running' | 'ahead';
	readonly decision?: {
		readonly verdictName: string;
		readonly byName: string;
		/** 「受周某某委托」, 「本院执行局长（解锁审批人无人可办）」; absent where the office itself acted. */
		readonly capacity?: string;
		readonly at: string;
		readonly opinion: string;
		readonly instruction?: string;
		/** What an approval said of each cause. */
		readonly days: readonly string[];
	};
}

/** 解锁审批单: one request on paper. */
export interface UnlockSheetView {
	readonly requestId: string;
	readonly number: string;
	readonly courtName: string;
	readonly caseId: number;
	readonly caseNumber: string;
	readonly kindName: string;
	readonly cause?: string;
	readonly unitName?: string;
	readonly handlerName?: string;
	readonly filedOn: string;
	readonly lockedAt: string;
	/** Which lock of the case this is, from 1. */
	readonly lockCount: number;
	readonly phase: 'endorsing' | 'forwarding' | 'deciding' | 'returned' | 'granted' | 'refused' | 'withdrawn';
	readonly phaseName: string;
	/** Granted for some of the causes only. */
	readonly partial: boolean;
	readonly causes: readonly SheetCause[];
	readonly requestedByName: string;
	readonly requestedAt: string;
	readonly reason: string;
	readonly plan: string;
	readonly routeName: string;
	readonly steps: readonly SheetStep[];
	/** Earlier filings of the same request that were returned: 「2026年11月18日 退回补正：…」. */
	readonly returns: readonly string[];
	readonly documents: readonly { readonly name: string; readonly size: number; readonly sha256: string }[];
	readonly printedAt: string;
	/** Last place of the log that the sheet knows of. */
	readonly position: number;
	readonly zone: string;
}
