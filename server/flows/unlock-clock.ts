import type { UnlockRequest } from '../core/lock/types.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { CourtDate } from '../core/time/types.ts';
import { refuse } from '../core/unlock/refusal.ts';
import { stuckNotices, warnings } from '../core/unlock/step-notices.ts';
import { courtOfStep } from '../core/unlock/takers.ts';
import { readPeople } from '../store/absences.ts';
import { readUnwarnedSteps } from '../store/request-readers.ts';
import { readSilentForwards } from '../store/sweep-index.ts';
import type { Actor, FlowContext } from './context.ts';
import { append, appendAndTell, onRequest, placeOf, replyClock, stepDay, type RequestDeed } from './unlock-deed.ts';

const warnedAtOnce = 200;

/** The clock itself, for the audit of what it does to requests. */
const clockActor = (now: string): Actor => ({ id: 'system', role: 'system', court: '-', address: '-', requestId: `sweep-${now}` });

/** The day on which steps are looked at: the zone of the courts. */
function todayOf(context: FlowContext): CourtDate {
	const zone = [...context.directory().courts.values()][0]?.zone ?? 'Asia/Shanghai';
	return dayOfInstant(context.now(), zone);
}

/** Does something to each of several requests; one that cannot be worked on must not keep the others. */
async function eachOf(requestIds: readonly string[], work: (requestId: string) => Promise<unknown>): Promise<number> {
	let failure: unknown;
	for (const requestId of requestIds)
		await work(requestId).catch((error: unknown) => {
			failure ??= error;
		});
	if (failure) throw failure as Error;
	return requestIds.length;
}

/** Forward steps whose day has passed without a word go up by themselves, labelled 逾期自动转报 (contract §5.4). */
export async function forwardSilent(context: FlowContext): Promise<number> {
	const silent = await readSilentForwards(context.store.read, todayOf(context));
	const actor = clockActor(context.now());
	return eachOf(
		silent.map(({ requestId }) => requestId),
		(requestId) =>
			onRequest(context, actor, 'unlock.auto-forward', requestId, async (deed) => {
				const { request } = deed;
				if (request.phase !== 'forwarding' || !request.stepDueOn || request.stepDueOn >= deed.today)
					return refuse('step-decided', '已办理');
				const id = `${requestId}/decided/${request.decisions.length + 1}`;
				const event = { id, type: 'unlock-decided', data: autoForward(context, request, deed) };
				await appendAndTell(context, deed, requestId, [event], await readPeople(deed.write.db, deed.today));
				return { ok: true, id: requestId };
			}),
	);
}

function autoForward(context: FlowContext, request: UnlockRequest, { stored, today }: RequestDeed): Record<string, unknown> {
	const next = request.route[request.step + 1];
	const caseCourt = stored.state.court;
	const court = courtOfStep(request.route[request.step]!, caseCourt, context.directory());
	const opinion = '转报期限届满未提出意见，逾期自动转报';
	return {
		requestId: request.id,
		step: request.step,
		verdict: 'auto-forward',
		by: 'system',
		court,
		opinion,
		route: request.route,
		stepDueOn: stepDay(context, today, next, caseCourt),
	};
}

/**
 * Tells approvers on the last day of a step (level 1) and their chief when it has passed (level 2), once each, by a notice that they sign for. A warning
 * decides nothing: silence never approves.
 */
export async function warnSteps(context: FlowContext): Promise<number> {
	const due = await readUnwarnedSteps(context.store.read, todayOf(context), warnedAtOnce);
	const actor = clockActor(context.now());
	return eachOf(due, (requestId) =>
		onRequest(context, actor, 'unlock.warn', requestId, async (deed) => {
			const place = placeOf(context, deed, await readPeople(deed.write.db, deed.today));
			const clock = replyClock(context, deed);
			const warned = warnings(place, clock);
			if (warned.length === 0) return refuse('nothing-due', '无需提醒');
			await append(context, deed, [...warned, ...stuckNotices(place, clock)]);
			return { ok: true, id: requestId };
		}),
	);
}
