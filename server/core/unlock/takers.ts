import { roleNames, type Role } from '../access/may.ts';
import { courtOfLevel, superiorsOf } from '../directory/court-tree.ts';
import type { Court, Directory } from '../directory/types.ts';
import { runningPhases, type ActedAs, type RouteStep, type UnlockRequest } from '../lock/types.ts';
import type { CourtDate } from '../time/types.ts';
import { filersOf } from './filers.ts';

/** A person (or an account that stands for none of the directory) who holds an office of a court. */
export interface OfficeHolder {
	readonly person: string;
	readonly role: string;
	readonly court: string;
}

/** Days on which a person is away; both are counted. */
export interface AwaySpell {
	readonly person: string;
	readonly from: CourtDate;
	readonly to?: CourtDate;
	/** Who acts in the person's offices on those days. */
	readonly delegate?: string;
	/** The only court for whose offices it holds: where somebody else set it, who leads that court. Absent: all offices. */
	readonly court?: string;
}

/** What is known of people at a moment: who holds which office, and who is away. */
export interface PeopleFacts {
	readonly holders: readonly OfficeHolder[];
	readonly away: readonly AwaySpell[];
	readonly today: CourtDate;
}

/** What a step of a request is judged by beside the request: the case as it is now, the people, and the tree of courts. */
export interface StepPlace {
	readonly caseCourt: string;
	/** The present handler of the case, who never decides on it. */
	readonly handler: string | undefined;
	readonly facts: PeopleFacts;
	readonly directory: Directory;
}

/** Why a person does not count for a step: the own case, the own request, an earlier step of the same filing, a recusal. */
export type Bar = 'handler' | 'requester' | 'earlier' | 'recused';

/** Somebody who can take a step now, and in what capacity. */
export interface Taker extends ActedAs {
	readonly person: string;
	readonly court: string;
}

/** Why a step is not with its own office: delegates act; the next office of the court; the court above; whoever leads the top court. */
export interface Fallback {
	readonly level: 'delegate' | 'next-office' | 'court-above' | 'top';
	readonly reason: string;
}

/** Who can take a step now. Without anybody it is stuck, and the system administrator of the top court must see to it. */
export interface StepTakers {
	/** The court where the step stands; another than in the route where that one is no longer above the case's court. */
	readonly court: string;
	readonly takers: readonly Taker[];
	readonly fallback?: Fallback;
	readonly stuck: boolean;
}

/** Offices in the order in which one stands in for another within a court (contract §5.4). */
const chain: readonly RouteStep['role'][] = ['unlock-approver', 'enforcement-chief', 'vice-president', 'president'];
const leaders: readonly RouteStep['role'][] = ['president', 'vice-president'];

/** Offices whose holders may act for an absent colleague of the same court: those that take steps, and its supervisors. */
export const standInRoles: readonly string[] = [...chain, 'supervisor'];

/** The office's name and those after it that may stand in for it. */
const officesFrom = (role: RouteStep['role']): readonly RouteStep['role'][] => chain.slice(chain.indexOf(role));

/** A role's Chinese name. */
export const officeName = (role: string): string => roleNames[role as Role] ?? role;

/** The spell that keeps a person away on a day from the offices that he holds at a court. */
export function awayOn(facts: PeopleFacts, person: string, court: string): AwaySpell | undefined {
	const { today } = facts;
	return facts.away.find(
		(spell) =>
			spell.person === person &&
			(spell.court === undefined || spell.court === court) &&
			spell.from <= today &&
			(spell.to === undefined || today <= spell.to),
	);
}

/**
 * The court of a frozen step as case and tree stand now. An endorsement is always with the case's present court. Any other step stays with
 * its court while that stands above the case; else it falls to the court of that level above the case, to the next one above where the
 * case's own court is of that level, or to the highest there is: no court decides on its own case unless nothing stands above it.
 */
export function courtOfStep(step: Pick<RouteStep, 'kind' | 'court'>, caseCourt: string, directory: Directory): string {
	const above = superiorsOf(directory, caseCourt);
	if (step.kind === 'endorse' || above.length === 0) return caseCourt;
	if (above.some((court) => court.code === step.court)) return step.court;
	const level = directory.courts.get(step.court)?.level;
	const present = level && courtOfLevel(directory, caseCourt, level);
	if (present?.code === caseCourt) return above[0]!.code;
	return present?.code ?? above.at(-1)!.code;
}

