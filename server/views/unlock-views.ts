import type { DecisionPageView, RequestFormView } from '../../src/lib/contract/desk.ts';
import type { Principal } from '../core/access/may.ts';
import { viewCase } from '../core/case/fold.ts';
import { runningPhases, type LockState, type UnlockRequest } from '../core/lock/types.ts';
import type { CourtDate } from '../core/time/types.ts';
import { readHandlerLoad } from '../store/case-readers.ts';
import type { StoredCase } from '../store/cases.ts';
import { casePageView } from './case-view.ts';
import { documentsOf, draftsOf, phraseViews } from './document-views.ts';
import { waitingRows } from './inbox-view.ts';
import { grantWindow, lockView, requestView } from './lock-view.ts';
import { mayWithdraw, projectedRouteView, unlockMovesView } from './unlock-moves.ts';
import { verdictsAt } from './unlock-turn.ts';
import { stepTimes, type ViewContext } from './view-context.ts';
import { requestPhaseNames } from './words.ts';

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
		projected: await projectedRouteView(context, principal, view, lock),
		documents: await draftsOf(context, principal, lock.id, returned?.id),
		phrases: await phraseViews(context, principal),
	};
}

function whyNotOf(request: UnlockRequest, reason: string | undefined): { readonly whyNot?: string } {
	if (!runningPhases.includes(request.phase)) return { whyNot: `该申请${requestPhaseNames[request.phase]}，无需再作决定` };
	return reason === undefined ? {} : { whyNot: reason };
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
	const moves = await unlockMovesView(context, principal, stored.state, lock, request);
	const running = runningPhases.includes(request.phase);
	const court = moves.now?.court ?? step?.court ?? stored.state.court;
	return {
		inbox: await waitingRows(context, principal),
		case: page,
		lock: lockView(context, view, stored, lock, today),
		request: requestView(context, request),
		mayDecide: moves.mine !== undefined,
		mayWithdraw: await mayWithdraw(context, principal, stored.state, lock, request),
		...whyNotOf(request, moves.mine ? undefined : moves.whyNot),
		verdicts: step ? verdictsAt(context, request) : [],
		...(running ? stepTimes(context, request.stepDueOn, today, court) : {}),
		...grantWindow(context, stored.state.court, today),
		handlerLoad: view.handler ? await readHandlerLoad(context.db, view.handler) : { open: 0, locked: 0 },
		moves,
		documents: await documentsOf(context, lock.id, request.id),
		phrases: await phraseViews(context, principal),
	};
}
