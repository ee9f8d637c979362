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

/** Effects with a stated day go on whatever court has the case, and so do a party's periods: nothing about them runs anew. */
const runsOn = (rule: NodeRule): boolean => rule.lapses === true || rule.clocks.every((clock) => clock.unit === 'X');

function endAfter(rule: NodeRule, span: Span, view: CaseView, index: number): Span['end'] {
	if (span.end && span.end.index > index) return span.end;
	// Money is settled by all that was ever paid, not by the next payment.
	return rule.endsWhen ? undefined : firstEnd(rule, view, span.subject, index + 1, view.facts.length, index);
}

function startAnew(rule: NodeRule, span: Span, transfer: Transfer, view: CaseView, n: number): Span {
	const index = transfer.receiptIndex!;
	const receipt = view.facts[index]!;
	// What started only at the new court keeps its own start.
	const starts = span.starts.map((start) =>
		start.index > index ? start : { ...start, event: receiptAs(start.event, start.clock.start.dayField, receipt), index },
	);
	const end = endAfter(rule, span, view, index);
	const outstanding = span.outstandingFen === undefined ? {} : { outstandingFen: span.outstandingFen };
	return { subject: span.subject, n, index, starts, ...outstanding, ...(end ? { end } : {}) };
}

/** A run as it stood when the case left: without what came later. */
function cutAt(span: Span, transfer: Transfer): Span {
	const { end: _end, ...open } = span;
	return { ...open, starts: span.starts.filter((start) => start.index < transfer.index) };
}

function withoutEnd(span: Span): Span {
	const { end: _end, ...open } = span;
	return open;
}

/** The transfer that had taken the case away, and had not been received, when something happened. */
function onTheWay(transfers: readonly Transfer[], index: number): Transfer | undefined {
	const last = transfers.findLast((transfer) => transfer.index < index);
	return last && (last.receiptIndex === undefined || last.receiptIndex > index) ? last : undefined;
}

/**
 * Splits the runs of a node by the courts that had the case: what was open on the day of a transfer ends there and runs anew at the
 * new court from receipt, as the next number; what every court does for itself (allocation) runs anew even where it was done. Between
 * transfer and receipt nothing runs.
 */
export function atCourts(rule: NodeRule, spans: readonly Span[], view: CaseView): readonly CourtSpan[] {
	const { transfers } = view;
	if (transfers.length === 0) return spans.map((span) => ({ ...span, court: view.state.filingCourt }));
	const list: CourtSpan[] = [];
	const lastN = new Map<string, number>();
	for (const span of spans) {
		let court = transfers.findLast((transfer) => transfer.index < span.index)?.to ?? view.state.filingCourt;
		let afterN: number | undefined;
		let open: Span | undefined = { ...span, n: Math.max(span.n, (lastN.get(span.subject) ?? 0) + 1) };
		/** A run that the case has left and that no court has taken up yet. */
		let left: Span | undefined;
		const put = (row: Span, leftBy?: Transfer): void => {
			list.push({ ...row, court, ...(leftBy ? { leftBy } : {}), ...(afterN === undefined ? {} : { afterN }) });
			lastN.set(row.subject, row.n);
		};
		const transit = runsOn(rule) ? undefined : onTheWay(transfers, span.index);
		if (transit) {
			const doneOnTheWay = open.end && (transit.receiptIndex === undefined || open.end.index < transit.receiptIndex);
			if (doneOnTheWay) court = transit.from;
			else [left, open] = [{ ...open, n: open.n - 1 }, undefined];
		}
		for (const transfer of runsOn(rule) ? [] : transfers) {
			if (open) {
				if (transfer.index < open.index) continue;
				const { end } = open;
				const isDone = end !== undefined && (transfer.receiptIndex === undefined || end.index < transfer.receiptIndex);
				if (isDone && !rule.perCourt) break;
				put(isDone ? open : cutAt(open, transfer), isDone ? undefined : transfer);
				left = isDone ? withoutEnd(open) : open;
				open = undefined;
			}
			if (!left || transfer.receiptIndex === undefined || transfer.receiptIndex < span.index) continue;
			if (left.n > 0 && lastN.get(left.subject) === left.n) afterN = left.n;
			court = transfer.to;
			open = startAnew(rule, left, transfer, view, left.n + 1);
			left = undefined;
		}
		if (open) put(open);
	}
	return list;
}
