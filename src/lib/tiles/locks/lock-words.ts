import type { CourtLevel, LocksPayload, LockRow } from '../../contract/topics.ts';
import { civilParts, dayOf, formatDayShort } from '../../format/day.ts';
import { formatDuration } from '../../format/duration.ts';

/** Words for how far an unlock request has come. */
export const requestWords = {
	none: '尚未申请',
	endorsing: '本院核签',
	forwarding: '转报中',
	deciding: '审批中',
	returned: '退回补正',
	refused: '不予解锁',
} as const satisfies Record<LockRow['requestState'], string>;

/** Short words for the level that decides. */
export const levelWords = { basic: '本院', intermediate: '中院', higher: '高院' } as const satisfies Record<CourtLevel, string>;

/** What the deciders have left, and how loud it is. */
export interface Remaining {
	readonly figure: string;
	readonly unit: string;
	readonly note: string;
	readonly tone: 'dim' | 'ink' | 'warned' | 'overdue';
}

const nothing: Remaining = { figure: '—', unit: '', note: '', tone: 'dim' };

/** Remaining time of the running step: working days; on the last day the court hours; negative is late. */
export function calcRemaining(row: LockRow, now: number, zone: string): Remaining {
	const { workingDaysLeft: left, stepDueAt } = row;
	if (left === undefined) return nothing;
	const until = stepDueAt === undefined ? '' : `${formatDayShort(lastDayOf(stepDueAt, zone), civilParts(now, zone).year)}止`;
	// Run out on the eve of a rest day, a step is late by no working day yet.
	if (left < 0 || (stepDueAt !== undefined && Date.parse(stepDueAt) <= now))
		return { figure: String(Math.abs(left)), unit: '个工作日', note: '审批逾期', tone: 'overdue' };
	if (left <= 1 && stepDueAt !== undefined && Date.parse(stepDueAt) > now && dayOf(now, zone) === lastDayOf(stepDueAt, zone))
		return { figure: formatDuration(Date.parse(stepDueAt) - now), unit: '', note: '今日截止', tone: 'warned' };
	return { figure: String(left), unit: '个工作日', note: until, tone: left <= 1 ? 'warned' : 'ink' };
}

/** The last day of a step: its end may be written as the midnight after. */
function lastDayOf(dueAt: string, zone: string): string {
	return dayOf(Date.parse(dueAt) - 1, zone);
}

/** What is special about a lock, in words; undefined for a plain first one. */
export function lockNote(row: LockRow): string | undefined {
	if (row.state === 'review') return '补录待核';
	if (row.state === 'proposed') return '待值班确认';
	return row.repeat > 0 ? `第 ${row.repeat + 1} 次锁死` : undefined;
}

/** Which rows are shown of how many, and how many the server did not send at all. */
export function rangeWords(payload: LocksPayload | undefined, from: number, size: number): string | undefined {
	if (!payload || payload.total === 0) return undefined;
	const sent = payload.rows.length;
	const unsent = payload.total > sent ? `，另 ${payload.total - sent} 件见工作台` : '';
	if (sent <= size) return `共 ${payload.total} 件${unsent}`;
	return `第 ${from + 1}–${Math.min(from + size, sent)} 件，共 ${payload.total} 件${unsent}`;
}
