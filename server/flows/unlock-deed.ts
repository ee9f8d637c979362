import type { Principal } from '../core/access/may.ts';
import type { CaseView } from '../core/case/case-state.ts';
import { viewCase } from '../core/case/fold.ts';
import { applyLockEvent } from '../core/lock/apply.ts';
import type { SystemDecision } from '../core/lock/decide-sweep.ts';
import type { LockState, RouteStep, UnlockRequest } from '../core/lock/types.ts';
import type { ReplyClock } from '../core/notice/raised.ts';
import { replyDaysOf } from '../core/notice/types.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { addWorkingDays } from '../core/time/work-calendar.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { MovePlace } from '../core/unlock/moves.ts';
import { refuse, type Refusal } from '../core/unlock/refusal.ts';
import { handedNotices, stuckNotices } from '../core/unlock/step-notices.ts';
import { courtOfStep, type PeopleFacts } from '../core/unlock/takers.ts';
import { appendAudit } from '../store/audit.ts';
import { readCases, type StoredCase } from '../store/cases.ts';
import type { Write } from '../store/open.ts';
import type { Actor, FlowContext } from './context.ts';
import { appendAndFold } from './fold-cases.ts';
import { systemEvent } from './system-events.ts';

/** A deed done, with the id of what it made or changed; or a refusal that law or route foresees. */
export type DeedOutcome = { readonly ok: true; readonly id: string } | Refusal;

/** What a deed works on, inside its transaction. */
export interface Deed {
	readonly write: Write;
	readonly cases: Map<string, StoredCase>;
	readonly stored: StoredCase;
	/** Absent when the filing itself was withdrawn: a lock can still be reviewed and a request taken back. */
	readonly view: CaseView | undefined;
	readonly lock: LockState;
	readonly now: Instant;
	readonly today: CourtDate;
}

/** A deed on one request. */
export type RequestDeed = Deed & { readonly request: UnlockRequest };

/** The case that a lock belongs to. */
export const caseKeyOf = (lockId: string): string => lockId.replace(/-L\d+$/, '');
/** The lock that a request is for. */
export const lockIdOf = (requestId: string): string => requestId.replace(/-R\d+$/, '');

/** The name under which a person signs: the person code, or the account where it stands for nobody of the directory. */
export const signedBy = (principal: Principal): string => principal.personCode ?? principal.accountId;

/** Loads the case of a lock, does the deed, and writes one line of audit whatever came of it. */
export async function onLock(
	context: FlowContext,
	actor: Actor,
	action: string,
	lockId: string,
	deed: (deed: Deed) => Promise<DeedOutcome>,
): Promise<DeedOutcome> {
	return context.store.write(async (write) => {
		const now = context.now();
		const key = caseKeyOf(lockId);
		const cases = await readCases(write.db, [key]);
		const stored = cases.get(key);
		const view = stored && viewCase(stored.state);
		const lock = stored?.state.locks.find((candidate) => candidate.id === lockId);
		const today = stored ? dayOfInstant(now, stored.state.zone) : undefined;
		const outcome =
			stored && lock && today ? await deed({ write, cases, stored, view, lock, now, today }) : refuse('not-found', '没有这个锁死记录');
		await appendAudit(write.db, {
			at: now,
			actor: actor.id,
			role: actor.role,
			court: actor.court,
			address: actor.address,
			action,
			object: lockId,
			before: lock,
			after: outcome,
			result: outcome.ok ? 'ok' : outcome.code,
			requestId: actor.requestId,
		});
		return outcome;
	});
}

/** The same for one request of a lock. */
export function onRequest(
	context: FlowContext,
	actor: Actor,
	action: string,
	requestId: string,
	deed: (deed: RequestDeed) => Promise<DeedOutcome>,
): Promise<DeedOutcome> {
	return onLock(context, actor, action, lockIdOf(requestId), async (on) => {
		const request = on.lock.requests.find((candidate) => candidate.id === requestId);
		return request ? deed({ ...on, request }) : refuse('not-found', '没有这个解锁申请');
	});
}

/** Appends what was decided to the log of the case. */
export async function append(context: FlowContext, deed: Deed, decisions: readonly SystemDecision[]): Promise<void> {
	const events = decisions.map((decision) => systemEvent(deed.stored, decision, deed.now));
	await appendAndFold(context, deed.write, deed.cases, events, deed.now);
}

/** The same; where the step that then runs has nobody left in the ordinary way, the administrators of the top court are told with it; and whoever has a step
 *  then of which others were warned. */
export async function appendAndTell(
	context: FlowContext,
	deed: Deed,
	requestId: string,
	decisions: readonly SystemDecision[],
	facts: PeopleFacts,
): Promise<void> {
	const after = decisions.reduce<readonly LockState[]>(
		(locks, decision) => {
			const event = { ...systemEvent(deed.stored, decision, deed.now), seq: 0 };
			return applyLockEvent(locks, event);
		},
		[deed.lock],
	);
	const lock = after[0]!;
	const request = lock.requests.find((candidate) => candidate.id === requestId);
	await append(context, deed, [...decisions, ...(request ? told(context, { ...deed, lock, request }, facts) : [])]);
}

function told(context: FlowContext, deed: RequestDeed, facts: PeopleFacts): readonly SystemDecision[] {
	const [place, clock] = [placeOf(context, deed, facts), replyClock(context, deed)];
	return [...stuckNotices(place, clock), ...handedNotices(place, clock, deed.stored.state.notices)];
}

/** By what the last day to sign for a notice of a step is found. */
export function replyClock(context: FlowContext, { stored, today }: Deed): ReplyClock {
	const { court } = stored.state;
	return { calendar: context.calendarOf(court), replyDays: replyDaysOf(context.directory().courts.get(court)?.settings), today };
}

/** Where a request stands, for the moves of its running step. */
export function placeOf(context: FlowContext, { stored, lock, request }: RequestDeed, facts: PeopleFacts): MovePlace {
	const handler = viewCase(stored.state)?.handler;
	return { lock, request, caseCourt: stored.state.court, handler, facts, directory: context.directory() };
}

/** The last day of a step: its working days by the calendar of the court where it stands, today not counted. */
export function stepDay(context: FlowContext, today: CourtDate, step: RouteStep | undefined, caseCourt: string): CourtDate | undefined {
	if (!step) return undefined;
	return addWorkingDays(today, step.days, context.calendarOf(courtOfStep(step, caseCourt, context.directory())));
}
