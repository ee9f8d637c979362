import type { Account, PageResult } from './pages.ts';
import type { CourtChoiceView, OfficeDeed } from './targets.ts';

/** How a month stands for a court or a team. */
export interface QuotaLineView {
	/** Code of the unit or court; empty: the court as a whole. */
	readonly key: string;
	readonly name: string;
	/** Cases to close; null where none is set. */
	readonly quota: number | null;
	readonly closed: number;
	/** Cases still to close; null without a quota. */
	readonly owed: number | null;
	/** In percent; null without a quota. */
	readonly percent: number | null;
	/** On each working day that is left, rounded up. */
	readonly perDay?: number;
	/** 「11 家法院中 8 家有数据」: of several courts, those that the line sums. */
	readonly coverage?: string;
}

/** A month of the year, of the court as a whole. */
export interface QuotaMonthView {
	/** YYYY-MM. */
	readonly month: string;
	readonly quota: number | null;
	/** Null: the month has not begun. */
	readonly closed: number | null;
	/** From January up to the end of the month; the quota is null where none is set at all. */
	readonly quotaSoFar: number | null;
	readonly closedSoFar: number | null;
	/** Closed less quota up to the end of the month, over the months that have a quota; null where none has. */
	readonly gap: number | null;
}

/** Monthly clearing quotas (均衡结案) of a court and its teams. */
export interface QuotaView {
	readonly court: string;
	readonly courtName: string;
	readonly courts: readonly CourtChoiceView[];
	readonly month: string;
	readonly today: string;
	/** Working days left in the month, today included; 0 once it is over. */
	readonly workingDaysLeft: number;
	/** `past`, `running` or `ahead`. */
	readonly phase: 'past' | 'running' | 'ahead';
	readonly total: QuotaLineView;
	readonly units: readonly QuotaLineView[];
	/** Courts below, where the person may see them. */
	readonly below: readonly QuotaLineView[];
	/** Together those of the courts below that have a quota; absent where there are not several. */
	readonly belowTotal?: QuotaLineView;
	readonly months: readonly QuotaMonthView[];
	/** Whom quotas may be handed down to, the whole court first, with those of the year's months as they stand. */
	readonly choices: readonly { readonly key: string; readonly name: string; readonly months: readonly (number | null)[] }[];
	/** By what the month's quota is set. */
	readonly document?: string;
	readonly mayManage: boolean;
}

/** Quotas as typed. */
export interface QuotaTyped {
	readonly court: string;
	readonly unit: string;
	readonly year: number;
	readonly document: string;
	/** By month, 1 to 12: cases, or with a goal the cumulative percent. Empty texts are left out. */
	readonly months: Readonly<Record<number, string>>;
	/** Empty: `months` are cases. */
	readonly goal: string;
}

/** The part of the running application that the page of quotas calls. */
export interface QuotaPages {
	quota(account: Account, asked: { court?: string; month?: string }): Promise<PageResult<QuotaView>>;
	saveQuota(account: Account, address: string, typed: QuotaTyped): Promise<OfficeDeed>;
}
