/** One line of the list of publications. */
export interface PublicationRow {
	readonly id: string;
	/** daily, overdue-bulletin, or a kind of paper. */
	readonly kind: string;
	readonly kindName: string;
	readonly courtName: string;
	readonly periodFrom: string;
	readonly periodTo: string;
	readonly version: number;
	readonly number: string;
	readonly cutOffAt: string;
	readonly hash: string;
}

/** A line of a publication's lists: to the case and the person. */
export interface PublicationLine {
	readonly caseNumber: string;
	readonly courtName: string;
	readonly unitName?: string;
	readonly handlerName?: string;
	readonly nodeName: string;
	readonly dueOn?: string;
	readonly overdueDays?: number;
	readonly reminders: number;
	readonly locked: boolean;
	readonly decider?: string;
	/** 暂定, 待核, 启用前超期, 超期待核实. */
	readonly marks: readonly string[];
}

/** A daily statistics record, or the same layout on demand (未定稿: no number, not kept). */
export interface DailyPageView {
	readonly id?: string;
	/** Absent: daily statistics. */
	readonly kind?: 'daily' | 'overdue-bulletin';
	readonly title: string;
	readonly number?: string;
	/** 「即时统计（截至 HH:MM）」 for an unnumbered one. */
	readonly draft: boolean;
	readonly court: string;
	readonly courtName: string;
	readonly day: string;
	readonly cutOffAt: string;
	readonly madeAt: string;
	readonly rulebookVersion: string;
	readonly hash?: string;
	/** Three things to act on, ready to read. */
	readonly actions: readonly string[];
	readonly figures: readonly { readonly label: string; readonly value: string; readonly unit: string; readonly note?: string }[];
	readonly sections: readonly {
		readonly title: string;
		readonly total: number;
		readonly empty: string;
		readonly lines: readonly PublicationLine[];
	}[];
	readonly indicators: readonly {
		readonly name: string;
		readonly value: string;
		readonly target?: string;
		readonly met?: boolean;
		readonly note?: string;
	}[];
	readonly notes: readonly string[];
}
