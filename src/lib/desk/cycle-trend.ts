import type { ChartBuilder, ChartOption, ChartTheme } from '../charts/chart-theme.ts';
import type { CyclesView } from '../contract/cycles.ts';

type Point = CyclesView['trend'][number];

/** A round upper end for the axis of days. */
export function daysCeiling(points: readonly Point[]): number {
	const most = Math.max(4, ...points.map((point) => point.p90 ?? 0));
	const step = most <= 20 ? 4 : most <= 100 ? 20 : most <= 400 ? 50 : 200;
	return Math.ceil(most / step) * step;
}

function line(
	theme: ChartTheme,
	name: string,
	values: readonly (number | null)[],
	look: { colour: string; dashed: boolean; symbol: string },
) {
	return {
		type: 'line' as const,
		name,
		animation: false,
		silent: true,
		connectNulls: false,
		symbol: look.symbol,
		symbolSize: 7 * theme.unit,
		showAllSymbol: true,
		itemStyle: { color: look.colour },
		lineStyle: { color: look.colour, width: 2 * theme.unit, type: look.dashed ? ('dashed' as const) : ('solid' as const) },
		// A month without a finished stage has no point: a gap, not a zero.
		data: values.map((value) => value ?? '-'),
	};
}

/** Median and P90 of a stage, month by month; circle and diamond, solid and dashed tell the lines apart without colour. */
export function buildCycleTrend(points: readonly Point[]): ChartBuilder {
	const ceiling = daysCeiling(points);
	return (theme): ChartOption => {
		const { unit, colour, font } = theme;
		const text = { color: colour.dim, fontFamily: font, fontSize: 12 * unit };
		return {
			animation: false,
			grid: { left: 40 * unit, right: 18 * unit, top: 12 * unit, bottom: 26 * unit },
			xAxis: {
				type: 'category',
				boundaryGap: false,
				data: points.map(({ month }) => month),
				axisTick: { show: false },
				axisLine: { lineStyle: { color: colour.line } },
				axisLabel: {
					...text,
					hideOverlap: true,
					formatter: (value: string) => (value.endsWith('-01') ? `${value.slice(0, 4)}年` : `${Number(value.slice(5))}月`),
				},
			},
			yAxis: {
				type: 'value',
				min: 0,
				max: ceiling,
				interval: ceiling / 4,
				axisLabel: { ...text, margin: 8 * unit },
				splitLine: { lineStyle: { color: colour.line } },
			},
			series: [
				line(
					theme,
					'中位数',
					points.map(({ median }) => median),
					{ colour: colour.ink, dashed: false, symbol: 'circle' },
				),
				line(
					theme,
					'P90',
					points.map(({ p90 }) => p90),
					{ colour: colour.overdue, dashed: true, symbol: 'diamond' },
				),
			],
		};
	};
}
