import { addDays } from '../time/civil.ts';
import type { CourtDate, Instant } from '../time/types.ts';
import { dayOfInstant, plusMinutes } from '../time/zone.ts';

/** How a run of a job for a period ended. */
export interface RecordedRun {
	readonly period: CourtDate;
	readonly state: 'done' | 'failed';
	readonly startedAt: Instant;
	readonly endedAt: Instant;
}

/** What decides which days of a court a daily job owes. */
export interface DailyDebt {
	readonly zone: string;
	/** First day that can be owed: the day on which the court's first event was received. */
	readonly firstDay: CourtDate;
	readonly runs: readonly RecordedRun[];
}

/** Minutes after midnight at which a day's record falls due. */
export const minutesAfterMidnight = 10;

/** Days caught up at most; what lies further back is never made by itself. */
export const mostDaysBack = 30;

const retryMinutes = 1;

/** The last day whose record falls due by now: yesterday from 00:10 on, before that the day before yesterday. */
export function lastDueDay(now: Instant, zone: string): CourtDate {
	return addDays(dayOfInstant(plusMinutes(now, -minutesAfterMidnight), zone), -1);
}

/** The days owed by now and not done, oldest first; a failed one again after a minute of court time. */
export function owedDays({ zone, firstDay, runs }: DailyDebt, now: Instant): readonly CourtDate[] {
	const last = lastDueDay(now, zone);
	const known = new Map(runs.map((run) => [run.period, run]));
	const earliest = addDays(last, 1 - mostDaysBack);
	const days: CourtDate[] = [];
	for (let day = firstDay > earliest ? firstDay : earliest; day <= last; day = addDays(day, 1)) {
		const run = known.get(day);
		const waits = run?.state === 'failed' && plusMinutes(run.endedAt, retryMinutes) > now;
		if (run?.state !== 'done' && !waits) days.push(day);
	}
	return days;
}
