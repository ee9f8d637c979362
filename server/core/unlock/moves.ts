import { superiorsOf } from '../directory/court-tree.ts';
import { runningPhases, type LockState, type RouteStep, type UnlockMove, type UnlockRequest } from '../lock/types.ts';
import type { Office, Recipient } from '../notice/types.ts';
import type { CourtDate } from '../time/types.ts';
import { workingDaysBetween, type WorkCalendar } from '../time/work-calendar.ts';
import { checkStands } from './decide.ts';
import { refuse, type Refusal } from './refusal.ts';
import { assigneeOf, awayOn, barsOf, courtOfStep, requestTakers, takerOf, type StepPlace, type Taker } from './takers.ts';

/** Where a request stands, for the moves of its running step. */
export interface MovePlace extends StepPlace {
	readonly lock: LockState;
	readonly request: UnlockRequest;
}

const turnOf = (request: UnlockRequest): readonly UnlockMove[] =>
	(request.moves ?? []).filter((move) => move.turn === request.decisions.length);

/** Everybody who can take the running step now, and to whom it was handed. */
export function runningTakers(place: MovePlace): {
	readonly takers: readonly Taker[];
	readonly assignee?: string;
} {
	const { request } = place;
	const step = request.route[request.step];
	if (!step || !runningPhases.includes(request.phase)) return { takers: [] };
	const { takers } = requestTakers(request, step, place);
	const assignee = assigneeOf(request, takers);
	return { takers, ...(assignee ? { assignee } : {}) };
}

/** The person as a taker of a step, or why not. Somebody of the office is told the reason; others only that it is not theirs. */
export function checkTaker(place: MovePlace, step: number, person: string): { readonly ok: true; readonly taker: Taker } | Refusal {
	const { lock, request } = place;
	const wanted = request.route[step];
	if (!wanted) return refuse('forbidden', '这一步由其他法院或人员办理');
	const isOfOffice = holdsOffice(place, wanted, person);
	const stands = checkStands(lock, request, step);
	if (stands) {
		const couldAct = isOfOffice || requestTakers(request, wanted, place).takers.some((taker) => taker.person === person);
		return couldAct ? stands : refuse('forbidden', '这一步由其他法院或人员办理');
	}
	const taker = takerOf(request, person, place);
	if (taker) return { ok: true, taker };
	const { takers } = runningTakers(place);
	if (takers.some((each) => each.person === person)) return refuse('step-assigned', '这一步已转交他人办理，需要时可先收回');
	return isOfOffice ? whyBarred(place, person) : refuse('forbidden', '这一步由其他法院或人员办理');
}

function holdsOffice({ caseCourt, facts, directory }: MovePlace, step: RouteStep, person: string): boolean {
	const court = courtOfStep(step, caseCourt, directory);
	return facts.holders.some((holder) => holder.person === person && holder.role === step.role && holder.court === court);
}

function whyBarred({ request, handler, caseCourt, facts, directory }: MovePlace, person: string): Refusal {
	switch (barsOf(request, handler)(person)) {
		case 'handler':
			return refuse('same-person', '承办人不得审批本人承办案件的解锁申请');
		case 'requester':
		case 'earlier':
			return refuse('same-person', '申请人不得审批本人的申请，同一人不得办理两个环节');
		case 'recused':
			return refuse('recused', '您已对该申请回避，不能办理');
		default:
			return awayOn(facts, person, courtOfStep(request.route[request.step]!, caseCourt, directory))
				? refuse('person-away', '您处于外出期间，请先结束外出登记再办理')
				: refuse('forbidden', '这一步由其他法院或人员办理');
	}
}

/** People of the same court to whom a person may hand the running step (转办); the person himself where he takes it back. */
export function handoverTargets(place: MovePlace, person: string): readonly Taker[] {
	const { takers, assignee } = runningTakers(place);
	const own = takers.find((taker) => taker.person === person);
	if (!own) return [];
	return takers.filter(
		(taker) => taker.court === own.court && taker.person !== assignee && (taker.person !== person || assignee !== undefined),
	);
}

/** Checks 转办: an eligible person hands the step to another of the same court, or takes back what was handed on. */
export function checkReassign(place: MovePlace, step: number, by: string, to: string, reason: string): Refusal | undefined {
	const stands = ofOffice(place, step, by);
	if (stands) return stands;
	if (reason.trim() === '') return refuse('reason-missing', '请填写转办理由');
	if (handoverTargets(place, by).some((taker) => taker.person === to)) return undefined;
	return to === by ? refuse('no-handover', '这一步本由您办理，无需转办') : refuse('no-handover', '只能转交本院同样可以办理这一步的人员');
}

