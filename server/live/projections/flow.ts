import type { AuctionsPayload, FlowWarningsPayload } from '../../../src/lib/contract/topics-monitor.ts';
import { enforced } from '../../core/indicator/catalogue/build.ts';
import { addDays, addMonths } from '../../core/time/civil.ts';
import type { CourtDate } from '../../core/time/types.ts';
import { epochMsOf } from '../../core/time/zone.ts';
import { firstDayOf, sumByDay, sumMeasures } from '../../store/wall-figures.ts';
import { countFlow, countSaleSteps, readSoldFen, readTopPersons, sumKindsByDay, type FlowType } from '../../store/wall-flow.ts';
import { remembered } from '../remember.ts';
import { shortName, type ScopeView } from '../scope.ts';
import { handlerName } from './nodes.ts';

const flowKeys = ['auction-started', 'money-paid', 'case-closed', 'notice-issued', 'net-query-launched', 'zb-interviewed'] as const;
type FlowKey = (typeof flowKeys)[number];

const flowNames: Readonly<Record<FlowKey, string>> = {
	'auction-started': '网拍',
	'money-paid': '案款发放',
	'case-closed': '结案',
	'notice-issued': '执行通知',
	'net-query-launched': '总对总查询',
	'zb-interviewed': '终本约谈',
};
/** What the log alone tells; closings and auctions are counted as the indicators count them. */
const logged: readonly FlowType[] = ['money-paid', 'notice-issued', 'net-query-launched', 'zb-interviewed'];

const weeksBack = 8;
const daysShown = 14;
const pastHoldsMs = 10 * 60_000;
const hourMs = 3_600_000;

type DayCounts = ReadonlyMap<string, number>;
const at = (key: FlowKey, day: CourtDate): string => `${key}|${day}`;

/** Every flow on every day of a time. */
async function readDays({ source: { db }, codes }: ScopeView, from: CourtDate, to: CourtDate): Promise<DayCounts> {
	const counts = new Map<string, number>();
	const add = (key: FlowKey, day: CourtDate, count: number): void => void counts.set(at(key, day), (counts.get(at(key, day)) ?? 0) + count);
	for (const { type, day, count } of await countFlow(db, codes, logged, from, to)) add(type as FlowKey, day, count);
	for (const { day, value } of await sumByDay(db, codes, ['auction-listed'], from, to)) add('auction-started', day, value);
	for (const { day, kind, value } of await sumKindsByDay(db, codes, 'case-closed', from, to))
		if ((enforced as readonly string[]).includes(kind)) add('case-closed', day, value);
	return counts;
}

/** How much a day brings so far, beside what such a day usually brings. */
export interface FlowToday {
	readonly today: number;
	readonly usual: number | null;
	/** Part of the day's usual number that may be expected by now, 0…1; null where nothing may be called low. */
	readonly share: number | null;
}

const leastUsual = 8;
const leastExcess = 10;

/**
 * High: more than twice what a whole day usually brings, and ten more than that. Low: less than a quarter of what usually has come by this hour,
 * where a usual day brings eight or more; never said in the forenoon, on days of rest, or while the feed lags.
 */
export function judgeFlow({ today, usual, share }: FlowToday): 'normal' | 'low' | 'high' | 'unknown' {
	if (usual === null) return 'unknown';
	if (today > 2 * usual && today >= usual + leastExcess) return 'high';
	if (share !== null && usual >= leastUsual && today < (usual * share) / 4) return 'low';
	return 'normal';
}

/** The part of a working day that is over: half at noon, all at 18:00; null before noon. */
export function shareOfDay(hours: number): number | null {
	return hours < 12 ? null : Math.min(1, 0.5 + (hours - 12) / 12);
}

/** Mean of the days of the eight weeks before that are of the same kind, working day or rest; null where fewer than half of them are known. */
function usualOf(scope: ScopeView, counts: DayCounts, first: CourtDate | undefined, key: FlowKey): number | null {
	const calendar = scope.source.calendarOf(scope.court.code);
	const worked = calendar.isWorkingDay(scope.today);
	const alike = Array.from({ length: weeksBack * 7 }, (_, index) => addDays(scope.today, -1 - index)).filter(
		(day) => calendar.isWorkingDay(day) === worked,
	);
	const known = alike.filter((day) => first !== undefined && day >= first);
	if (known.length === 0 || known.length * 2 < alike.length) return null;
	return known.reduce((sum, day) => sum + (counts.get(at(key, day)) ?? 0), 0) / known.length;
}

