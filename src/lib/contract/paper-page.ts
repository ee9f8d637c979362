/** A figure that a paper cites, with what traces it: by what formula, from which cases, as of when. */
export interface CitedFigureView {
	readonly id: string;
	readonly text: string;
	readonly label: string;
	/** What the figure was divided from: 「9,412 ÷ 11,970」「41.27 万元 ÷ 100.00 万元」. */
	readonly parts?: string;
	readonly definition?: string;
	/** Address of the list of exactly these cases. */
	readonly drill?: string;
	readonly from: string;
	readonly to: string;
}

export type InlineView = string | { readonly ref: string };

export type PaperCellView =
	| null
	| string
	| { readonly number: number; readonly digits?: number; readonly suffix?: string }
	| { readonly ref: string }
	| { readonly day: string }
	| { readonly caseId: number; readonly caseNumber: string };

export interface PaperChartView {
	readonly kind: 'trend' | 'bars' | 'stacked' | 'sankey';
	readonly categories: readonly string[];
	readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
	readonly unit: string;
	readonly target?: { readonly name: string; readonly value: number };
	readonly flows?: readonly { readonly from: string; readonly to: string; readonly value: number }[];
}

export type PaperBlockView =
	| { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
	| { readonly kind: 'para'; readonly parts: readonly InlineView[] }
	| {
			readonly kind: 'table';
			readonly id: string;
			readonly title: string;
			readonly columns: readonly { readonly title: string; readonly align: 'left' | 'center' | 'right'; readonly width: number }[];
			readonly rows: readonly (readonly PaperCellView[])[];
			readonly strong?: readonly number[];
			readonly note?: string;
			readonly empty: string;
			readonly landscape?: true;
			readonly persons?: true;
	  }
	| { readonly kind: 'chart'; readonly id: string; readonly title: string; readonly chart: PaperChartView; readonly note?: string }
	| {
			readonly kind: 'slot';
			readonly id: string;
			readonly title: string;
			readonly paragraphs: readonly (readonly InlineView[])[];
			readonly edited?: true;
	  }
	| { readonly kind: 'note'; readonly text: string };

/** A paper as a page shows it: the same blocks that Word, Excel and PDF are made of. */
export interface PaperView {
	readonly kind: string;
	readonly kindName: string;
	readonly court: string;
	readonly courtName: string;
	readonly periodLabel: string;
	readonly title: string;
	readonly addressees: string;
	readonly blocks: readonly PaperBlockView[];
	readonly annexes: readonly PaperBlockView[];
	readonly figures: readonly CitedFigureView[];
	readonly notes: readonly string[];
	readonly cutOffAt: string;
	readonly madeAt: string;
	readonly rulebookVersion: string;
	readonly definitionVersion: string;
	readonly number?: string;
	readonly issuedOn?: string;
	readonly version: number;
	readonly corrects?: { readonly number: string; readonly reason: string };
	readonly hash?: string;
}
