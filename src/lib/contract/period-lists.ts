/** 延长, 中止, 暂停, 扣除, 暂缓, 程序转换. */
export type PeriodKind = 'extension' | 'stop' | 'pause' | 'deduction' | 'deferral' | 'conversion';

/** The case that a request or a list line is about, as far as these pages show it. */
export interface PeriodCase {
	readonly id: number;
	readonly caseNumber: string;
	readonly court: string;
	readonly courtName: string;
	readonly handlerName?: string;
	readonly filedOn: string;
	readonly closedOn?: string;
	/** 小额诉讼, 简易程序, 普通程序. */
	readonly procedureName?: string;
}

/** A period change in force, from a grant or a feed. */
export interface PeriodChangeView {
	readonly kind: PeriodKind;
	readonly kindName: string;
	readonly groundName: string;
	/** The one asset or receipt that it is for; absent: the whole case. */
	readonly subject?: string;
	readonly from: string;
	/** Last excluded day; absent while an exclusion is open, and for extensions and conversions. */
	readonly to?: string;
	/** Civil days of a closed exclusion, both end days held; of an open one the days frozen up to today. */
	readonly days: number;
	readonly documentNo?: string;
	/** Our own request behind it; absent: reported by the court's system. */
	readonly requestId?: string;
	/** An exclusion that is still open: what `endExclusion` takes. */
	readonly openExclusionId?: string;
	/** Open for more than `longFreezeDays` days: shown as a warning. */
	readonly long: boolean;
}

/** One case of the supervised list (延审、扣审、转普全部纳入监管). */
export interface SupervisedRow extends PeriodCase {
	readonly counts: readonly { readonly kind: PeriodKind; readonly kindName: string; readonly count: number }[];
	/** Civil days taken out up to today, overlaps once. */
	readonly daysDeducted: number;
	/** The day of the first change. */
	readonly since: string;
	/** Open exclusions, the longest first. */
	readonly open: readonly PeriodChangeView[];
	/** The longest open exclusion: days frozen so far. */
	readonly frozenDays?: number;
	readonly long: boolean;
}

/** The supervised list of a court and those below it: open exclusions first, the longest first. */
export interface SupervisedView {
	readonly rows: readonly SupervisedRow[];
	readonly total: number;
	/** Cases with an exclusion open for more than `longFreezeDays` days. */
	readonly long: number;
	readonly longFreezeDays: number;
	readonly nextCursor?: string;
	readonly courts: readonly { readonly code: string; readonly name: string }[];
	readonly court?: string;
}

/** 隐性超审限: a case that stands inside its limit only because of deductions and extensions. */
export interface HiddenOverdueRow extends PeriodCase {
	readonly nodeId: string;
	readonly nodeName: string;
	/** Civil days since the period began, and those less the deducted ones. */
	readonly grossAgeDays: number;
	readonly netAgeDays: number;
	readonly grossDueOn: string;
	/** Absent while frozen. */
	readonly dueOn?: string;
	readonly frozen: boolean;
	/** Days by which the case is past its undeducted due day. */
	readonly hiddenDays: number;
	readonly ledger: readonly {
		readonly kind: 'exclusion' | 'extension' | 'grant' | 'roll' | 'recorded';
		readonly kindName: string;
		readonly from: string;
		readonly to?: string;
		readonly days: number;
		readonly documentNo?: string;
	}[];
}

/** The list of 隐性超审限, the oldest undeducted due day first. */
export interface HiddenOverdueView {
	readonly rows: readonly HiddenOverdueRow[];
	readonly total: number;
	readonly nextCursor?: string;
	readonly courts: readonly { readonly code: string; readonly name: string }[];
	readonly court?: string;
}

/** Deductions of open cases by ground (S1: 以鉴定、和解等理由长期、重复扣除). */
export interface DeductionRow {
	readonly kind: PeriodKind;
	readonly kindName: string;
	readonly groundName: string;
	/** One of the statutory grounds; false: a feed's own words. */
	readonly statutory: boolean;
	readonly count: number;
	readonly cases: number;
	/** Civil days taken out up to today; overlapping ones of one case count once. */
	readonly days: number;
	readonly longest: { readonly caseId: number; readonly caseNumber: string; readonly days: number; readonly open: boolean };
	/** Cases with this ground twice or more, the most first; at most 50 are listed. */
	readonly repeatedCases: number;
	readonly repeated: readonly { readonly caseId: number; readonly caseNumber: string; readonly count: number; readonly days: number }[];
}

/** Deductions by ground, the most days first. */
export interface DeductionView {
	readonly rows: readonly DeductionRow[];
	readonly courts: readonly { readonly code: string; readonly name: string }[];
	readonly court?: string;
}