/** What flows through the procedure today, beside what usually does. */
export async function flowWarnings(scope: ScopeView): Promise<FlowWarningsPayload> {
	const { source, today } = scope;
	const yesterday = addDays(today, -1);
	const { past, first } = await remembered(scope, 'flow-past', pastHoldsMs, async () => ({
		past: await readDays(scope, addDays(today, -7 * weeksBack), yesterday),
		first: await firstDayOf(source.db, scope.codes),
	}));
	const counts: DayCounts = new Map([...past, ...(await readDays(scope, today, today))]);
	const mayBeLow = scope.feed.state === 'live' && source.calendarOf(scope.court.code).isWorkingDay(today);
	const hours = (epochMsOf(scope.now) - epochMsOf(scope.startOfToday)) / hourMs;
	const share = mayBeLow ? shareOfDay(hours) : null;
	return {
		judging: share === null ? 'high' : 'both',
		rows: flowKeys.map((key) => {
			const usual = usualOf(scope, counts, first, key);
			const days = Array.from({ length: daysShown }, (_, index) => counts.get(at(key, addDays(today, index + 1 - daysShown))) ?? 0);
			const now = days.at(-1)!;
			return { key, name: flowNames[key], today: now, usual, days, state: judgeFlow({ today: now, usual, share }) };
		}),
	};
}

const saleSteps = [
	['asset-sealed', '待定价'],
	['price-started', '定价中'],
	['price-fixed', '待上拍'],
	['auction-started', '拍卖中'],
	['auction-failed', '流拍'],
	['auction-sold', '待裁定'],
	['sale-ruling-served', '待移交'],
] as const;

const handlersShown = 10;
const soldHoldsMs = 10 * 60_000;

/** The same day of an earlier time; where that month is shorter, its last day. */
const earlier = (day: CourtDate, months: number): CourtDate => addMonths(day, -months);

/** Online sale of sealed immovables: where they stand, what this year and month brought, and who has started most. */
export async function auctions(scope: ScopeView): Promise<AuctionsPayload> {
	const { source, codes, today } = scope;
	const { db } = source;
	const year = `${today.slice(0, 4)}-01-01` as CourtDate;
	const month = `${today.slice(0, 7)}-01` as CourtDate;
	const [lastYear, lastMonth] = [earlier(year, 12), earlier(month, 1)];
	const { first, sold } = await remembered(scope, 'sold-past', soldHoldsMs, async () => ({
		first: await firstDayOf(db, codes),
		sold: await readSoldFen(db, codes, lastYear, addDays(today, -1)),
	}));
	const prices = [...sold, ...(await readSoldFen(db, codes, today, today))];
	const fen = (from: CourtDate, to: CourtDate): number =>
		prices.reduce((sum, row) => sum + (row.day >= from && row.day <= to ? row.fen : 0), 0);
	const count = async (measure: 'auction-listed' | 'auction-sold', from: CourtDate, to: CourtDate): Promise<number> =>
		(await sumMeasures(db, codes, [measure], from, to)).reduce((sum, row) => sum + row.value, 0);
	// A time that the data does not cover from its first weeks on cannot be compared with.
	const covers = (from: CourtDate): boolean => first !== undefined && first <= addDays(from, 30);
	const before = { year: covers(lastYear), month: covers(lastMonth) };
	const [lastYearsDay, lastMonthsDay] = [earlier(today, 12), earlier(today, 1)];
	const steps = await countSaleSteps(db, codes);
	const top = await readTopPersons(db, codes, 'auction-listed', { from: year.slice(0, 7), to: today.slice(0, 7) }, handlersShown);
	const { courts } = source.directory();
	return {
		stages: saleSteps.map(([key, name]) => ({ key, name, count: steps.get(key) ?? 0 })),
		year: {
			started: await count('auction-listed', year, today),
			startedPrevious: before.year ? await count('auction-listed', lastYear, lastYearsDay) : null,
			sold: await count('auction-sold', year, today),
			soldPrevious: before.year ? await count('auction-sold', lastYear, lastYearsDay) : null,
			soldFen: fen(year, today),
			soldFenPrevious: before.year ? fen(lastYear, lastYearsDay) : null,
		},
		month: {
			started: await count('auction-listed', month, today),
			startedLast: before.month ? await count('auction-listed', lastMonth, lastMonthsDay) : null,
			soldFen: fen(month, today),
			soldFenLast: before.month ? fen(lastMonth, lastMonthsDay) : null,
		},
		handlers: top.map(({ court, person, value }) => ({
			...handlerName(scope, person),
			courtName: shortName(courts.get(court)?.name ?? court),
			count: value,
		})),
	};
}
