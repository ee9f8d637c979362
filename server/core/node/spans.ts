import type { CaseEvent } from '../case/case-event.ts';
import { numberOf } from '../case/case-event.ts';
import type { CaseView } from '../case/case-state.ts';
import type { ClockRule, NodeRule } from '../rulebook/types.ts';
import type { CourtDate, Instant } from '../time/types.ts';
import { meets, resolvedData, triggers } from './match.ts';

/** The moment a node ended. */
export interface End {
	readonly on: CourtDate;
	readonly at?: Instant;
}

/** One run of a node: what started each clock, and what ended it. */
export interface Span {
	readonly subject: string;
	readonly n: number;
	readonly starts: readonly { readonly clock: ClockRule; readonly event: CaseEvent }[];
	readonly end?: End;
	/** What is left of a receipt, in fen. */
	readonly outstandingFen?: number;
}

const subjectOf = (rule: NodeRule, event: CaseEvent): string =>
	rule.subject ? ((event.data[rule.subject] as string | undefined) ?? '') : '-';

const endOf = (event: CaseEvent): End => (event.at ? { on: event.on, at: event.at } : { on: event.on });

/** All runs of a rule's node in a case, in the order of their subjects' first events. */
export function spansOf(rule: NodeRule, view: CaseView): readonly Span[] {
	const bySubject = new Map<string, CaseEvent[]>();
	for (const event of view.facts) {
		if (!rule.clocks.some((clock) => triggers(clock.start, event))) continue;
		const subject = subjectOf(rule, event);
		if (subject === '') continue;
		const list = bySubject.get(subject);
		if (list) list.push(event);
		else bySubject.set(subject, [event]);
	}
	return [...bySubject].flatMap(([subject, events]) => {
		if (!assetFits(rule, view, subject)) return [];
		return rule.renewedBy ? renewedSpans(rule, view, subject, events) : [singleSpan(rule, view, subject, events)];
	});
}

/** Whether the asset a node is about is of the kind that the rule asks for, by what its last seal says. */
function assetFits(rule: NodeRule, view: CaseView, subject: string): boolean {
	if (!rule.asset) return true;
	const seal = view.facts.findLast((event) => event.type === 'asset-sealed' && event.data.assetId === subject);
	return !!seal && meets(rule.asset, resolvedData(seal));
}

function singleSpan(rule: NodeRule, view: CaseView, subject: string, events: readonly CaseEvent[]): Span {
	const starts = rule.clocks.flatMap((clock) => {
		const event = events.find((candidate) => triggers(clock.start, candidate));
		return event ? [{ clock, event }] : [];
	});
	if (rule.endsWhen === 'money-settled') return { subject, n: 1, starts, ...settlement(view, subject) };
	const end = firstEnd(rule, view, subject, view.facts);
	return { subject, n: 1, starts, ...(end ? { end } : {}) };
}

/** A renewal ends run n and starts run n + 1; so does a new seal of the same asset. */
function renewedSpans(rule: NodeRule, view: CaseView, subject: string, sealings: readonly CaseEvent[]): readonly Span[] {
	const first = view.facts.indexOf(sealings[0] as CaseEvent);
	const isStart = (event: CaseEvent): boolean =>
		sealings.includes(event) || (!!rule.renewedBy?.includes(event.type) && subjectOf(rule, event) === subject);
	const starts = view.facts.slice(first).filter(isStart);
	return starts.map((event, index) => {
		const from = view.facts.indexOf(event) + 1;
		const next = starts[index + 1];
		const until = next ? view.facts.indexOf(next) + 1 : undefined;
		const between = view.facts.slice(from, until);
		const end = firstEnd(rule, view, subject, between) ?? (next ? endOf(next) : undefined);
		return { subject, n: index + 1, starts: rule.clocks.map((clock) => ({ clock, event })), ...(end ? { end } : {}) };
	});
}

function firstEnd(rule: NodeRule, view: CaseView, subject: string, facts: readonly CaseEvent[]): End | undefined {
	for (const event of facts) {
		const ends = rule.ends.some((end) => triggers(end, event));
		if (!ends) continue;
		// A closing that was undone ended nothing; the standing one is the last.
		if (event.type === 'case-closed') return view.closedOn ? { on: view.closedOn } : undefined;
		if (!rule.subject || event.data[rule.subject] === subject) return endOf(event);
	}
	return undefined;
}

/** A receipt is settled when paid, deposited and refunded together reach what arrived; until then something is outstanding. */
function settlement(view: CaseView, receiptId: string): { readonly end?: End; readonly outstandingFen: number } {
	const ofReceipt = view.facts.filter((event) => event.data.receiptId === receiptId);
	const arrived = ofReceipt
		.filter((event) => event.type === 'money-arrived')
		.reduce((total, event) => total + numberOf(event.data, 'amountFen'), 0);
	let out = 0;
	for (const event of ofReceipt) {
		if (event.type !== 'money-paid' && event.type !== 'money-deposited' && event.type !== 'money-refunded') continue;
		out += numberOf(event.data, 'amountFen');
		if (out >= arrived) return { end: endOf(event), outstandingFen: 0 };
	}
	return { outstandingFen: arrived - out };
}
