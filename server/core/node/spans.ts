import type { CaseEvent } from '../case/case-event.ts';
import { numberOf } from '../case/case-event.ts';
import type { CaseView } from '../case/case-state.ts';
import type { ClockRule, NodeRule, Trigger } from '../rulebook/types.ts';
import type { CourtDate, Instant } from '../time/types.ts';
import { meets, resolvedData, triggers } from './match.ts';

/** The moment a node ended. */
export interface End {
	readonly on: CourtDate;
	readonly at?: Instant;
	/** Place of the event in the facts. */
	readonly index: number;
}

/** One run of a node: what started each clock, and what ended it. */
export interface Span {
	readonly subject: string;
	readonly n: number;
	readonly starts: readonly { readonly clock: ClockRule; readonly event: CaseEvent; readonly index: number }[];
	/** Place of the earliest start in the facts. */
	readonly index: number;
	readonly end?: End;
	/** What is left of a receipt, in fen. */
	readonly outstandingFen?: number;
}

const subjectOf = (rule: NodeRule, event: CaseEvent): string =>
	rule.subject ? ((event.data[rule.subject] as string | undefined) ?? '') : '-';

const endAt = (event: CaseEvent, index: number): End => (event.at ? { on: event.on, at: event.at, index } : { on: event.on, index });

/** An event with its place in the facts. */
interface Placed {
	readonly event: CaseEvent;
	readonly index: number;
}

/** All runs of a rule's node in a case, in the order of their subjects' first events. */
export function spansOf(rule: NodeRule, view: CaseView): readonly Span[] {
	const bySubject = new Map<string, Placed[]>();
	view.facts.forEach((event, index) => {
		if (!rule.clocks.some((clock) => triggers(clock.start, event))) return;
		const subject = subjectOf(rule, event);
		if (subject === '') return;
		const list = bySubject.get(subject);
		if (list) list.push({ event, index });
		else bySubject.set(subject, [{ event, index }]);
	});
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

/** The event that starts a clock: the first one, or the last one before the end where the rule asks for that. */
function startOf(start: Trigger, events: readonly Placed[], end: End | undefined): Placed | undefined {
	const fitting = events.filter(({ event }) => triggers(start, event));
	if (start.take !== 'last') return fitting[0];
	return fitting.findLast(({ index }) => end === undefined || index < end.index) ?? fitting[0];
}

function singleSpan(rule: NodeRule, view: CaseView, subject: string, events: readonly Placed[]): Span {
	const settled = rule.endsWhen === 'money-settled' ? settlement(view, subject) : undefined;
	const end = settled ? settled.end : firstEnd(rule, view, subject, 0, view.facts.length, events[0]!.index);
	const starts = rule.clocks.flatMap((clock) => {
		const found = startOf(clock.start, events, end);
		return found ? [{ clock, ...found }] : [];
	});
	const index = starts.reduce((least, start) => Math.min(least, start.index), Number.MAX_SAFE_INTEGER);
	const outstanding = settled ? { outstandingFen: settled.outstandingFen } : {};
	return { subject, n: 1, index, starts, ...(end ? { end } : {}), ...outstanding };
}

/** A renewal ends run n and starts run n + 1; so does a new seal of the same asset. */
function renewedSpans(rule: NodeRule, view: CaseView, subject: string, sealings: readonly Placed[]): readonly Span[] {
	const first = sealings[0]!.index;
	const own = new Set(sealings.map(({ index }) => index));
	const starts: Placed[] = [];
	view.facts.forEach((event, index) => {
		const renews = index >= first && !!rule.renewedBy?.includes(event.type) && subjectOf(rule, event) === subject;
		if (own.has(index) || renews) starts.push({ event, index });
	});
	return starts.map(({ event, index }, at) => {
		const next = starts[at + 1];
		const until = next ? next.index + 1 : view.facts.length;
		const end = firstEnd(rule, view, subject, index + 1, until, index) ?? (next ? endAt(next.event, next.index) : undefined);
		return { subject, n: at + 1, index, starts: rule.clocks.map((clock) => ({ clock, event, index })), ...(end ? { end } : {}) };
	});
}

/** The first event from one place to another (left out) that ends a node of this subject. */
export function firstEnd(
	rule: NodeRule,
	view: CaseView,
	subject: string,
	from: number,
	until: number,
	startIndex: number,
): End | undefined {
	for (let index = from; index < until; index += 1) {
		const event = view.facts[index]!;
		const end = rule.ends.find((each) => triggers(each, event));
		if (!end) continue;
		// A closing that was undone ended nothing; the standing one is the last.
		if (event.type === 'case-closed') return view.closedOn ? { on: view.closedOn, index } : undefined;
		if (end.anySubject ? index > startIndex : !rule.subject || event.data[rule.subject] === subject) return endAt(event, index);
	}
	return undefined;
}

/** A receipt is settled when paid, deposited and refunded together reach what arrived; until then something is outstanding. */
function settlement(view: CaseView, receiptId: string): { readonly end?: End; readonly outstandingFen: number } {
	let arrived = 0;
	for (const { type, data } of view.facts)
		if (type === 'money-arrived' && data.receiptId === receiptId) arrived += numberOf(data, 'amountFen');
	let out = 0;
	for (const [index, event] of view.facts.entries()) {
		if (event.data.receiptId !== receiptId) continue;
		if (event.type !== 'money-paid' && event.type !== 'money-deposited' && event.type !== 'money-refunded') continue;
		out += numberOf(event.data, 'amountFen');
		if (out >= arrived) return { end: endAt(event, index), outstandingFen: 0 };
	}
	return { outstandingFen: arrived - out };
}
