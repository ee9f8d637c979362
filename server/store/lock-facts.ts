import type { LockFact, RequestFact } from '../core/lock/statistics.ts';
import type { RouteStep } from '../core/lock/types.ts';
import { codeOf } from '../core/node/types.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import { readLockFacts, type LockRowFilter } from './lock-register.ts';
import type { Db } from './schema.ts';

/** Locks and requests as the figures of the register see them; days are civil days of the court that acted. */
export async function readStatisticFacts(
	db: Db,
	filter: LockRowFilter,
	zoneOf: (court: string) => string,
): Promise<{ readonly locks: readonly LockFact[]; readonly requests: readonly RequestFact[] }> {
	const rows = await readLockFacts(db, filter);
	const dayOf = (at: string, court: string): CourtDate => dayOfInstant(at as Instant, zoneOf(court));
	const causes = Map.groupBy(rows.causes, (row) => row.lock_id);
	const decisions = Map.groupBy(rows.decisions, (row) => row.request_id);
	const locks = rows.locks.map((row): LockFact => ({
		id: row.id,
		court: row.court_code,
		...(row.handler_code ? { handler: row.handler_code } : {}),
		nodes: (causes.get(row.id) ?? []).map((cause) => codeOf(cause.node_id)),
		state: row.state as LockFact['state'],
		repeat: row.repeat,
		lockedOn: dayOf(row.locked_at, row.court_code),
		...(row.released_at ? { releasedOn: dayOf(row.released_at, row.court_code) } : {}),
		...(row.outcome ? { outcome: row.outcome as NonNullable<LockFact['outcome']> } : {}),
	}));
	const requests = rows.requests.map((row): RequestFact => {
		const route = JSON.parse(row.route) as readonly RouteStep[];
		const filedAt = route[0]?.court ?? '';
		return {
			lockId: row.lock_id,
			state: row.state as RequestFact['state'],
			filedOn: dayOf(row.requested_at, filedAt),
			route,
			decisions: (decisions.get(row.id) ?? []).map((said) => ({
				step: said.step,
				verdict: said.verdict as RequestFact['decisions'][number]['verdict'],
				court: said.court_code,
				on: dayOf(said.decided_at, said.court_code),
			})),
		};
	});
	return { locks, requests };
}
