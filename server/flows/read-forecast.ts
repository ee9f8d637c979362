import { sumsOf } from '../core/indicator/catalogue/index.ts';
import type { IndicatorEntry, Sum } from '../core/indicator/catalogue/types.ts';
import { isFilledIn } from '../core/indicator/figures.ts';
import { atOpening, forecast, isForecast, isPlanned, spanIs } from '../core/indicator/forecast.ts';
import { customPeriod, periodOf } from '../core/indicator/period.ts';
import { compile } from '../core/indicator/sums.ts';
import type { FigureQuery } from '../core/indicator/types.ts';
import { daysBetween } from '../core/time/civil.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { FlowContext } from './context.ts';
import { countedCourts } from './figure-coverage.ts';
import { readGroupSums, totalKey } from './figure-groups.ts';
import { courtsOf } from './read-figures.ts';

/** What an indicator comes to by the end of the month and of the statistical year, if the pace of the year so far goes on. */
export async function readForecast(
	context: FlowContext,
	entry: IndicatorEntry,
	of: Pick<FigureQuery, 'court' | 'reach' | 'filter'>,
): Promise<{ readonly monthEnd: number | null; readonly yearEnd: number | null } | undefined> {
	if (!isForecast(entry)) return undefined;
	const directory = context.directory();
	const own = directory.courts.get(of.court);
	const today = dayOfInstant(context.now(), own?.zone ?? 'Asia/Shanghai');
	const options = own?.settings.statYearStart ? { yearStart: own.settings.statYearStart } : {};
	const period = periodOf('ytd', today, options);
	const turned = atOpening(entry);
	const asked = courtsOf(context, of);
	// Of the same courts as the figure so far: nothing goes on where quotas or filled-in values are missing.
	const counted = new Set(
		await countedCourts(
			context,
			entry,
			asked.map(({ code }) => code),
			{ ...of, period },
		),
	);
	const courts = asked.filter(({ code }) => counted.has(code));
	if (courts.length === 0) return { monthEnd: null, yearEnd: null };
	const read = async (item: IndicatorEntry, part?: (sum: Sum) => boolean, over = period) => {
		const compiled = compile([item], of.filter, part);
		const sums = await readGroupSums(
			{ context, query: { ...of, period: over, by: 'total' }, courts, today, compiled, isCovered: true },
			over,
		);
		return { compiled, sums: sums.sumsOf(totalKey), facts: sums.factsOf(totalKey) };
	};
	const [opening, flow, closing, started] = [
		await read(entry, spanIs('opening')),
		await read(entry, (sum) => spanIs('period')(sum) && !isPlanned(sum)),
		await read(entry, spanIs('closing')),
		await read(turned),
	];
	// Nothing goes on from what nobody has filled in.
	if (!isFilledIn(entry, flow.facts.entered)) return undefined;
	const given = {
		compiled: { opening: opening.compiled, period: flow.compiled, closing: closing.compiled },
		sums: { opening: opening.sums, period: flow.sums, closing: closing.sums },
		started,
	};
	const soFar = daysBetween(period.from, today) + 1;
	const foreseen = async (kind: 'month' | 'year'): Promise<number | null> => {
		const { to } = periodOf(kind, today, options);
		const planned = await read(entry, isPlanned, customPeriod(period.from, to));
		if (sumsOf(entry).some(({ of: each }) => planned.facts.unknown?.has(each))) return null;
		return forecast(entry, turned, { ...given, planned }, (daysBetween(period.from, to) + 1) / soFar);
	};
	return { monthEnd: await foreseen('month'), yearEnd: await foreseen('year') };
}
