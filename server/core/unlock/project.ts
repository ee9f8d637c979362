import type { Principal } from '../access/may.ts';
import type { CaseView } from '../case/case-state.ts';
import type { Directory } from '../directory/types.ts';
import type { LockState, RouteStep } from '../lock/types.ts';
import { refusalsOf, routeFacts } from './facts.ts';
import { decideRoute, endorsement, type RouteTable } from './route.ts';
import { routeTakers, type PeopleFacts, type StepTakers } from './takers.ts';

/** Offices that lead a court. */
export const leaderRoles: readonly string[] = ['enforcement-chief', 'vice-president', 'president'];

/** Whether a person leads a court: no endorsement is needed for what he files. */
export function isLeader(principal: Principal, court: string): boolean {
	return principal.grants.some((grant) => grant.court === court && leaderRoles.includes(grant.role));
}

/** The route that a request of a person would take now, with those who can take each step at this moment: shown before anyone files. */
export function projectTakers(
	at: { readonly directory: Directory; readonly table: RouteTable; readonly facts: PeopleFacts },
	view: CaseView,
	lock: LockState,
	requester: { readonly person: string; readonly leads: boolean } | undefined,
): { readonly name: string; readonly steps: readonly RouteStep[]; readonly takers: readonly StepTakers[] } {
	const { directory, table, facts } = at;
	const place = { caseCourt: view.state.court, handler: view.handler, facts, directory };
	const { name, steps } = decideRoute(routeFacts(view, lock, facts.today, refusalsOf(lock)), directory, table);
	const route = requester?.leads ? steps : [endorsement(place.caseCourt, table), ...steps];
	return { name, steps: route, takers: routeTakers(route, requester?.person, place) };
}
