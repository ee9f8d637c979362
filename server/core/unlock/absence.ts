import { addDays, isCourtDate } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';
import { refuse, type Refusal } from './refusal.ts';
import type { AwaySpell, OfficeHolder } from './takers.ts';

/** An absence as it is asked for; both days are counted. */
export interface AbsenceAsk {
	readonly person: string;
	readonly from: string;
	readonly to?: string;
	readonly reason: string;
	readonly delegate?: string;
}

/** Offices whose holders may act for others of their court; a handler or an administrator may not. */
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

/** People who may be named as delegate of a person: of one of the same courts, in an office that can act for others. */
export function delegatesFor(person: string, holders: readonly OfficeHolder[]): readonly string[] {
	const courts = courtsOfPerson(person, holders);
	const fitting = holders.filter((each) => each.person !== person && courts.includes(each.court) && delegateRoles.includes(each.role));
	return [...new Set(fitting.map((each) => each.person))];
}

/** Whether two spells have a day in common. */
function overlaps(a: Pick<AwaySpell, 'from' | 'to'>, b: Pick<AwaySpell, 'from' | 'to'>): boolean {
	return (a.to === undefined || b.from <= a.to) && (b.to === undefined || a.from <= b.to);
}

/** Checks an absence: real days from today on, at most a year, not twice, with a delegate who is there. */
export function checkAbsence(
	ask: AbsenceAsk,
	known: { readonly today: CourtDate; readonly holders: readonly OfficeHolder[]; readonly spells: readonly AwaySpell[] },
): { readonly ok: true; readonly from: CourtDate; readonly to?: CourtDate } | Refusal {
	const { person, from, to, delegate } = ask;
	if (ask.reason.trim() === '') return refuse('reason-missing', '请填写外出事由');
	if (!isCourtDate(from) || (to !== undefined && !isCourtDate(to))) return refuse('bad-day', '日期应为实有的日期，格式 YYYY-MM-DD');
	if (from < known.today) return refuse('from-past', '外出不得自今日以前起算');
	if (to !== undefined && to < from) return refuse('to-before-from', '截止日期不得早于起始日期');
	if (to !== undefined && to > addDays(from, longestDays)) return refuse('to-too-late', '一次外出最长一年');
	const spell = { from, ...(to === undefined ? {} : { to }) };
	if (known.spells.some((other) => other.person === person && overlaps(other, spell)))
		return refuse('absence-overlap', '这段时间已登记外出，请先结束原登记');
	const problem = delegate === undefined ? undefined : checkDelegate(person, delegate, spell, known);
	return problem ?? { ok: true, ...spell };
}

function checkDelegate(
	person: string,
	delegate: string,
	spell: Pick<AwaySpell, 'from' | 'to'>,
	known: { readonly holders: readonly OfficeHolder[]; readonly spells: readonly AwaySpell[] },
): Refusal | undefined {
	if (!delegatesFor(person, known.holders).includes(delegate))
		return refuse('bad-delegate', '只能委托同一法院担任审批或管理职务的其他人员');
	if (known.spells.some((other) => other.person === delegate && overlaps(other, spell)))
		return refuse('delegate-away', '受托人在这段时间也登记了外出，请委托他人');
	return undefined;
}
