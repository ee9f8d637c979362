import { mayTakeStep, type Principal } from '../access/may.ts';
import { isWithin } from '../directory/court-tree.ts';
import type { Directory } from '../directory/types.ts';
import { daysBetween, isCourtDate } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';
import type { Refusal } from '../unlock/decide.ts';
import { orderMachines } from './machines.ts';
import { endStates, orderKindNames, orderStateNames, type OrderFacts, type OrderKind, type OrderMove } from './types.ts';

const refuse = (code: string, message: string): Refusal => ({ ok: false, code, message });
const signedBy = (principal: Principal): string => principal.personCode ?? principal.accountId;

/** The most days an order may give. */
export const mostOrderDays = 366;

/** What is said with a move. */
export interface OrderWord {
	readonly move: string;
	readonly text?: string;
	readonly documentNo?: string;
	readonly court?: string;
	readonly dueOn?: string;
}

/** An order to be written. */
export interface OrderDraft {
	readonly kind: OrderKind;
	readonly court: string;
	readonly toCourt: string;
	readonly toUnit?: string;
	readonly title: string;
	readonly body: string;
	readonly dueOn: string;
}

/** Whether a person's office may make a move: the role on the side that acts, and of the department where the order is to one. */
export function mayMove(principal: Principal, order: OrderFacts, move: OrderMove, directory: Directory): boolean {
	const court = move.side === 'issuer' ? order.court : order.toCourt;
	const roles = order.escalated ? [...move.roles, ...(move.escalatedRoles ?? [])] : move.roles;
	const held = roles.some((role) => mayTakeStep(principal, { court, role }));
	if (!held || move.side === 'issuer' || !order.toUnit) return held;
	const unit = principal.personCode === undefined ? undefined : directory.persons.get(principal.personCode)?.unit;
	// Somebody whose department the directory does not know is taken at his word.
	return unit === undefined || unit === order.toUnit;
}

/** Whether a move has to wait until the day of the order has passed. */
const isEarly = (order: OrderFacts, move: OrderMove, today: CourtDate): boolean =>
	move.afterDue?.includes(order.state) === true && today <= order.dueOn;

/** Moves that an order allows on a day to a person. */
export function movesFor(principal: Principal, order: OrderFacts, today: CourtDate, directory: Directory): readonly OrderMove[] {
	return orderMachines[order.kind].moves.filter(
		(move) =>
			move.from.includes(order.state) &&
			!isEarly(order, move, today) &&
			mayMove(principal, order, move, directory) &&
			!(move.notDrafter && order.createdBy === signedBy(principal)),
	);
}

/** Whether the order waits for somebody of the person's office; throwing a draft away is not what it waits for. */
export function waitsFor(principal: Principal, order: OrderFacts, today: CourtDate, directory: Directory): boolean {
	return !endStates.includes(order.state) && movesFor(principal, order, today, directory).some(({ move }) => move !== 'discard');
}

/** Checks a move: the machine, the office, and what must be said with it. */
export function decideMove(
	principal: Principal,
	order: OrderFacts,
	word: OrderWord,
	today: CourtDate,
	directory: Directory,
): { readonly ok: true; readonly move: OrderMove } | Refusal {
	const move = orderMachines[order.kind].moves.find((candidate) => candidate.move === word.move);
	if (!move) return refuse('no-such-move', `${orderKindNames[order.kind]}没有这项办理`);
	if (!mayMove(principal, order, move, directory)) return refuse('forbidden', `「${move.name}」由其他法院或者人员办理`);
	if (!move.from.includes(order.state))
		return refuse('illegal-move', `${orderKindNames[order.kind]}现为「${orderStateNames[order.state]}」，不能「${move.name}」`);
	if (move.notDrafter && order.createdBy === signedBy(principal)) return refuse('same-person', '拟稿人不得签发本人拟制的督促执行令');
	return checkWord(order, move, word, today, directory) ?? { ok: true, move };
}

