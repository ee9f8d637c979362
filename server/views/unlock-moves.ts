import type { MoveView, ProjectedRouteView, StepTakersView, TakerView, UnlockMovesView } from '../../src/lib/contract/unlock-moves.ts';
import { caseSubject, may, type Principal } from '../core/access/may.ts';
import type { CaseState, CaseView } from '../core/case/case-state.ts';
import { viewCase } from '../core/case/fold.ts';
import { openPhases, runningPhases, type LockState, type RouteStep, type UnlockMove, type UnlockRequest } from '../core/lock/types.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import { delegateRoles } from '../core/unlock/absence.ts';
import { checkTaker, checkUrge, handoverTargets, runningTakers, type MovePlace } from '../core/unlock/moves.ts';
import { isLeader, projectTakers } from '../core/unlock/project.ts';
import { stepClock } from '../core/unlock/step-time.ts';
import { checkWithdraw } from '../core/unlock/withdraw.ts';
import {
	officeName,
	requestTakers,
	takerOf,
	type PeopleFacts,
	type StepPlace,
	type StepTakers,
	type Taker,
} from '../core/unlock/takers.ts';
import { peopleFor } from '../store/absences.ts';
import { courtName, personName, type ViewContext } from './view-context.ts';
import { stepKindNames } from './words.ts';

const me = (principal: Principal): string => principal.personCode ?? principal.accountId;
const nameOf = (context: ViewContext, person: string): string => (person === 'system' ? '系统' : (personName(context, person) ?? person));

/** Who holds which office and who is away today, read once for a page or a list. */
export function peopleNow(context: ViewContext, principal: Principal, zone: string): Promise<PeopleFacts> {
	return peopleFor(context.db, principal, dayOfInstant(context.now(), zone));
}

/** Court and handler of a case as they are now. */
export interface CaseAt {
	readonly court: string;
	readonly handler: string | undefined;
}

/** What the steps of a request are judged by. */
export const stepPlace = (context: ViewContext, { court, handler }: CaseAt, facts: PeopleFacts): StepPlace => ({
	caseCourt: court,
	handler,
	facts,
	directory: context.directory(),
});

/** Whether the running step of a request waits for this person: by office, by delegation, or because nobody else is left. */
export function waitsFor(context: ViewContext, principal: Principal, request: UnlockRequest, at: CaseAt, facts: PeopleFacts): boolean {
	return takerOf(request, me(principal), stepPlace(context, at, facts)) !== undefined;
}

/**
 * Whether a person has to do with a request of a case beyond what his office names: he acts for somebody, stands in for an office that has
 * nobody left, or has done so.
 */
export async function takesPart(context: ViewContext, principal: Principal, state: CaseState): Promise<boolean> {
	const requests = state.locks.flatMap((lock) => lock.requests);
	const person = me(principal);
	// Administrators are told that a request stands still; that does not open the case to them.
	if (!principal.grants.some((grant) => delegateRoles.includes(grant.role))) return false;
	if (requests.some(({ decisions, moves }) => decisions.some(({ by }) => by === person) || moves?.some(({ to }) => to.includes(person))))
		return true;
	const running = requests.filter((request) => runningPhases.includes(request.phase));
	if (running.length === 0) return false;
	const facts = await peopleNow(context, principal, state.zone);
	const at = { court: state.court, handler: viewCase(state)?.handler };
	return running.some((request) => waitsFor(context, principal, request, at, facts));
}

function takerView(context: ViewContext, taker: Taker): TakerView {
	const forName = taker.for === undefined ? undefined : nameOf(context, taker.for);
	const office = `${courtName(context, taker.court)}${officeName(taker.role)}`;
	const text = taker.capacity === 'delegate' ? `受${forName}委托，${office}` : office;
	return {
		person: taker.person,
		name: nameOf(context, taker.person),
		court: taker.court,
		courtName: courtName(context, taker.court),
		capacity: taker.capacity,
		roleName: officeName(taker.role),
		text: taker.capacity === 'fallback' && forName ? `${text}（受${forName}委托）` : text,
		...(forName ? { forName } : {}),
	};
}

/** Why a step is with another court than the route names: the case has moved, or the tree of courts has changed. */
function movedText(context: ViewContext, caseCourt: string, step: RouteStep, court: string): string {
	const was = courtName(context, step.court);
	const now = courtName(context, court);
	if (step.kind === 'endorse') return `案件已由${now}执行，改由该院签署意见`;
	return step.court === caseCourt ? `本案已由${was}执行，改由上级${now}办理` : `${was}已不是本案上级法院，改由${now}办理`;
}

function stepTakersView(context: ViewContext, caseCourt: string, index: number, step: RouteStep, found: StepTakers): StepTakersView {
	const moved = found.court !== step.court;
	return {
		step: index,
		court: found.court,
		courtName: courtName(context, found.court),
		...(moved ? { movedText: movedText(context, caseCourt, step, found.court) } : {}),
		takers: found.takers.map((taker) => takerView(context, taker)),
		...(found.fallback ? { fallback: found.fallback } : {}),
		stuck: found.stuck,
	};
}

