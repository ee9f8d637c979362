import type { CaseEvent } from '../case/case-event.ts';
import type { CaseView } from '../case/case-state.ts';
import { eventType } from '../case/vocabulary.ts';
import { longDate } from '../deadline/wording.ts';
import type { CheckRule, Limit, Requirement, Rulebook, Trigger } from '../rulebook/types.ts';
import { addDays, addMonths } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';
import { addWorkingDays, type WorkCalendar } from '../time/work-calendar.ts';
import { applies, meets, triggers } from './match.ts';
import type { NodeRow } from './types.ts';

/** Where a gate stands: the step may be taken, may not yet, was taken though it might not, or is past and was in order. */
export type CheckState = 'open' | 'missing' | 'breached' | 'passed';

/** One gate or count of a case, for one subject where it has any. */
export interface CheckRow {
	readonly check: string;
	readonly name: string;
	readonly subject: string;
	readonly state: CheckState;
	readonly unconfirmed: boolean;
	/** The step it stands before. */
	readonly gates: string;
	/** What is required and what was found, in Chinese. */
	readonly text: string;
	/** First day on which the step may be taken, where the requirement is a period. */
	readonly earliestOn?: CourtDate;
	/** The day on which the step was taken. */
	readonly doneOn?: CourtDate;
}

/** What a requirement is judged by: facts before the step, and the day of the step. */
interface Question {
	readonly before: readonly CaseEvent[];
	readonly on: CourtDate;
	readonly subject: string;
	readonly rule: CheckRule;
	readonly nodes: readonly NodeRow[];
	readonly calendar: WorkCalendar;
}

interface Finding {
	readonly met: boolean;
	readonly text: string;
	readonly earliestOn?: CourtDate;
}

function after(day: CourtDate, { limit, unit, extraDays = 0 }: Limit, sign: 1 | -1, calendar: WorkCalendar): CourtDate {
	if (unit === 'WD') return addWorkingDays(day, sign * limit, calendar);
	const months = unit === 'M' ? limit : unit === 'Y' ? limit * 12 : 0;
	const days = (unit === 'D' ? limit : 0) + extraDays;
	return addDays(addMonths(day, sign * months), sign * days);
}

const dayOf = (trigger: Trigger, event: CaseEvent): CourtDate =>
	((trigger.dayField && (event.data[trigger.dayField] as CourtDate | undefined)) || event.on) as CourtDate;

function found(trigger: Trigger, { before, rule, subject }: Question): readonly CaseEvent[] {
	return before.filter((event) => {
		const own = !rule.subject || event.data[rule.subject] === undefined || event.data[rule.subject] === subject;
		return own && triggers(trigger, event);
	});
}

const names = (triggerList: readonly Trigger[]): string => [...new Set(triggerList.map((each) => eventType(each.event).name))].join('或');

function judge(require: Requirement, question: Question): Finding {
	switch (require.kind) {
		case 'not-before': {
			const starts = found(require.start, question);
			const start = require.start.take === 'last' ? starts.at(-1) : starts[0];
			if (!start) return { met: true, text: `未见${names([require.start])}，本条件不适用` };
			const earliestOn = after(dayOf(require.start, start), require, 1, question.calendar);
			return {
				met: question.on >= earliestOn,
				text: `自${longDate(dayOf(require.start, start))}起算，${longDate(earliestOn)}以后方可办理`,
				earliestOn,
			};
		}
		case 'done': {
			const least = require.least ?? 1;
			const since = require.within && after(question.on, require.within, -1, question.calendar);
			const count = require.events.flatMap((trigger) => found(trigger, question)).filter((event) => !since || event.on >= since).length;
			const window = since ? `（${longDate(since)}以来）` : '';
			return { met: count >= least, text: `事先须有${names(require.events)}${least > 1 ? `至少${least}次` : ''}${window}，已有${count}次` };
		}
		case 'at-most': {
			const count = found(require.event, question).length;
			return { met: count < require.most, text: `${names([require.event])}至多${require.most}次，已有${count}次` };
		}
		case 'none-open': {
			const open = question.nodes.filter((node) => node.node === require.node && wasOpen(node, question.on)).length;
			return { met: open === 0, text: open === 0 ? '没有未办结的事项' : `尚有${open}项未办结` };
		}
		default:
			return require satisfies never;
	}
}

