import type { Principal } from '../core/access/may.ts';
import type { AwaySpell, OfficeHolder, PeopleFacts } from '../core/unlock/takers.ts';
import { addDays } from '../core/time/civil.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { readHolders } from './holders.ts';
import type { Db } from './schema.ts';

/** An absence as it was set; days are counted, `to` is absent while it is open. */
export interface Absence {
	readonly id: string;
	readonly person: string;
	readonly court: string;
	readonly from: CourtDate;
	readonly to?: CourtDate;
	readonly reason: string;
	readonly delegate?: string;
	readonly setBy: string;
	readonly setAt: Instant;
	/** The first day on which it no longer counts; one that never began ends on its first day. */
	readonly endedOn?: CourtDate;
}

/** Absences, latest first: of some people, of the people who act for others, or of a court. */
export async function readAbsences(
	db: Db,
	filter: {
		readonly people?: readonly string[];
		readonly delegates?: readonly string[];
		readonly from?: CourtDate;
		readonly limit?: number;
	},
): Promise<readonly Absence[]> {
	let query = db.selectFrom('absence').selectAll();
	const some = (list: readonly string[]): string[] => (list.length > 0 ? [...list] : ['']);
	if (filter.people) query = query.where('person', 'in', some(filter.people));
	if (filter.delegates) query = query.where('delegate', 'in', some(filter.delegates));
	const { from } = filter;
	if (from) {
		query = query.where((eb) => eb.or([eb('to_day', 'is', null), eb('to_day', '>=', from)]));
		query = query.where((eb) => eb.or([eb('ended_on', 'is', null), eb('ended_on', '>', from)]));
	}
	if (filter.limit) query = query.limit(filter.limit);
	const rows = await query.orderBy('from_day', 'desc').orderBy('id').execute();
	return rows.map((row) => ({
		id: row.id,
		person: row.person,
		court: row.court_code,
		from: row.from_day as CourtDate,
		...(row.to_day ? { to: row.to_day as CourtDate } : {}),
		reason: row.reason,
		...(row.delegate ? { delegate: row.delegate } : {}),
		setBy: row.set_by,
		setAt: row.set_at as Instant,
		...(row.ended_on ? { endedOn: row.ended_on as CourtDate } : {}),
	}));
}

/** One absence, or undefined. */
export async function readAbsence(db: Db, id: string): Promise<Absence | undefined> {
	const row = await db.selectFrom('absence').select('person').where('id', '=', id).executeTakeFirst();
	return row && (await readAbsences(db, { people: [row.person] })).find((absence) => absence.id === id);
}

/** Keeps an absence that was set. */
export async function insertAbsence(db: Db, absence: Absence): Promise<void> {
	await db
		.insertInto('absence')
		.values({
			id: absence.id,
			person: absence.person,
			court_code: absence.court,
			from_day: absence.from,
			to_day: absence.to ?? null,
			reason: absence.reason,
			delegate: absence.delegate ?? null,
			set_by: absence.setBy,
			set_at: absence.setAt,
			ended_on: null,
			ended_by: null,
		})
		.execute();
}

/** Ends an absence: from `endedOn` on it no longer counts. */
export async function endAbsence(db: Db, id: string, endedOn: CourtDate, by: string): Promise<void> {
	await db.updateTable('absence').set({ ended_on: endedOn, ended_by: by }).where('id', '=', id).execute();
}

/** An absence as days on which somebody is away: the own one from all offices, one that another set from those of its court alone. */
export function spellOf({ person, court, setBy, from, to, delegate, endedOn }: Absence): AwaySpell {
	const last = endedOn ? addDays(endedOn, -1) : undefined;
	const until = last && (!to || last < to) ? last : to;
	return { person, from, ...(until ? { to: until } : {}), ...(delegate ? { delegate } : {}), ...(setBy === person ? {} : { court }) };
}

/** Who holds which office now, and who is away on a day. Accounts that stand for nobody count by their own id. */
export async function readPeople(db: Db, today: CourtDate): Promise<PeopleFacts> {
	const holders = (await readHolders(db)).map(({ personCode, accountId, role, court }): OfficeHolder => ({
		person: personCode ?? accountId,
		role,
		court,
	}));
	const absences = await readAbsences(db, { from: today });
	// What was taken back before it began has no day left.
	const away = absences.map(spellOf).filter((spell) => !spell.to || spell.to >= spell.from);
	return { holders, away, today };
}

/**
 * The same for a person who asks. What he may who has an account is judged by the database alone: an office that was taken away, or an
 * account that was disabled, since the sign-in counts at once.
 */
export async function peopleFor(db: Db, principal: Principal, today: CourtDate): Promise<PeopleFacts> {
	const facts = await readPeople(db, today);
	const known = await db.selectFrom('account').select('id').where('id', '=', principal.accountId).executeTakeFirst();
	if (known) return facts;
	const person = principal.personCode ?? principal.accountId;
	return { ...facts, holders: [...facts.holders, ...principal.grants.map(({ role, court }) => ({ person, role, court }))] };
}
