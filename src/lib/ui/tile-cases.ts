import type { FigureText } from '../format/number.ts';

/** A figure of the head line of a tile of cases. */
export interface CaseFigure {
	readonly words: string;
	readonly text: FigureText;
	/** Hook for tests: which figure this is. */
	readonly name: string;
	readonly tone: 'ink' | 'dim' | 'met' | 'warned' | 'overdue' | 'locked';
}

/** What every tile of cases says of a case. */
export interface TileCase {
	readonly caseNumber: string;
	readonly courtName: string;
	/** Public screens show no persons. */
	readonly handler?: string;
	readonly locked?: boolean;
}
