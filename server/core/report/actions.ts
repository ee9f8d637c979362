import { addDays, daysBetween } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';
import { dayOfInstant } from '../time/zone.ts';
import { isSeal, type OpenNode, type WaitingRequest } from './as-of.ts';
import { firstCause, handlerName, nodeName, stepName } from './lines.ts';
import type { DailyInput, LockAsStored } from './types.ts';
import { shortDay } from './wording.ts';

/** What the three sentences are chosen from. */
export interface ActionFacts {
	readonly input: DailyInput;
	readonly zone: string;
	readonly open: readonly OpenNode[];
	readonly held: readonly LockAsStored[];
	readonly waiting: readonly WaitingRequest[];
	readonly newlyLocked: number;
}

/** A sentence with its place: the lower the number, the more urgent. */
interface Candidate {
	readonly rank: number;
	readonly text: string;
}

type Finder = (facts: ActionFacts) => Candidate | undefined;

const who = (input: DailyInput, handler: string | undefined): string => (handler ? `（承办人${handlerName(input, handler)}）` : '');

function describe({ input }: ActionFacts, node: OpenNode): string {
	return `${node.caseNumber}${nodeName(input, node.node, node.startedOn)}${who(input, node.handler)}`;
}

/** A seal that has run out costs a party its rank: first of all. */
const expiredSeals: Finder = (facts) => {
	const seals = facts.open.filter((node) => isSeal(node) && node.dueOn <= facts.input.day);
	const oldest = seals[0];
	if (!oldest) return undefined;
	return {
		rank: 1,
		text: `查封、冻结已届满而未续封或解除 ${seals.length} 项，最早的是${describe(facts, oldest)}，${shortDay(oldest.dueOn, facts.input.day)}届满，请立即核实处理。`,
	};
};

const sealsThisWeek: Finder = (facts) => {
	const last = addDays(facts.input.day, 7);
	const seals = facts.open.filter((node) => isSeal(node) && node.dueOn > facts.input.day && node.dueOn <= last);
	const first = seals[0];
	if (!first) return undefined;
	return {
		rank: 2,
		text: `七日内查封、冻结届满 ${seals.length} 项，最近的是${describe(facts, first)}，${shortDay(first.dueOn, facts.input.day)}届满，请在届满前办理续封。`,
	};
};

const requestsWaiting: Finder = ({ input, waiting, zone }) => {
	const first = waiting[0];
	if (!first) return undefined;
	const number = first.lock?.caseNumber ?? first.request.lockId;
	const oldest = waiting.reduce((most, { request }) => Math.max(most, ageOf(request.requestedAt, input.day, zone)), 0);
	const age = oldest > 0 ? `，等候最久的已 ${oldest} 日` : '';
	const due = first.stepDueOn ? `应于${shortDay(first.stepDueOn, input.day)}以前${stepName(first)}` : `待${stepName(first)}`;
	// A step whose last day is the next one, or past, cannot wait for the rest of the week.
	const urgent = first.stepDueOn !== undefined && first.stepDueOn <= addDays(input.day, 1);
	return { rank: urgent ? 3 : 6, text: `解锁申请待审 ${waiting.length} 件${age}；${number}${due}，请按期办理。` };
};

function ageOf(at: WaitingRequest['request']['requestedAt'], day: CourtDate, zone: string): number {
	return Math.max(0, daysBetween(dayOfInstant(at, zone), day));
}

const moneyOverdue: Finder = (facts) => {
	const late = facts.open.filter((node) => node.node === 'enf-pay-done' && node.overdueDays > 0);
	const oldest = late[0];
	if (!oldest) return undefined;
	return {
		rank: 4,
		text: `案款到账超期未发放 ${late.length} 笔，最久的是${oldest.caseNumber}${who(facts.input, oldest.handler)}，已超 ${oldest.overdueDays} 日，请优先发放。`,
	};
};

const locksUnasked: Finder = ({ input, held, waiting, zone }) => {
	const asked = new Set(waiting.map(({ request }) => request.lockId));
	const unasked = held.filter((lock) => !asked.has(lock.lockId));
	const oldest = unasked[0];
	if (!oldest) return undefined;
	const days = ageOf(oldest.lockedAt, input.day, zone);
	const cause = firstCause(oldest);
	const overdue = cause ? `，超期 ${Math.max(0, daysBetween(cause.dueOn, input.day))} 日` : '';
	const age = days > 0 ? `已锁死 ${days} 日` : '当日锁死';
	return {
		rank: 5,
		text: `锁死案件 ${unasked.length} 件没有待审的解锁申请，最早的是${oldest.caseNumber}${who(input, oldest.handler)}，${age}${overdue}，请承办人说明原因并提出申请。`,
	};
};

const oldestOverdue: Finder = (facts) => {
	const overdue = facts.open.filter((node) => node.overdueDays > 0 && !isSeal(node) && node.node !== 'enf-pay-done');
	const oldest = overdue[0];
	if (!oldest) return undefined;
	return {
		rank: 7,
		text: `超期节点 ${overdue.length} 项（不含查封、案款），最久的是${describe(facts, oldest)}，已超 ${oldest.overdueDays} 日，请逐项督办。`,
	};
};

const dueNow: Finder = (facts) => {
	const { day, draft } = facts.input;
	const due = facts.open.filter((node) => node.dueOn === day && !isSeal(node));
	const first = due[0];
	if (!first) return undefined;
	const text = draft
		? `今日到期尚未办结 ${due.length} 项，其中${describe(facts, first)}，请在今日内办结。`
		: `当日到期未办结 ${due.length} 项，次日零时起超期，其中${describe(facts, first)}，请立即补办并录入。`;
	return { rank: 8, text };
};

const dueNext: Finder = (facts) => {
	const { day } = facts.input;
	const last = addDays(day, 7);
	const due = facts.open.filter((node) => node.dueOn > day && node.dueOn <= last && !isSeal(node));
	const first = due[0];
	if (!first) return undefined;
	return { rank: 9, text: `未来七日到期 ${due.length} 项，最近的是${describe(facts, first)}，${shortDay(first.dueOn, day)}到期。` };
};

const finders: readonly Finder[] = [
	expiredSeals,
	sealsThisWeek,
	requestsWaiting,
	moneyOverdue,
	locksUnasked,
	oldestOverdue,
	dueNow,
	dueNext,
];

/** Zero is good news, and is said where there is less than three things to do. */
function goodNews({ input, open, held, newlyLocked }: ActionFacts): readonly string[] {
	const today = input.draft ? '今日' : '当日';
	return [
		...(open.some((node) => node.overdueDays > 0) ? [] : ['超期节点为零。']),
		...(held.length > 0 ? [] : ['锁死案件为零。']),
		...(open.some(isSeal) ? [] : ['三十日内没有查封、冻结届满。']),
		...(newlyLocked > 0 ? [] : [`${today}没有新锁死案件。`]),
		`${today}没有其他紧急事项。`,
		'各项期限按期推进。',
		'继续保持。',
	];
}

/** Three things to act on, most urgent first; where fewer press, the rest is good news. */
export function threeActions(facts: ActionFacts): readonly string[] {
	const pressing = finders
		.map((find) => find(facts))
		.filter((found) => found !== undefined)
		.sort((a, b) => a.rank - b.rank)
		.map(({ text }) => text);
	return [...pressing, ...goodNews(facts)].slice(0, 3);
}
