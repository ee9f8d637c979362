/** What falls due in the next thirty days, by day and judge. */
export interface HeatMapView {
	readonly court: string;
	readonly courtName: string;
	readonly courts: readonly { readonly code: string; readonly name: string }[];
	readonly asOf: string;
	readonly days: readonly {
		readonly day: string;
		readonly weekday: string;
		/** 休 for a rest day, 班 for a make-up working day. */
		readonly mark?: '休' | '班';
		/** The name of the holiday. */
		readonly name?: string;
		/** The calendar of its year is not announced. */
		readonly unknown: boolean;
		readonly total: number;
	}[];
	readonly rows: readonly {
		readonly handler: string;
		readonly handlerName: string;
		readonly courtName: string;
		readonly unitName?: string;
		readonly total: number;
		/** One number for each day. */
		readonly counts: readonly number[];
		/** Those of the numbers that would lock. */
		readonly locking: readonly number[];
	}[];
	/** The greatest number of one day and judge, for the scale. */
	readonly most: number;
	/** Judges beyond those shown. */
	readonly more: number;
}

/** The nodes behind one cell (or one row, or one column). */
export interface HeatCellView {
	readonly rows: readonly {
		readonly nodeId: string;
		readonly caseId: number;
		readonly caseNumber: string;
		readonly nodeName: string;
		readonly clockName: string;
		readonly dueOn: string;
		readonly locks: boolean;
		readonly provisional: boolean;
		readonly unconfirmed: boolean;
		readonly handlerName?: string;
	}[];
	readonly total: number;
}
