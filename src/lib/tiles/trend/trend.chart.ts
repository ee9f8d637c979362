import type { TrendPayload } from '../../contract/topics-figures.ts';
import type { ChartBuilder, ChartOption, ChartTheme } from '../../charts/chart-theme.ts';
import { formatDayShort } from '../../format/day.ts';

type Day = TrendPayload['days'][number];

/** A round upper end for the value axis, so that it does not move with every event. */
export function calcCeiling(days: readonly Day[]): number {
	const most = Math.max(4, ...days.map((day) => Math.max(day.overdue, day.ended)));
	const step = most <= 20 ? 4 : most <= 100 ? 20 : 10 ** Math.floor(Math.log10(most));
	return Math.ceil(most / step) * step;
}

function lineOf(
	theme: ChartTheme,
	values: readonly number[],
	colour: string,
	look: { type: 'solid' | 'dashed'; symbol: string; area: number },
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
		areaStyle: { color: colour, opacity: look.area },
		// Only today wears a symbol: diamond and circle keep the lines apart without colour.
		data: values.map((value, index) => (index === last ? value : { value, symbol: 'none' })),
	};
}

/** Builds the 30-day chart: newly overdue against ended, one unit of work per day. */
export function buildTrend(days: readonly Day[]): ChartBuilder {
	const ceiling = calcCeiling(days);
	const last = days.length - 1;
	return (theme): ChartOption => {
		const { unit, colour, font } = theme;
		const text = { color: colour.faint, fontFamily: font, fontSize: 16 * unit };
		return {
			animation: false,
			grid: { left: 34 * unit, right: 10 * unit, top: 8 * unit, bottom: 26 * unit },
			xAxis: {
				type: 'category',
				boundaryGap: false,
				data: days.map((day) => formatDayShort(day.day)),
				axisTick: { show: false },
				axisLine: { lineStyle: { color: colour.line } },
				axisLabel: {
					...text,
					margin: 7 * unit,
					interval: (index: number) => index === 0 || index === last,
					alignMinLabel: 'left',
					alignMaxLabel: 'right',
					formatter: (value: string, index: number) => (index === last ? '今日' : value),
				},
			},
			yAxis: {
				type: 'value',
				min: 0,
				max: ceiling,
				interval: ceiling / 2,
				axisLabel: { ...text, margin: 8 * unit },
				splitLine: { lineStyle: { color: colour.line } },
			},
			series: [
				lineOf(
					theme,
					days.map((day) => day.overdue),
					colour.overdue,
					{ type: 'solid', symbol: 'diamond', area: 0.12 },
				),
				lineOf(
					theme,
					days.map((day) => day.ended),
					colour.met,
					{ type: 'dashed', symbol: 'circle', area: 0 },
				),
			],
		};
	};
}