function checkWord(order: OrderFacts, move: OrderMove, word: OrderWord, today: CourtDate, directory: Directory): Refusal | undefined {
	if (move.text && !word.text?.trim()) return refuse('text-missing', `请填写${move.text}`);
	if (move.document && !word.documentNo?.trim()) return refuse('document-missing', `请填写${move.document}`);
	if (isEarly(order, move, today)) return refuse('not-due', `限期为 ${order.dueOn}，尚未届满，执行法院也未报告，不能认定未执行`);
	if (move.court) {
		const court = word.court ?? '';
		if (!directory.courts.has(court) || court === order.toCourt || court === order.court || !isWithin(directory, court, order.court))
			return refuse('bad-court', '请选择本院辖区内的另一法院');
	}
	if (move.numbers && !word.dueOn && isStale(order, move, today))
		return refuse('due-past', `拟稿所定限期为 ${order.dueOn}，签发时已届至，请先填写新的限期再签发`);
	return setsDay(move, word) ? dueRefusal(word.dueOn, today) : undefined;
}

/** Whether an order that is about to go out names a day that has come: it would be late from the first. */
export const isStale = ({ dueOn }: Pick<OrderFacts, 'dueOn'>, move: OrderMove, today: CourtDate): boolean =>
	move.numbers === true && dueOn <= today;

/** Whether a move sets a new day: some always do, signing does where one is named. */
export const setsDay = (move: OrderMove, word: OrderWord): boolean => move.dueOn === true || (move.numbers === true && Boolean(word.dueOn));

function dueRefusal(dueOn: string | undefined, today: CourtDate): Refusal | undefined {
	if (!dueOn || !isCourtDate(dueOn)) return refuse('bad-day', '请填写期限，格式 YYYY-MM-DD');
	if (dueOn <= today) return refuse('day-past', '期限应在今日之后');
	return daysBetween(today, dueOn) > mostOrderDays ? refuse('day-too-late', `期限最长 ${mostOrderDays} 日`) : undefined;
}

/** Whether a person's office can write any order at all: there must be somebody to whom it could go. */
export function mayDraftAny(principal: Principal, directory: Directory): boolean {
	return principal.grants.some(({ role, court }) =>
		Object.values(orderMachines).some(
			({ drafters, to }) =>
				drafters.includes(role) && (to === 'own-unit' || [...directory.courts.values()].some((other) => other.parent === court)),
		),
	);
}

/** Checks an order before it is written: who writes it, to whom, and that nothing is missing. */
export function checkDraft(principal: Principal, draft: OrderDraft, today: CourtDate, directory: Directory): Refusal | undefined {
	const machine = orderMachines[draft.kind];
	if (!machine.drafters.some((role) => mayTakeStep(principal, { court: draft.court, role })))
		return refuse('forbidden', `您在该法院的职务不能拟制${orderKindNames[draft.kind]}`);
	if (!directory.courts.has(draft.toCourt)) return refuse('bad-court', '没有这个法院');
	if (machine.to === 'lower-court') {
		if (draft.toCourt === draft.court || !isWithin(directory, draft.toCourt, draft.court))
			return refuse('bad-court', `${orderKindNames[draft.kind]}只能发给本院的下级法院`);
		if (draft.toUnit) return refuse('bad-unit', `${orderKindNames[draft.kind]}发给法院，不发给部门`);
	} else {
		if (draft.toCourt !== draft.court) return refuse('bad-court', '院长督办令只发给本院的部门');
		const unit = draft.toUnit === undefined ? undefined : directory.units.get(draft.toUnit);
		if (unit?.court !== draft.court) return refuse('bad-unit', '请选择本院的部门');
	}
	if (draft.title.trim() === '') return refuse('title-missing', '请填写事由');
	if (draft.body.trim() === '') return refuse('body-missing', '请填写督办内容和要求');
	return dueRefusal(draft.dueOn, today);
}

const marks: Readonly<Record<OrderKind, string>> = { enforce: '督令', item: '督办', president: '院督' };

/** The number as written on the paper: 「（2026）示02督令3号」. */
export function orderNumber(kind: OrderKind, designation: string | undefined, court: string, year: number, seq: number): string {
	return `（${year}）${designation ?? court}${marks[kind]}${seq}号`;
}
