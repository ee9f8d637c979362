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
	const lockAt = args.running && dueOn && ranOut && mayLock(args, dueOn) ? lockMoment({ ...args.due, dueOn }, grace, args.zone) : undefined;
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

/** The moment from which a clock that ran out may lock: the due moment, and civil days of grace after it. */
export function lockMoment(due: { readonly dueOn: CourtDate; readonly dueAt?: Instant }, grace: number, zone: string): Instant {
	return due.dueAt ? plusMinutes(due.dueAt, grace * minutesOfDay) : startOfDay(addDays(due.dueOn, 1 + grace), zone);
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

/** What decides whether a clock that ran out may lock, beside the locks that the case has had. */
export interface LockTerms {
	/** Type characters of the case number. */
	readonly type: string;
	readonly closedOn?: CourtDate;
	readonly node: string;
	/** Whether the rule locks. */
	readonly locks: boolean;
	readonly unconfirmed: boolean;
	readonly provisional: boolean;
	readonly dueOn: CourtDate;
}

/** Whether a clock that ran out may lock at a court: confirmed limit, known calendar, not before the court switched locks on. */
export function mayLockBy({ locksFrom }: CourtPolicy, terms: LockTerms): boolean {
	if (!isLockable(terms.type, terms.node)) return false;
	return terms.locks && !terms.unconfirmed && !terms.provisional && !!locksFrom && terms.dueOn >= locksFrom && !terms.closedOn;
}

/** Whether a clock that ran out locks: by its terms, and never twice for one due day. */
function mayLock({ clock, due, unconfirmed, view, policy, id, earlierIds }: ClockArgs, dueOn: CourtDate): boolean {
	const { type, closedOn } = view;
	const closed = closedOn ? { closedOn } : {};
	const terms = { type, ...closed, node: codeOf(id), locks: clock.locks, unconfirmed, provisional: due.provisional, dueOn };
	if (!mayLockBy(policy, terms)) return false;
	const ids = [id, ...earlierIds];
	// A lock voided, or released by a step, that was itself withdrawn later may be set again.
	return !view.state.locks.some(
		(lock) =>
			lock.outcome !== 'voided' &&
			lock.outcome !== 'met' &&
			[...lock.causes, ...(lock.released ?? [])].some((cause) => ids.includes(cause.nodeId) && cause.dueOn === dueOn),
	);
}
