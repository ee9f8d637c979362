import type { CaseView, ClockMark } from '../case/case-state.ts';
import { calcDue, explainDue } from '../deadline/due.ts';
import { rungDays } from '../deadline/rungs.ts';
import type { Due, ExplanationLine } from '../deadline/types.ts';
import { ruleInForce } from '../rulebook/in-force.ts';
import type { ClockRule, NodeRule, Rulebook } from '../rulebook/types.ts';
import { addDays } from '../time/civil.ts';
import type { CourtDate, Instant } from '../time/types.ts';
import { dayOfInstant, startOfDay } from '../time/zone.ts';
import type { WorkCalendar } from '../time/work-calendar.ts';
import { dueInput, limitFor } from './due-input.ts';
import { applies } from './match.ts';
import { spansOf, type End, type Span } from './spans.ts';
import type { ClockRow, CourtPolicy, NodePhase, NodeRow } from './types.ts';

/** What nodes are computed with, besides the case. */
export interface NodeContext {
	readonly rulebook: Rulebook;
	readonly calendar: WorkCalendar;
	readonly policy: CourtPolicy;
}

/** The clock that published figures and phases follow: the one that locks, else the limit, else the only one. */
export function bindingClock(rule: NodeRule): ClockRule {
	return rule.clocks.find((clock) => clock.locks) ?? rule.clocks.find((clock) => clock.kind === 'limit') ?? (rule.clocks[0] as ClockRule);
}

/** The identity of a node: case key, rule, subject or `-`, and the run. */
export function nodeIdOf(caseKey: string, node: string, subject: string, n: number): string {
	return `${caseKey}/${node}/${subject}/${n}`;
}

/** All nodes of a case, by the rules in force on their first day. The same facts, rules and calendar always give the same rows. */
export function calcNodes(view: CaseView, context: NodeContext): readonly NodeRow[] {
	const rows: NodeRow[] = [];
	for (const rule of context.rulebook.nodes) {
		const fit = applies(rule, view);
		if (fit === 'never') continue;
		for (const span of spansOf(rule, view)) {
			if (span.starts.length === 0) continue;
			const row = calcNode(view, context, rule, span, fit === 'now');
			if (ruleInForce(context.rulebook, rule.code, row.startedOn) === rule) rows.push(row);
		}
	}
	return rows;
}

function calcNode(view: CaseView, context: NodeContext, rule: NodeRule, span: Span, applicable: boolean): NodeRow {
	const id = nodeIdOf(view.state.key, rule.code, span.subject, span.n);
	const closed = view.closedOn && !rule.survivesClosing ? view.closedOn : undefined;
	const gone = !span.end && (!applicable || closed !== undefined);
	const marks = view.state.marks.filter((mark) => mark.nodeId === id);
	const binding = bindingClock(rule);
	const clocks = span.starts.map(({ clock, event }) => {
		const isBinding = clock === binding;
		const input = dueInput({
			view,
			rule,
			clock,
			start: event,
			subject: span.subject,
			nodeId: id,
			binding: isBinding,
			calendar: context.calendar,
		});
		const due = calcDue(input);
		const stoppedBy = span.end ?? (gone ? { on: closed ?? input.trigger } : undefined);
		const unconfirmed = due.assumed || limitFor(clock, event, view).unconfirmed;
		return calcClock({
			view,
			context,
			id,
			clock,
			binding: isBinding,
			due,
			startedOn: input.trigger,
			end: stoppedBy,
			running: !span.end && !gone,
			unconfirmed,
			marks,
		});
	});
	const bindingRow = clocks.find((row) => row.clock === binding.kind);
	const startedOn = clocks.reduce<CourtDate>((first, row) => (row.startedOn < first ? row.startedOn : first), clocks[0]!.startedOn);
	return {
		id,
		node: rule.code,
		subject: span.subject,
		n: span.n,
		startedOn,
		...(span.end ? { endedOn: span.end.on, ...(span.end.at ? { endedAt: span.end.at } : {}) } : {}),
		phase: phaseOf({ ended: !!span.end, gone, binding: bindingRow, clocks, marks }),
		...(bindingRow?.overdueOn ? { overdueOn: bindingRow.overdueOn } : {}),
		...(span.outstandingFen !== undefined ? { outstandingFen: span.outstandingFen } : {}),
		clocks,
	};
}

interface ClockArgs {
	readonly view: CaseView;
	readonly context: NodeContext;
	readonly id: string;
	readonly clock: ClockRule;
	readonly binding: boolean;
	readonly due: Due;
	readonly startedOn: CourtDate;
	/** When the clock stopped for good: done, closed or no longer applicable. */
	readonly end: End | undefined;
	readonly running: boolean;
	readonly unconfirmed: boolean;
	readonly marks: readonly ClockMark[];
}

