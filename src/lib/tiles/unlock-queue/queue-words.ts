import type { UnlockQueuePayload } from '../../contract/topics-monitor.ts';
import { civilParts, dayOf, formatDayShort } from '../../format/day.ts';
import { formatDuration } from '../../format/duration.ts';

/** A request on its way. */
export type QueueRow = UnlockQueuePayload['rows'][number];

/** What is left of the running step, and how loud it is. */
export interface Left {
	readonly figure: string;
	readonly unit: string;
	readonly note: string;
	readonly tone: 'ink' | 'dim' | 'warned' | 'overdue';
}

/** Working days left; on the last day the hours until midnight, after it how late; nothing while the request is with its court. */
export function leftOf(row: QueueRow, now: number, zone: string): Left {
	const { stepDueAt, workingDaysLeft: days = 0 } = row;
	if (row.returned) return { figure: '—', unit: '', note: '退回补正', tone: 'warned' };
	if (stepDueAt === undefined) return { figure: '—', unit: '', note: '未定期限', tone: 'dim' };
	const lastDay = dayOf(Date.parse(stepDueAt) - 1, zone);
	const until = formatDayShort(lastDay, civilParts(now, zone).year);
	// Run out on the eve of a rest day, a step is late by no working day yet.
	if (Date.parse(stepDueAt) <= now)
		return { figure: String(Math.abs(days)), unit: '个工作日', note: `已逾期，应于 ${until}`, tone: 'overdue' };
	if (dayOf(now, zone) === lastDay)
		return { figure: formatDuration(Date.parse(stepDueAt) - now), unit: '', note: '今日截止', tone: 'warned' };
	return { figure: String(days), unit: '个工作日', note: `${until}止`, tone: days <= 1 ? 'warned' : 'ink' };
}

/** The route in words, for those who do not see it. */
export function routeWords({ steps, returned }: QueueRow): string {
	const words = { done: '已办', running: '办理中', waiting: '待办' } as const;
	return `${steps.map((step) => `${step.name}${words[step.state]}`).join('，')}${returned ? '，已退回补正' : ''}`;
}
