import type { ChartBuilder, ChartOption, ChartTheme } from '../charts/chart-theme.ts';
import type { IndicatorPageView } from '../contract/indicators.ts';

type Trend = IndicatorPageView['trend'];
type Bound = IndicatorPageView['bound'];

/** Steps of an axis that read well. */
const steps = [1, 2, 2.5, 5, 10];

/** Ends and step of an axis that holds all values and the bound; it starts at nought unless all of them lie far above it. */
export function axisOf(trend: Trend, bound: Bound): { readonly min: number; readonly max: number; readonly step: number } {
	const values = [...trend.flatMap(({ value }) => (value === null ? [] : [value])), ...(bound ? [bound.value] : [])];
	const most = Math.max(1, ...values);
	const least = Math.min(most, ...values);
	const from = least > most * 0.6 ? least : 0;
	const rough = Math.max(most - from, most * 0.05) / 4;
	const power = 10 ** Math.floor(Math.log10(rough));
	const step = (steps.find((each) => each * power >= rough) ?? 10) * power;
	const min = Math.floor(from / step) * step;
	return { min, max: Math.max(min + step, Math.ceil(most / step) * step), step };
}

/** The target across, dashed: named in the head of the chart. */
const boundLine = ({ colour, unit }: ChartTheme, trend: Trend, bound: NonNullable<Bound>) => ({
	type: 'line' as const,
	animation: false,
	silent: true,
	symbol: 'none',
	lineStyle: { color: colour.warned, type: 'dashed' as const, width: 1.5 * unit },
	data: trend.map(() => bound.value),
});

/** Twelve months of an indicator with its bound across; a month without a value is a gap. */
export function buildIndicatorTrend(trend: Trend, bound: Bound): ChartBuilder {
	const { min, max, step } = axisOf(trend, bound);
	return (theme): ChartOption => {
		const { unit, colour, font } = theme;
		const text = { color: colour.dim, fontFamily: font, fontSize: 12 * unit };
		return {
			animation: false,
			grid: { left: 52 * unit, right: 22 * unit, top: 16 * unit, bottom: 26 * unit },
			xAxis: {
				type: 'category',
				boundaryGap: false,
				data: trend.map(({ month }) => month),
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
				min,
				max,
				interval: step,
				axisLabel: { ...text, margin: 8 * unit, formatter: (value: number) => String(Math.round(value * 100) / 100) },
				splitLine: { lineStyle: { color: colour.line } },
			},
			series: [
				{
					type: 'line',
					animation: false,
					silent: true,
					connectNulls: false,
					symbol: 'circle',
					symbolSize: 7 * unit,
					showAllSymbol: true,
					itemStyle: { color: colour.ink },
					lineStyle: { color: colour.ink, width: 2 * unit },
					data: trend.map(({ value }) => value ?? '-'),
				},
				...(bound ? [boundLine(theme, trend, bound)] : []),
			],
		};
	};
}