/** Whether a node was open when the day came. */
function wasOpen(node: NodeRow, on: CourtDate): boolean {
	if (node.startedOn > on || (node.endedOn && node.endedOn <= on)) return false;
	return node.phase !== 'void' || (node.voidedOn !== undefined && node.voidedOn >= on);
}

function subjectsOf(rule: CheckRule, view: CaseView): readonly string[] {
	if (!rule.subject) return ['-'];
	const field = rule.subject;
	return [...new Set(view.facts.flatMap((event) => (typeof event.data[field] === 'string' ? [event.data[field]] : [])))];
}

function requirementOf(rule: CheckRule, view: CaseView): Requirement {
	return rule.variants?.find(({ when }) => applies({ when }, view) === 'now')?.require ?? rule.require;
}

function checkRow(
	rule: CheckRule,
	view: CaseView,
	subject: string,
	today: CourtDate,
	context: Pick<Question, 'nodes' | 'calendar'>,
): CheckRow {
	const isStep = (event: CaseEvent): boolean => triggers(rule.gates, event) && (!rule.subject || event.data[rule.subject] === subject);
	const require = requirementOf(rule, view);
	// A count is about the step itself: the last one taken is judged by those before it.
	const index = require.kind === 'at-most' ? view.facts.findLastIndex(isStep) : view.facts.findIndex(isStep);
	const step = index < 0 ? undefined : view.facts[index];
	const on = step ? dayOf(rule.gates, step) : today;
	// Of bare days nobody knows the order: what was recorded for the day of the step counts as done before it, save the step itself.
	const sameDay = (event: CaseEvent): boolean => step !== undefined && !step.at && !event.at && event.on === step.on && !isStep(event);
	const before = index < 0 ? view.facts : view.facts.filter((event, at) => at < index || sameDay(event));
	const taken = judge(require, { before, on, subject, rule, ...context });
	const isPast = step !== undefined && (require.kind !== 'at-most' || !taken.met);
	// A count that was kept so far is about the next time: judged by everything that happened.
	const { met, text, earliestOn } = isPast ? taken : judge(require, { before: view.facts, on: today, subject, rule, ...context });
	const state: CheckState = isPast ? (met ? 'passed' : 'breached') : met ? 'open' : 'missing';
	return {
		check: rule.code,
		name: rule.name,
		subject,
		state,
		unconfirmed: rule.unconfirmed,
		gates: rule.gates.event,
		text,
		...(earliestOn ? { earliestOn } : {}),
		...(isPast ? { doneOn: on } : {}),
	};
}

/** Every gate and count of a case as it stands on a day. They warn and are reported; they hold nothing back. */
export function calcChecks(
	view: CaseView,
	nodes: readonly NodeRow[],
	context: { readonly rulebook: Rulebook; readonly calendar: WorkCalendar },
	today: CourtDate,
): readonly CheckRow[] {
	return (context.rulebook.checks ?? []).flatMap((rule) => {
		if (applies(rule, view) !== 'now' || view.filedOn < rule.from) return [];
		return subjectsOf(rule, view)
			.filter((subject) => isAbout(rule, view, subject))
			.map((subject) => checkRow(rule, view, subject, today, { nodes, calendar: context.calendar }));
	});
}

/** A subject that shares the field by name only (a deposit has an assetId too) is none of the rule's business until something of it fits. */
function isAbout(rule: CheckRule, view: CaseView, subject: string): boolean {
	if (!rule.subject) return true;
	const field = rule.subject;
	const wanted = [rule.gates, ...startsOf(rule.require)];
	return view.facts.some(
		(event) => event.data[field] === subject && wanted.some((trigger) => trigger.event === event.type && meets(trigger.where, event.data)),
	);
}

function startsOf(require: Requirement): readonly Trigger[] {
	return require.kind === 'not-before' ? [require.start] : require.kind === 'done' ? require.events : [];
}
