import type { CaseView, ClockMark } from '../case/case-state.ts';
import { rungMoments } from '../deadline/rungs.ts';
import type { Due } from '../deadline/types.ts';
import type { ClockRule } from '../rulebook/types.ts';
import { addDays } from '../time/civil.ts';
import type { CourtDate, Instant } from '../time/types.ts';
import type { WorkCalendar } from '../time/work-calendar.ts';
import { dayOfInstant, plusMinutes, startOfDay } from '../time/zone.ts';
import { dayCalendar } from './due-input.ts';
import { codeOf, graceOf, isLockable, type ClockRow, type CourtPolicy } from './types.ts';

const minutesOfDay = 24 * 60;

/** When a clock stopped for good: done, closed, transferred or no longer applicable. */
export interface ClockEnd {
	readonly on: CourtDate;
	readonly at?: Instant;
}

/** Everything one clock's row is made of. */
export interface ClockArgs {
	readonly view: CaseView;
	readonly policy: CourtPolicy;
	readonly calendar: WorkCalendar;
	readonly zone: string;
	readonly id: string;
	readonly clock: ClockRule;
	readonly binding: boolean;
	readonly due: Due;
	readonly startedOn: CourtDate;
	readonly end: ClockEnd | undefined;
	readonly running: boolean;
	readonly unconfirmed: boolean;
	readonly marks: readonly ClockMark[];
	/** Runs of the same node at courts before: a lock that one of them caused goes with the case. */
	readonly earlierIds: readonly string[];
}

/** The row of one clock: where it stands, when something happens next, whether it may lock. */
export function calcClock(args: ClockArgs): ClockRow {
	const { clock, due, startedOn } = args;
	const dueOn = due.dueOn ?? (due.dueAt ? dayOfInstant(due.dueAt, args.zone) : undefined);
	const marks = args.marks.filter((mark) => mark.clock === clock.kind && mark.dueOn === dueOn);
	const ranOut = marks.some((mark) => mark.rung === 0);
	const rung = marks.reduce((highest, mark) => Math.max(highest, mark.rung), 0);
	const overdueOn = overdueDay(args, dueOn, ranOut);
	const nextAt = args.running && dueOn && !due.frozen && !ranOut ? nextMoment(args, dueOn, rung) : undefined;
	const grace = args.policy.graceDays && ranOut ? graceOf(args.policy, codeOf(args.id)) : 0;
	const lockAt = args.running && dueOn && ranOut && mayLock(args, dueOn) ? lockMoment(args, dueOn, grace) : undefined;
	return {
		clock: clock.kind,
		binding: args.binding,
		startedOn,
		...(dueOn ? { dueOn } : {}),
		...(due.dueAt ? { dueAt: due.dueAt } : {}),
		...(due.grossDueOn ? { grossDueOn: due.grossDueOn } : {}),
		frozen: due.frozen && args.running,
		provisional: due.provisional,
		unconfirmed: args.unconfirmed,
		rung,
		...(overdueOn ? { overdueOn } : {}),
		...(due.missed && due.missed.length > 1 ? { missed: due.missed } : {}),
		...(nextAt ? { nextAt } : {}),
		...(lockAt ? { lockAt } : {}),
		...(lockAt && grace > 0 ? { graceTo: addDays(dueOn!, grace) } : {}),
		ledger: due.ledger,
	};
}

/** The first moment at which the clock is overdue. */
function dueMoment({ due, zone }: ClockArgs, dueOn: CourtDate): Instant {
	return due.dueAt ?? startOfDay(addDays(dueOn, 1), zone);
}

/** The moment from which it may lock. */
function lockMoment(args: ClockArgs, dueOn: CourtDate, grace: number): Instant {
	const { due, zone } = args;
	return due.dueAt ? plusMinutes(due.dueAt, grace * minutesOfDay) : startOfDay(addDays(dueOn, 1 + grace), zone);
}

function nextMoment(args: ClockArgs, dueOn: CourtDate, rung: number): Instant {
	const { clock, due, zone } = args;
	const dueAt = due.dueAt ? { dueAt: due.dueAt } : {};
	const calendar = dayCalendar(clock, args.calendar);
	const moments = rungMoments({ dueOn, ...dueAt, warn: clock.warn, unit: rungUnit(clock, due), back: clock.back, calendar, zone });
	return moments[rung] ?? dueMoment(args, dueOn);
}

/** A clock of days whose variant runs by the hour (保全四十八小时) warns by the hour too. */
export function rungUnit(clock: Pick<ClockRule, 'unit'>, due: { readonly dueAt?: Instant }): ClockRule['unit'] {
	return due.dueAt && clock.unit !== 'MIN' ? 'H' : clock.unit;
}

/** The day after the due day that was missed, or undefined while none was. Once missed stays on record whatever is decided later. */
function overdueDay(args: ClockArgs, dueOn: CourtDate | undefined, ranOut: boolean): CourtDate | undefined {
	const { due, end } = args;
	if (due.missedOn && !(end && end.on <= due.missedOn)) return addDays(due.missedOn, 1);
	if (!dueOn) return undefined;
	const late = end ? isLate(end, dueOn, due.dueAt) : ranOut;
	if (!late) return undefined;
	return due.dueAt ? dayOfInstant(due.dueAt, args.zone) : addDays(dueOn, 1);
}

function isLate(end: ClockEnd, dueOn: CourtDate, dueAt: Instant | undefined): boolean {
	if (dueAt && end.at) return end.at > dueAt;
	return end.on > dueOn;
}

/** Whether a clock that ran out locks: confirmed limit, known calendar, not before the court switched locks on, never twice for one due day. */
function mayLock({ clock, due, unconfirmed, view, policy, id, earlierIds }: ClockArgs, dueOn: CourtDate): boolean {
	const { locksFrom } = policy;
	if (!isLockable(view.type, codeOf(id))) return false;
	if (!clock.locks || unconfirmed || due.provisional || !locksFrom || dueOn < locksFrom || view.closedOn) return false;
	const ids = [id, ...earlierIds];
	// A lock voided, or released by a step, that was itself withdrawn later may be set again.
	return !view.state.locks.some(
		(lock) =>
			lock.outcome !== 'voided' &&
			lock.outcome !== 'met' &&
			[...lock.causes, ...(lock.released ?? [])].some((cause) => ids.includes(cause.nodeId) && cause.dueOn === dueOn),
	);
}
