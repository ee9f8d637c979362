import type { TrendPayload } from '../../contract/topics-figures.ts';
import type { ChartBuilder } from '../../charts/chart-theme.ts';
import { buildLines } from '../../charts/two-lines.ts';
import { formatDayShort } from '../../format/day.ts';

type Day = TrendPayload['days'][number];

/** Builds the 30-day chart: newly overdue against ended, one unit of work per day. */
export function buildTrend(days: readonly Day[]): ChartBuilder {
	const last = days.length - 1;
	const labels = days.map(({ day }, index) => (index === last ? '今日' : formatDayShort(day)));
	return buildLines({ labels, shows: (index) => index === 0 || index === last }, [
		{ values: days.map(({ overdue }) => overdue), colour: 'overdue', type: 'solid', symbol: 'diamond', area: 0.12 },
		{ values: days.map(({ ended }) => ended), colour: 'met', type: 'dashed', symbol: 'circle' },
	]);
}
