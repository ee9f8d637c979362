import { ruleInForce } from '../rulebook/in-force.ts';
import { daysBetween } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';
import { isBeforeLocks, nodeOfId, type OpenNode, type WaitingRequest } from './as-of.ts';
import type { DailyInput, LockAsStored, ReportLine } from './types.ts';
import { shortDay } from './wording.ts';

/** What lines are written with. */
export interface LineContext {
	readonly input: DailyInput;
	/** Cases held by a lock at the cut-off, with the lock. */
	readonly lockOfCase: ReadonlyMap<number, LockAsStored>;
}

/** The Chinese name of a node by the rule in force on a day. */
export function nodeName(input: Pick<DailyInput, 'rulebook'>, code: string, day: CourtDate): string {
	return (ruleInForce(input.rulebook, code, day) ?? input.rulebook.nodes.find((rule) => rule.code === code))?.name ?? code;
}

/** The name of a court, or its code where the directory does not know it. */
export const courtName = (input: Pick<DailyInput, 'directory'>, code: string): string => input.directory.courts.get(code)?.name ?? code;

/** The name of a handler, or the code that a feed named. */
export const handlerName = (input: Pick<DailyInput, 'directory'>, code: string | undefined): string | undefined =>
	code === undefined ? undefined : (input.directory.persons.get(code)?.name ?? code);

interface Owner {
	readonly caseNumber: string;
	readonly court: string;
	readonly unit?: string;
	readonly handler?: string;
}

function ownerOf(input: DailyInput, { caseNumber, court, unit, handler }: Owner) {
	const unitName = unit && (input.directory.units.get(unit)?.name ?? unit);
	const person = handlerName(input, handler);
	return { caseNumber, courtName: courtName(input, court), ...(unitName ? { unitName } : {}), ...(person ? { handlerName: person } : {}) };
}

function marksOf(input: DailyInput, node: OpenNode): readonly string[] {
	const overdue = node.dueOn < input.day;
	return [
		...(node.provisional ? ['暂定'] : []),
		...(node.unconfirmed ? ['待核'] : []),
		...(overdue && isBeforeLocks(node, input) ? ['启用前超期'] : []),
		...(overdue && node.awaitsFeed ? ['超期待核实'] : []),
	];
}

function deciderOf(input: DailyInput, lock: LockAsStored | undefined): { readonly decider?: string } {
	const court = lock && input.deciders.get(lock.lockId);
	return court ? { decider: courtName(input, court) } : {};
}

/** The line of a node. */
export function nodeLine({ input, lockOfCase }: LineContext, node: OpenNode): ReportLine {
	const lock = lockOfCase.get(node.caseId);
	return {
		...ownerOf(input, node),
		nodeName: nodeName(input, node.node, node.startedOn),
		dueOn: node.dueOn,
		...(node.overdueDays > 0 ? { overdueDays: node.overdueDays } : {}),
		reminders: input.reminders.get(node.nodeId) ?? 0,
		locked: lock !== undefined,
		...deciderOf(input, lock),
		marks: marksOf(input, node),
	};
}

/** The cause of a lock that has run longest. */
export function firstCause(lock: LockAsStored): LockAsStored['causes'][number] | undefined {
	return lock.causes.toSorted((a, b) => (a.dueOn === b.dueOn ? (a.nodeId < b.nodeId ? -1 : 1) : a.dueOn < b.dueOn ? -1 : 1))[0];
}

function causeName(input: DailyInput, lock: LockAsStored): string {
	const cause = firstCause(lock);
	if (!cause) return '—';
	const name = nodeName(input, nodeOfId(cause.nodeId), cause.dueOn);
	return lock.causes.length > 1 ? `${name}等${lock.causes.length}项` : name;
}

/** The line of a lock: its most overdue cause stands for all. */
export function lockLine({ input }: LineContext, lock: LockAsStored): ReportLine {
	const cause = firstCause(lock);
	return {
		...ownerOf(input, lock),
		nodeName: causeName(input, lock),
		...(cause ? { dueOn: cause.dueOn, overdueDays: Math.max(0, daysBetween(cause.dueOn, input.day)) } : {}),
		reminders: cause ? (input.reminders.get(cause.nodeId) ?? 0) : 0,
		locked: true,
		...deciderOf(input, lock),
		marks: [...(lock.state === 'review' ? ['补录待核'] : []), ...(lock.repeat > 0 ? [`第${lock.repeat + 1}次锁死`] : [])],
	};
}

const stepNames: Readonly<Record<string, string>> = { endorse: '本院核签', forward: '转报意见', decide: '审批' };

/** What a request waits for, as read in sentences and marks. */
export function stepName({ request, step }: WaitingRequest): string {
	return stepNames[request.route[step]?.kind ?? ''] ?? '审批';
}

/** The line of a request: the locked case, and the step it waits at. */
export function requestLine(context: LineContext, waiting: WaitingRequest): ReportLine {
	const { lock, stepDueOn } = waiting;
	const due = stepDueOn ? `，限${shortDay(stepDueOn, context.input.day)}` : '';
	const mark = `待${stepName(waiting)}${due}`;
	if (!lock) return { caseNumber: waiting.request.lockId, courtName: '—', nodeName: '—', reminders: 0, locked: true, marks: [mark] };
	const line = lockLine(context, lock);
	return { ...line, marks: [mark, ...line.marks] };
}