interface Search {
	readonly facts: PeopleFacts;
	readonly barOf: (person: string) => Bar | undefined;
	readonly directory: Directory;
}

interface Found {
	readonly present: readonly string[];
	readonly delegated: readonly { readonly person: string; readonly for: string }[];
	/** Holders who do not count, by why. */
	readonly out: readonly (Bar | 'away')[];
}

/** The holders of one office of one court, and the delegates of those who are away. */
function officeOf({ facts, barOf }: Search, role: string, court: string): Found {
	const holders = [...new Set(facts.holders.filter((holder) => holder.role === role && holder.court === court).map((each) => each.person))];
	const present: string[] = [];
	const delegated: { person: string; for: string }[] = [];
	const out: (Bar | 'away')[] = [];
	for (const person of holders) {
		const bar = barOf(person);
		const spell = awayOn(facts, person, court);
		if (!bar && !spell) present.push(person);
		else out.push(bar ?? 'away');
		const delegate = bar ? undefined : spell?.delegate;
		if (delegate && mayStandIn({ facts, barOf }, delegate, court)) delegated.push({ person: delegate, for: person });
	}
	return { present, delegated: delegated.filter(({ person }) => !present.includes(person)), out };
}

/** A delegate must be there himself, be none of those who do not count, and still hold an office of that court which may act for others. */
function mayStandIn({ facts, barOf }: Pick<Search, 'facts' | 'barOf'>, person: string, court: string): boolean {
	if (barOf(person) || awayOn(facts, person, court)) return false;
	return facts.holders.some((holder) => holder.person === person && holder.court === court && standInRoles.includes(holder.role));
}

const barNames: Readonly<Record<Bar | 'away', string>> = {
	handler: '系本案承办人',
	requester: '系申请人',
	earlier: '已办前一环节',
	recused: '回避',
	away: '外出',
};

/** 「示范市中级人民法院解锁审批人均不能办理（外出1人、回避1人）」. */
function whyNobody(search: Search, role: string, court: string): string {
	const { out } = officeOf(search, role, court);
	const office = `${search.directory.courts.get(court)?.name ?? court}${officeName(role)}`;
	if (out.length === 0) return `${office}无人任职`;
	const counts = Object.entries(Object.groupBy(out, (why) => why)).map(([why, list]) => `${barNames[why as Bar]}${list.length}人`);
	return `${office}均不能办理（${counts.join('、')}）`;
}

function takersIn(search: Search, role: string, court: string, fallback?: Fallback): readonly Taker[] {
	const { present, delegated } = officeOf(search, role, court);
	const why = fallback ? { reason: fallback.reason } : {};
	return [
		...present.map((person): Taker => ({ person, court, role, capacity: fallback ? 'fallback' : 'role', ...why })),
		...delegated.map((each): Taker => ({
			person: each.person,
			court,
			role,
			capacity: fallback ? 'fallback' : 'delegate',
			for: each.for,
			...why,
		})),
	];
}

/** Who can take a step now; the order of the fallbacks is written in server/decisions/0006. */
export function takersOf(step: Pick<RouteStep, 'kind' | 'court' | 'role'>, caseCourt: string, search: Search): StepTakers {
	const { directory } = search;
	const court = courtOfStep(step, caseCourt, directory);
	const own = takersIn(search, step.role, court);
	if (own.length > 0) {
		const onlyDelegates = own.every((taker) => taker.capacity === 'delegate');
		const reason = `${whyNobody(search, step.role, court)}，由受托人办理`;
		return { court, takers: own, stuck: false, ...(onlyDelegates ? { fallback: { level: 'delegate', reason } } : {}) };
	}
	const why = whyNobody(search, step.role, court);
	const next = inOffices(search, directory.courts.get(court), officesFrom(step.role).slice(1), 'next-office', why);
	if (next) return { court, stuck: false, ...next };
	for (const above of superiorsOf(directory, court)) {
		const found = inOffices(search, above, officesFrom(step.role), 'court-above', why);
		if (found) return { court, stuck: false, ...found };
	}
	return { court, ...lastResort(search, court, why) };
}

