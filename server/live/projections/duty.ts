import type { DutyPayload } from '../../../src/lib/contract/topics-quality.ts';
import { isRunning, spanOf, weekStart, withoutTurn } from '../../core/duty/roster.ts';
import type { Directory } from '../../core/directory/types.ts';
import { addDays } from '../../core/time/civil.ts';
import { readNotes, readShifts } from '../../store/duty.ts';
import { handlerName } from './nodes.ts';
import type { ScopeView } from '../scope.ts';

/** Enforcement officers of a court: those of its enforcement units. */
export function officersOf(directory: Directory, court: string): readonly string[] {
	return [...directory.persons.values()]
		.filter((person) => person.court === court && directory.units.get(person.unit ?? '')?.kind === 'enforcement')
		.map((person) => person.code);
}

const shiftsShown = 12;
const notesShown = 12;

/** Who is on duty now and next at the court itself, and what was handed over. */
export async function duty(scope: ScopeView): Promise<DutyPayload> {
	const { court, today, now, source } = scope;
	const directory = source.directory();
	const monday = weekStart(today);
	const week = await readShifts(source.db, [court.code], addDays(monday, -1), addDays(monday, 7));
	const ahead = week.filter((shift) => spanOf(shift, court.zone).end > now && shift.day <= addDays(today, 1));
	const notes = await readNotes(source.db, court.code, scope.startOfToday);
	return {
		today,
		shifts: ahead.slice(0, shiftsShown).map((shift) => ({
			day: shift.day,
			from: shift.from,
			to: shift.to,
			post: shift.post,
			...handlerName(scope, shift.person),
			...(shift.signedInAt ? { signedInAt: shift.signedInAt } : {}),
			running: isRunning(shift, now, court.zone),
		})),
		notes: notes.slice(0, notesShown).map((note) => ({
			writtenAt: note.writtenAt,
			...handlerName(scope, note.writtenBy),
			text: note.text,
			done: note.doneAt !== undefined,
		})),
		missing: withoutTurn(officersOf(directory, court.code), week, monday).length,
	};
}
