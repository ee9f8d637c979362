import type { IndicatorTrendPayload } from '../../contract/topics-quality.ts';
import type { ChartBuilder, ChartColour, ChartOption } from '../../charts/chart-theme.ts';

type Row = IndicatorTrendPayload['rows'][number];

/** Share of the span that is left free above and below the line. */
const margin = 0.14;

/** The ends of the value axis: all values and the target with some room, never below nought, and never a flat line. */
export function calcEnds({ values, target }: Pick<Row, 'values' | 'target'>): { readonly min: number; readonly max: number } {
	const known = [...values.filter((value): value is number => value !== null), ...(target ? [target.value] : [])];
	if (known.length === 0) return { min: 0, max: 1 };
	const [low, high] = [Math.min(...known), Math.max(...known)];
	const room = Math.max((high - low) * margin, high * 0.02, 0.5);
	return { min: Math.max(0, low - room), max: high + room };
}

/** Whether a known value has no known neighbour: a line alone would not show it. */
const isAlone = (values: Row['values'], at: number): boolean => (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null;

/** The line in parts: what is counted over the year begins anew each year, and the fall from December to January is none. */
export function linesOf(
	{ values, basis }: Pick<Row, 'values' | 'basis'>,
	months: readonly string[],
): readonly (readonly (number | null)[])[] {
	if (basis === 'month') return [values];
	const years = [...new Set(months.map((month) => month.slice(0, 4)))];
	return years.map((year) => values.map((value, at) => (months[at]!.startsWith(year) ? value : null)));
}

/** One indicator over twelve months with its target: the line is quiet, only the last point wears a state. */
export function buildSmall(row: Row, months: readonly string[], k: number): ChartBuilder {
	const { min, max } = calcEnds(row);
	const last = row.values.length - 1;
	// What a single month is says nothing of the year: only the year's own line ends in its verdict.
	const judged = row.basis === 'year' ? row.met : undefined;
	const state: { readonly colour: ChartColour; readonly symbol: string } =
		judged === undefined || judged ? { colour: judged ? 'met' : 'ink', symbol: 'circle' } : { colour: 'warned', symbol: 'triangle' };
	return ({ unit: base, colour }): ChartOption => {
		const unit = base * k;
		const line = (values: readonly (number | null)[]) => ({
			type: 'line' as const,
			animation: false,
			silent: true,
			connectNulls: false,
			showAllSymbol: true,
			symbol: 'circle',
			symbolSize: 5 * unit,
			itemStyle: { color: colour.dim },
			lineStyle: { color: colour.dim, width: 3.2 * unit },
			data: values.map((value, at) => {
				if (value === null) return { value: '-' as const, symbol: 'none' };
				if (at === last) return { value, symbol: state.symbol, symbolSize: 14 * unit, itemStyle: { color: colour[state.colour] } };
				return isAlone(values, at) ? { value } : { value, symbol: 'none' };
			}),
		});
		return {
			animation: false,
			grid: { left: 2 * unit, right: 10 * unit, top: 7 * unit, bottom: 5 * unit },
			xAxis: {
				type: 'category',
				boundaryGap: false,
				data: [...months],
				axisTick: { show: false },
				axisLabel: { show: false },
				axisLine: { show: false },
			},
			yAxis: { type: 'value', min, max, axisLabel: { show: false }, splitLine: { show: false } },
			series: [
				...(row.target
					? [
							{
								type: 'line' as const,
								animation: false,
								silent: true,
								symbol: 'none',
								lineStyle: { color: colour.dim, width: 2 * unit, type: [7 * unit, 6 * unit] },
								data: months.map(() => row.target!.value),
							},
						]
					: []),
				...linesOf(row, months).map(line),
			],
		};
	};
}