function calcClock(args: ClockArgs): ClockRow {
	const { clock, due, startedOn } = args;
	const dueOn = due.dueOn ?? (due.dueAt ? dayOfInstant(due.dueAt, args.view.state.zone) : undefined);
	const marks = args.marks.filter((mark) => mark.clock === clock.kind && mark.dueOn === dueOn);
	const ranOut = marks.some((mark) => mark.rung === 0);
	const rung = marks.reduce((highest, mark) => Math.max(highest, mark.rung), 0);
	const overdueOn = overdueDay(args, dueOn, ranOut);
	const nextAt = args.running && dueOn && !due.frozen && !ranOut ? nextMoment(args, dueOn, rung) : undefined;
	const lockAt = args.running && dueOn && ranOut && mayLock(args, dueOn) ? dueMoment(args, dueOn) : undefined;
	return {
		clock: clock.kind,
		binding: args.binding,
		startedOn,
		...(dueOn ? { dueOn } : {}),
		...(due.dueAt ? { dueAt: due.dueAt } : {}),
		frozen: due.frozen && args.running,
		provisional: due.provisional,
		unconfirmed: args.unconfirmed,
		rung,
		...(overdueOn ? { overdueOn } : {}),
		...(nextAt ? { nextAt } : {}),
		...(lockAt ? { lockAt } : {}),
		ledger: due.ledger,
	};
}

/** The first moment at which the clock is overdue. */
function dueMoment({ due, view }: ClockArgs, dueOn: CourtDate): Instant {
	return due.dueAt ?? startOfDay(addDays(dueOn, 1), view.state.zone);
}

function nextMoment(args: ClockArgs, dueOn: CourtDate, rung: number): Instant {
	const days = rungDays({ dueOn }, args.clock.warn, args.clock.unit, args.context.calendar);
	const next = days[rung];
	return next === undefined ? dueMoment(args, dueOn) : startOfDay(next, args.view.state.zone);
}

/** The day after the due day that was missed, or undefined while none was. Once missed stays on record whatever is decided later. */
function overdueDay(args: ClockArgs, dueOn: CourtDate | undefined, ranOut: boolean): CourtDate | undefined {
	const { due, end } = args;
	if (due.missedOn && !(end && end.on <= due.missedOn)) return addDays(due.missedOn, 1);
	if (!dueOn) return undefined;
	const late = end ? isLate(end, dueOn, due.dueAt) : ranOut;
	if (!late) return undefined;
	return due.dueAt ? dayOfInstant(due.dueAt, args.view.state.zone) : addDays(dueOn, 1);
}

function isLate(end: End, dueOn: CourtDate, dueAt: Instant | undefined): boolean {
	if (dueAt && end.at) return end.at > dueAt;
	return end.on > dueOn;
}

/** Whether a clock that ran out locks: confirmed limit, known calendar, not before the court switched locks on, never twice for one due day. */
function mayLock({ clock, due, unconfirmed, view, context, id }: ClockArgs, dueOn: CourtDate): boolean {
	const { locksFrom } = context.policy;
	if (!clock.locks || unconfirmed || due.provisional || !locksFrom || dueOn < locksFrom || view.closedOn) return false;
	// A lock voided by a late fact that was itself withdrawn later may be set again.
	return !view.state.locks.some(
		(lock) => lock.outcome !== 'voided' && lock.causes.some((cause) => cause.nodeId === id && cause.dueOn === dueOn),
	);
}

function phaseOf(args: {
	readonly ended: boolean;
	readonly gone: boolean;
	readonly binding: ClockRow | undefined;
	readonly clocks: readonly ClockRow[];
	readonly marks: readonly ClockMark[];
}): NodePhase {
	if (args.gone) return 'void';
	if (args.ended) return args.binding?.overdueOn ? 'met-late' : 'met';
	const ranOut = (row: ClockRow): boolean =>
		args.marks.some((mark) => mark.rung === 0 && mark.clock === row.clock && mark.dueOn === row.dueOn);
	if (args.binding && ranOut(args.binding)) return 'overdue';
	return args.clocks.some((row) => row.rung > 0 || ranOut(row)) ? 'warning' : 'pending';
}

/** One clock with the arithmetic of its due day. */
export interface ExplainedClock {
	readonly clock: ClockRule;
	readonly due: Due;
	readonly lines: readonly ExplanationLine[];
}

/** 「为什么是这一天」: the arithmetic of every clock of one node, or undefined where the case has no such node. */
export function explainNode(
	view: CaseView,
	context: NodeContext,
	nodeId: string,
): { readonly rule: NodeRule; readonly clocks: readonly ExplainedClock[] } | undefined {
	for (const rule of context.rulebook.nodes) {
		if (applies(rule, view) === 'never') continue;
		const span = spansOf(rule, view).find((candidate) => nodeIdOf(view.state.key, rule.code, candidate.subject, candidate.n) === nodeId);
		if (!span || span.starts.length === 0) continue;
		const binding = bindingClock(rule);
		const clocks = span.starts.map(({ clock, event }) => {
			const due = explainDue(
				dueInput({
					view,
					rule,
					clock,
					start: event,
					subject: span.subject,
					nodeId,
					binding: clock === binding,
					calendar: context.calendar,
				}),
			);
			return { clock, due, lines: due.lines };
		});
		return { rule, clocks };
	}
	return undefined;
}
