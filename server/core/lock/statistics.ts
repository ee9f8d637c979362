import { daysBetween } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';
import { addWorkingDays, workingDaysBetween, type WorkCalendar } from '../time/work-calendar.ts';
import type { LockPhase, LockState, RequestPhase, RouteStep, Verdict } from './types.ts';

/** One lock as the figures see it; days are civil days in the zone of its court. */
export interface LockFact {
	readonly id: string;
	readonly court: string;
	readonly handler?: string;
	/** Codes of the nodes that locked it. */
	readonly nodes: readonly string[];
	readonly state: LockPhase;
	/** How many of its nodes' locks came before it. */
	readonly repeat: number;
	readonly lockedOn: CourtDate;
	readonly releasedOn?: CourtDate;
	readonly outcome?: LockState['outcome'];
}

/** A request with what was decided of it since it was (last) filed. */
export interface RequestFact {
	readonly lockId: string;
	readonly state: RequestPhase;
	readonly filedOn: CourtDate;
	readonly route: readonly RouteStep[];
	readonly decisions: readonly { readonly step: number; readonly verdict: Verdict; readonly court: string; readonly on: CourtDate }[];
}

/** Middle and upper end of some numbers, with how many there are. */
export interface Spread {
	readonly count: number;
	readonly median?: number;
	readonly p90?: number;
}

/** What one court needs for its decisions. */
export interface TurnRound {
	readonly court: string;
	/** Requests that this court decided for good, and the working days from filing to decision. */
	readonly decided: number;
	readonly medianDays?: number;
	/** Steps (endorsements, forwards, decisions) that this court took, and those after their last day; silence that went up by itself is late. */
	readonly steps: number;
	readonly late: number;
}

/** Locks again, of one node, handler or court. */
export interface RepeatCount {
	readonly key: string;
	readonly locks: number;
	readonly repeats: number;
}

/** The figures of a period: all are about locks set in it. */
export interface LockStatistics {
	/** Locks that held or hold: without proposals and without those that late facts disproved. */
	readonly locks: number;
	readonly standing: number;
	readonly voided: number;
	/** Civil days from the lock to its release. */
	readonly released: Spread;
	/** Civil days from the lock to today, of those that stand. */
	readonly waiting: Spread;
	readonly turnRound: readonly TurnRound[];
	readonly repeats: {
		readonly total: number;
		readonly byNode: readonly RepeatCount[];
		readonly byHandler: readonly RepeatCount[];
		readonly byCourt: readonly RepeatCount[];
	};
}

/** Middle value (mean of the two middle ones where their number is even) and the 90th percentile by nearest rank. */
export function spreadOf(values: readonly number[]): Spread {
	const sorted = [...values].sort((a, b) => a - b);
	const count = sorted.length;
	if (count === 0) return { count };
	const middle = sorted[Math.floor((count - 1) / 2)]! + sorted[Math.ceil((count - 1) / 2)]!;
	return { count, median: middle / 2, p90: sorted[Math.ceil(count * 0.9) - 1]! };
}

/** A lock that held: no proposal, nothing set aside, nothing disproved. */
export const counts = (lock: LockFact): boolean => lock.state !== 'proposed' && lock.outcome !== 'voided' && lock.outcome !== 'set-aside';

const stands = (lock: LockFact): boolean => lock.state === 'active' || lock.state === 'review';

/** A step that was taken, by whom and how late. */
interface Taken {
	readonly lockId: string;
	readonly court: string;
	readonly late: boolean;
}

/** The steps of a request as they were taken, each counted from the one before (the first from the filing). */
function stepsTaken(request: RequestFact, calendarOf: (court: string) => WorkCalendar): readonly Taken[] {
	let from = request.filedOn;
	return request.decisions.flatMap(({ step, verdict, court, on }) => {
		const due = request.route[step] && addWorkingDays(from, request.route[step].days, calendarOf(court));
		from = on;
		return due ? [{ lockId: request.lockId, court, late: verdict === 'auto-forward' || on > due }] : [];
	});
}

