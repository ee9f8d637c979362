import { addDays, isCourtDate } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';
import { refuse, type Refusal } from './refusal.ts';
import { standInRoles, type AwaySpell, type OfficeHolder } from './takers.ts';

/** An absence as it is asked for; both days are counted. */
export interface AbsenceAsk {
	readonly person: string;
	readonly from: string;
	readonly to?: string;
	readonly reason: string;
	readonly delegate?: string;
}

/** Offices that open a case to whoever takes part in a request on it; those of a handler or an administrator do not. */
export const delegateRoles: readonly string[] = [
	'division-chief',
	'enforcement-chief',
	'vice-president',
	'president',
	'supervisor',
	'unlock-approver',
	'duty-officer',
	'trial-management',
];

const longestDays = 366;

/** Courts at which a person holds an office. */
export const courtsOfPerson = (person: string, holders: readonly OfficeHolder[]): readonly string[] => [
	...new Set(holders.filter((holder) => holder.person === person).map((holder) => holder.court)),
];

/** People who may be named as delegate of a person: of one of the courts, in an office that can act for others. */
export function delegatesFor(
	person: string,
	holders: readonly OfficeHolder[],
	courts: readonly string[] = courtsOfPerson(person, holders),
): readonly string[] {
	const fitting = holders.filter((each) => each.person !== person && courts.includes(each.court) && standInRoles.includes(each.role));
	return [...new Set(fitting.map((each) => each.person))];
}

/** The courts for whose offices an absence holds: every one for the own absence; for another's only those that `leads` names. */
export function courtsOfAbsence(
	ask: { readonly person: string; readonly by: string },
	holders: readonly OfficeHolder[],
	leads: (court: string) => boolean,
): readonly string[] {
	const courts = courtsOfPerson(ask.person, holders);
	return ask.person === ask.by ? courts : courts.filter(leads);
}

/** The courts at which a set absence matters now: for an own one all where the person holds an office that takes steps or stands in for one. */
export function courtsHeld(
	absence: { readonly person: string; readonly setBy: string; readonly court: string },
	holders: readonly OfficeHolder[],
): readonly string[] {
	if (absence.setBy !== absence.person) return [absence.court];
	const offices = holders.filter((each) => each.person === absence.person && standInRoles.includes(each.role));
	return offices.length > 0 ? [...new Set(offices.map((each) => each.court))] : [absence.court];
}

interface Span extends Pick<AwaySpell, 'from' | 'to'> {
	/** Courts for which it holds; absent: all. */
	readonly courts?: readonly string[];
}

/** Whether a spell has a day and a court in common with another. */
function overlaps(a: AwaySpell, b: Span): boolean {
	if (a.court !== undefined && b.courts !== undefined && !b.courts.includes(a.court)) return false;
	return (a.to === undefined || b.from <= a.to) && (b.to === undefined || a.from <= b.to);
}

/** What an absence is checked against: `courts` are those for which somebody else sets it, absent for the own absence. */
interface Known {
	readonly today: CourtDate;
	readonly holders: readonly OfficeHolder[];
	readonly spells: readonly AwaySpell[];
	readonly courts?: readonly string[];
}

/** Checks an absence: real days from today on, at most a year, not twice, with a delegate who is there. */
export function checkAbsence(
	ask: AbsenceAsk,
	known: Known,
): { readonly ok: true; readonly from: CourtDate; readonly to?: CourtDate } | Refusal {
	const { person, from, to, delegate } = ask;
	if (ask.reason.trim() === '') return refuse('reason-missing', '请填写外出事由');
	if (!isCourtDate(from) || (to !== undefined && !isCourtDate(to))) return refuse('bad-day', '日期应为实有的日期，格式 YYYY-MM-DD');
	if (from < known.today) return refuse('from-past', '外出不得自今日以前起算');
	if (to !== undefined && to < from) return refuse('to-before-from', '截止日期不得早于起始日期');
	if (to !== undefined && to > addDays(from, longestDays)) return refuse('to-too-late', '一次外出最长一年');
	const days = { from, ...(to === undefined ? {} : { to }) };
	const spell: Span = { ...days, ...(known.courts ? { courts: known.courts } : {}) };
	if (known.spells.some((other) => other.person === person && overlaps(other, spell)))
		return refuse('absence-overlap', '这段时间已登记外出，请先结束原登记');
	const problem = delegate === undefined ? undefined : checkDelegate(person, delegate, spell, known);
	return problem ?? { ok: true, ...days };
}

function checkDelegate(person: string, delegate: string, spell: Span, known: Known): Refusal | undefined {
	if (!delegatesFor(person, known.holders, known.courts).includes(delegate))
		return refuse('bad-delegate', '只能委托同一法院担任解锁审批、监管职务或执行局长以上的其他人员');
	if (known.spells.some((other) => other.person === delegate && overlaps(other, spell)))
		return refuse('delegate-away', '受托人在这段时间也登记了外出，请委托他人');
	return undefined;
}
