import type { DecidersPayload } from '../../contract/topics-supervise.ts';
import { civilParts, dayOf, formatDayShort } from '../../format/day.ts';
import { formatDuration } from '../../format/duration.ts';

/** What is left of the most urgent step of a court, and how loud it is. */
export interface Left {
	readonly figure: string;
	readonly unit: string;
	readonly note: string;
	readonly tone: 'ink' | 'warned' | 'overdue' | 'dim';
}

/** Working days left; on the last day the hours until 24:00; past it how many working days late. On a day of rest the count stands still. */
export function remainingOf(row: DecidersPayload['approvers'][number], now: number, zone: string, paused: boolean): Left {
	const { workingDaysLeft: left, stepDueAt, late } = row;
	const lastDay = dayOf(Date.parse(stepDueAt) - 1, zone);
	// Run out on the eve of a rest day, a step is late by no working day yet.
	if (Date.parse(stepDueAt) <= now)
		return { figure: String(Math.abs(left)), unit: '个工作日', note: `审批逾期 ${late} 件`, tone: 'overdue' };
	if (paused) return { figure: String(left), unit: '个工作日', note: '计时暂停', tone: 'dim' };
	if (dayOf(now, zone) === lastDay)
		return { figure: formatDuration(Date.parse(stepDueAt) - now), unit: '', note: '今日截止', tone: 'warned' };
	return {
		figure: String(left),
		unit: '个工作日',
		note: `${formatDayShort(lastDay, civilParts(now, zone).year)}止`,
		tone: left <= 1 ? 'warned' : 'ink',
	};
}
