import type { DecisionPageView, InboxRow, InboxView, RequestFormView } from '../../src/lib/contract/desk.ts';
import { mayTakeStep, type Principal } from '../core/access/may.ts';
import { subtreeOf } from '../core/directory/court-tree.ts';
import { viewCase } from '../core/case/fold.ts';
import type { CaseState } from '../core/case/case-state.ts';
import { openPhases, runningPhases, type LockState, type UnlockRequest } from '../core/lock/types.ts';
import { daysBetween } from '../core/time/civil.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { CourtDate } from '../core/time/types.ts';
import { verdictsOf } from '../core/unlock/decide.ts';
import { readHandlerLoad } from '../store/case-readers.ts';
import type { StoredCase } from '../store/cases.ts';
import { readRequests } from '../store/request-readers.ts';
import { casePageView } from './case-view.ts';
import { grantWindow, lockView, partsOf, requestView } from './lock-view.ts';
import { courtName, nodeName, personName, readableCourts, stepTimes, type ViewContext } from './view-context.ts';
import { requestPhaseNames } from './words.ts';

const boxRows = 200;

/** The unlock box of a person: waiting for me; under way in my courts; done. */
export async function inboxView(context: ViewContext, principal: Principal, box: InboxView['box']): Promise<InboxView> {
	const { courts, ownOnly } = readableCourts(principal, context.directory());
	const handler = ownOnly ? (principal.personCode ?? '-') : undefined;
	const below = ownOnly ? [] : principal.grants.flatMap((grant) => subtreeOf(context.directory(), grant.court).map((court) => court.code));
	const filter = { courts: [...new Set([...courts, ...below])], handler, limit: boxRows };
	const isOwn = (row: RequestRow): boolean => !!principal.personCode && row.handler_code === principal.personCode;
	const readable = (row: RequestRow): boolean => courts.includes(row.court_code) || isNamed(principal, row) || isOwn(row);
	const open = (await readRequests(context.db, { ...filter, states: openPhases, order: 'asc' })).filter(readable);
	const done = (await readRequests(context.db, { ...filter, states: ['granted', 'refused', 'withdrawn'], order: 'desc' })).filter(readable);
	const openRows = open.map((row) => inboxRow(context, principal, row)).sort(byTimeLeft);
	const rows = {
		inbox: openRows.filter((row) => row.mine),
		sent: openRows.filter((row) => !row.mine),
		done: done.map((row) => inboxRow(context, principal, row)),
	};
	return { box, counts: { inbox: rows.inbox.length, sent: rows.sent.length, done: rows.done.length }, rows: rows[box] };
}

const byTimeLeft = (a: InboxRow, b: InboxRow): number =>
	(a.workingDaysLeft ?? 99) - (b.workingDaysLeft ?? 99) || b.overdueDays - a.overdueDays;

type RequestRow = Awaited<ReturnType<typeof readRequests>>[number];

/** Whether a step of the request's route is this person's to take. */
function isNamed(principal: Principal, row: RequestRow): boolean {
	const route = JSON.parse(row.route) as readonly { readonly court: string; readonly role: string }[];
	return route.some((step) => mayTakeStep(principal, step));
}

function inboxRow(context: ViewContext, principal: Principal, row: RequestRow): InboxRow {
	const { state } = JSON.parse(row.case_state) as { state: CaseState };
	const lock = state.locks.find((candidate) => candidate.id === row.lock_id)!;
	const request = lock.requests.find((candidate) => candidate.id === row.id)!;
	const today = dayOfInstant(context.now(), state.zone);
	const cause = lock.causes.reduce((worst, other) => (other.dueOn < worst.dueOn ? other : worst));
	const step = request.route[request.step];
	const isRunning = runningPhases.includes(request.phase);
	const returnedToMe = request.phase === 'returned' && request.by === (principal.personCode ?? principal.accountId);
	return {
		requestId: request.id,
		lockId: lock.id,
		caseNumber: state.text,
		courtName: courtName(context, state.court),
		handlerName: personName(context, row.handler_code),
		nodeName: nodeName(context, partsOf(cause.nodeId, state.key)[1] ?? ''),
		overdueDays: Math.max(0, daysBetween(cause.dueOn, lock.releasedOn ?? today)),
		phase: request.phase,
		phaseName: requestPhaseNames[request.phase],
		requestedAt: request.at,
		...(isRunning ? stepTimes(context, request.stepDueOn, today, step?.court ?? state.court) : {}),
		mine: (isRunning && !!step && mayTakeStep(principal, step) && whyNot(principal, request) === undefined) || returnedToMe,
	};
}

/** Why a person may not take the running step, in Chinese; undefined where he may. */
function whyNot(principal: Principal, request: UnlockRequest): string | undefined {
	const step = request.route[request.step];
	if (!runningPhases.includes(request.phase) || !step) return `该申请${requestPhaseNames[request.phase]}，无需再作决定`;
	const me = principal.personCode ?? principal.accountId;
	if (!mayTakeStep(principal, step)) return '';
	if (request.by === me) return '申请人不得审批本人的申请';
	if (request.decisions.slice(request.decidedBefore).some((decision) => decision.by === me))
		return '同一人不得办理两个环节，请由其他审批人办理';
	return undefined;
}

/** The request form of a lock. */
export async function requestFormView(
	context: ViewContext,
	principal: Principal,
	stored: StoredCase,
	lock: LockState,
): Promise<RequestFormView | undefined> {
	const view = viewCase(stored.state);
	const page = await casePageView(context, principal, stored);
	if (!view || !page) return undefined;
	const today = page.today as CourtDate;
	const returned = lock.requests.find((request) => request.phase === 'returned');
	return {
		case: page,
		lock: lockView(context, view, stored, lock, today),
		...(returned ? { returned: requestView(context, returned) } : {}),
		...grantWindow(context, stored.state.court, today),
	};
}

/** The approval page: evidence, request and decision form on one screen. */
export async function decisionPageView(
	context: ViewContext,
	principal: Principal,
	stored: StoredCase,
	lock: LockState,
	request: UnlockRequest,
): Promise<DecisionPageView | undefined> {
	const view = viewCase(stored.state);
	const page = await casePageView(context, principal, stored);
	if (!view || !page) return undefined;
	const today = page.today as CourtDate;
	const step = request.route[request.step];
	const reason = whyNot(principal, request);
	const turn = step ? `本环节由 ${courtName(context, step.court)} 办理` : '';
	const higher = step && context.directory().courts.get(step.court)?.level === 'higher';
	const { rows } = await inboxView(context, principal, 'inbox');
	return {
		inbox: rows,
		case: page,
		lock: lockView(context, view, stored, lock, today),
		request: requestView(context, request),
		mayDecide: reason === undefined,
		mayWithdraw: openPhases.includes(request.phase) && request.by === (principal.personCode ?? principal.accountId),
		...(reason === undefined ? {} : { whyNot: reason === '' ? turn : reason }),
		verdicts: step
			? (verdictsOf[step.kind].filter(
					(verdict) => verdict !== 'auto-forward' && !(verdict === 'escalate' && higher),
				) as DecisionPageView['verdicts'])
			: [],
		...(runningPhases.includes(request.phase) ? stepTimes(context, request.stepDueOn, today, step?.court ?? stored.state.court) : {}),
		...grantWindow(context, stored.state.court, today),
		handlerLoad: view.handler ? await readHandlerLoad(context.db, view.handler) : { open: 0, locked: 0 },
	};
}
