import type { BarSeriesOption, LineSeriesOption, SankeySeriesOption } from 'echarts/charts';
import type { GridComponentOption, LegendComponentOption } from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import type { PaperChartView } from '../contract/paper-page.ts';

/** What the charts of papers are made of. */
export type PaperChartOption = ComposeOption<
	LineSeriesOption | BarSeriesOption | SankeySeriesOption | GridComponentOption | LegendComponentOption
>;

/** Where a chart stands: its width and the size of its type in px, and its fonts. */
export interface PaperChartLook {
	readonly width: number;
	readonly text: number;
	readonly font: string;
}

/** Printed black: greys only, told apart by dash, mark and pattern. */
export const ink = '#000000';
export const hairline = '#c4c4c4';

/** Papers print at most so many series apart; the styles of further ones repeat. */
export const dashes = ['solid', [7, 4], [2, 3], [10, 3, 2, 3], [4, 2], [1, 5]] as const;
export const marks = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin'] as const;

interface Pattern {
	readonly fill: string;
	readonly decal?: Record<string, unknown>;
	/** A label on it is white. */
	readonly dark?: true;
}

const stripes = (rotation: number, gap: number, width = 1.5) => ({
	symbol: 'rect',
	color: ink,
	dashArrayX: [1, 0],
	dashArrayY: [width, gap],
	rotation,
});

/** Fillings of bars, as far apart as black and white allows. */
export const patterns: readonly Pattern[] = [
	{ fill: '#595959', dark: true },
	{ fill: '#ffffff', decal: stripes(-Math.PI / 4, 5) },
	{ fill: '#d4d4d4' },
	{
		fill: '#ffffff',
		decal: {
			symbol: 'circle',
			symbolSize: 0.6,
			color: ink,
			dashArrayX: [
				[6, 0],
				[0, 6],
			],
			dashArrayY: [6, 0],
		},
	},
	{ fill: '#ffffff', decal: stripes(0, 6) },
	{ fill: '#000000', dark: true },
];

export const at = <T>(list: readonly T[], index: number): T => list[index % list.length]!;

/** A value at its mark: at most two decimals, thousands separated, a true minus. */
export function markText(value: number, unit = ''): string {
	const [whole = '0', fraction] = String(Math.round(Math.abs(value) * 100) / 100).split('.');
	const text = whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction ? `.${fraction}` : '');
	return `${value < 0 && text !== '0' ? '−' : ''}${text}${unit}`;
}

/** Width of a text in px: Chinese as wide as high, the rest about half. */
export function textWidth(text: string, size: number): number {
	return [...text].reduce((sum, letter) => sum + (letter.codePointAt(0)! > 0x2e7f ? size : size * 0.56), 0);
}

/** Least and greatest value drawn, the target's among them. */
export function rangeOf({ series, target }: PaperChartView): readonly [low: number, high: number] {
	const values = series.flatMap((each) => each.values.filter((value): value is number => value !== null));
	if (target) values.push(target.value);
	return values.length === 0 ? [0, 0] : [Math.min(...values), Math.max(...values)];
}

/** Whether bars lie: names that would not fit under standing ones. */
export function liesDown({ categories }: PaperChartView, { width, text }: PaperChartLook): boolean {
	const room = (width * 0.9) / Math.max(1, categories.length);
	return categories.some((name) => textWidth(name, text) > room - 6);
}

/** The height that a chart needs at its width, in px. */
export function paperChartHeight(chart: PaperChartView, look: PaperChartLook): number {
	const { text, width } = look;
	// Few flows need no great height: a single one would be a grey wall.
	if (chart.kind === 'sankey') return Math.round(Math.min(width * 0.5, text * (6 + 2.6 * (chart.flows ?? []).length)));
	if (chart.kind === 'trend' || !liesDown(chart, look)) return Math.round(Math.max(width * 0.42, text * 14));
	const bars = chart.kind === 'stacked' ? 1 : chart.series.length;
	return Math.round(text * (5 + chart.categories.length * (bars * 1.25 + 0.75)));
}
