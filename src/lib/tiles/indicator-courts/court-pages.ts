import type { IndicatorCourtsPayload } from '../../contract/topics-quality.ts';

type Row = IndicatorCourtsPayload['rows'][number];

/** A page of the table: some courts (by their place) beside some indicators. */
export interface TablePage {
	readonly rows: readonly Row[];
	readonly columns: readonly number[];
}

/** Cuts a list into parts of about the same size, none larger than fits. */
function parts<T>(list: readonly T[], most: number): readonly (readonly T[])[] {
	const count = Math.max(1, Math.ceil(list.length / Math.max(1, most)));
	const size = Math.ceil(list.length / count);
	return Array.from({ length: count }, (_, at) => list.slice(at * size, (at + 1) * size));
}

/** All courts of some indicators before the next ones. */
export function tablePages(
	{ rows, courts }: Pick<IndicatorCourtsPayload, 'rows' | 'courts'>,
	most: { readonly rows: number; readonly columns: number },
): TablePage[] {
	const columns = courts.map((_, at) => at);
	return parts(rows, most.rows).flatMap((some) => parts(columns, most.columns).map((few) => ({ rows: some, columns: few })));
}
