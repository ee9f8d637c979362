import { may, type Principal } from '../core/access/may.ts';
import type { Decision } from '../core/unlock/decide.ts';
import { checkReassign, checkRecuse, checkUrge } from '../core/unlock/moves.ts';
import { refuse } from '../core/unlock/refusal.ts';
import { courtOfStep } from '../core/unlock/takers.ts';
import { turnId } from '../core/unlock/turn.ts';
import { peopleFor } from '../store/absences.ts';
import type { Actor, FlowContext } from './context.ts';
import { append, appendAndTell, onRequest, placeOf, signedBy, type DeedOutcome, type RequestDeed } from './unlock-deed.ts';
import { decideRequest } from './unlock.ts';

/** A number for one more move of a step: ids are the same whenever the log is read. */
const moveId = ({ request }: RequestDeed, kind: string): string => `${turnId(request)}/${kind}-${(request.moves ?? []).length + 1}`;

/** 转办: hands the running step to another eligible person of the same court, or takes it back. */
export async function reassignStep(
	context: FlowContext,
	principal: Principal,
	actor: Actor,
	requestId: string,
	input: { readonly step: number; readonly to: string; readonly reason: string },
): Promise<DeedOutcome> {
	return onRequest(context, actor, 'unlock.reassign', requestId, async (deed) => {
		const facts = await peopleFor(deed.write.db, principal, deed.today);
		const by = signedBy(principal);
		const { step, to, reason } = input;
		const problem = checkReassign(placeOf(context, deed, facts), step, by, to, reason);
		if (problem) return problem;
		const event = { id: moveId(deed, 'reassigned'), type: 'unlock-reassigned', data: { requestId, step, to, by, reason } };
		await appendAndTell(context, deed, requestId, [event], facts);
		return { ok: true, id: requestId };
	});
}

/** 回避: somebody who could take the running step says that he must not; it holds for the whole request. */
export async function recuseFrom(
	context: FlowContext,
	principal: Principal,
	actor: Actor,
	requestId: string,
	input: { readonly step: number; readonly reason: string },
): Promise<DeedOutcome> {
	return onRequest(context, actor, 'unlock.recuse', requestId, async (deed) => {
		const facts = await peopleFor(deed.write.db, principal, deed.today);
		const by = signedBy(principal);
		const { step, reason } = input;
		const problem = checkRecuse(placeOf(context, deed, facts), step, by, reason);
		if (problem) return problem;
		const event = { id: moveId(deed, 'recused'), type: 'unlock-recused', data: { requestId, step, by, reason } };
		await appendAndTell(context, deed, requestId, [event], facts);
		return { ok: true, id: requestId };
	});
}

/** 催办: the requester or the leaders of his court ask for the running step, at most once on a working day. */
export async function urgeStep(context: FlowContext, principal: Principal, actor: Actor, requestId: string): Promise<DeedOutcome> {
	return onRequest(context, actor, 'unlock.urge', requestId, async (deed) => {
		const { request, stored, today } = deed;
		const by = signedBy(principal);
		const { court } = stored.state;
		if (request.by !== by && !may(principal, 'unlock.urge', { court }, context.directory()))
			return refuse('forbidden', '只有申请人或本院执行局长以上可以催办');
		const step = request.route[request.step]!;
		const problem = checkUrge(request, today, context.calendarOf(courtOfStep(step, court, context.directory())));
		if (problem) return problem;
		await append(context, deed, [{ id: moveId(deed, 'urged'), type: 'unlock-urged', data: { requestId, step: request.step, by } }]);
		return { ok: true, id: requestId };
	});
}

/** What became of one line of a batch. */
export type BatchLine = { readonly id: string } & (
	{ readonly ok: true } | { readonly ok: false; readonly code: string; readonly message: string }
);

/** Decides on several requests, each in a transaction of its own with its own audit line; one that fails leaves the others. */
export async function decideMany(
	context: FlowContext,
	principal: Principal,
	actor: Actor,
	items: readonly (Decision & { readonly id: string })[],
	onError: (error: unknown) => void,
): Promise<readonly BatchLine[]> {
	const lines: BatchLine[] = [];
	for (const { id, ...decision } of items) {
		const outcome = await decideRequest(context, principal, actor, id, decision).catch((error: unknown) => {
			onError(error);
			return refuse('not-saved', '暂时不能保存，请稍后重试');
		});
		lines.push(outcome.ok ? { id, ok: true } : { id, ok: false, code: outcome.code, message: outcome.message });
		await context.yield();
	}
	return lines;
}
