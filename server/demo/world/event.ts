import { eventType } from '../../core/case/vocabulary.ts';
import type { CourtDate } from '../../core/time/types.ts';
import type { Days } from './days.ts';
import type { Random } from './random.ts';

/** The source of every event of the demo world. */
export const SOURCE = 'demo-cms';

/** An event as `POST /api/v1/events` takes it. */
export interface DemoEvent {
	readonly id: string;
	readonly source: string;
	readonly court: string;
	readonly caseNumber: string;
	readonly type: string;
	/** A bare day, or an instant with the offset +08:00. */
	readonly occurredAt: string;
	readonly seq: number;
	readonly data: Readonly<Record<string, unknown>>;
}

/** An event while the life of its case is still being planned. */
export interface Draft {
	readonly day: number;
	readonly type: string;
	readonly data: Readonly<Record<string, unknown>>;
	/** Day fields of the data, as day numbers, so that they move with the event. */
	readonly dates?: Readonly<Record<string, number>>;
	/** Happens whether or not the case stands still (money from a debtor, messages). */
	readonly free: boolean;
}

/** Types that the case system stamps with a time; all others are documents that carry a bare day. */
const timedTypes: ReadonlySet<string> = new Set([
	...['case-filed', 'handler-assigned', 'file-received', 'first-reception-recorded', 'track-set', 'branch-set'],
	...['report-order-issued', 'notice-issued', 'net-query-launched', 'net-query-returned', 'deposit-transferred'],
	...['auction-started', 'auction-failed', 'auction-sold', 'message-received', 'message-answered'],
	...['money-arrived', 'money-identified', 'money-payable', 'payment-submitted', 'money-paid', 'money-deposited'],
	...['hearing-scheduled', 'hearing-adjourned', 'hearing-held', 'judgment-made'],
	...['case-accepted', 'clue-duty-notified', 'complaint-sent', 'zb-submitted', 'zb-approved', 'netquote-ordered', 'netquote-received'],
	...['auction-opened', 'auction-ended', 'auction-deposit-refunded'],
	...['objection-received', 'objection-filed', 'reconsideration-received'],
]);

/** Facts that may fall on a rest day: banks, platforms, courts' machines and parties do not keep office hours. */
export const restDayTypes: ReadonlySet<string> = new Set([
	...['money-arrived', 'auction-failed', 'auction-sold', 'message-received', 'net-query-returned'],
	...['auction-opened', 'auction-ended', 'auction-deposit-refunded'],
]);

const OPENS = 8 * 60 + 32;
const CLOSES = 17 * 60 + 28;

function placeOf(draft: Draft): number {
	if (timedTypes.has(draft.type)) return 2000;
	return draft.type.startsWith('case-') ? 1000 : eventType(draft.type).rank;
}

/** Drafts in the order in which the product folds them: by day, date-only ones first by rank, timed ones as planned. */
export function sortDrafts(drafts: readonly Draft[]): Draft[] {
	return [...drafts].sort((a, b) => a.day - b.day || placeOf(a) - placeOf(b));
}

function timesOf(sorted: readonly Draft[], random: Random): (number | undefined)[] {
	const minutes: (number | undefined)[] = [];
	for (let at = 0; at < sorted.length;) {
		const day = sorted[at]?.day;
		let end = at;
		while (sorted[end]?.day === day && end < sorted.length) end += 1;
		const today = sorted.slice(at, end);
		const timed = today.filter((draft) => timedTypes.has(draft.type)).map(() => random.int(OPENS * 60, CLOSES * 60));
		timed.sort((a, b) => a - b);
		minutes.push(...today.map((draft) => (timedTypes.has(draft.type) ? timed.shift() : undefined)));
		at = end;
	}
	return minutes;
}

const two = (n: number) => String(n).padStart(2, '0');

function occurredAt(day: CourtDate, second: number | undefined): string {
	if (second === undefined) return day;
	return `${day}T${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}+08:00`;
}

/** The case an event belongs to. */
export interface CaseName {
	readonly court: string;
	readonly caseNumber: string;
	/** The normalised number, with which event ids begin. */
	readonly caseKey: string;
}

/** Turns the planned life of a case into events with ids, times and texts, paired with their drafts; `courtOn` says who reports on a day. */
export function writeEvents(
	name: CaseName,
	drafts: readonly Draft[],
	days: Days,
	random: Random,
	courtOn: (day: number) => string = () => name.court,
): { draft: Draft; event: DemoEvent }[] {
	const sorted = sortDrafts(drafts);
	const times = timesOf(sorted, random);
	return sorted.map((draft, at) => {
		const dates = Object.entries(draft.dates ?? {}).map(([field, n]) => [field, days.text(n)]);
		const event = {
			...{ id: `${name.caseKey}-${at + 1}`, source: SOURCE, court: courtOn(draft.day), caseNumber: name.caseNumber },
			...{ type: draft.type, occurredAt: occurredAt(days.text(draft.day), times[at]), seq: at + 1 },
			data: { ...draft.data, ...Object.fromEntries(dates) },
		};
		return { draft, event };
	});
}
