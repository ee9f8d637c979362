import type { CourtDate } from '../../core/time/types.ts';
import { buildDays, numberOf, type Days, type RestDays } from './days.ts';
import type { Directory } from './directory.ts';
import { writeEvents, type DemoEvent } from './event.ts';
import { frameOf, planFilings, type Frame } from './filings.ts';
import { finishLife } from './finish.ts';
import { closureOf, ruleLayers, type LayerText } from './layers.ts';
import { buildSetting, planLives, type Life, type Setting } from './lives.ts';
import { planLateness, type Fate, type PlannedLock } from './locks.ts';
import { planPeriods, type PeriodScript } from './periods.ts';
import { randomFor } from './random.ts';
import { planReviews, type PlannedReviews } from './reviews.ts';
import { planTransfers, type PlannedTransfer } from './transfers.ts';

/** What a world is built from. `startsAt` is an instant with an offset; the courts' zone is +08:00. */
export interface WorldInput {
	readonly seed: number;
	readonly directory: Directory;
	readonly calendar: RestDays;
	readonly startsAt?: string;
	readonly months?: number;
	readonly cases?: number;
}

/** A case that is planned to be locked, with what to send once it is unlocked. */
export interface LateCase {
	readonly caseNumber: string;
	readonly court: string;
	/** The node whose clock runs out first, and its subject (asset, receipt, clue). */
	readonly node: string;
	readonly subject?: string;
	/** The due day that is missed; the lock falls on the day after it, once the feed has passed it. */
	readonly dueAround: CourtDate;
	/** Further nodes of the case that run out before the unlock: causes added to the same lock. */
	readonly furtherNodes: readonly string[];
	/** The last working day before the case goes on: by then the unlock must be granted, or the steps below are held. */
	readonly unlockBy: CourtDate;
	readonly fateful: Fate;
	/** What happens after the unlock, in order of time; in none of the other lists. */
	readonly laterEvents: readonly DemoEvent[];
}

/** All events of the world: before the replay, day by day up to the start, and after it. */
export interface World {
	/** The first day of the replay. */
	readonly replayFrom: CourtDate;
	/** The last day of which anything is told. */
	readonly endsOn: CourtDate;
	/** Before the replay: by court, case and time, so that batches are case-local. */
	readonly history: readonly DemoEvent[];
	/** The ninety days up to the start, in order of time. */
	readonly replay: ReadonlyMap<CourtDate, readonly DemoEvent[]>;
	/** From the start on, in order of time. */
	readonly future: readonly DemoEvent[];
	readonly lateCases: readonly LateCase[];
	/** Cases that go to another court, with what becomes of them. */
	readonly transferred: readonly { readonly caseNumber: string; readonly to: string; readonly locked: boolean }[];
	/** Layers of rules to load before anything is sent, and the days off of one court to load shortly before the start. */
	readonly layers: readonly LayerText[];
	readonly closure: ReturnType<typeof closureOf>;
	/** Requests to change periods, in the order in which people file them. */
	readonly periods: readonly PeriodScript[];
}

/** When the demo starts, where nothing else is said. */
export const DEFAULT_START = '2026-10-14T08:30:00+08:00';

const OFFSET_MS = 8 * 3_600_000;

/** An instant as the courts' wall clock shows it: `2026-10-14T08:30:00+08:00`. */
function localText(instant: string): string {
	return `${new Date(Date.parse(instant) + OFFSET_MS).toISOString().slice(0, 19)}+08:00`;
}

interface Told {
	readonly events: DemoEvent[];
	readonly lateCases: LateCase[];
}

function lateCaseOf(life: Life, lock: PlannedLock, laterEvents: DemoEvent[], days: Days): LateCase[] {
	const { late, resumesOn } = lock.delayed;
	const [first, ...further] = late;
	if (!first) return [];
	const { caseNumber, court } = life.filing;
	return [
		{
			...{ caseNumber, court, node: first.node, ...(first.subject === undefined ? {} : { subject: first.subject }) },
			...{ dueAround: days.text(first.due), furtherNodes: further.map(({ node }) => node) },
			...{ unlockBy: days.text(days.previous(resumesOn - 1)), fateful: lock.fate, laterEvents },
		},
	];
}

