import type { CaseEvent } from '../case/case-event.ts';
import type { CaseView, Transfer } from '../case/case-state.ts';
import type { NodeRule } from '../rulebook/types.ts';
import { firstEnd, type Span } from './spans.ts';

/** A run of a node at one court. */
export interface CourtSpan extends Span {
	readonly court: string;
	/** The transfer that ended it before it was done. */
	readonly leftBy?: Transfer;
	/** The run at the court before, which this one goes on from. */
	readonly afterN?: number;
}

/** The receipt as the start of a clock at the new court: it keeps what the limit depends on (urgent), not the day that was stated once. */
function receiptAs(start: CaseEvent, dayField: string | undefined, receipt: CaseEvent): CaseEvent {
	const { [dayField ?? '']: _day, ...data } = start.data;
	return { ...receipt, data };
}

/** Seals and other effects with a stated day go on whatever court has the case: nothing about them runs anew. */
const runsOn = (rule: NodeRule): boolean => rule.clocks.every((clock) => clock.unit === 'X');

function startAnew(rule: NodeRule, span: Span, transfer: Transfer, view: CaseView, n: number): Span {
	const index = transfer.receiptIndex!;
	const receipt = view.facts[index]!;
	const starts = span.starts.map(({ clock, event }) => ({ clock, event: receiptAs(event, clock.start.dayField, receipt) }));
	const end = span.end && span.end.index > index ? span.end : firstEnd(rule, view, span.subject, index + 1, view.facts.length, index);
	const outstanding = span.outstandingFen === undefined ? {} : { outstandingFen: span.outstandingFen };
	return { subject: span.subject, n, index, starts, ...outstanding, ...(end ? { end } : {}) };
}

/**
 * Splits the runs of a node by the courts that had the case: what was open on the day of a transfer ends there and runs anew at the
 * new court from receipt, as the next number; what every court does for itself (allocation) runs anew even where it was done.
 */
export function atCourts(rule: NodeRule, spans: readonly Span[], view: CaseView): readonly CourtSpan[] {
	const { transfers } = view;
	if (transfers.length === 0) return spans.map((span) => ({ ...span, court: view.state.filingCourt }));
	const list: CourtSpan[] = [];
	const lastN = new Map<string, number>();
	for (const span of spans) {
		let court = transfers.findLast((transfer) => transfer.index < span.index)?.to ?? view.state.filingCourt;
		let present: Span | undefined = { ...span, n: Math.max(span.n, (lastN.get(span.subject) ?? 0) + 1) };
		let afterN: number | undefined;
		const put = (row: Span, leftBy?: Transfer): void => {
			const { end: _end, ...open } = row;
			list.push({ ...(leftBy ? open : row), court, ...(leftBy ? { leftBy } : {}), ...(afterN === undefined ? {} : { afterN }) });
			lastN.set(row.subject, row.n);
		};
		for (const transfer of transfers) {
			if (transfer.index < present.index || runsOn(rule)) continue;
			const doneBefore = present.end !== undefined && present.end.index < transfer.index;
			const doneOnTheWay = present.end !== undefined && transfer.receiptIndex !== undefined && present.end.index < transfer.receiptIndex;
			if ((doneBefore || doneOnTheWay) && !rule.perCourt) break;
			put(present, doneBefore || doneOnTheWay ? undefined : transfer);
			const received = transfer.receiptIndex !== undefined;
			if (!received) {
				present = undefined;
				break;
			}
			afterN = present.n;
			court = transfer.to;
			present = startAnew(rule, doneBefore || doneOnTheWay ? withoutEnd(present) : present, transfer, view, present.n + 1);
		}
		if (present) put(present);
	}
	return list;
}

function withoutEnd(span: Span): Span {
	const { end: _end, ...open } = span;
	return open;
}
