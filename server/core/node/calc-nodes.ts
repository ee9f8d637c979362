import type { CaseView, ClockMark } from '../case/case-state.ts';
import { calcDue, explainDue } from '../deadline/due.ts';
import type { Due, ExplanationLine } from '../deadline/types.ts';
import { ruleInForce } from '../rulebook/in-force.ts';
import type { ClockRule, NodeRule, Rulebook } from '../rulebook/types.ts';
import type { CourtDate } from '../time/types.ts';
import type { WorkCalendar } from '../time/work-calendar.ts';
import { calcClock } from './calc-clock.ts';
import { dueInput, limitFor } from './due-input.ts';
import { applies } from './match.ts';
import { spansOf } from './spans.ts';
import { atCourts, type CourtSpan } from './transferred.ts';
import type { ClockRow, CourtPolicy, NodePhase, NodeRow, VoidReason } from './types.ts';

/** What nodes are computed with, besides the case. */
export interface NodeContext {
	readonly rulebook: Rulebook;
	readonly calendar: WorkCalendar;
	readonly policy: CourtPolicy;
	/** The same for another court: runs at courts that had the case before stay under their rules. Absent: one context for all. */
	readonly of?: (court: string) => NodeContext;
	/** The zone of the court; absent: that of the case. */
	readonly zone?: string;
}

/** The clock that published figures and phases follow: the one that locks, else the limit, else the only one. */
export function bindingClock(rule: NodeRule): ClockRule {
	return rule.clocks.find((clock) => clock.locks) ?? rule.clocks.find((clock) => clock.kind === 'limit') ?? (rule.clocks[0] as ClockRule);
}

/** The identity of a node: case key, rule, subject or `-`, and the run. */
export function nodeIdOf(caseKey: string, node: string, subject: string, n: number): string {
	return `${caseKey}/${node}/${subject}/${n}`;
}

/** A rule that runs, with the events that can start it. */
interface StartingRule {
	readonly rule: NodeRule;
	readonly events: readonly string[];
}

const startingRules = new WeakMap<
	Rulebook,
	{ readonly all: readonly StartingRule[]; readonly byCode: ReadonlyMap<string, StartingRule[]> }
>();

/** The rules that run, or those of some codes; sorted out once for a rulebook. */
function rulesOf(rulebook: Rulebook, codes: ReadonlySet<string> | undefined): readonly StartingRule[] {
	let rules = startingRules.get(rulebook);
	if (!rules) {
		const all = rulebook.nodes
			.filter((rule) => !rule.optional)
			.map((rule) => ({ rule, events: [...new Set(rule.clocks.map((clock) => clock.start.event))] }));
		rules = { all, byCode: Map.groupBy(all, ({ rule }) => rule.code) };
		startingRules.set(rulebook, rules);
	}
	const { all, byCode } = rules;
	return codes ? [...codes].flatMap((code) => byCode.get(code) ?? []) : all;
}

/** A run of a node with the rule that judges it, at the court that had the case. */
interface Run {
	readonly rule: NodeRule;
	readonly span: CourtSpan;
	readonly context: NodeContext;
	readonly fits: 'now' | 'once';
}

/** Which runs are asked for. */
interface Asked {
	readonly seen: ReadonlySet<string>;
	/** Absent: of all courts. */
	readonly court?: string;
	/** Codes of nodes; absent: all. */
	readonly codes: ReadonlySet<string> | undefined;
}

function runsAt(view: CaseView, context: NodeContext, { court, seen, codes }: Asked): readonly Run[] {
	const runs: Run[] = [];
	for (const { rule, events } of rulesOf(context.rulebook, codes)) {
		if (!events.some((event) => seen.has(event))) continue;
		const fits = applies(rule, view);
		if (fits === 'never') continue;
		for (const span of atCourts(rule, spansOf(rule, view), view))
			if (startsOf(span).length > 0 && (court === undefined || span.court === court)) runs.push({ rule, span, context, fits });
	}
	return runs;
}

/** Starts that can be counted from: a backward minimum needs the day that it lies before. */
function startsOf(span: CourtSpan): CourtSpan['starts'] {
	return span.starts.filter(({ clock, event }) => !clock.back || typeof event.data[clock.start.dayField ?? ''] === 'string');
}

/** Every run of every rule; runs at courts that had the case before follow the rules of those courts. */
function runsOf(view: CaseView, context: NodeContext, codes?: ReadonlySet<string>): readonly Run[] {
	const seen = new Set(view.facts.map((event) => event.type));
	if (view.transfers.length === 0) return runsAt(view, context, { seen, codes });
	const courts = [...new Set([view.state.filingCourt, ...view.transfers.map((transfer) => transfer.to)])];
	return courts.flatMap((court) => {
		const own = court === view.state.court ? context : (context.of?.(court) ?? context);
		return runsAt(view, own, { court, seen, codes });
	});
}

/**
 * All nodes of a case in the order of the rulebook (or those of some codes, one code after the other), by the rules in force on their first day. The
 * same facts, rules and calendar always give the same rows.
 */
export function calcNodes(view: CaseView, context: NodeContext, codes?: ReadonlySet<string>): readonly NodeRow[] {
	const rows: NodeRow[] = [];
	for (const run of runsOf(view, context, codes)) {
		const row = calcNode(view, run);
		if (ruleInForce(run.context.rulebook, run.rule.code, row.startedOn) === run.rule) rows.push(row);
	}
	return rows;
}

