import type { CaseloadPayload } from '../src/lib/contract/topics-figures.ts';
import type { FlowContext } from './flows/context.ts';
import { recountCourt, type ReconcileParts } from './flows/reconcile.ts';
import type { Projector } from './live/projector.ts';
import type { DatabasePlace } from './store/open.ts';
import { runRecount } from './workers/recount-task.ts';

const recountMs = 600_000;

/** Where the reconciliation gets its numbers: the wall's own projection, and a recount in a worker, or here for a store without a place. */
export function reconcileParts(context: FlowContext, projector: Projector, place: DatabasePlace | undefined): ReconcileParts {
	return {
		wall: async (court) => {
			const [frame] = await projector.snapshot(court, ['caseload'], 'internal', ['caseload']);
			if (!frame) return undefined;
			const { received, open } = frame.payload as CaseloadPayload;
			return { received: received.value, open: open.value };
		},
		recount: (court, day) =>
			place
				? runRecount({ place, court, ...(day ? { day } : {}) }, AbortSignal.timeout(recountMs))
				: recountCourt({ ...context, db: context.store.read }, court, day),
	};
}