/** The route that a request of this person would take now, with those who can take each step. */
export async function projectedRouteView(
	context: ViewContext,
	principal: Principal,
	view: CaseView,
	lock: LockState,
): Promise<ProjectedRouteView> {
	const facts = await peopleNow(context, principal, view.state.zone);
	const at = { directory: context.directory(), table: context.unlockRoutes, facts };
	const { court } = view.state;
	const mayFile = may(principal, 'unlock.request', caseSubject(court, view.handler), context.directory());
	const requester = mayFile ? { person: me(principal), leads: isLeader(principal, court) } : undefined;
	const { name, steps, takers } = projectTakers(at, view, lock, requester);
	return {
		name,
		steps: steps.map((step, index) => ({
			...stepTakersView(context, court, index, step, takers[index]!),
			kindName: stepKindNames[step.kind],
			roleName: officeName(step.role),
			days: step.days,
		})),
	};
}

const moveNames: Readonly<Record<UnlockMove['kind'], string>> = {
	reassigned: '转办',
	recused: '回避',
	urged: '催办',
	warned: '临期提醒',
	stuck: '无人可办，告知系统管理员',
};

function moveView(context: ViewContext, move: UnlockMove): MoveView {
	return {
		kind: move.kind,
		kindName: move.kind === 'warned' && move.level === 2 ? '逾期督促' : moveNames[move.kind],
		step: move.step,
		at: move.at,
		byName: nameOf(context, move.by),
		toNames: move.to.map((person) => nameOf(context, person)),
		...(move.reason ? { reason: move.reason } : {}),
	};
}

function assignedView(context: ViewContext, request: UnlockRequest, assignee: string | undefined): Pick<UnlockMovesView, 'assignedTo'> {
	const move = (request.moves ?? []).findLast((each) => each.kind === 'reassigned');
	if (!assignee || !move) return {};
	return { assignedTo: { person: assignee, name: nameOf(context, assignee), byName: nameOf(context, move.by), reason: move.reason ?? '' } };
}

/** Whether a person may take a request back now. */
export async function mayWithdraw(
	context: ViewContext,
	principal: Principal,
	state: CaseState,
	lock: LockState,
	request: UnlockRequest,
): Promise<boolean> {
	if (!openPhases.includes(request.phase)) return false;
	const facts = await peopleNow(context, principal, state.zone);
	const at = { court: state.court, handler: viewCase(state)?.handler };
	return checkWithdraw({ lock, request, ...stepPlace(context, at, facts) }, me(principal)) === undefined;
}

/** What a person can do with a request now, and who else can. */
export async function unlockMovesView(
	context: ViewContext,
	principal: Principal,
	caseState: CaseState,
	lock: LockState,
	request: UnlockRequest,
): Promise<UnlockMovesView> {
	const facts = await peopleNow(context, principal, caseState.zone);
	const directory = context.directory();
	const place: MovePlace = {
		lock,
		request,
		...stepPlace(context, { court: caseState.court, handler: viewCase(caseState)?.handler }, facts),
	};
	const history = (request.moves ?? []).map((move) => moveView(context, move));
	const base = { history, partial: request.partial === true, ahead: [], reassignTo: [], mayRecuse: false, mayUrge: false };
	if (!runningPhases.includes(request.phase)) return base;
	const views = request.route
		.map((step, index) => stepTakersView(context, caseState.court, index, step, requestTakers(request, step, place)))
		.slice(request.step);
	const person = me(principal);
	const checked = checkTaker(place, request.step, person);
	const { assignee } = runningTakers(place);
	const calendar = context.calendarOf(views[0]!.court);
	const zone = directory.courts.get(views[0]!.court)?.zone ?? caseState.zone;
	const mayAsk = request.by === person || may(principal, 'unlock.urge', { court: caseState.court }, directory);
	const urged = checkUrge(request, facts.today, calendar);
	const isOfOffice = checked.ok || checked.code === 'step-assigned';
	return {
		...base,
		now: views[0]!,
		ahead: views,
		...(request.stepDueOn ? { clock: stepClock(request.stepDueOn, facts.today, calendar, zone) } : {}),
		...(checked.ok ? { mine: takerView(context, checked.taker) } : { whyNot: checked.message }),
		...assignedView(context, request, assignee),
		reassignTo: handoverTargets(place, person).map((taker) => {
			const { name, text } = takerView(context, taker);
			return { person: taker.person, name, text };
		}),
		mayRecuse: isOfOffice,
		mayUrge: mayAsk && urged === undefined,
		...(mayAsk && urged ? { whyNotUrge: urged.message } : {}),
	};
}
