import type { CourtDate, Instant } from '../time/types.ts';

/** Kinds of publication that are papers of blocks. 日统计 and 逾期节点通报 have figures of their own kind (`DailyFigures`). */
export const paperKinds = [
	/** 执行工作周通报. */
	'weekly',
	/** 月分析. */
	'monthly',
	/** 党组周例会材料. */
	'meeting-pack',
	/** 月初长期未结案件调度材料. */
	'long-pending-pack',
	/** 季度部门问题清单. */
	'quarterly-problems',
	/** 季度营商环境材料. */
	'business-pack',
	/** 专项行动通报. */
	'campaign',
] as const;

export type PaperKind = (typeof paperKinds)[number];

/** A figure that a paper cites, with all that traces it: by what formula, from which cases, as of when. */
export interface CitedFigure {
	/** Unique in the paper: `enf.close_rate@xl/total/yoy`. */
	readonly id: string;
	/** As printed, with its unit: 「96.25%」「1,234 件」「—」. */
	readonly text: string;
	readonly value: number | null;
	readonly numerator?: number;
	readonly denominator?: number;
	/** Name in words: 「执行案件结案率」「旧存」. */
	readonly label: string;
	/** The indicator or measure it comes from. */
	readonly code: string;
	readonly court: string;
	readonly unit?: string;
	readonly person?: string;
	readonly from: CourtDate;
	readonly to: CourtDate;
	/** How it is counted, in Chinese, with 口径待核 where its definition is not settled. */
	readonly definition?: string;
	/** Address (path and query) of the list of exactly these cases; absent where no list exists. */
	readonly drill?: string;
}

/** A run of text, or a figure by its id: numbers in sentences are references, never typed. */
export type Inline = string | { readonly ref: string };

/** A cell: text, a number with its digits, a cited figure, a day, or a case. */
export type PaperCell =
	| null
	| string
	| { readonly number: number; readonly digits?: number; readonly suffix?: string }
	| { readonly ref: string }
	| { readonly day: CourtDate }
	| { readonly caseId: number; readonly caseNumber: string };

export interface PaperColumn {
	readonly title: string;
	readonly align: 'left' | 'center' | 'right';
	/** Share of the table's width, in parts. */
	readonly width: number;
}

/** A chart as data; renderers draw it so that it can be read in black and white (line styles, patterns, labels at the marks). */
export interface PaperChart {
	readonly kind: 'trend' | 'bars' | 'stacked' | 'sankey';
	readonly categories: readonly string[];
	readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
	readonly unit: string;
	/** A line across: a target. */
	readonly target?: { readonly name: string; readonly value: number };
	/** For `sankey`: flows between stages. */
	readonly flows?: readonly { readonly from: string; readonly to: string; readonly value: number }[];
}

/** A part that persons may write: computed sentences to begin with. `edited` is set once somebody changed it. */
export interface PaperSlot {
	readonly kind: 'slot';
	readonly id: string;
	readonly title: string;
	readonly paragraphs: readonly (readonly Inline[])[];
	readonly edited?: true;
}

export type PaperBlock =
	| { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
	| { readonly kind: 'para'; readonly parts: readonly Inline[] }
	| {
			readonly kind: 'table';
			readonly id: string;
			readonly title: string;
			readonly columns: readonly PaperColumn[];
			readonly rows: readonly (readonly PaperCell[])[];
			/** Rows set apart: means, totals. */
			readonly strong?: readonly number[];
			readonly note?: string;
			/** Said instead of an empty table. */
			readonly empty: string;
			/** Set across the page. */
			readonly landscape?: true;
			/** Names persons: left out of a visitor's edition. */
			readonly persons?: true;
	  }
	| { readonly kind: 'chart'; readonly id: string; readonly title: string; readonly chart: PaperChart; readonly note?: string }
	| PaperSlot
	| { readonly kind: 'note'; readonly text: string };

/** A document of blocks as it is frozen: everything that any form of it (page, Word, Excel, PDF) is made of. */
export interface Paper {
	readonly kind: PaperKind;
	readonly court: string;
	readonly courtName: string;
	readonly from: CourtDate;
	readonly to: CourtDate;
	readonly periodLabel: string;
	/** 「关于2026年第47周执行工作情况的通报」. */
	readonly title: string;
	/** Addressees, printed with a full-width colon: 「本院各部门」. */
	readonly addressees: string;
	readonly blocks: readonly PaperBlock[];
	/** 附件 1–n, each on pages of its own; tables only. */
	readonly annexes: readonly PaperBlock[];
	readonly figures: readonly CitedFigure[];
	/** Sources, caveats, 口径待核. */
	readonly notes: readonly string[];
	/** Up to when the feeds are complete, the moment of making, and what it was computed by. */
	readonly cutOffAt: Instant;
	readonly madeAt: Instant;
	readonly rulebookVersion: string;
	readonly definitionVersion: string;
	/** Set when it is issued: 「示例县法执通〔2026〕47号」, who signs, on which day. */
	readonly number?: string;
	readonly issuedOn?: CourtDate;
	readonly version: number;
	/** What a version after the first corrects, and why. */
	readonly corrects?: { readonly number: string; readonly reason: string };
}
