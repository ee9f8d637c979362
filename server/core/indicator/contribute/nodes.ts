import { daysBetween } from '../../time/civil.ts';
import { dayOfInstant, epochMsOf } from '../../time/zone.ts';
import type { LockState } from '../../lock/types.ts';
import type { Add, Contributing } from './types.ts';

/** Nodes started and late. What an earlier court did stays with it. */
export function addNodes({ view, nodes }: Contributing, add: Add): void {
	for (const node of nodes) {
		add('node-started', node.startedOn, 1, undefined, node.court);
		if (!node.overdueOn) continue;
		add('node-overdue', node.overdueOn, 1, undefined, node.court);
		const ended = node.endedOn ?? (node.phase === 'void' ? (node.voidedOn ?? view.closedOn) : undefined);
		if (ended) add('node-overdue-ended', ended < node.overdueOn ? node.overdueOn : ended, 1, undefined, node.court);
	}
}

/** Locks set and released, and how long requests waited for their decision. */
export function addLocks({ view }: Contributing, add: Add): void {
	for (const lock of view.state.locks) {
		if (lock.phase === 'proposed' || lock.outcome === 'set-aside') continue;
		add('lock-set', lock.lockedOn, 1);
		if (lock.releasedOn) {
			add('lock-released', lock.releasedOn, 1);
			add('lock-days', lock.releasedOn, daysBetween(lock.lockedOn, lock.releasedOn));
		}
		addDecisions(lock, view.state.zone, add);
	}
}

function addDecisions(lock: LockState, zone: string, add: Add): void {
	for (const request of lock.requests) {
		const last = request.decisions.at(-1);
		if (!last || (request.phase !== 'granted' && request.phase !== 'refused')) continue;
		const day = dayOfInstant(last.at, zone);
		add('unlock-decided', day, 1);
		add('unlock-decided-minutes', day, Math.max(0, Math.round((epochMsOf(last.at) - epochMsOf(request.at)) / 60_000)));
	}
}
