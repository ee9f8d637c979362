import type { ReviewCasesPayload } from '../../contract/topics-quality.ts';
import { formatCount, unknownFigure } from '../../format/number.ts';

type Year = ReviewCasesPayload['years'][number];

/** A column of the five years: heights in percent of the tallest; null: nothing is known. */
export interface YearColumn {
	readonly year: number;
	readonly received: { readonly height: number; readonly text: string } | null;
	readonly closed: { readonly height: number; readonly text: string } | null;
}

/** Heights of the columns, all on one scale that begins at nought. */
export function yearColumns(years: readonly Year[]): readonly YearColumn[] {
	const most = Math.max(1, ...years.flatMap(({ received, closed }) => [received ?? 0, closed ?? 0]));
	const bar = (value: number | null) => {
		if (value === null) return null;
		const { figure, unit } = formatCount(value);
		return { height: (Math.max(0, value) / most) * 100, text: figure + unit };
	};
	return years.map(({ year, received, closed }) => ({ year, received: bar(received), closed: bar(closed) }));
}

/** 同比 of a count as 「同比 +3.1%」; nothing to compare with is said so. */
export function changeWords({ value, previous }: { readonly value: number; readonly previous: number | null }): string {
	if (previous === null) return '同比 — 上年无数据';
	if (previous === 0) return value === 0 ? '同比 持平' : '上年同期 0';
	const change = ((value - previous) / previous) * 100;
	if (Math.abs(change) < 0.05) return '同比 持平';
	return `同比 ${change > 0 ? '+' : '−'}${Math.abs(change).toFixed(1)}%`;
}

/** A column in words. */
export const yearLabel = ({ year, received, closed }: YearColumn): string =>
	`${year}年收案 ${received?.text ?? unknownFigure}，结案 ${closed?.text ?? unknownFigure}`;
