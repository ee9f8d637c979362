import type { CaseEvent } from '../case/case-event.ts';
import { eventType } from '../case/vocabulary.ts';
import type { CourtSettings } from '../directory/types.ts';
import { addDays } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';

/** Kinds of case in which silence counts: those in which a court carries out what has been decided. */
export const silentKinds = ['enforcement-first', 'enforcement-resumed', 'preservation'] as const;

/** Days without a step at which a case is 提醒, 警告, 督办. */
export type SilentDays = readonly [remind: number, warn: number, supervise: number];

/** What holds where a court has set nothing. */
export const defaultSilentDays: SilentDays = [15, 30, 60];

/** The thresholds of a court. */
export function silentDaysOf(settings: CourtSettings | undefined): SilentDays {
	return settings?.silentDays ?? defaultSilentDays;
}

/** The last step of the court in a case. */
export interface LastStep {
	readonly on: CourtDate;
	readonly type: string;
}

/** Silence begins anew with these, though the court did nothing by them: before, the case was not there to be worked on. */
const beginnings = new Set(['case-transferred', 'transfer-received', 'case-reopened']);

/** Whether silence is counted anew from an event by which the court did nothing. */
export const isBeginning = (type: string): boolean => beginnings.has(type);

/**
 * The last step of the court, or the day on which the case came to it. A step is an event of class S or P: what the court does itself. Facts (F)
 * come to the court or are noted about it (money arrives, a clue or a message is received, a file is handed over, a period is extended);
 * a case in which only they happen lies still. Steps held by a lock have not been done.
 */
export function lastStep(facts: readonly CaseEvent[]): LastStep | undefined {
	let last: LastStep | undefined;
	for (const { type, on } of facts)
		if (beginnings.has(type) || eventType(type).class !== 'F' || (type === 'case-filed' && !last)) last = { on, type };
	return last;
}

/** The last days on which a case must have had its last step to be at each level on a day. */
export function silentSince(days: SilentDays, today: CourtDate): readonly [CourtDate, CourtDate, CourtDate] {
	return [addDays(today, -days[0]), addDays(today, -days[1]), addDays(today, -days[2])];
}

/** The level of a case by its days without a step; 0 below the first. */
export function silentLevel(idleDays: number, days: SilentDays): 0 | 1 | 2 | 3 {
	return idleDays >= days[2] ? 3 : idleDays >= days[1] ? 2 : idleDays >= days[0] ? 1 : 0;
}
