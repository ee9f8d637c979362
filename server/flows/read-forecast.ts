import { subtreeOf } from '../core/directory/court-tree.ts';
import type { IndicatorEntry } from '../core/indicator/catalogue/types.ts';
import { atOpening, forecast, isForecast, spanIs } from '../core/indicator/forecast.ts';
import { periodOf } from '../core/indicator/period.ts';
import { compile } from '../core/indicator/sums.ts';
import type { FigureQuery } from '../core/indicator/types.ts';
import { daysBetween } from '../core/time/civil.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { FlowContext } from './context.ts';
import { readGroupSums, totalKey } from './figure-groups.ts';

/** What an indicator comes to by the end of the month and of the statistical year, if the pace of the year so far goes on. */
export async function readForecast(
	context: FlowContext,
	entry: IndicatorEntry,
	of: Pick<FigureQuery, 'court' | 'reach' | 'filter'>,
): Promise<{ readonly monthEnd: number | null; readonly yearEnd: number | null } | undefined> {
	if (!isForecast(entry)) return undefined;
	const directory = context.directory();
	const own = directory.courts.get(of.court);
	const courts = of.reach === 'subtree' ? subtreeOf(directory, of.court) : own ? [own] : [];
	const today = dayOfInstant(context.now(), own?.zone ?? 'Asia/Shanghai');
	const options = own?.settings.statYearStart ? { yearStart: own.settings.statYearStart } : {};
	const period = periodOf('ytd', today, options);
	const turned = atOpening(entry);
	const read = async (item: IndicatorEntry, span?: 'opening' | 'period' | 'closing') => {
		const compiled = compile([item], of.filter, span && spanIs(span));
		const sums = await readGroupSums({ context, query: { ...of, period, by: 'total' }, courts, today, compiled }, period);
		return { compiled, sums: sums.sumsOf(totalKey) };
	};
	const [opening, flow, closing, started] = [
		await read(entry, 'opening'),
		await read(entry, 'period'),
		await read(entry, 'closing'),
		await read(turned),
	];
	const given = {
		compiled: { opening: opening.compiled, period: flow.compiled, closing: closing.compiled },
		sums: { opening: opening.sums, period: flow.sums, closing: closing.sums },
		started,
	};
	const soFar = daysBetween(period.from, today) + 1;
	const growthTo = (kind: 'month' | 'year'): number => (daysBetween(period.from, periodOf(kind, today, options).to) + 1) / soFar;
	return { monthEnd: forecast(entry, turned, given, growthTo('month')), yearEnd: forecast(entry, turned, given, growthTo('year')) };
}
