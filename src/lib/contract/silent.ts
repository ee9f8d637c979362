import type { Account, PageResult } from './pages.ts';

/** 提醒, 警告, 督办; frozen cases are listed apart. */
export type SilentLevel = 'remind' | 'warn' | 'supervise' | 'frozen';

/** One enforcement case in which the court has done nothing for days. */
export interface SilentRow {
	readonly caseId: number;
	readonly caseNumber: string;
	readonly court: string;
	readonly courtName: string;
	readonly handlerName?: string;
	readonly filedOn: string;
	readonly lastStepOn: string;
	readonly lastStepName: string;
	/** The court has done nothing since the case came to it. */
	readonly never: boolean;
	/** Civil days since the last step, gross. */
	readonly idleDays: number;
	readonly level: SilentLevel;
	readonly levelName: string;
	readonly locked: boolean;
}

/** 消极执行. */
export interface SilentView {
	readonly rows: readonly SilentRow[];
	readonly counts: {
		readonly remind: number;
		readonly warn: number;
		readonly supervise: number;
		readonly frozen: number;
		readonly unknown: number;
	};
	/** Thresholds of the courts shown, where they are the same for all. */
	readonly days?: readonly [number, number, number];
	readonly level?: SilentLevel;
	readonly nextCursor?: string;
	readonly courts: readonly { readonly code: string; readonly name: string }[];
	readonly court?: string;
}

/** A newer case that got a service before an older one. */
export interface OvertakerView {
	readonly caseId: number;
	readonly caseNumber: string;
	readonly filedOn: string;
	readonly doneOn: string;
}

/** An older open case that newer ones of the same handler and class have overtaken in a service. */
export interface OvertakenRow {
	readonly caseId: number;
	readonly caseNumber: string;
	readonly courtName: string;
	readonly handlerName?: string;
	readonly filedOn: string;
	readonly service: string;
	readonly serviceName: string;
	/** Since when the older case could have had it. */
	readonly ableOn: string;
	readonly waitingDays: number;
	readonly count: number;
	/** The first of the newer ones. */
	readonly overtakers: readonly OvertakerView[];
}

/** 选择性执行. */
export interface SelectiveView {
	readonly rows: readonly OvertakenRow[];
	/** How many cases the list has, over all its pages; one stands on it once for each service. */
	readonly cases: number;
	/** How many rows. */
	readonly total: number;
	readonly services: readonly { readonly code: string; readonly name: string; readonly count: number }[];
	readonly service?: string;
	/** By how many days a newer case must be ahead, where it is the same for all courts shown. */
	readonly days?: number;
	readonly nextCursor?: string;
	readonly courts: readonly { readonly code: string; readonly name: string }[];
	readonly court?: string;
}

/** The pages of silent cases. */
export interface SilentPages {
	silent(account: Account, filter: { court?: string; level?: SilentLevel; cursor?: string }): Promise<PageResult<SilentView>>;
	selective(account: Account, filter: { court?: string; service?: string; cursor?: string }): Promise<PageResult<SelectiveView>>;
}
