import type { DeedResult } from './desk.ts';
import type { HeatCellView, HeatMapView } from './heat-map.ts';
import type { Account, PageResult } from './pages.ts';

/** One clock of a rule, as the rule page shows it. */
export interface RuleClockView {
	readonly clock: 'management' | 'limit';
	readonly clockName: string;
	/** 7日, 30个工作日, 3个月又15日 … */
	readonly limit: string;
	/** 民事（顺延）, 刑事（在押不顺延）, 每日都算, 倒算, 工作时间 … where it is not the usual one. */
	readonly manner?: string;
	/** What starts it: 立案, 收到案卷 … */
	readonly start: string;
	/** Other limits for some cases: 紧急 3日. */
	readonly variants: readonly { readonly when: string; readonly limit: string; readonly unconfirmed: boolean }[];
	readonly warn: string;
	readonly stops: boolean;
	readonly locks: boolean;
	/** A court may switch the lock on in its layer. */
	readonly lockable: boolean;
	/** 待核: warns and reports, does not lock until the court confirms it. */
	readonly unconfirmed: boolean;
	readonly basis: string;
	/** Source mark and what it means: L 法律、司法解释原文. */
	readonly source: string;
	readonly sourceName: string;
	/** Layers below the nation that had a hand in it. */
	readonly layers: readonly { readonly courtName: string; readonly document: string; readonly did: string; readonly why?: string }[];
	/** Worked example: what the due day would be if it started today, line by line. */
	readonly example: readonly { readonly label: string; readonly text: string; readonly day?: string; readonly source?: string }[];
}

/** One node of the rule page. */
export interface RuleView {
	readonly code: string;
	readonly name: string;
	readonly section: string;
	readonly from: string;
	/** For which cases: 首次执行、恢复执行; 简易程序 … */
	readonly applies: string;
	readonly ends: string;
	readonly subject?: string;
	readonly optional: boolean;
	readonly perCourt: boolean;
	readonly survivesClosing: boolean;
	readonly clocks: readonly RuleClockView[];
	/** Earlier versions of the rule: first day and limits. */
	readonly versions: readonly { readonly from: string; readonly limits: string }[];
}

/** A gate or a count on the rule page. */
export interface CheckView {
	readonly code: string;
	readonly name: string;
	readonly section: string;
	readonly from: string;
	readonly applies: string;
	readonly gates: string;
	readonly requires: string;
	readonly basis: string;
	readonly source: string;
	readonly unconfirmed: boolean;
}

/** A layer that holds at the court, the widest first. */
export interface LayerView {
	readonly court: string;
	readonly courtName: string;
	readonly document: string;
	readonly issued: string;
	readonly version: string;
	readonly loadedAt: string;
	readonly loadedBy: string;
	readonly text: string;
	/** In force; earlier ones of the same court are history. */
	readonly inForce: boolean;
}

/** The rule page of a court. */
export interface RulesPageView {
	readonly court: string;
	readonly courtName: string;
	readonly courts: readonly { readonly code: string; readonly name: string }[];
	readonly version: string;
	readonly sections: readonly string[];
	readonly rules: readonly RuleView[];
	readonly checks: readonly CheckView[];
	readonly layers: readonly LayerView[];
	readonly counts: { readonly nodes: number; readonly unconfirmed: number; readonly locking: number; readonly optional: number };
	/** Whether this person may load a layer for this court. */
	readonly mayLoad: boolean;
}

/** One difference between two rulebooks. */
export interface RuleChangeView {
	readonly node: string;
	readonly name: string;
	readonly clockName?: string;
	readonly from: string;
	readonly what: string;
	readonly before?: string;
	readonly after?: string;
}

/** What a layer would change, or what is wrong in it. */
export type LayerPreview =
	| {
			readonly ok: true;
			readonly court: string;
			readonly courtName: string;
			readonly document: string;
			readonly changes: readonly RuleChangeView[];
	  }
	| RuleFault;

/** Why a layer or a period cannot be used; with the lines of the text that are at fault. */
export interface RuleFault {
	readonly ok: false;
	readonly message: string;
	readonly problems: readonly { readonly line: number; readonly message: string }[];
}

/** What other rules would have made of a period. */
export interface BackTestView {
	readonly ok: true;
	readonly court: string;
	readonly courtName: string;
	readonly from: string;
	readonly to: string;
	readonly cases: number;
	readonly more: number;
	readonly less: number;
	readonly casesLocked: number;
	readonly rows: readonly {
		readonly caseNumber: string;
		readonly courtName: string;
		readonly handlerName?: string;
		readonly nodeName: string;
		readonly clockName: string;
		readonly startedOn: string;
		readonly endedOn?: string;
		readonly before?: string;
		readonly after?: string;
		readonly locks: boolean;
		readonly kind: 'more' | 'less';
	}[];
	readonly changes: readonly RuleChangeView[];
}

/** The part of the running application that the rule, calendar and heat map pages call. */
export interface RulePages {
	rules(account: Account, court?: string): Promise<PageResult<RulesPageView>>;
	previewLayer(account: Account, court: string, text: string): Promise<PageResult<LayerPreview>>;
	loadLayer(account: Account, address: string, court: string, text: string): Promise<DeedResult>;
	/** Tries a layer's text on a period; without text, the rules in force against the nation's alone. */
	backTest(
		account: Account,
		input: { court: string; from: string; to: string; text: string },
	): Promise<PageResult<BackTestView | RuleFault>>;
	heatMap(account: Account, court?: string): Promise<PageResult<HeatMapView>>;
	heatCell(account: Account, input: { court?: string; day?: string; handler?: string }): Promise<PageResult<HeatCellView>>;
}
