import { textOf, type CaseEvent } from '../case/case-event.ts';
import type { LockState, UnlockRequest } from '../lock/types.ts';

/** Everybody who has filed a request, the present filer first. */
export const filersOf = ({ by, filedBy }: Pick<UnlockRequest, 'by' | 'filedBy'>): readonly string[] => [by, ...(filedBy ?? [])];

/** The locks after a request was filed again by somebody else: the earlier filers stay on record, as none of them may ever decide on it. */
export function keepFilers(before: readonly LockState[], after: readonly LockState[], event: CaseEvent): readonly LockState[] {
	if (event.type !== 'unlock-requested') return after;
	const requestId = textOf(event.data, 'requestId');
	const earlier = before.flatMap((lock) => lock.requests).find((request) => request.id === requestId);
	if (!earlier) return after;
	const filedBy = [...new Set(filersOf(earlier))].filter((person) => person !== textOf(event.data, 'by'));
	if (filedBy.length === 0) return after;
	return after.map((lock) => ({
		...lock,
		requests: lock.requests.map((request) => (request.id === requestId ? { ...request, filedBy } : request)),
	}));
}
