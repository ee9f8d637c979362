import type { DutyPayload } from '../../contract/topics-quality.ts';

type Shift = DutyPayload['shifts'][number];

/** Turns that run now and those that follow, each in the order of the roster. */
export function turnsOf(shifts: readonly Shift[]): { readonly now: readonly Shift[]; readonly next: readonly Shift[] } {
	return { now: shifts.filter((shift) => shift.running), next: shifts.filter((shift) => !shift.running) };
}

/** Hours of a turn, with 次日 where it runs into the next day, and with its day where that is not today. */
export function hoursWords(shift: Pick<Shift, 'day' | 'from' | 'to'>, today: string): string {
	const day = shift.day === today ? '' : shift.day > today ? '明日 ' : '昨日 ';
	return `${day}${shift.from}–${shift.to <= shift.from ? '次日 ' : ''}${shift.to}`;
}
