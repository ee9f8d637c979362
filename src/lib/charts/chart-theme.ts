import type { LineSeriesOption } from 'echarts/charts';
import type { GridComponentOption } from 'echarts/components';
import type { ComposeOption } from 'echarts/core';

/** The options that the piecewise build understands. */
export type ChartOption = ComposeOption<LineSeriesOption | GridComponentOption>;

/** Colours of the design that a chart may use. */
export type ChartColour = 'ink' | 'dim' | 'faint' | 'line' | 'ground' | 'overdue' | 'met' | 'locked' | 'warned';

/** What a chart builder needs to know of the screen: its unit in px and the colours now in force. */
export interface ChartTheme {
	readonly unit: number;
	readonly font: string;
	readonly colour: Readonly<Record<ChartColour, string>>;
}

/** A pure builder: the same theme gives the same chart. */
export type ChartBuilder = (theme: ChartTheme) => ChartOption;
