import { may, type Principal } from '../core/access/may.ts';
import { viewCase } from '../core/case/fold.ts';
import { holdingLock } from '../core/lock/apply.ts';
import { handCandidates, lockDecisions, type LockCandidate } from '../core/lock/decide-sweep.ts';
import { appendAudit } from '../store/audit.ts';
import { readCases, type StoredCase } from '../store/cases.ts';
import type { Write } from '../store/open.ts';
import type { Actor, FlowContext } from './context.ts';
import { appendAndFold } from './fold-cases.ts';
import { refreshCase } from './refresh-cases.ts';
import { systemEvent, withoutRecorded } from './system-events.ts';

/** Nodes to lock a case by, and why. */
export interface HandLock {
	readonly nodeIds: readonly string[];
	readonly reason: string;
}

/** The lock that was set or that took the causes; or a refusal. */
export type HandLockOutcome =
	{ readonly ok: true; readonly id: string } | { readonly ok: false; readonly code: string; readonly message: string };

const refuse = (code: string, message: string): HandLockOutcome => ({ ok: false, code, message });
const mostReason = 500;

/** Nodes of a case that a duty officer may lock by hand (启用前超期, or set aside as a proposal before). */
export function lockableByHand(context: FlowContext, stored: StoredCase): readonly LockCandidate[] {
	const view = viewCase(stored.state);
	if (!view || view.closedOn) return [];
	return handCandidates(stored.state, stored.nodes, context.clockOf(stored.state.court));
}

/**
 * Locks a case by nodes that ran out before the court switched locks on (contract §5.1), or whose proposed lock was set aside: the sweep
 * never does that. The duty officer names the nodes and says why; one active lock a case, so that a case that is locked takes them as
 * further causes.
 */
export async function lockByHand(
	context: FlowContext,
	principal: Principal,
	actor: Actor,
	caseKey: string,
	input: HandLock,
): Promise<HandLockOutcome> {
	return context.store.write(async (write) => {
		const now = context.now();
		const found = (await readCases(write.db, [caseKey])).get(caseKey);
		const stored = found && (await refreshCase(context, write, found));
		const outcome = stored ? await setLock(context, write, principal, stored, input) : refuse('not-found', '没有该案件，或无权办理');
		await appendAudit(write.db, {
			at: now,
			actor: actor.id,
			role: actor.role,
			court: actor.court,
			address: actor.address,
			action: 'lock.by-hand',
			object: caseKey,
			before: stored?.state.locks,
			after: { ...input, outcome },
			result: outcome.ok ? 'ok' : outcome.code,
			requestId: actor.requestId,
		});
		return outcome;
	});
}

async function setLock(
	context: FlowContext,
	write: Write,
	principal: Principal,
	stored: StoredCase,
	input: HandLock,
): Promise<HandLockOutcome> {
	const { court, key } = stored.state;
	if (!may(principal, 'lock.confirm', { court }, context.directory())) return refuse('forbidden', '只有指挥中心值班员可以手工锁死');
	const reason = input.reason.trim();
	if (reason === '') return refuse('reason-missing', '请填写手工锁死的理由');
	if (reason.length > mostReason) return refuse('reason-too-long', `理由不超过 ${mostReason} 字`);
	if (input.nodeIds.length === 0) return refuse('nodes-missing', '请选择要锁死的节点');
	const { policy } = context.clockOf(court);
	if (!policy.locksFrom) return refuse('locks-off', '该院尚未启用程序锁死');
	const candidates = lockableByHand(context, stored).filter((candidate) => input.nodeIds.includes(candidate.nodeId));
	const wrong = input.nodeIds.find((id) => !candidates.some((candidate) => candidate.nodeId === id));
	if (wrong !== undefined)
		return refuse(
			'not-lockable',
			`节点 ${wrong} 不是启用前超期或者曾不予锁死、可以手工锁死的节点（已办结、未确认期限、由系统自动锁死或者已经锁死）`,
		);
	if (stored.state.locks.some((lock) => lock.phase === 'proposed')) return refuse('proposed-first', '该案有待确认的锁死，请先确认或者排除');
	const by = principal.personCode ?? principal.accountId;
	const now = context.now();
	const events = lockDecisions(stored.state, candidates, 'active', { by, reason }).map((decision) => systemEvent(stored, decision, now));
	const fresh = await withoutRecorded(write.db, events);
	if (fresh.length === 0) return refuse('nothing-written', '所选节点的锁死此前已有记录，本次未写入任何内容，请刷新后核对');
	await appendAndFold(context, write, new Map([[key, stored]]), fresh, now);
	const held = holdingLock(stored.state.locks);
	return { ok: true, id: held?.id ?? (events[0]!.data.lockId as string) };
}
