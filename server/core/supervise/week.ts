import { may, type Principal } from '../access/may.ts';
import type { Directory, Unit } from '../directory/types.ts';
import { addDays, weekday } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';

/** How many weeks back an unsigned week is still listed. */
export const listedWeeks = 8;

/** The Monday of the week that a day lies in; a week runs from Monday to Sunday of court time. */
export const mondayOf = (day: CourtDate): CourtDate => addDays(day, 1 - weekday(day));

/** The Sunday of the week that begins on a Monday. */
export const sundayOf = (monday: CourtDate): CourtDate => addDays(monday, 6);

/** The Mondays of the last weeks that are over, the latest first. */
export function pastWeeks(today: CourtDate, count = listedWeeks): readonly CourtDate[] {
	const thisWeek = mondayOf(today);
	return Array.from({ length: count }, (_, index) => addDays(thisWeek, -7 * (index + 1)));
}

/** Figures of notices and what was done about them. */
export interface WeekFigures {
	readonly received: number;
	/** Of these, about 消极执行 and about 解锁审批. */
	readonly silent: number;
	readonly unlock: number;
	readonly signed: number;
	readonly signedInTime: number;
	readonly answered: number;
	/** Nodes of these notices: ended by the due day, ended late, still open. */
	readonly metInTime: number;
	readonly metLate: number;
	readonly stillOpen: number;
	readonly silences: number;
}

/** Figures of a unit's week; `byLevel` in the order of the levels. */
export interface UnitWeek extends WeekFigures {
	readonly byLevel: readonly [number, number, number, number];
	/** Notices raised again because nobody had signed. */
	readonly again: number;
}

/** A week without a notice. */
export const emptyWeek: UnitWeek = {
	...{
		received: 0,
		silent: 0,
		unlock: 0,
		signed: 0,
		signedInTime: 0,
		answered: 0,
		metInTime: 0,
		metLate: 0,
		stillOpen: 0,
		silences: 0,
		again: 0,
	},
	byLevel: [0, 0, 0, 0],
};

/** Whether a person may sign the week of a unit: its own division chief; where it has none, the chief who leads it. */
export function maySignWeek(principal: Principal, unit: Unit, chiefs: readonly string[], directory: Directory): boolean {
	if (!may(principal, 'week.sign', { court: unit.court }, directory)) return false;
	const own = chiefs.filter((person) => directory.persons.get(person)?.unit === unit.code);
	if (own.length > 0) return principal.personCode !== undefined && own.includes(principal.personCode);
	const leader = unit.kind === 'enforcement' ? 'enforcement-chief' : 'vice-president';
	return principal.grants.some((grant) => grant.role === leader && grant.court === unit.court);
}
