import { periodBefore, periodOf, type YearOptions } from '../indicator/period.ts';
import type { Period } from '../indicator/types.ts';
import { addDays } from '../time/civil.ts';
import type { CourtDate, Instant } from '../time/types.ts';
import { dayOfInstant, plusMinutes, startOfDay } from '../time/zone.ts';
import type { DailyDebt } from './owed.ts';
import type { PaperKind } from './paper.ts';

/** When papers of a kind are made by themselves. */
export interface PaperSchedule {
	/** Which periods they are about; weeks run from Monday to Sunday, months and quarters by the court's statistical year. */
	readonly period: 'week' | 'month' | 'quarter';
	/** Minutes after the midnight that ends the period. */
	readonly minutes: number;
	/** Periods caught up at most after an outage; what lies further back is made by hand. */
	readonly back: number;
}

const clock = (hour: number, minute = 0): number => hour * 60 + minute;

/** The hours of every kind: 周会材料 and 长期未结 before the offices open, the analysis after them. */
export const paperSchedules: Readonly<Record<PaperKind, PaperSchedule>> = {
	'meeting-pack': { period: 'week', minutes: clock(6), back: 4 },
	weekly: { period: 'week', minutes: clock(6, 30), back: 4 },
	campaign: { period: 'week', minutes: clock(6, 45), back: 4 },
	'long-pending-pack': { period: 'month', minutes: clock(6), back: 3 },
	monthly: { period: 'month', minutes: clock(7), back: 3 },
	'quarterly-problems': { period: 'quarter', minutes: clock(7, 30), back: 2 },
	'business-pack': { period: 'quarter', minutes: clock(7, 45), back: 2 },
};

/** Court time after which a paper that failed is tried again: what fails is heavy and seldom mends itself within a minute. */
const retryMinutes = 15;

/** What decides which papers a court owes. */
export type PaperDebt = DailyDebt & YearOptions;

/** The period of a kind of paper that begins on a day. */
export const paperPeriod = (kind: PaperKind, from: CourtDate, options: YearOptions): Period =>
	periodOf(paperSchedules[kind].period, from, options);

/** When the papers of a period fall due. */
export function dueAt(kind: PaperKind, period: Pick<Period, 'to'>, zone: string): Instant {
	return plusMinutes(startOfDay(addDays(period.to, 1), zone), paperSchedules[kind].minutes);
}

/** The last periods of a kind that have fallen due by now, oldest first. */
export function duePeriods(kind: PaperKind, { zone, yearStart }: Pick<PaperDebt, 'zone' | 'yearStart'>, now: Instant): readonly Period[] {
	const options = yearStart === undefined ? {} : { yearStart };
	let period = periodOf(paperSchedules[kind].period, dayOfInstant(now, zone), options);
	const due: Period[] = [];
	while (due.length < paperSchedules[kind].back) {
		period = periodBefore(period, options);
		if (dueAt(kind, period, zone) <= now) due.unshift(period);
		else if (due.length > 0) break;
	}
	return due;
}

/** First days of the periods owed by now and not done, oldest first. A period that ended before anything was received is not owed. */
export function owedPapers(kind: PaperKind, debt: PaperDebt, now: Instant): readonly CourtDate[] {
	const known = new Map(debt.runs.map((run) => [run.period, run]));
	return duePeriods(kind, debt, now).flatMap(({ from, to }) => {
		const run = known.get(from);
		const waits = run?.state === 'failed' && plusMinutes(run.endedAt, retryMinutes) > now;
		return to < debt.firstDay || run?.state === 'done' || waits ? [] : [from];
	});
}

/** Days that the recorded runs must reach back for all periods that can be owed. */
export const mostPaperDays = 280;
