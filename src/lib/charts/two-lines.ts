import type { ChartBuilder, ChartOption, ChartTheme } from './chart-theme.ts';

/** A round upper end for the axis of small counts, so that it does not move with every event; never below four. */
export function calcCeiling(values: readonly number[]): number {
	const most = Math.max(4, ...values);
	const step = most <= 20 ? 4 : most <= 100 ? 20 : 10 ** Math.floor(Math.log10(most));
	return Math.ceil(most / step) * step;
}

/** One of the lines: its values and what keeps it apart from the other without colour. */
export interface ChartLine {
	readonly values: readonly number[];
	readonly colour: 'overdue' | 'met' | 'locked';
	readonly type: 'solid' | 'dashed';
	readonly symbol: 'diamond' | 'circle' | 'rect';
	/** How much of the ground below it is tinted, 0…1. */
	readonly area?: number;
}

interface Axis {
	/** What stands under each value. */
	readonly labels: readonly string[];
	/** Whether the label of a value is shown. */
	readonly shows: (index: number) => boolean;
}

const lineOf = ({ unit, colour }: ChartTheme, { values, colour: name, type, symbol, area = 0 }: ChartLine) => ({
	type: 'line' as const,
	animation: false,
	silent: true,
	symbol,
	symbolSize: 11 * unit,
	showAllSymbol: true,
	itemStyle: { color: colour[name] },
	lineStyle: { color: colour[name], width: 2.6 * unit, type },
	areaStyle: { color: colour[name], opacity: area },
	// Only the last value wears its symbol.
	data: values.map((value, index) => (index === values.length - 1 ? value : { value, symbol: 'none' })),
});

/** Counts over time as lines on one axis, oldest first. */
export function buildLines({ labels, shows }: Axis, lines: readonly ChartLine[]): ChartBuilder {
	const ceiling = calcCeiling(lines.flatMap(({ values }) => values));
	return (theme): ChartOption => {
		const { unit, colour, font } = theme;
		const text = { color: colour.faint, fontFamily: font, fontSize: 16 * unit, margin: 8 * unit };
		return {
			animation: false,
			grid: { left: 34 * unit, right: 12 * unit, top: 10 * unit, bottom: 28 * unit },
			xAxis: {
				type: 'category',
				boundaryGap: false,
				data: [...labels],
				axisTick: { show: false },
				axisLine: { lineStyle: { color: colour.line } },
				axisLabel: { ...text, interval: shows, alignMinLabel: 'left', alignMaxLabel: 'right' },
			},
			yAxis: {
				type: 'value',
				min: 0,
				max: ceiling,
				interval: ceiling / 2,
				axisLabel: text,
				splitLine: { lineStyle: { color: colour.line } },
			},
			series: lines.map((line) => lineOf(theme, line)),
		};
	};
}