/** Checks 回避: whoever could take the step says that he must not. It holds for the whole request. */
export function checkRecuse(place: MovePlace, step: number, by: string, reason: string): Refusal | undefined {
	return ofOffice(place, step, by) ?? (reason.trim() === '' ? refuse('reason-missing', '请填写回避理由') : undefined);
}

/** Whether a person is among those who can take the running step, whomever it was handed to. */
function ofOffice(place: MovePlace, step: number, person: string): Refusal | undefined {
	const checked = checkTaker(place, step, person);
	return checked.ok || checked.code === 'step-assigned' ? undefined : checked;
}

/** Checks 催办: the running step, at most once on a working day. Permission is checked by the caller. */
export function checkUrge(request: UnlockRequest, today: CourtDate, calendar: WorkCalendar): Refusal | undefined {
	if (!runningPhases.includes(request.phase)) return refuse('step-decided', '该申请没有待办的环节，无需催办');
	const last = (request.moves ?? []).findLast((move) => move.kind === 'urged');
	if (last && workingDaysBetween(last.on, today, calendar) < 1) return refuse('urged-already', '每个工作日只能催办一次');
	return undefined;
}

/** A warning that has come due: of two that passed unseen only the later one. */
export interface StepWarning {
	readonly level: 1 | 2;
	readonly to: readonly Recipient[];
}

/** Nobody can take the running step in the ordinary way: who is told, and why it is so. */
export interface StuckStep {
	readonly to: readonly Recipient[];
	readonly reason: string;
}

/** The persons among recipients, as events of requests name them. */
export const personsOf = (to: readonly Recipient[]): readonly string[] => to.flatMap(({ person }) => person ?? []);

/** The warning that the running step is due for today: 1 on its last day, to those who can take it; 2 after it, to their chief. */
export function dueWarning(place: MovePlace): StepWarning | undefined {
	const { request, facts } = place;
	const { stepDueOn } = request;
	if (!stepDueOn || !runningPhases.includes(request.phase) || facts.today < stepDueOn) return undefined;
	const level = facts.today > stepDueOn ? 2 : 1;
	const told = turnOf(request).some((move) => move.kind === 'warned' && (move.level ?? 0) >= level);
	return told ? undefined : { level, to: level === 1 ? peopleOf(place) : chiefOf(place) };
}

/** Each person once, in the office in which he is named first. */
const once = (list: readonly Recipient[]): readonly Recipient[] =>
	[...new Map([...list].reverse().map((each) => [each.person, each])).values()].reverse();

/** Who is to take the running step: whom it was handed to, else everybody who can. */
export function peopleOf(place: MovePlace): readonly Recipient[] {
	const { takers, assignee } = runningTakers(place);
	const meant = assignee ? takers.filter((taker) => taker.person === assignee || taker.for === assignee) : takers;
	return once(meant.map(({ person, role, court }) => ({ as: role as Office, court, person })));
}

/** Whoever holds an office of a court. */
const holdersOf = ({ facts }: MovePlace, as: Office, court: string): readonly Recipient[] =>
	once(facts.holders.filter((each) => each.role === as && each.court === court).map(({ person }) => ({ as, court, person })));

/** The chief over a step: the enforcement chief of its court, else the vice-president, else the president, who is not to take it himself. */
function chiefOf(place: MovePlace): readonly Recipient[] {
	const { request, caseCourt, directory } = place;
	const court = courtOfStep(request.route[request.step]!, caseCourt, directory);
	const takers = new Set(runningTakers(place).takers.map((taker) => taker.person));
	for (const code of [court, ...superiorsOf(directory, court).map((above) => above.code)])
		for (const role of ['enforcement-chief', 'vice-president', 'president'] as const) {
			const chiefs = holdersOf(place, role, code).filter(({ person }) => !takers.has(person!) && person !== request.by);
			if (chiefs.length > 0) return chiefs;
		}
	return adminsOf(place);
}

/** The top court above a case. */
export const topCourtOf = ({ caseCourt, directory }: Pick<MovePlace, 'caseCourt' | 'directory'>): string =>
	superiorsOf(directory, caseCourt).at(-1)?.code ?? caseCourt;

/** System administrators of the top court above a case. */
const adminsOf = (place: MovePlace): readonly Recipient[] => holdersOf(place, 'system-admin', topCourtOf(place));

/** Whom to tell, once per step, that nobody is left in the ordinary way: the administrators of the top court. */
export function stuckOf(place: MovePlace): StuckStep | undefined {
	const { request } = place;
	const step = request.route[request.step];
	if (!step || !runningPhases.includes(request.phase) || turnOf(request).some((move) => move.kind === 'stuck')) return undefined;
	const { fallback } = requestTakers(request, step, place);
	return fallback?.level === 'top' ? { to: adminsOf(place), reason: fallback.reason } : undefined;
}
