import { may, type Principal } from '../access/may.ts';
import type { CaseView } from '../case/case-state.ts';
import type { Directory } from '../directory/types.ts';
import type { NoticeLevel, Office, Recipient } from '../notice/types.ts';
import type { CourtDate } from '../time/types.ts';
import { heldByWorking, type OfficeHolder, type SupervisorPost } from './types.ts';

/** What recipients are found in: the directory, who holds which office, and the posts of 专人监管. */
export interface NoticeBook {
	readonly directory: Directory;
	/** By `court|role`. */
	readonly holders: ReadonlyMap<string, readonly OfficeHolder[]>;
	/** By court. */
	readonly posts: ReadonlyMap<string, readonly SupervisorPost[]>;
	/** Persons with an account that works: nobody else is sent anything. */
	readonly working: ReadonlySet<string>;
}

/** A civil, criminal or administrative case that is tried: its periods are those of the trial management office. */
export const isTrial = (kind: string): boolean => kind === 'civil-first' || kind === 'civil-second' || kind === 'other';

/** The unit that handles a case: the handler's, else the one that the facts name. */
export function unitOf(view: Pick<CaseView, 'handler' | 'unit'>, directory: Directory): string | undefined {
	return directory.persons.get(view.handler ?? '')?.unit ?? view.unit;
}

/** Whether a person may explain why a node of a case waits by his role: a supervisor, the enforcement chief, or the chief of the division that has the case. */
export function mayExplain(
	principal: Principal,
	of: { readonly court: string; readonly unit: string | undefined },
	directory: Directory,
): boolean {
	const own = directory.persons.get(principal.personCode ?? '')?.unit;
	const grants = principal.grants.filter(({ role }) => role !== 'division-chief' || (own !== undefined && own === of.unit));
	return may({ ...principal, grants }, 'notice.silence', { court: of.court }, directory);
}

function office(book: NoticeBook, as: Office, court: string, except?: string): readonly Recipient[] {
	const holders = (book.holders.get(`${court}|${as}`) ?? []).filter(({ person }) => person !== except);
	return holders.length > 0 ? holders.map(({ person }) => ({ as, court, person })) : [{ as, court }];
}

/** Who watches a node: the post for its code, else the one for the unit, else the supervision team of the court. Nobody watches a case that he handles
 *  himself, nor without an account that works. */
export function supervisorsOf(
	book: NoticeBook,
	court: string,
	node: string,
	{ unit, handler }: { readonly unit: string | undefined; readonly handler: string | undefined },
	today: CourtDate,
): readonly Recipient[] {
	const held = heldByWorking(book.posts.get(court) ?? [], book.working, today).filter((post) => post.person !== handler);
	const forNode = held.filter((post) => post.node === node);
	const found = forNode.length > 0 ? forNode : held.filter((post) => post.unit !== undefined && post.unit === unit);
	if (found.length === 0) return office(book, 'supervisor', court, handler);
	return [...new Set(found.map((post) => post.person))].map((person) => ({ as: 'supervisor', court, person }));
}

/** The chief of the handler's unit; none where the unit has no chief of its own. */
function unitChief(book: NoticeBook, court: string, unit: string | undefined): readonly Recipient[] {
	const chiefs = book.holders.get(`${court}|division-chief`) ?? [];
	return chiefs
		.filter(({ person }) => unit !== undefined && book.directory.persons.get(person)?.unit === unit)
		.map(({ person }) => ({ as: 'division-chief', court, person }));
}

/** The supervision team of the court above: of an intermediate court for a basic one. */
function teamAbove(book: NoticeBook, court: string): readonly Recipient[] {
	const parent = book.directory.courts.get(court)?.parent;
	return parent === undefined ? [] : office(book, 'supervisor', parent);
}

/** Who receives a notice of a level about a node of a case; each person once, in the order of the offices. */
export function recipientsOf(book: NoticeBook, view: CaseView, node: string, level: NoticeLevel, today: CourtDate): readonly Recipient[] {
	const { court, kind } = view.state;
	const unit = unitOf(view, book.directory);
	const trial = isTrial(kind);
	const chief = unitChief(book, court, unit);
	const list: Recipient[] = [
		{ as: 'handler', court, ...(view.handler ? { person: view.handler } : {}) },
		...supervisorsOf(book, court, node, { unit, handler: view.handler }, today),
	];
	if (level >= 2) list.push(...(chief.length > 0 ? chief : office(book, trial ? 'division-chief' : 'enforcement-chief', court)));
	if (level >= 3) list.push(...office(book, trial ? 'trial-management' : 'enforcement-chief', court));
	if (level >= 4) list.push(...office(book, 'vice-president', court), ...teamAbove(book, court));
	return once(list);
}

/** The same with the president of the court: the last one who is told. */
export function withPresident(book: NoticeBook, court: string, recipients: readonly Recipient[]): readonly Recipient[] {
	return once([...recipients, ...office(book, 'president', court)]);
}

function once(list: readonly Recipient[]): readonly Recipient[] {
	const seen = new Set<string>();
	return list.filter(({ as, court, person }) => {
		const key = person ?? `${as}@${court}`;
		return !seen.has(key) && seen.add(key);
	});
}