function inOffices(
	search: Search,
	court: Court | undefined,
	offices: readonly RouteStep['role'][],
	level: Fallback['level'],
	why: string,
): { readonly takers: readonly Taker[]; readonly fallback: Fallback } | undefined {
	if (!court) return undefined;
	for (const role of offices) {
		const whose = level === 'next-office' ? '本院' : court.name;
		const fallback = { level, reason: `${why}，由${whose}${officeName(role)}办理` };
		const takers = takersIn(search, role, court.code, fallback);
		if (takers.length > 0) return { takers, fallback };
	}
	return undefined;
}

/** At the top court whoever leads it may act, even while away: nobody else is left, and no request may stand still for ever. */
function lastResort(search: Search, court: string, why: string): Pick<StepTakers, 'takers' | 'fallback' | 'stuck'> {
	const { facts, barOf, directory } = search;
	const top = superiorsOf(directory, court).at(-1) ?? directory.courts.get(court);
	const reason = `${why}，上级法院亦无人可办，已告知${top?.name ?? ''}系统管理员，由该院院领导办理`;
	const seen = new Set<string>();
	const takers = leaders.flatMap((role) =>
		facts.holders.flatMap((holder): Taker[] => {
			if (holder.role !== role || holder.court !== top?.code || barOf(holder.person) || seen.has(holder.person)) return [];
			seen.add(holder.person);
			return [{ person: holder.person, court: top.code, role, capacity: 'fallback', reason }];
		}),
	);
	return { takers, fallback: { level: 'top', reason }, stuck: takers.length === 0 };
}

/** The people who do not count for the steps of a request: the handler, who has filed it, who took an earlier step of this filing, who recused himself. */
export function barsOf(
	request: Pick<UnlockRequest, 'by' | 'filedBy' | 'decisions' | 'decidedBefore' | 'moves'>,
	handler: string | undefined,
): (person: string) => Bar | undefined {
	const filers = filersOf(request);
	const earlier = request.decisions.slice(request.decidedBefore).map((decision) => decision.by);
	const recused = (request.moves ?? []).filter((move) => move.kind === 'recused').map((move) => move.by);
	return (person) => {
		if (filers.includes(person)) return 'requester';
		if (person === handler) return 'handler';
		return recused.includes(person) ? 'recused' : earlier.includes(person) ? 'earlier' : undefined;
	};
}

/** To whom the running step was handed (转办), while that person or his delegate can still take it. */
export function assigneeOf(request: UnlockRequest, takers: readonly Taker[]): string | undefined {
	const to = (request.moves ?? []).findLast((move) => move.kind === 'reassigned' && move.turn === request.decisions.length)?.to[0];
	return to !== undefined && takers.some((taker) => taker.person === to || taker.for === to) ? to : undefined;
}

/** Who can take a step of a request now, whomever it was handed to. */
export function requestTakers(request: UnlockRequest, step: RouteStep, place: StepPlace): StepTakers {
	const { caseCourt, handler, facts, directory } = place;
	return takersOf(step, caseCourt, { facts, directory, barOf: barsOf(request, handler) });
}

/** The person as a taker of the running step, or undefined: also where the step was handed to somebody else. */
export function takerOf(request: UnlockRequest, person: string, place: StepPlace): Taker | undefined {
	const step = request.route[request.step];
	if (!step || !runningPhases.includes(request.phase)) return undefined;
	const { takers } = requestTakers(request, step, place);
	const assignee = assigneeOf(request, takers);
	return takers.find((taker) => taker.person === person && (!assignee || person === assignee || taker.for === assignee));
}

/** Who could take each step of a route that is not filed yet; whoever alone can take one step does not count for the later ones. */
export function routeTakers(steps: readonly RouteStep[], requester: string | undefined, place: StepPlace): readonly StepTakers[] {
	const { caseCourt, handler, facts, directory } = place;
	const taken: string[] = [];
	const barOf = (person: string): Bar | undefined => {
		if (person === requester) return 'requester';
		return person === handler ? 'handler' : taken.includes(person) ? 'earlier' : undefined;
	};
	return steps.map((step) => {
		const found = takersOf(step, caseCourt, { facts, directory, barOf });
		if (found.takers.length === 1) taken.push(found.takers[0]!.person);
		return found;
	});
}
