import type { Limit } from '../rulebook/types.ts';
import { dateOfDayNumber, dayNumber, dayNumberAfterMonths, LAST_DAY_NUMBER } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';
import { addWorkingDays, rollNumberForward } from '../time/work-calendar.ts';
import type { WorkCalendar } from '../time/work-calendar.ts';
import { disjointPieces, pushPastExclusions, runningExclusion } from './exclusion.ts';
import type { ExcludedPiece } from './exclusion.ts';
import type { DueInput, Exclusion, Extension, Grant } from './types.ts';

/** One extension with the day numbers before and after it. */
export interface ExtensionStep {
	readonly extension: Extension;
	readonly from: number;
	readonly to: number;
}

/** How a period of D, M, Y or WD runs from its start to its last day, in day numbers; what both the due day and its explanation are made of. */
export interface Course {
	/** The grant whose day the course starts from, instead of trigger and limit. */
	readonly grant?: Grant;
	/** The day reached by the limit alone; for WD excluded days are skipped already. */
	readonly limitDay: number;
	readonly extensions: readonly ExtensionStep[];
	/** The excluded pieces met before the last day. */
	readonly pieces: readonly ExcludedPiece[];
	/** The last day before it is moved past rest days. */
	readonly unrolled: number;
	/** The last day; undefined when frozen. */
	readonly due?: number;
	readonly frozenBy?: Exclusion;
}

/** Counts `count` working days after a day, skipping excluded pieces; stops past the last day a date can hold. */
function countWorkingDays(after: number, count: number, pieces: readonly ExcludedPiece[], calendar: WorkCalendar): number {
	let day = after;
	let next = 0;
	for (let left = count; left > 0 && day <= LAST_DAY_NUMBER;) {
		day += 1;
		while (next < pieces.length && (pieces[next]?.to ?? 0) < day) next += 1;
		const piece = pieces[next];
		if (piece !== undefined && piece.from <= day) day = piece.to;
		else if (calendar.isWorkingNumber(day)) left -= 1;
	}
	return day;
}

function afterMonths(day: number, months: number): number {
	if (months === 0 || day > LAST_DAY_NUMBER) return day;
	return dayNumberAfterMonths(dateOfDayNumber(day), months);
}

function afterCivilLimit(trigger: CourtDate, limit: Limit): number {
	const extra = limit.extraDays ?? 0;
	if (limit.unit === 'M') return dayNumberAfterMonths(trigger, limit.limit) + extra;
	if (limit.unit === 'Y') return dayNumberAfterMonths(trigger, limit.limit * 12) + extra;
	return dayNumber(trigger) + limit.limit + extra;
}

function byDecision(a: Extension, b: Extension): number {
	return a.decidedOn < b.decidedOn ? -1 : a.decidedOn > b.decidedOn ? 1 : 0;
}

function extendCivil(day: number, extensions: readonly Extension[]): ExtensionStep[] {
	let from = day;
	return [...extensions].sort(byDecision).map((extension) => {
		const to = afterMonths(from, extension.addMonths ?? 0) + (extension.addDays ?? 0);
		const step = { extension, from, to };
		from = to;
		return step;
	});
}

/** Days added to a period counted in working days are working days; months stay calendar months. */
function extendWorking(
	day: number,
	extensions: readonly Extension[],
	pieces: readonly ExcludedPiece[],
	calendar: WorkCalendar,
): ExtensionStep[] {
	let from = day;
	return [...extensions].sort(byDecision).map((extension) => {
		const start = from;
		const later = pieces.filter((piece) => piece.from > start);
		const moved = pushPastExclusions(afterMonths(start, extension.addMonths ?? 0), later);
		from = countWorkingDays(moved, extension.addDays ?? 0, pieces, calendar);
		return { extension, from: start, to: from };
	});
}

function metBy(pieces: readonly ExcludedPiece[], day: number): readonly ExcludedPiece[] {
	return pieces.length === 0 ? pieces : pieces.filter((piece) => piece.from <= day);
}

