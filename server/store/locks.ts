import { openPhases, type LockState, type UnlockRequest } from '../core/lock/types.ts';
import type { NumberedChange } from './cases.ts';
import { insertNew, upsert } from './save-rows.ts';
import type { Db } from './schema.ts';

/** Saves locks, causes, requests, decisions and held steps of cases whose locks changed. */
export async function saveLocks(db: Db, changes: readonly NumberedChange[]): Promise<void> {
	const touched = changes.filter(
		({ before, after }) =>
			JSON.stringify(before.state.locks) !== JSON.stringify(after.state.locks) ||
			JSON.stringify(before.lockPhases) !== JSON.stringify(after.lockPhases),
	);
	const moved = changes.filter(({ before, after }) => before.state.court !== after.state.court && after.state.locks.length > 0);
	const locks = [...new Set([...touched, ...moved])].flatMap((change) => changedLocks(change).map((lock) => ({ change, lock })));
	// A released lock goes first: the database allows one unreleased lock a case.
	locks.sort((a, b) => Number(!a.lock.releasedAt) - Number(!b.lock.releasedAt));
	await upsert(
		db,
		'case_lock',
		['id'],
		locks.map(({ change, lock }) => lockRow(change, lock)),
	);
	const ids = locks.map(({ lock }) => lock.id);
	// A review may take a cause out of a lock that goes on.
	if (ids.length > 0) await db.deleteFrom('lock_cause').where('lock_id', 'in', ids).execute();
	await upsert(
		db,
		'lock_cause',
		['lock_id', 'node_id'],
		locks.flatMap(({ lock }) =>
			lock.causes.map((cause) => ({ lock_id: lock.id, node_id: cause.nodeId, due_on: cause.dueOn, new_due_on: cause.newDueOn ?? null })),
		),
	);
	await insertNew(
		db,
		'lock_cause_release',
		['lock_id', 'node_id', 'due_on'],
		locks.flatMap(({ lock }) =>
			(lock.released ?? []).map((cause) => ({
				lock_id: lock.id,
				node_id: cause.nodeId,
				due_on: cause.dueOn,
				new_due_on: cause.newDueOn,
				released_on: cause.releasedOn,
				request_id: cause.requestId,
			})),
		),
	);
	const requests = locks.flatMap(({ change, lock }) => lock.requests.map((request) => ({ change, request })));
	requests.sort((a, b) => Number(isOpen(a.request.phase)) - Number(isOpen(b.request.phase)));
	await upsert(
		db,
		'unlock_request',
		['id'],
		requests.map(({ change, request }) => ({
			id: request.id,
			lock_id: request.lockId,
			court_code: change.after.state.court,
			state: request.phase,
			requested_by: request.by,
			requested_at: request.at,
			reason: request.reason,
			plan: request.plan,
			new_due_on: JSON.stringify(request.newDueOn),
			route: JSON.stringify(request.route),
			step: request.step,
			step_due_on: request.stepDueOn ?? null,
		})),
	);
	await upsert(
		db,
		'unlock_step',
		['request_id'],
		requests.flatMap(({ request }) => stepRow(request)),
	);
	await insertNew(
		db,
		'unlock_decision',
		['request_id', 'position'],
		requests.flatMap(({ request }) =>
			request.decisions.map((decision, index) => ({
				request_id: request.id,
				position: index + 1,
				step: decision.step,
				verdict: decision.verdict,
				decided_by: decision.by,
				court_code: decision.court,
				decided_at: decision.at,
				opinion: decision.opinion,
				instruction: decision.instruction ?? null,
			})),
		),
	);
	await saveHeld(db, changes);
}

/** What is to be said of the running step; moves of steps that were taken are over. */
function stepRow(request: UnlockRequest) {
	if (!request.moves && !request.partial) return [];
	const now = (request.moves ?? []).filter((move) => move.turn === request.decisions.length && isOpen(request.phase));
	const warned = Math.max(0, ...now.map((move) => (move.kind === 'warned' ? (move.level ?? 0) : 0)));
	const assigned = now.findLast((move) => move.kind === 'reassigned')?.to[0] ?? null;
	return [{ request_id: request.id, warned, assigned_to: assigned, partial: request.partial ? 1 : 0 }];
}

const isOpen = (phase: string): boolean => openPhases.includes(phase);

function changedLocks({ before, after }: NumberedChange): readonly LockState[] {
	const known = new Map(before.state.locks.map((lock) => [lock.id, JSON.stringify(lock)]));
	return after.state.locks.filter(
		(lock) =>
			known.get(lock.id) !== JSON.stringify(lock) ||
			before.lockPhases[lock.id] !== after.lockPhases[lock.id] ||
			before.state.court !== after.state.court,
	);
}

function lockRow(change: NumberedChange, lock: LockState) {
	return {
		id: lock.id,
		case_id: change.id,
		court_code: change.after.state.court,
		state: change.after.lockPhases[lock.id] ?? lock.phase,
		locked_at: lock.lockedAt,
		released_at: lock.releasedAt ?? null,
		repeat: lock.repeat,
		outcome: lock.outcome ?? null,
		by_hand: lock.byHand ? 1 : 0,
	};
}

async function saveHeld(db: Db, changes: readonly NumberedChange[]): Promise<void> {
	const freed: number[] = [];
	const held: { seq: number; lock_id: string }[] = [];
	for (const { before, after } of changes) {
		const lock = after.state.locks.find((candidate) => candidate.phase === 'active' || candidate.phase === 'review');
		freed.push(...before.heldSeqs.filter((seq) => !after.heldSeqs.includes(seq)));
		if (lock) held.push(...after.heldSeqs.filter((seq) => !before.heldSeqs.includes(seq)).map((seq) => ({ seq, lock_id: lock.id })));
	}
	if (freed.length > 0) await db.deleteFrom('held_event').where('seq', 'in', freed).execute();
	await insertNew(db, 'held_event', ['seq'], held);
}
