import type { Account, PageResult } from './pages.ts';
import type { CaseFilterView, CourtChoiceView, OfficeDeed, TargetView } from './targets.ts';

/** 尚未开始, 进行中, 已结束. */
export type CampaignPhaseView = 'planned' | 'running' | 'ended';

/** A campaign in a list. */
export interface CampaignRow {
	readonly id: string;
	readonly court: string;
	readonly courtName: string;
	readonly name: string;
	readonly from: string;
	readonly to: string;
	readonly phase: CampaignPhaseView;
	/** Days that are left, today included; days until it begins; absent when it is over. */
	readonly days?: number;
	/** 「涉企案件、首次执行」; absent: all cases. */
	readonly scope?: string;
	readonly targets: number;
	readonly document?: string;
	/** Stopped before its first day: never carried out. */
	readonly cancelled?: true;
}

/** Campaigns (专项行动) of the courts that a person may see. */
export interface CampaignsView {
	readonly court?: string;
	readonly courts: readonly CourtChoiceView[];
	readonly rows: readonly CampaignRow[];
	/** Courts at which the person may set one up. */
	readonly mayManage: readonly CourtChoiceView[];
	readonly today: string;
	readonly indicators: readonly { readonly code: string; readonly name: string; readonly unit: string }[];
	readonly filters: FilterChoices;
}

/** What a filter may be made of, with Chinese names. */
export interface FilterChoices {
	readonly kinds: readonly CourtChoiceView[];
	readonly enterprise: readonly CourtChoiceView[];
}

/** A target of a campaign with its figure over the period so far. */
export interface CampaignFigure extends TargetView {
	readonly unit: string;
	/** 「96.25%」, 「—」. */
	readonly value: string;
	/** What a ratio is made of: 「312 ÷ 338 件」「2,314.0 ÷ 5,634.0 万元」. */
	readonly basis?: string;
	/** Null: cannot be said yet. */
	readonly met: boolean | null;
	/** 「再结 7 件达 96%」. */
	readonly gap?: string;
	/** Why it is not judged, where that is a matter of the court's settings. */
	readonly note?: string;
	/** 「11 家法院中 8 家有数据」: the courts that the figure is made of, where it is not all of them. */
	readonly coverage?: string;
	/** By court of the campaign, in the order of the court table; absent where it is one court. */
	readonly courts: readonly {
		readonly code: string;
		readonly name: string;
		readonly value: string;
		readonly met: boolean | null;
		readonly gap?: string;
	}[];
}

/** A case of a campaign. */
export interface CampaignCase {
	readonly id: number;
	readonly caseNumber: string;
	readonly courtName: string;
	readonly handlerName?: string;
	readonly filedOn: string;
	readonly closedOn?: string;
	/** Days from the filing to today or the closing. */
	readonly days: number;
	readonly locked: boolean;
	readonly overdue: number;
}

/** One campaign: its targets, figures and cases. */
export interface CampaignView {
	readonly row: CampaignRow;
	readonly filter: CaseFilterView;
	readonly figures: readonly CampaignFigure[];
	/** Cases that were open at its start or came in since, open ones first, the oldest first. */
	readonly cases: readonly CampaignCase[];
	readonly counts: { readonly all: number; readonly open: number; readonly closed: number };
	readonly shown: 'open' | 'closed';
	readonly nextCursor?: string;
	/** Figures are as of this day; absent before it begins. */
	readonly asOf?: string;
	readonly mayManage: boolean;
	readonly today: string;
	readonly indicators: readonly { readonly code: string; readonly name: string; readonly unit: string }[];
	readonly filters: FilterChoices;
}

/** A campaign as typed. */
export interface CampaignTyped {
	readonly id: string;
	readonly court: string;
	readonly name: string;
	readonly from: string;
	readonly to: string;
	readonly document: string;
	readonly kinds: readonly string[];
	/** `any`, a class, or empty. */
	readonly enterprise: string;
	readonly contractOnly: boolean;
	readonly targets: readonly { readonly code: string; readonly rule: string }[];
}

/** The part of the running application that the pages of campaigns call. */
export interface CampaignPages {
	campaigns(account: Account, asked: { court?: string }): Promise<PageResult<CampaignsView>>;
	campaign(account: Account, id: string, asked: { shown?: string; cursor?: string }): Promise<PageResult<CampaignView>>;
	saveCampaign(account: Account, address: string, typed: CampaignTyped): Promise<OfficeDeed>;
	stopCampaign(account: Account, address: string, id: string): Promise<OfficeDeed>;
}
