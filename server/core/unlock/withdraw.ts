import { isWithin } from '../directory/court-tree.ts';
import { openPhases, runningPhases } from '../lock/types.ts';
import type { MovePlace } from './moves.ts';
import { leaderRoles } from './project.ts';
import { refuse, type Refusal } from './refusal.ts';
import { requestTakers } from './takers.ts';

/** Checks 撤回: by the person who filed it, or in his stead by a leader of the case's court, so that no request stands in the way for ever. */
export function checkWithdraw(place: MovePlace, by: string): Refusal | undefined {
	const problem = place.request.by === by ? undefined : checkInStead(place, by);
	if (problem) return problem;
	return openPhases.includes(place.request.phase) ? undefined : refuse('step-decided', '该申请已办结，不能撤回');
}

function checkInStead(place: MovePlace, by: string): Refusal | undefined {
	const { caseCourt, facts } = place;
	const leads = facts.holders.some((each) => each.person === by && each.court === caseCourt && leaderRoles.includes(each.role));
	if (!leads) return refuse('forbidden', '只有申请人可以撤回申请');
	if (isFilerGone(place) || isStuck(place)) return undefined;
	return refuse('forbidden', '申请人仍在任且审批有人办理，只能由申请人撤回');
}

/** Whether the filer holds no office any more at the case's court or above it. */
function isFilerGone({ request, caseCourt, facts, directory }: MovePlace): boolean {
	return !facts.holders.some((each) => each.person === request.by && isWithin(directory, caseCourt, each.court));
}

/** Whether nobody at all can take the running step. */
function isStuck(place: MovePlace): boolean {
	const { request } = place;
	const step = request.route[request.step];
	return !!step && runningPhases.includes(request.phase) && requestTakers(request, step, place).stuck;
}
