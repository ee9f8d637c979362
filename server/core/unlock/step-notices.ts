import type { SystemDecision } from '../lock/decide-sweep.ts';
import { noticeRaised, type ReplyClock } from '../notice/raised.ts';
import { recipientOf, rungNotices, type NoticeLevel, type NoticeState, type Recipient } from '../notice/types.ts';
import { dueWarning, peopleOf, personsOf, stuckOf, topCourtOf, type MovePlace } from './moves.ts';
import { stepDueOr, stepNodeId, turnId } from './turn.ts';

const nodeIdOf = ({ lock, request }: MovePlace): string => stepNodeId(lock.id.replace(/-L\d+$/, ''), request);

/** A notice of the running step; where no administrator is known it goes to the administrator's office of the top court. */
function stepNotice(place: MovePlace, clock: ReplyClock, level: NoticeLevel, to: readonly Recipient[], mark = ''): SystemDecision {
	const nodeId = nodeIdOf(place);
	const dueOn = stepDueOr(place.request, clock.today);
	const recipients = to.length > 0 ? to : [{ as: 'system-admin', court: topCourtOf(place) } as const];
	return noticeRaised(clock, {
		topic: 'unlock',
		id: `${nodeId}/step/${dueOn}/L${level}${mark}`,
		nodeId,
		clock: 'step',
		dueOn,
		level,
		recipients,
	});
}

/** What is said of the running step today: on its last day to those who can take it (提醒), after it to their chief (警告); the event of the request and
 *  the notice to the persons. A warning decides nothing. */
export function warnings(place: MovePlace, clock: ReplyClock): readonly SystemDecision[] {
	const warning = dueWarning(place);
	if (!warning) return [];
	const { request } = place;
	const { level, to } = warning;
	const data = { requestId: request.id, step: request.step, level, to: personsOf(to) };
	const id = `${turnId(request)}/warned-${level}`;
	// Where nobody can take it the administrators have a notice of their own.
	return [{ id, type: 'unlock-step-warned', data }, ...(to.length > 0 ? [stepNotice(place, clock, level, to)] : [])];
}

/** What is said, once per step, where nobody can take it in the ordinary way: to the administrators of the top court (督办). */
export function stuckNotices(place: MovePlace, clock: ReplyClock): readonly SystemDecision[] {
	const stuck = stuckOf(place);
	if (!stuck) return [];
	const { request } = place;
	const data = { requestId: request.id, step: request.step, to: personsOf(stuck.to), reason: stuck.reason };
	return [{ id: `${turnId(request)}/stuck`, type: 'unlock-step-stuck', data }, stepNotice(place, clock, 3, stuck.to)];
}

/** What is said where a step that was warned of passes to somebody else (转办, 回避): those who have it now and were not told are told at once. */
export function handedNotices(place: MovePlace, clock: ReplyClock, notices: readonly NoticeState[]): readonly SystemDecision[] {
	const before = rungNotices(notices).filter((notice) => notice.nodeId === nodeIdOf(place));
	if (before.length === 0) return [];
	const told = new Set(before.flatMap(({ to }) => to.map((text) => recipientOf(text).person)));
	const fresh = peopleOf(place).filter(({ person }) => !told.has(person));
	return fresh.length > 0 ? [stepNotice(place, clock, 1, fresh, `T${before.length}`)] : [];
}
