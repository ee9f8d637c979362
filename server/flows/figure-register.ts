import type { CaseView } from '../core/case/case-state.ts';
import { viewCase } from '../core/case/fold.ts';
import type { Court } from '../core/directory/types.ts';
import type { IndicatorEntry } from '../core/indicator/catalogue/types.ts';
import { parseDims } from '../core/indicator/contributions.ts';
import { isOpenOn, lastDayBeyond, longMonths, pendingDims } from '../core/indicator/long-pending.ts';
import { passes } from '../core/indicator/sums.ts';
import type { Period } from '../core/indicator/types.ts';
import { addDays, addMonths, daysBetween } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import { dayOfInstant, startOfDay } from '../core/time/zone.ts';
import { readCases } from '../store/cases.ts';
import { readOpenSince, type FigureRow, type Grain } from '../store/figure-readers.ts';
import { readOnceReopened, readReleasedLocks } from '../store/register-readers.ts';
import type { FlowContext } from './context.ts';
import type { FigureScope } from './figure-groups.ts';

/** Cases open beyond 6, 9 and 12 months at the end of a day, where a formula asks for them at that moment. */
export async function longPending(
	{ context, courts, compiled, today }: FigureScope,
	bucket: 'at-opening' | 'at-closing',
	day: CourtDate,
	grain: Grain,
): Promise<readonly FigureRow[]> {
	const span = bucket === 'at-opening' ? 'opening' : 'closing';
	const lists: (readonly FigureRow[])[] = [];
	const codes = courts.map((court) => court.code);
	const asked = Object.entries(longMonths).filter(([measure]) => compiled.asks(measure, span));
	if (asked.length === 0) return [];
	for (const [measure, months] of asked) {
		const filedBy = lastDayBeyond(day, months);
		lists.push(await readOpenSince(context.store.read, { courts: codes, measure, filedBy, day }, grain));
	}
	// As of today the register is right: what is open is open, whatever was undone before.
	if (day >= today) return lists.flat();
	const shortest = Math.min(...asked.map(([, months]) => months));
	for (const view of await onceClosed(context, codes, lastDayBeyond(day, shortest), day)) {
		if (isOpenOn(view, day)) continue;
		const place = { court: view.state.court, unit: view.unit ?? '', person: view.handler ?? '', dims: pendingDims(view), value: -1 };
		lists.push(asked.flatMap(([measure, months]) => (addMonths(view.filedOn, months) < day ? [{ measure, ...place }] : [])));
	}
	return lists.flat();
}

/**
 * Cases that the register takes for open at the end of a day though they may have been closed on it: a closing that was undone is no longer in
 * the register, and stands in the case alone.
 */
export async function onceClosed(
	{ store: { read: db } }: FlowContext,
	courts: readonly string[],
	filedBy: CourtDate,
	day: CourtDate,
): Promise<readonly CaseView[]> {
	const cases = await readCases(db, await readOnceReopened(db, { courts, filedBy, day }));
	return [...cases.values()].flatMap(({ state }) => viewCase(state) ?? []);
}

/** Days of the locks released in a period, by group: a median is taken over all of them, and never made of medians. */
export async function lockDaysBy(
	{ context, query, courts, compiled }: FigureScope,
	period: Period,
	keysOf: (place: { readonly court: string; readonly unit: string; readonly person: string }) => Iterable<string>,
): Promise<ReadonlyMap<string, readonly number[]>> {
	const found = new Map<string, number[]>();
	// The register of locks does not tell what a dispute is about.
	if (!compiled.entries.some(hasMedian) || query.filter?.contractOnly) return found;
	const { read: db } = context.store;
	for (const { zone, list } of byZone(courts)) {
		const [from, before] = [startOfDay(period.from, zone), startOfDay(addDays(period.to, 1), zone)];
		for (const lock of await readReleasedLocks(db, { courts: list, from, before })) {
			if (query.filter && !passes(parseDims(lock.dims), query.filter)) continue;
			const days = daysBetween(dayOfInstant(lock.lockedAt, zone), dayOfInstant(lock.releasedAt, zone));
			for (const key of keysOf(lock)) {
				const of = found.get(key);
				if (of) of.push(days);
				else found.set(key, [days]);
			}
		}
	}
	return found;
}

const hasMedian = ({ variants = [] }: IndicatorEntry): boolean => variants.some(({ method }) => method === 'median-lock-days');

/** Courts by their time zone. */
function byZone(courts: readonly Court[]): readonly { readonly zone: string; readonly list: readonly string[] }[] {
	const zones = Map.groupBy(courts, ({ zone }) => zone);
	return [...zones].map(([zone, list]) => ({ zone, list: list.map(({ code }) => code) }));
}
