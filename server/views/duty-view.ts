import type { DutyView, ShiftView } from '../../src/lib/contract/duty.ts';
import { may, type Principal } from '../core/access/may.ts';
import { isRunning, maySignIn, spanOf, weekStart, withoutTurn } from '../core/duty/roster.ts';
import { addDays, isCourtDate } from '../core/time/civil.ts';
import { dayOfInstant, startOfDay } from '../core/time/zone.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { readNotes, readShifts, type StoredShift } from '../store/duty.ts';
import { personName, type ViewContext } from './view-context.ts';

/** Posts that are offered; others may be typed. */
export const usualPosts = ['值班员', '带班领导', '事务窗口接待'] as const;

const settledShownDays = 7;

function shiftView(context: ViewContext, shift: StoredShift, now: Instant, zone: string, principal: Principal): ShiftView {
	const state = isRunning(shift, now, zone) ? 'running' : spanOf(shift, zone).end <= now ? 'past' : 'ahead';
	return {
		id: shift.id,
		day: shift.day,
		from: shift.from,
		to: shift.to,
		post: shift.post,
		person: shift.person,
		personName: personName(context, shift.person) ?? shift.person,
		...(shift.signedInAt ? { signedInAt: shift.signedInAt } : {}),
		state,
		maySignIn: shift.person === principal.personCode && !shift.signedInAt && maySignIn(shift, now, zone),
	};
}

/** The roster of a court for the week of a day, as a person sees it; undefined where the court is not open to him. */
export async function dutyView(
	context: ViewContext,
	principal: Principal,
	asked: { readonly court: string; readonly week?: string },
): Promise<DutyView | undefined> {
	const directory = context.directory();
	const court = directory.courts.get(asked.court);
	if (!court || !may(principal, 'wall.view', { court: court.code }, directory)) return undefined;
	const now = context.now();
	const today = dayOfInstant(now, court.zone);
	const monday = weekStart(asked.week && isCourtDate(asked.week) ? asked.week : today);
	const shifts = await readShifts(context.db, [court.code], monday, addDays(monday, 6));
	const mayManage = may(principal, 'duty.manage', { court: court.code }, directory);
	const days = Array.from({ length: 7 }, (_, index) => addDays(monday, index) as CourtDate);
	const running = await readShifts(context.db, [court.code], addDays(today, -1), today);
	const onDuty = running.some((shift) => shift.person === principal.personCode && isRunning(shift, now, court.zone));
	const notes = await readNotes(context.db, court.code, startOfDay(addDays(today, -settledShownDays), court.zone));
	const people = [...directory.persons.values()].filter((person) => person.court === court.code);
	const officers = people.filter((person) => directory.units.get(person.unit ?? '')?.kind === 'enforcement').map(({ code }) => code);
	return {
		court: court.code,
		courtName: court.name,
		zone: court.zone,
		courts: [...directory.courts.values()]
			.filter(({ code }) => may(principal, 'wall.view', { court: code }, directory))
			.sort((a, b) => a.position - b.position)
			.map(({ code, name }) => ({ code, name })),
		week: monday,
		previousWeek: addDays(monday, -7),
		nextWeek: addDays(monday, 7),
		today,
		days: days.map((day) => ({
			day,
			shifts: shifts.filter((shift) => shift.day === day).map((shift) => shiftView(context, shift, now, court.zone, principal)),
		})),
		missing: withoutTurn(officers, shifts, monday).map((code) => personName(context, code) ?? code),
		notes: notes.map((note) => ({
			id: note.id,
			writtenAt: note.writtenAt,
			writtenByName: personName(context, note.writtenBy) ?? note.writtenBy,
			text: note.text,
			...(note.doneAt ? { doneAt: note.doneAt } : {}),
			...(note.doneBy ? { doneByName: personName(context, note.doneBy) ?? note.doneBy } : {}),
		})),
		people: people.map((person) => {
			const unit = directory.units.get(person.unit ?? '')?.name;
			return { code: person.code, name: person.name, ...(unit ? { unitName: unit } : {}) };
		}),
		posts: [...new Set([...usualPosts, ...shifts.map(({ post }) => post)])],
		mayManage,
		mayNote: mayManage || onDuty,
	};
}
