import type { LockFiguresPayload } from '../../contract/topics-monitor.ts';
import type { ChartBuilder, ChartOption, ChartTheme } from '../../charts/chart-theme.ts';

type Month = LockFiguresPayload['months'][number];

/** A round upper end for the value axis, so that it does not move with every lock. */
export function calcTop(months: readonly Month[]): number {
	const most = Math.max(4, ...months.map((month) => Math.max(month.set, month.released)));
	const step = most <= 20 ? 4 : most <= 100 ? 20 : 10 ** Math.floor(Math.log10(most));
	return Math.ceil(most / step) * step;
}

/** 「10月」; the first month and each January carry the year. */
export function monthLabel(month: string, index: number): string {
	const [year, number] = [month.slice(0, 4), Number(month.slice(5))];
	return index === 0 || number === 1 ? `${year}年${number}月` : `${number}月`;
}

function lineOf(
	theme: ChartTheme,
	values: readonly number[],
	colour: string,
	look: { readonly type: 'solid' | 'dashed'; readonly symbol: string },
) {
	const last = values.length - 1;
	return {
		type: 'line' as const,
		animation: false,
		silent: true,
		symbol: look.symbol,
		symbolSize: 11 * theme.unit,
		showAllSymbol: true,
		itemStyle: { color: colour },
		lineStyle: { color: colour, width: 2.6 * theme.unit, type: look.type },
		// Only this month wears a symbol: shapes keep the lines apart without colour.
		data: values.map((value, index) => (index === last ? value : { value, symbol: 'none' })),
	};
}

/** Locks set and released in each of twelve months. */
export function buildLockMonths(months: readonly Month[]): ChartBuilder {
	const top = calcTop(months);
	const last = months.length - 1;
	return (theme): ChartOption => {
		const { unit, colour, font } = theme;
		const text = { color: colour.faint, fontFamily: font, fontSize: 16 * unit };
		return {
			animation: false,
			grid: { left: 34 * unit, right: 12 * unit, top: 10 * unit, bottom: 28 * unit },
			xAxis: {
				type: 'category',
				boundaryGap: false,
				data: months.map((month, index) => monthLabel(month.month, index)),
				axisTick: { show: false },
				axisLine: { lineStyle: { color: colour.line } },
				axisLabel: {
					...text,
					margin: 8 * unit,
					interval: (index: number) => index === 0 || index === last || months[index]!.month.endsWith('-01'),
					alignMinLabel: 'left',
					alignMaxLabel: 'right',
				},
			},
			yAxis: {
				type: 'value',
				min: 0,
				max: top,
				interval: top / 2,
				axisLabel: { ...text, margin: 8 * unit },
				splitLine: { lineStyle: { color: colour.line } },
			},
			series: [
				lineOf(
					theme,
					months.map((month) => month.set),
					colour.locked,
					{ type: 'solid', symbol: 'rect' },
				),
				lineOf(
					theme,
					months.map((month) => month.released),
					colour.met,
					{ type: 'dashed', symbol: 'circle' },
				),
			],
		};
	};
}
