import type { IndicatorTrendPayload } from '../../contract/topics-quality.ts';
import { formatValue } from '../../format/number.ts';

type Row = IndicatorTrendPayload['rows'][number];

/** 「2025年11月」 of a month, or 「11月」. */
export const monthWords = (month: string, withYear = false): string =>
	`${withYear ? `${month.slice(0, 4)}年` : ''}${Number(month.slice(5))}月`;

/** A small chart in words, for those who hear the wall. */
export function trendLabel(row: Row, months: readonly string[]): string {
	const told = row.values.flatMap((value, at) => (value === null ? [] : [`${monthWords(months[at]!)} ${formatValue(value)}`]));
	const basis = row.basis === 'year' ? '各月末本年累计' : '各月当月值';
	return told.length === 0 ? `${row.name}：近十二个月没有数据` : `${row.name}，${basis}（${row.unit}）：${told.join('，')}`;
}

/** Columns for so many small charts in a box: as near to the shape of three to two as they come. */
export function calcGrid(
	count: number,
	{ width, height }: { readonly width: number; readonly height: number },
): { readonly columns: number; readonly rows: number } {
	const wanted = 1.7;
	let best = { columns: 1, rows: Math.max(1, count), off: Number.POSITIVE_INFINITY };
	for (let columns = 1; columns <= Math.max(1, count); columns += 1) {
		const rows = Math.ceil(Math.max(1, count) / columns);
		const off = Math.abs(Math.log(width / columns / (height / rows) / wanted)) + (columns * rows - count) * 0.04;
		if (off < best.off) best = { columns, rows, off };
	}
	return { columns: best.columns, rows: best.rows };
}
