import type { RecoveryPayload } from '../../contract/topics-quality.ts';
import type { ChartBuilder, ChartOption } from '../../charts/chart-theme.ts';

type Month = RecoveryPayload['months'][number];

/** A round upper end of the rates in percent: rates may pass 100 where more was recovered than claimed. */
export function calcCeiling(months: readonly Month[]): number {
	const most = Math.max(0, ...months.map(({ rate }) => (rate ?? 0) * 100));
	if (most <= 40) return 40;
	return most <= 60 ? 60 : most <= 100 ? 100 : Math.ceil(most / 100) * 100;
}

/** The rate of each month; an unknown one is a gap. */
export function buildRates(months: readonly Month[], k: number): ChartBuilder {
	const ceiling = calcCeiling(months);
	const last = months.length - 1;
	return ({ unit: base, colour, font }): ChartOption => {
		const unit = base * k;
		const text = { color: colour.faint, fontFamily: font, fontSize: 16 * unit };
		return {
			animation: false,
			grid: { left: 44 * unit, right: 12 * unit, top: 12 * unit, bottom: 28 * unit },
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
				max: ceiling,
				interval: ceiling / 2,
				axisLabel: { ...text, margin: 8 * unit },
				splitLine: { lineStyle: { color: colour.line } },
			},
			series: [
				{
					type: 'line',
					animation: false,
					silent: true,
					connectNulls: false,
					showAllSymbol: true,
					symbol: 'circle',
					symbolSize: 11 * unit,
					itemStyle: { color: colour.ink },
					lineStyle: { color: colour.ink, width: 2.8 * unit },
					data: months.map(({ rate }, at) => {
						if (rate === null) return { value: '-' as const, symbol: 'none' };
						const alone = (months[at - 1]?.rate ?? null) === null && (months[at + 1]?.rate ?? null) === null;
						return at === last || alone ? { value: rate * 100 } : { value: rate * 100, symbol: 'none' };
					}),
				},
			],
		};
	};
}
