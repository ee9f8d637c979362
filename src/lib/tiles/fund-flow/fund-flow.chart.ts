import type { FundFlowPayload } from '../../contract/topics-quality.ts';
import type { ChartBuilder, ChartOption } from '../../charts/chart-theme.ts';

type Month = FundFlowPayload['months'][number];

const fenPerMyriad = 1_000_000;

/** A round upper end in 万元, so that the scale does not move with every payment. */
export function calcTop(months: readonly Month[]): number {
	const most = Math.max(1, ...months.map(({ arrivedFen, paidFen }) => Math.max(arrivedFen, paidFen) / fenPerMyriad));
	const step = 10 ** Math.floor(Math.log10(most));
	const rounds = [1, 2, 4, 5, 8, 10].map((times) => times * step);
	return rounds.find((round) => round >= most) ?? 10 * step;
}

/** Money that came in and money that went out, month by month, in 万元. */
export function buildMonths(months: readonly Month[], k: number): ChartBuilder {
	const top = calcTop(months);
	const last = months.length - 1;
	return ({ unit: base, colour, font }): ChartOption => {
		const unit = base * k;
		const text = { color: colour.faint, fontFamily: font, fontSize: 16 * unit };
		const line = (values: readonly number[], ink: string, type: 'solid' | 'dashed', symbol: string) => ({
			type: 'line' as const,
			animation: false,
			silent: true,
			symbol,
			symbolSize: 10 * unit,
			showAllSymbol: true,
			itemStyle: { color: ink },
			lineStyle: { color: ink, width: 2.6 * unit, type },
			data: values.map((value, at) => (at === last ? value : { value, symbol: 'none' })),
		});
		return {
			animation: false,
			grid: { left: 62 * unit, right: 12 * unit, top: 10 * unit, bottom: 28 * unit },
			xAxis: {
				type: 'category',
				boundaryGap: false,
				data: months.map(({ month }) => `${Number(month.slice(5))}月`),
				axisTick: { show: false },
				axisLine: { lineStyle: { color: colour.line } },
				axisLabel: { ...text, margin: 8 * unit, interval: (index: number) => index % 2 === last % 2 },
			},
			yAxis: {
				type: 'value',
				min: 0,
				max: top,
				interval: top / 2,
				axisLabel: { ...text, margin: 8 * unit, formatter: (value: number) => value.toLocaleString('en-US') },
				splitLine: { lineStyle: { color: colour.line } },
			},
			series: [
				line(
					months.map(({ arrivedFen }) => arrivedFen / fenPerMyriad),
					colour.dim,
					'dashed',
					'rect',
				),
				line(
					months.map(({ paidFen }) => paidFen / fenPerMyriad),
					colour.ink,
					'solid',
					'circle',
				),
			],
		};
	};
}
