import type { CaseState } from '../core/case/case-state.ts';
import { eventType, vocabulary } from '../core/case/vocabulary.ts';
import { holdingLock } from '../core/lock/apply.ts';
import { isSoftLock, letThrough } from '../core/lock/hold.ts';
import { openPhases, type LockState } from '../core/lock/types.ts';
import { codeOf } from '../core/node/types.ts';
import type { StoredCase } from '../store/cases.ts';
import type { FlowContext } from './context.ts';

/** An event that another system is told of. */
export interface ToldEvent {
	readonly seq: number;
	readonly source: string;
	readonly id: string;
	readonly type: string;
	readonly court: string;
	readonly caseKey: string;
	/** Instant, or the bare day where the event has none. */
	readonly at: string;
	readonly data: Readonly<Record<string, unknown>>;
}

const heldTypes = [...vocabulary.values()].filter((type) => type.class === 'S' && type.group !== 'system').length;

/**
 * What a webhook says (type, timestamp, data as in Standard Webhooks): the event, the case, its lock as it stands when this is sent, and what
 * the case may do now. It names no person: who decided stands in the log, and the receiver asks there.
 */
export function hookBody(context: FlowContext, stored: StoredCase | undefined, event: ToldEvent): object {
	const { courts } = context.directory();
	const state = stored?.state;
	const court = state?.court ?? event.court;
	const lockId = typeof event.data.lockId === 'string' ? event.data.lockId : String(event.data.requestId ?? '').replace(/-R\d+$/, '');
	const lock = state?.locks.find((candidate) => candidate.id === lockId);
	return {
		type: event.type,
		timestamp: event.at,
		data: {
			event: { seq: event.seq, source: event.source, id: event.id, name: eventType(event.type).name, ...verdictOf(event) },
			caseNumber: state?.text ?? event.caseKey,
			court,
			courtName: courts.get(court)?.name ?? court,
			...(lock ? { lock: lockBody(context, stored!, lock) } : {}),
			now: allowedNow(state),
		},
	};
}

const verdictOf = ({ data }: ToldEvent): { readonly verdict?: unknown } => (data.verdict ? { verdict: data.verdict } : {});

function lockBody(context: FlowContext, stored: StoredCase, lock: LockState): object {
	const request = lock.requests.findLast((item) => openPhases.includes(item.phase)) ?? lock.requests.at(-1);
	const step = request?.route[request.step];
	return {
		id: lock.id,
		state: stored.lockPhases[lock.id] ?? lock.phase,
		lockedAt: lock.lockedAt,
		...(lock.releasedAt ? { releasedAt: lock.releasedAt, outcome: lock.outcome } : {}),
		repeat: lock.repeat,
		causes: lock.causes.map(({ nodeId, dueOn, newDueOn, soft }) => ({
			nodeId,
			nodeName: context.rulebook.nodes.findLast((rule) => rule.code === codeOf(nodeId))?.name ?? codeOf(nodeId),
			dueOn,
			...(newDueOn ? { newDueOn } : {}),
			soft: soft !== undefined,
		})),
		...(request ? { request: { id: request.id, phase: request.phase, ...(step ? { court: step.court, role: step.role } : {}) } } : {}),
	};
}

/** What the case may do at this moment: `GET /gate` answers for a single step. */
function allowedNow(state: CaseState | undefined): object {
	const lock = holdingLock(state?.locks ?? []);
	if (!state || !lock) return { locked: false, steps: 'all', reason: '案件未被锁死，可以办理各项程序' };
	const through = letThrough(lock, state.facts);
	return {
		locked: true,
		lockId: lock.id,
		soft: isSoftLock(lock),
		steps: through,
		heldTypes,
		reason: through.length > 0 ? '案件柔性锁死：只可办结超期节点和不受锁死限制的事项' : '案件已锁死：只可办理不受锁死限制的事项',
	};
}
