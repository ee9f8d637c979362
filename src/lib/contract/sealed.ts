import type { Account, PageResult } from './pages.ts';

/** 0 查封已届满, 1 临近届满, 2 锁死或超期, 3 长期未推进, 4 正常. */
export type SealedDanger = 0 | 1 | 2 | 3 | 4;

/** One sealed immovable that is not disposed of. */
export interface SealedRowView {
	readonly caseId: number;
	readonly caseNumber: string;
	readonly courtName: string;
	readonly handlerName?: string;
	readonly assetId: string;
	readonly sealedOn: string;
	readonly daysSealed: number;
	readonly stepName: string;
	readonly stepOn: string;
	readonly idleDays: number;
	/** The nearest clock of its disposal. */
	readonly next?: {
		readonly nodeId: string;
		readonly nodeName: string;
		readonly clockName: string;
		readonly dueOn?: string;
		readonly daysLeft?: number;
		readonly frozen: boolean;
		/** 暂定 or 待核. */
		readonly provisional: boolean;
		readonly unconfirmed: boolean;
		/** Why this day: rule and basis. */
		readonly basis: string;
	};
	readonly expiresOn?: string;
	readonly daysToExpiry?: number;
	/** The document states no day: the longest that the law allows is assumed (待核). */
	readonly assumed: boolean;
	/** 1 first seal; above: waiting. */
	readonly rank: number;
	readonly forSale: boolean;
	readonly locked: boolean;
	readonly danger: SealedDanger;
	readonly dangerName: string;
}

/** 查封房产处置. */
export interface SealedView {
	readonly rows: readonly SealedRowView[];
	readonly counts: readonly { readonly danger: SealedDanger; readonly name: string; readonly count: number }[];
	readonly total: number;
	/** Seals of closed cases that nobody has lifted. */
	readonly closed: boolean;
	readonly danger?: SealedDanger;
	readonly nextCursor?: string;
	readonly courts: readonly { readonly code: string; readonly name: string }[];
	readonly court?: string;
}

/** What the list is asked for. */
export interface SealedFilter {
	readonly court?: string;
	readonly danger?: SealedDanger;
	readonly closed?: boolean;
	readonly cursor?: string;
	readonly limit?: number;
}

/** The page of sealed immovables. */
export interface SealedPages {
	sealedAssets(account: Account, filter: SealedFilter): Promise<PageResult<SealedView>>;
}
