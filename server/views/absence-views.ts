import type { AbsencePageView, AbsenceView } from '../../src/lib/contract/unlock-moves.ts';
import { may, roleNames, type Principal, type Role } from '../core/access/may.ts';
import type { CourtDate } from '../core/time/types.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import { courtsHeld, courtsOfPerson, delegateRoles, delegatesFor } from '../core/unlock/absence.ts';
import type { OfficeHolder } from '../core/unlock/takers.ts';
import { peopleFor, readAbsences, type Absence } from '../store/absences.ts';
import { courtName, personName, type ViewContext } from './view-context.ts';

const nameOf = (context: ViewContext, person: string): string => personName(context, person) ?? person;
const stateNames: Readonly<Record<AbsenceView['state'], string>> = { ahead: '未开始', now: '外出中', past: '已结束' };
const shown = 100;

function stateOf({ from, to, endedOn }: Absence, today: CourtDate): AbsenceView['state'] {
	if (endedOn !== undefined || (to !== undefined && to < today)) return 'past';
	return from > today ? 'ahead' : 'now';
}

function absenceView(context: ViewContext, absence: Absence, today: CourtDate, mayManage: boolean): AbsenceView {
	const state = stateOf(absence, today);
	return {
		id: absence.id,
		person: absence.person,
		personName: nameOf(context, absence.person),
		courtName: courtName(context, absence.court),
		from: absence.from,
		...(absence.to ? { to: absence.to } : {}),
		reason: absence.reason,
		...(absence.delegate ? { delegate: absence.delegate, delegateName: nameOf(context, absence.delegate) } : {}),
		setByName: nameOf(context, absence.setBy),
		state,
		stateName: stateNames[state],
		mayEnd: mayManage && state !== 'past',
	};
}

function officesOf(person: string, holders: readonly OfficeHolder[]): string {
	const roles = holders.filter((each) => each.person === person && delegateRoles.includes(each.role)).map((each) => each.role);
	return [...new Set(roles)].map((role) => roleNames[role as Role] ?? role).join('、');
}

/** The page 外出委托 of a person: own absences, those under which he acts, and those of his court where he leads it. */
export async function absencePageView(context: ViewContext, principal: Principal): Promise<AbsencePageView> {
	const person = principal.personCode ?? principal.accountId;
	const directory = context.directory();
	const zone = directory.courts.get(principal.grants[0]?.court ?? '')?.zone ?? 'Asia/Shanghai';
	const today = dayOfInstant(context.now(), zone);
	const { holders } = await peopleFor(context.db, principal, today);
	const led = [...directory.courts.values()].filter((court) => may(principal, 'absence.manage', { court: court.code }, directory));
	const courts = led.map((court) => court.code);
	const colleagues = [...new Set(holders.filter((each) => courts.includes(each.court)).map((each) => each.person))];
	const view = (absence: Absence): AbsenceView =>
		absenceView(
			context,
			absence,
			today,
			absence.person === person || courtsHeld(absence, holders).every((court) => courts.includes(court)),
		);
	const own = await readAbsences(context.db, { people: [person], limit: shown });
	const entrusted = await readAbsences(context.db, { delegates: [person], from: today, limit: shown });
	const ofCourt = colleagues.length > 0 ? await readAbsences(context.db, { people: colleagues, limit: shown }) : [];
	const known = courtsOfPerson(person, holders).length > 0;
	return {
		me: person,
		today,
		own: own.map(view),
		entrusted: entrusted.map(view),
		ofCourt: ofCourt.filter((absence) => absence.person !== person).map(view),
		delegates: delegatesFor(person, holders).map((each) => ({
			person: each,
			name: nameOf(context, each),
			roleNames: officesOf(each, holders),
		})),
		people: [...new Set([...(known ? [person] : []), ...colleagues])].map((each) => ({ person: each, name: nameOf(context, each) })),
	};
}