/** The decision that ended a request for good, by the court that has the last word or by one that refused on the way. */
function lastWord({ state, decisions }: RequestFact): RequestFact['decisions'][number] | undefined {
	return state === 'granted' || state === 'refused'
		? decisions.findLast(({ verdict }) => verdict === 'approve' || verdict === 'refuse')
		: undefined;
}

/** Ids of locks with a request that a court decided. */
export function locksDecidedBy(requests: readonly RequestFact[], court: string): readonly string[] {
	return [...new Set(requests.filter((request) => lastWord(request)?.court === court).map((request) => request.lockId))];
}

/** Ids of locks with a step that a court took late. */
export function locksLateAt(
	requests: readonly RequestFact[],
	court: string,
	calendarOf: (court: string) => WorkCalendar,
): readonly string[] {
	const late = requests.flatMap((request) => stepsTaken(request, calendarOf)).filter((step) => step.late && step.court === court);
	return [...new Set(late.map((step) => step.lockId))];
}

function turnRounds(requests: readonly RequestFact[], calendarOf: (court: string) => WorkCalendar): readonly TurnRound[] {
	const taken = Map.groupBy(
		requests.flatMap((request) => stepsTaken(request, calendarOf)),
		(step) => step.court,
	);
	const decided = requests.flatMap((request) => {
		const last = lastWord(request);
		return last ? [{ court: last.court, days: workingDaysBetween(request.filedOn, last.on, calendarOf(last.court)) }] : [];
	});
	const byCourt = Map.groupBy(decided, ({ court }) => court);
	return [...new Set([...byCourt.keys(), ...taken.keys()])].map((court) => {
		const days = spreadOf((byCourt.get(court) ?? []).map((each) => each.days));
		const steps = taken.get(court) ?? [];
		return {
			court,
			decided: days.count,
			...(days.median === undefined ? {} : { medianDays: days.median }),
			steps: steps.length,
			late: steps.filter((step) => step.late).length,
		};
	});
}

/** Most repeats first; what never repeated is left out. */
function repeatsBy(locks: readonly LockFact[], keysOf: (lock: LockFact) => readonly string[]): readonly RepeatCount[] {
	const groups = Map.groupBy(
		locks.flatMap((lock) => [...new Set(keysOf(lock))].map((key) => ({ key, again: lock.repeat > 0 }))),
		({ key }) => key,
	);
	return [...groups]
		.map(([key, list]) => ({ key, locks: list.length, repeats: list.filter(({ again }) => again).length }))
		.filter(({ repeats }) => repeats > 0)
		.sort((a, b) => b.repeats - a.repeats || b.locks - a.locks || (a.key < b.key ? -1 : 1));
}

/** All figures of the register from its rows; `today` is the civil day they are as of. */
export function lockStatistics(
	locks: readonly LockFact[],
	requests: readonly RequestFact[],
	today: CourtDate,
	calendarOf: (court: string) => WorkCalendar,
): LockStatistics {
	const held = locks.filter(counts);
	const ids = new Set(held.map((lock) => lock.id));
	const days = (lock: LockFact, to: CourtDate): number => Math.max(0, daysBetween(lock.lockedOn, to));
	return {
		locks: held.length,
		standing: held.filter(stands).length,
		voided: locks.filter((lock) => lock.outcome === 'voided').length,
		released: spreadOf(held.flatMap((lock) => (lock.releasedOn ? [days(lock, lock.releasedOn)] : []))),
		waiting: spreadOf(held.filter(stands).map((lock) => days(lock, today))),
		turnRound: turnRounds(
			requests.filter((request) => ids.has(request.lockId)),
			calendarOf,
		),
		repeats: {
			total: held.filter((lock) => lock.repeat > 0).length,
			byNode: repeatsBy(held, (lock) => lock.nodes),
			byHandler: repeatsBy(held, (lock) => (lock.handler ? [lock.handler] : [])),
			byCourt: repeatsBy(held, (lock) => [lock.court]),
		},
	};
}
