/** A part of one side of a balance. */
export interface BalancePart {
	readonly name: string;
	readonly value: number;
	/** The value as shown, with its unit. */
	readonly text: string;
	/** How loud it is, from quiet (0) to loud (3); `overdue` is the part that should not be there. */
	readonly tone: 0 | 1 | 2 | 3 | 'overdue';
	/** A few words more. */
	readonly note?: string;
	/** Hook for tests. */
	readonly figure?: string;
}

/** Widths of the parts of a side in percent. What is less than nothing (a correction) has no width; all of nothing is an empty bar. */
export function partWidths(parts: readonly BalancePart[]): readonly number[] {
	const total = parts.reduce((sum, { value }) => sum + Math.max(0, value), 0);
	return parts.map(({ value }) => (total > 0 ? (Math.max(0, value) / total) * 100 : 0));
}
