import type { CaseloadPayload } from '../src/lib/contract/topics-figures.ts';
import type { FlowContext } from './flows/context.ts';
import { recountCourt, type ReconcileParts } from './flows/reconcile.ts';
import type { Projector } from './live/projector.ts';
import type { DatabasePlace } from './store/open.ts';
import { readLastSeq } from './store/event-log.ts';
import { runRecount } from './workers/recount-task.ts';

const recountMs = 600_000;
const restsMs = [200, 500, 2_000] as const;
/** Longer than a wall takes for true what another process (an import) may have changed. */
const longRestMs = 31_000;
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Rests between readings: a moment, and where only this process knows of its changes, as long as a wall may lag behind those of another. */
function restFor(context: FlowContext, isShared: boolean): ReconcileParts['rest'] {
	/** Where the log stood when it was last waited for so long: nobody has written since if it stands there still. */
	let settledAt: number | undefined;
	return async (turn) => {
		if (!isShared) return context.yield();
		const ms = restsMs[turn - 1];
		if (ms !== undefined) return sleep(ms);
		const seq = await readLastSeq(context.store.read);
		if (seq === settledAt) return;
		await sleep(longRestMs);
		settledAt = seq;
	};
}

/** Where the reconciliation gets its numbers: the wall's own projection, and a recount in a worker, or here for a store without a place. */
export function reconcileParts(context: FlowContext, projector: Projector, place: DatabasePlace | undefined): ReconcileParts {
	return {
		wall: async (court) => {
			const [frame] = await projector.snapshot(court, ['caseload'], 'internal', ['caseload']);
			if (!frame) return undefined;
			const { received, open } = frame.payload as CaseloadPayload;
			return { received: received.value, open: open.value };
		},
		rest: restFor(context, place !== undefined),
		recount: (court, day) =>
			place
				? runRecount({ place, court, ...(day ? { day } : {}) }, AbortSignal.timeout(recountMs))
				: recountCourt({ ...context, db: context.store.read }, court, day),
	};
}
