import type { SpecialPartiesPayload } from '../../contract/topics-quality.ts';

type Row = SpecialPartiesPayload['rows'][number];

const isNothing = ({ open, receivedThisYear, closedThisYear, overdue }: Row): boolean =>
	open + receivedThisYear + closedThisYear + overdue === 0;

/** Rows that have anything, those with late cases and many open ones first; the rest is named together. */
export function partyRows(rows: readonly Row[]): { readonly shown: readonly Row[]; readonly without: readonly string[] } {
	const shown = rows
		.map((row, at) => ({ row, at }))
		.filter(({ row }) => !isNothing(row))
		.sort((a, b) => b.row.overdue - a.row.overdue || b.row.open - a.row.open || a.at - b.at)
		.map(({ row }) => row);
	return { shown, without: rows.filter(isNothing).map(({ name }) => name) };
}