/** The day that lies the limit before another one: n days, n working days or n months earlier (倒算). */
function beforeTrigger(input: DueInput): number {
	const { limit, unit } = input.limit;
	if (unit === 'WD') return dayNumber(addWorkingDays(input.trigger, -limit, input.calendar));
	if (unit === 'M') return dayNumberAfterMonths(input.trigger, -limit);
	return dayNumber(input.trigger) - limit;
}

function endCourse(
	start: Omit<Course, 'due' | 'frozenBy'>,
	exclusions: readonly Exclusion[],
	rolls: boolean,
	calendar: WorkCalendar,
): Course {
	const frozenBy = runningExclusion(exclusions, start.unrolled);
	if (frozenBy !== undefined) return { ...start, frozenBy };
	const due = rolls && start.unrolled <= LAST_DAY_NUMBER ? rollNumberForward(start.unrolled, calendar) : start.unrolled;
	return due > LAST_DAY_NUMBER ? start : { ...start, due };
}

/** What the deciding court did not know when it chose the day: extensions and exclusions after its decision still move the clock. */
function courseOfGrant(input: DueInput, grant: Grant, extensions: readonly Extension[], exclusions: readonly Exclusion[]): Course {
	const given = dayNumber(grant.dueOn);
	// A stop that still runs on the day of the decision goes on from the day after it.
	const later = exclusions.filter((exclusion) => exclusion.to === undefined || exclusion.to > grant.grantedOn);
	const pieces = disjointPieces(later, dayNumber(grant.grantedOn));
	const added = extensions.filter((extension) => extension.decidedOn > grant.grantedOn);
	const steps = extendCivil(given, added);
	const unrolled = pushPastExclusions(steps.at(-1)?.to ?? given, pieces);
	const start = { grant, limitDay: given, extensions: steps, pieces: metBy(pieces, unrolled), unrolled };
	// The day stands as the deciding court chose it, rest day or not, unless something moved it since.
	return endCourse(start, later, unrolled !== given && input.rolls !== false, input.calendar);
}

/** Runs a D, M, Y or WD period with the given extensions and, where there is one, from the given grant. */
export function courseOf(input: DueInput, extensions: readonly Extension[], grant: Grant | undefined): Course {
	const exclusions = input.stops ? input.exclusions : [];
	if (grant !== undefined) return courseOfGrant(input, grant, extensions, exclusions);
	if (input.back) {
		const day = beforeTrigger(input);
		return { limitDay: day, extensions: [], pieces: [], unrolled: day, due: day };
	}
	const rolls = input.rolls !== false;
	const trigger = dayNumber(input.trigger);
	const pieces = exclusions.length === 0 ? [] : disjointPieces(exclusions, trigger);
	if (input.limit.unit === 'WD') {
		const count = input.limit.limit + (input.limit.extraDays ?? 0);
		const limitDay = countWorkingDays(trigger, count, pieces, input.calendar);
		const steps = extensions.length === 0 ? [] : extendWorking(limitDay, extensions, pieces, input.calendar);
		const unrolled = steps.at(-1)?.to ?? limitDay;
		return endCourse({ limitDay, extensions: steps, pieces: metBy(pieces, unrolled), unrolled }, exclusions, rolls, input.calendar);
	}
	const limitDay = afterCivilLimit(input.trigger, input.limit);
	const steps = extensions.length === 0 ? [] : extendCivil(limitDay, extensions);
	const unrolled = pushPastExclusions(steps.at(-1)?.to ?? limitDay, pieces);
	return endCourse({ limitDay, extensions: steps, pieces: metBy(pieces, unrolled), unrolled }, exclusions, rolls, input.calendar);
}

/** Whether the days of a course are working days; after a grant they are civil days whatever the unit, since the grant is a day. */
export function countsWorkingDays(input: DueInput, course: Course): boolean {
	return input.limit.unit === 'WD' && course.grant === undefined;
}
