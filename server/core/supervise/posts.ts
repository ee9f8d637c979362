import type { Directory } from '../directory/types.ts';
import type { NodeRule } from '../rulebook/types.ts';
import { isCourtDate } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';
import type { Refusal } from '../unlock/decide.ts';
import { heldByWorking, isHeld, type SupervisorPost } from './types.ts';

/** What is asked for: who watches one unit, or one node, of a court, from when to when. */
export interface PostAsk {
	readonly court: string;
	readonly person: string;
	readonly unit?: string;
	readonly node?: string;
	readonly from: CourtDate;
	readonly to?: CourtDate;
}

const refuse = (code: string, message: string): Refusal => ({ ok: false, code, message });

/** Whether a post may be set up; who asks is checked by the caller. The past is not written anew. */
export function checkPost(ask: PostAsk, directory: Directory, nodes: readonly NodeRule[], today: CourtDate): Refusal | undefined {
	const person = directory.persons.get(ask.person);
	if (!person || person.court !== ask.court) return refuse('person-unknown', '本院没有这名人员，请从名单中选择');
	if ((ask.unit === undefined) === (ask.node === undefined)) return refuse('post-object', '请在部门、节点中选择一项');
	if (ask.unit !== undefined && directory.units.get(ask.unit)?.court !== ask.court) return refuse('unit-unknown', '本院没有这个部门');
	if (ask.node !== undefined && !nodes.some((rule) => rule.code === ask.node)) return refuse('node-unknown', '规则中没有这个节点');
	if (!isCourtDate(ask.from) || (ask.to !== undefined && !isCourtDate(ask.to)))
		return refuse('bad-day', '日期应为实有的日期，格式 YYYY-MM-DD');
	if (ask.from < today) return refuse('from-past', '起始日期不得早于今日');
	if (ask.to !== undefined && ask.to < ask.from) return refuse('to-before-from', '截止日期不得早于起始日期');
	return undefined;
}

/** Whether a post may be ended with a last day. */
export function checkEnd(post: SupervisorPost, to: CourtDate, today: CourtDate): Refusal | undefined {
	if (!isCourtDate(to)) return refuse('bad-day', '日期应为实有的日期，格式 YYYY-MM-DD');
	if (post.to !== undefined && post.to < today) return refuse('post-ended', '该项指定已经终止');
	if (to < today) return refuse('to-past', '截止日期不得早于今日');
	return undefined;
}

/** Whether a person holds a post for a node, or for the unit that has the case. */
export function watches(
	posts: readonly SupervisorPost[],
	person: string | undefined,
	of: { readonly node: string; readonly unit?: string | undefined },
	today: CourtDate,
): boolean {
	return posts.some(
		(post) =>
			post.person === person && isHeld(post, today) && (post.node === of.node || (post.unit !== undefined && post.unit === of.unit)),
	);
}

/** Units with open enforcement cases that nobody with a working account watches on a day, the busiest first. Where whoever watches has all of the unit's
 *  cases himself (`own`: open cases of a unit by handler), nobody does. */
export function gapsOf(
	units: readonly { readonly unit: string; readonly open: number }[],
	posts: readonly SupervisorPost[],
	working: ReadonlySet<string>,
	today: CourtDate,
	own: (unit: string, person: string) => number = () => 0,
): readonly { readonly unit: string; readonly open: number }[] {
	const open = new Map(units.map((unit) => [unit.unit, unit.open]));
	const watched = new Set(
		heldByWorking(posts, working, today).flatMap(({ unit, person }) =>
			unit !== undefined && own(unit, person) < (open.get(unit) ?? 0) ? [unit] : [],
		),
	);
	return units.filter(({ unit, open }) => open > 0 && !watched.has(unit)).sort((a, b) => b.open - a.open || (a.unit < b.unit ? -1 : 1));
}
