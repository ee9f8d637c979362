import type { CaseEvent } from '../case/case-event.ts';
import type { CaseView } from '../case/case-state.ts';
import type { CourtDate } from '../time/types.ts';
import type { HearingState, PublicHearing } from './types.ts';

/**
 * Causes whose hearings are never shown, whatever a feed says: family, minors, privacy, secrets
 * (民事诉讼法第一百三十七条 and what comes near it).
 */
const privateCause =
	/离婚|婚约|婚姻|婚内|彩礼|同居|抚养|扶养|监护|探望|收养|亲子|家庭|人身安全保护|隐私|个人信息|性骚扰|性侵|强奸|猥亵|未成年|少年|儿童|学生|秘密|涉密/;
const privateTags = ['juvenile', 'minor', 'privacy', 'divorce', 'not-open', 'state-secret', 'trade-secret', 'sealed'];
const timeText = /^([01]\d|2[0-3]):[0-5]\d$/;
const longestRoom = 20;
const longestCause = 40;

interface Party {
	readonly name?: unknown;
	readonly kind?: unknown;
}

const partiesOf = (view: CaseView): readonly Party[] =>
	view.facts.flatMap((event) => (Array.isArray(event.data.parties) ? (event.data.parties as readonly Party[]) : []));

/** Names of parties that a text of this case must not hold. */
const namesOf = (parties: readonly Party[]): readonly string[] =>
	parties.flatMap(({ name }) => (typeof name === 'string' && [...name.trim()].length >= 2 ? [name.trim()] : []));

/** Whether hearings of a case are never shown: by its cause (one without a cause cannot be told), its tags, its parties, its number. */
export function isNeverPublic(view: CaseView): boolean {
	const { cause, tags, type, state } = view;
	if (cause === undefined || cause.trim() === '' || privateCause.test(cause)) return true;
	if (tags.some((tag) => privateTags.includes(tag)) || type.includes('少') || state.text.includes('少')) return true;
	return partiesOf(view).some(({ kind }) => typeof kind === 'string' && /minor|juvenile|child|未成年/i.test(kind));
}

interface Scheduled {
	readonly day: CourtDate;
	readonly time?: string;
	readonly room?: string;
	state: HearingState;
}

/** Free text of a feed as it may stand on a public screen: short, and without anybody's name. */
function publicText(value: unknown, longest: number, names: readonly string[]): string | undefined {
	if (typeof value !== 'string') return undefined;
	const text = value.replaceAll(/\s+/g, ' ').trim();
	if (text === '' || [...text].length > longest || names.some((name) => text.includes(name))) return undefined;
	return text;
}

function scheduledBy({ data }: CaseEvent, names: readonly string[]): Scheduled {
	const time = typeof data.startsAt === 'string' && timeText.test(data.startsAt) ? data.startsAt : undefined;
	const room = publicText(data.room, longestRoom, names);
	return { day: data.hearingOn as CourtDate, ...(time ? { time } : {}), ...(room ? { room } : {}), state: 'due' };
}

/** One hearing from the day it was scheduled: what stands on each of its days. */
class Hearing {
	readonly past: Scheduled[] = [];
	/** Said to be open every time it was scheduled. */
	open = true;
	last: Scheduled | undefined;

	schedule(next: Scheduled, open: boolean): void {
		this.open &&= open;
		const { last } = this;
		if (last && last.day !== next.day) this.past.push(last.state === 'due' ? { ...last, state: 'moved' } : last);
		this.last = next;
	}

	end(state: HearingState): void {
		if (this.last?.state === 'due') this.last.state = state;
	}

	get days(): readonly Scheduled[] {
		return this.last ? [...this.past, this.last] : this.past;
	}
}

function hearingsOf(view: CaseView, names: readonly string[]): readonly Hearing[] {
	const byId = new Map<string, Hearing>();
	const of = (event: CaseEvent): Hearing => {
		const id = String(event.data.hearingId);
		const known = byId.get(id) ?? new Hearing();
		byId.set(id, known);
		return known;
	};
	for (const event of view.facts)
		if (event.type === 'hearing-scheduled') of(event).schedule(scheduledBy(event, names), event.data.openHearing === true);
		else if (event.type === 'hearing-adjourned') of(event).end('adjourned');
		else if (event.type === 'hearing-held') of(event).end('held');
	return [...byId.values()];
}

/**
 * The hearings of a case that the public may see, one row for each day on which one is or was to be. A hearing is public only where its feed says so
 * (`openHearing: true`); one that was held, adjourned or moved keeps its row with its word.
 */
export function publicHearings(view: CaseView): readonly PublicHearing[] {
	if (isNeverPublic(view)) return [];
	const names = namesOf(partiesOf(view));
	const cause = publicText(view.cause, longestCause, names);
	if (cause === undefined) return [];
	return hearingsOf(view, names)
		.filter((hearing) => hearing.open)
		.flatMap((hearing) => hearing.days)
		.map(({ state, ...rest }) => ({
			...rest,
			caseNumber: view.state.text,
			cause,
			state: state === 'due' && view.closedOn !== undefined && view.closedOn <= rest.day ? 'cancelled' : state,
		}));
}