const changes = ['procedure-converted', 'track-set', 'case-updated'];

function changedOn(view: CaseView): { readonly on?: CourtDate } {
	const on = view.facts.findLast((event) => changes.includes(event.type))?.on;
	return on ? { on } : {};
}

function voidReasonOf(view: CaseView, { rule, span, fits }: Run): { readonly reason: VoidReason; readonly on?: CourtDate } | undefined {
	if (span.end) return undefined;
	if (span.leftBy) return { reason: 'transferred', on: span.leftBy.on };
	// Out of its rule from the day of the change on: what was overdue before stays so.
	if (fits === 'once') return { reason: 'converted', ...changedOn(view) };
	return view.closedOn && !rule.survivesClosing ? { reason: 'closed', on: view.closedOn } : undefined;
}

/** Ids of the runs of this node at courts before, latest first. */
function earlierIds(view: CaseView, { rule, span }: Run): readonly string[] {
	if (span.afterN === undefined) return [];
	return Array.from({ length: span.afterN }, (_, index) => nodeIdOf(view.state.key, rule.code, span.subject, span.afterN! - index));
}

function inputOf(view: CaseView, run: Run, start: CourtSpan['starts'][number], id: string) {
	const { rule, span, context } = run;
	return dueInput({
		view,
		rule,
		clock: start.clock,
		start: start.event,
		subject: span.subject,
		nodeIds: [id, ...earlierIds(view, run)],
		binding: start.clock === bindingClock(rule),
		calendar: context.calendar,
		zone: context.zone ?? view.state.zone,
		...(context.rulebook.workingHours ? { workingHours: context.rulebook.workingHours } : {}),
	});
}

const marksByNode = new WeakMap<CaseView, ReadonlyMap<string, readonly ClockMark[]>>();

function marksOf(view: CaseView): ReadonlyMap<string, readonly ClockMark[]> {
	let marks = marksByNode.get(view);
	if (!marks) {
		marks = Map.groupBy(view.state.marks, (mark) => mark.nodeId);
		marksByNode.set(view, marks);
	}
	return marks;
}

function calcNode(view: CaseView, run: Run): NodeRow {
	const { rule, span, context } = run;
	const id = nodeIdOf(view.state.key, rule.code, span.subject, span.n);
	const gone = voidReasonOf(view, run);
	const marks = marksOf(view).get(id) ?? [];
	const binding = bindingClock(rule);
	const clocks = startsOf(span).map((start) => {
		const input = inputOf(view, run, start, id);
		const due = calcDue(input);
		return calcClock({
			view,
			policy: context.policy,
			calendar: context.calendar,
			zone: input.zone,
			id,
			clock: start.clock,
			binding: start.clock === binding,
			due,
			startedOn: input.back ? start.event.on : input.trigger,
			end: span.end ?? (gone ? { on: gone.on ?? input.trigger } : undefined),
			running: !span.end && !gone,
			unconfirmed: due.assumed || limitFor(start.clock, start.event, view).unconfirmed,
			marks,
			earlierIds: earlierIds(view, run),
		});
	});
	const bindingRow = clocks.find((row) => row.clock === binding.kind);
	if (rule.lapses && bindingRow?.overdueOn) return lapsed(view, run, id, clocks, bindingRow);
	const startedOn = clocks.reduce<CourtDate>((first, row) => (row.startedOn < first ? row.startedOn : first), clocks[0]!.startedOn);
	return {
		id,
		node: rule.code,
		subject: span.subject,
		n: span.n,
		startedOn,
		...(span.end ? { endedOn: span.end.on, ...(span.end.at ? { endedAt: span.end.at } : {}) } : {}),
		phase: phaseOf({ ended: !!span.end, gone: !!gone, binding: bindingRow, clocks, marks }),
		...(gone ? { voidReason: gone.reason } : {}),
		...(gone?.on ? { voidedOn: gone.on } : {}),
		...(span.court === view.state.court ? {} : { court: span.court }),
		...(bindingRow?.overdueOn ? { overdueOn: bindingRow.overdueOn } : {}),
		...(span.outstandingFen !== undefined ? { outstandingFen: span.outstandingFen } : {}),
		clocks,
	};
}

/** A party's period that has run out: it ended on its last day, and nobody was late. */
function lapsed(view: CaseView, { rule, span }: Run, id: string, clocks: readonly ClockRow[], binding: ClockRow): NodeRow {
	const startedOn = clocks.reduce<CourtDate>((first, row) => (row.startedOn < first ? row.startedOn : first), clocks[0]!.startedOn);
	return {
		id,
		node: rule.code,
		subject: span.subject,
		n: span.n,
		startedOn,
		endedOn: binding.dueOn!,
		phase: 'met',
		...(span.court === view.state.court ? {} : { court: span.court }),
		clocks: clocks.map(({ overdueOn: _late, nextAt: _next, lockAt: _lock, ...row }) => row),
	};
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
	const run = runsOf(view, context).find(({ rule, span, context: own, fits }) => {
		if (nodeIdOf(view.state.key, rule.code, span.subject, span.n) !== nodeId) return false;
		const { startedOn } = calcNode(view, { rule, span, context: own, fits });
		return ruleInForce(own.rulebook, rule.code, startedOn) === rule;
	});
	if (!run) return undefined;
	const clocks = startsOf(run.span).map((start) => {
		const due = explainDue(inputOf(view, run, start, nodeId));
		return { clock: start.clock, due, lines: due.lines };
	});
	return { rule: run.rule, clocks };
}