function tell(
	setting: Setting,
	lives: readonly Life[],
	locks: ReadonlyMap<Life, PlannedLock>,
	transfers: ReadonlyMap<Life, PlannedTransfer>,
	reviews: PlannedReviews,
): Told {
	const events: DemoEvent[] = [];
	const lateCases: LateCase[] = [];
	const { days, frame, staff } = setting;
	for (const life of lives) {
		const { filing } = life;
		const lock = locks.get(life);
		const random = randomFor(setting.seed, `finish/${filing.caseKey}`);
		const transfer = transfers.get(life);
		const planned = transfer?.drafts ?? lock?.delayed.drafts ?? life.drafts;
		const drafts = finishLife({ drafts: [...planned, ...(reviews.facts.get(life) ?? [])], filing, days, frame, random, staff });
		const courtOn = (day: number): string => (transfer && day >= transfer.receivedOn ? transfer.to : filing.court);
		const later: DemoEvent[] = [];
		for (const { draft, event } of writeEvents(filing, drafts, days, random, courtOn))
			(lock?.delayed.after.has(draft) ? later : events).push(event);
		if (lock) lateCases.push(...lateCaseOf(life, lock, later, days));
	}
	return { events, lateCases };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const byCase = (a: DemoEvent, b: DemoEvent) => compare(a.court, b.court) || compare(a.caseNumber, b.caseNumber) || a.seq - b.seq;
const byTime = (a: DemoEvent, b: DemoEvent) => compare(a.occurredAt, b.occurredAt) || byCase(a, b);

function groupByDay(events: readonly DemoEvent[], frame: Frame, days: Days): Map<CourtDate, DemoEvent[]> {
	const groups = new Map<CourtDate, DemoEvent[]>();
	for (let n = frame.replayFrom; n < frame.start; n += 1) groups.set(days.text(n), []);
	for (const event of events) {
		const day = event.occurredAt.slice(0, 10) as CourtDate;
		const group = groups.get(day);
		if (group) group.push(event);
		else groups.set(day, [event]);
	}
	return groups;
}

/** The lives of all cases, told as the events a court's own system would send; the same input always gives the same events. */
export function buildCases(input: WorldInput): World {
	const { seed, directory, calendar, startsAt = DEFAULT_START, months = 24, cases = 4000 } = input;
	const start = localText(startsAt);
	const startOn = start.slice(0, 10) as CourtDate;
	const days = buildDays(calendar, numberOf(startOn) - months * 31 - 400, numberOf(startOn) + 2400);
	const frame = frameOf(startOn, months, days);
	const setting = buildSetting(seed, days, frame, directory);
	const { lives, locks } = planLateness(setting, planLives(setting, planFilings(seed, cases, frame, days)), cases);
	const transfers = planTransfers(setting, lives, locks);
	const reviews = planReviews(
		setting,
		lives,
		(life) => transfers.get(life)?.drafts ?? locks.get(life)?.delayed.drafts ?? life.drafts,
		(life) => !transfers.has(life) && !locks.has(life),
	);
	const told = tell(setting, lives, locks, transfers, reviews);
	const { lateCases } = told;
	const events = [...told.events, ...reviews.events];
	const replayFrom = days.text(frame.replayFrom);
	const isFuture = ({ occurredAt }: DemoEvent) => (occurredAt.length === 10 ? occurredAt >= startOn : occurredAt > start);
	return {
		...{ replayFrom, endsOn: days.text(frame.end), lateCases },
		transferred: [...transfers].map(([{ filing }, { to, locked }]) => ({ caseNumber: filing.caseNumber, to, locked })),
		layers: ruleLayers(startOn),
		closure: closureOf(frame.start, days),
		periods: planPeriods(setting, lives, locks, transfers),
		history: events.filter(({ occurredAt }) => occurredAt < replayFrom).sort(byCase),
		replay: groupByDay(events.filter((event) => event.occurredAt >= replayFrom && !isFuture(event)).sort(byTime), frame, days),
		future: events.filter(isFuture).sort(byTime),
	};
}
