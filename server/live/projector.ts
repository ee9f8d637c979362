import { topicNames, type Frame, type TopicName, type TopicPayloads } from '../../src/lib/contract/topics.ts';
import type { Instant } from '../core/time/types.ts';
import { dayOfInstant, epochMsOf } from '../core/time/zone.ts';
import { bulletins } from './projections/bulletins.ts';
import { duty } from './projections/duty.ts';
import { caseload, courts, funds, trend } from './projections/figures.ts';
import { lobby } from './projections/lobby.ts';
import { auctions, flowWarnings } from './projections/flow.ts';
import { lockFigures, unlockQueue } from './projections/lock-figures.ts';
import { locks, requests, ticker } from './projections/locks.ts';
import { courtMap, feeds, nodeMonitor, overdueOpen } from './projections/monitor.ts';
import { actions, overdueByNode, sealed } from './projections/nodes.ts';
import { caseFlow, recovery, reviewCases } from './projections/quality-cases.ts';
import { indicatorCourts, indicators, indicatorTrend } from './projections/quality-indicators.ts';
import { fundFlow, fundOverdue } from './projections/quality-money.ts';
import { specialParties } from './projections/quality-parties.ts';
import { credit } from './projections/quality-tally.ts';
import { planChart, sealExpiry } from './projections/plans.ts';
import { silent } from './projections/silent.ts';
import { deciders, longPending, notices } from './projections/supervise.ts';
import { openScope, type LiveSource, type ScopeView } from './scope.ts';

/** What a screen may see at most: `public` shows no persons. */
export type Ceiling = 'internal' | 'public';

type Projections = { readonly [T in Exclude<TopicName, 'lobby'>]: (scope: ScopeView) => Promise<TopicPayloads[T]> };

const projections: Projections = {
	actions,
	locks,
	requests,
	caseload,
	'overdue-by-node': overdueByNode,
	sealed,
	indicators,
	funds,
	trend,
	courts,
	notices,
	deciders,
	silent,
	'long-pending': longPending,
	ticker,
	'node-monitor': nodeMonitor,
	'court-map': courtMap,
	'overdue-open': overdueOpen,
	'flow-warnings': flowWarnings,
	auctions,
	'lock-figures': lockFigures,
	'unlock-queue': unlockQueue,
	'seal-expiry': sealExpiry,
	'plan-chart': planChart,
	feeds,
	'indicator-trend': indicatorTrend,
	'indicator-courts': indicatorCourts,
	'fund-flow': fundFlow,
	'fund-overdue': fundOverdue,
	'case-flow': caseFlow,
	'review-cases': reviewCases,
	'special-parties': specialParties,
	credit,
	recovery,
	duty,
	bulletins,
};

/** Topics that the live side can project now. */
export const projectedTopics: readonly TopicName[] = topicNames.filter((topic) => topic === 'lobby' || projections[topic] !== undefined);

/** Topics that name persons in every line, or are nobody else's business: never sent to a screen that visitors can see. */
const internalTopics: ReadonlySet<TopicName> = new Set(['duty', 'bulletins']);

/** Whether a screen of a ceiling may be sent a topic at all. */
export const mayShow = (topic: TopicName, ceiling: Ceiling): boolean => ceiling === 'internal' || !internalTopics.has(topic);

/** Takes persons out of a payload for screens that visitors can see. */
export function withoutPersons<T>(payload: T): T {
	return JSON.parse(JSON.stringify(payload, (key, value: unknown) => (key === 'handler' ? undefined : value))) as T;
}

/** When something was read: in court time, and in monotonic milliseconds. */
interface ReadAt {
	readonly court: Instant;
	readonly realMs: number;
}

/** A topic of a court as last projected. */
interface Projected {
	readonly revision: number;
	readonly text: string;
	readonly frame: Frame;
	/** The same without persons, made when somebody asks. */
	publicFrame?: Frame;
	/** Changes of the scope that it was read after, and when. */
	readonly changes: number;
	readonly readAt: ReadAt;
	readonly today: string;
}

/** A projection under way, and the one that begins after it: whoever asks meanwhile shares that one. */
interface Turn {
	running: Promise<void>;
	next: Promise<void> | undefined;
}

/** What a projector that is told of every change (`changed`) can lean on. */
export interface WatchedBy {
	/** Resolves when what has changed until now has been projected for those who watch, false where the last of them has gone before; undefined where nobody does. */
	readonly settled: (scope: string, topic: TopicName) => Promise<boolean> | undefined;
	readonly onError: (error: unknown) => void;
}

/** A frame that nothing has changed under is taken for true this long, in real time and in court time: deadlines pass though nothing happens. */
const trueForMs = { real: 2_000, court: 30_000 };
/** Feeds and courts of a scope are read once for topics that are projected together. */
const viewForMs = { real: 100, court: 30_000 };

const isYoung = (at: ReadAt, now: ReadAt, most: { readonly real: number; readonly court: number }): boolean =>
	now.realMs - at.realMs < most.real && Math.abs(epochMsOf(now.court) - epochMsOf(at.court)) < most.court;

/** Projects each topic once per scope, and counts a revision up whenever the payload differs from the last, or the day is another. */
export class Projector {
	readonly #source: LiveSource;
	readonly #advanced: (topic: TopicName, scope: string) => void;
	readonly #watchedBy: WatchedBy | undefined;
	readonly #last = new Map<string, Projected>();
	readonly #turns = new Map<string, Turn>();
	readonly #changes = new Map<string, number>();
	readonly #views = new Map<string, { readonly changes: number; readonly at: ReadAt; readonly view: Promise<ScopeView | undefined> }>();

	/** `advanced` is told of every frame that differs from the last one, whoever asked for the projection: watchers must miss none. */
	constructor(source: LiveSource, advanced: (topic: TopicName, scope: string) => void, watchedBy?: WatchedBy) {
		this.#source = source;
		this.#advanced = advanced;
		this.#watchedBy = watchedBy;
	}

	readonly #changesOf = (key: string): number => this.#changes.get(key) ?? 0;

	/** Something of a court has changed, or only what one topic shows: what was read before is no longer taken for true. */
	changed(code: string, only?: TopicName): void {
		const key = only === undefined ? code : `${only}|${code}`;
		this.#changes.set(key, this.#changesOf(key) + 1);
		this.#views.delete(code);
	}

	#changesTo(topic: TopicName, code: string): number {
		return this.#changesOf(code) + this.#changesOf(`${topic}|${code}`);
	}

	/** Projects topics of one scope, most urgent first. A topic goes one after another: what was read earlier must not overwrite what was read later. */
	async project(code: string, topics: readonly TopicName[]): Promise<void> {
		for (const topic of topics) await this.#turn(code, topic);
	}

	#turn(code: string, topic: TopicName): Promise<void> {
		const key = `${topic}|${code}`;
		const turn = this.#turns.get(key) ?? { running: Promise.resolve(), next: undefined };
		this.#turns.set(key, turn);
		turn.next ??= turn.running
			.catch(() => undefined)
			.then(() => {
				turn.next = undefined;
				turn.running = this.#project(code, topic);
				return turn.running;
			});
		return turn.next;
	}

	async #project(code: string, topic: TopicName): Promise<void> {
		const changes = this.#changesTo(topic, code);
		const scope = await this.#view(code, this.#changesOf(code));
		if (!scope) return;
		const payload = topic === 'lobby' ? await lobby(scope) : await projections[topic]?.(scope);
		if (payload && this.#advance(topic, scope, changes, payload)) this.#advanced(topic, code);
	}

	#view(code: string, changes: number): Promise<ScopeView | undefined> {
		const known = this.#views.get(code);
		const at = { court: this.#source.now(), realMs: performance.now() };
		if (known?.changes === changes && isYoung(known.at, at, viewForMs)) return known.view;
		const view = openScope(this.#source, code, this.#watchedBy && this.#changesOf);
		this.#views.set(code, { changes, at, view });
		return view;
	}

	#advance(topic: TopicName, scope: ScopeView, changes: number, payload: TopicPayloads[TopicName]): boolean {
		const key = `${topic}|${scope.court.code}`;
		const text = JSON.stringify([payload, scope.feed]);
		const last = this.#last.get(key);
		const read = { changes, readAt: { court: scope.now, realMs: performance.now() }, today: scope.today };
		if (last?.text === text && last.today === scope.today) {
			this.#last.set(key, { ...last, ...read });
			return false;
		}
		const revision = (last?.revision ?? 0) + 1;
		const frame = { topic, scope: scope.court.code, revision, asOf: scope.now, feed: scope.feed, payload } as Frame;
		this.#last.set(key, { revision, text, frame, ...read });
		return true;
	}

	/** The frames of a scope as last projected, as a screen of a ceiling may see them. */
	frames(code: string, topics: readonly TopicName[], ceiling: Ceiling): readonly Frame[] {
		return topics.flatMap((topic) => this.frame(topic, code, ceiling) ?? []);
	}

	/** One of them. */
	frame(topic: TopicName, code: string, ceiling: Ceiling): Frame | undefined {
		const last = this.#last.get(`${topic}|${code}`);
		if (!last || !mayShow(topic, ceiling)) return undefined;
		if (ceiling === 'internal' || topic === 'lobby') return last.frame;
		return (last.publicFrame ??= { ...last.frame, payload: withoutPersons(last.frame.payload) } as Frame);
	}

	/**
	 * The present frames of a scope. Topics in `stale`, which may not be up to date because nobody watches them, and those that were
	 * never projected, are projected now, unless nothing has changed since they were; where somebody does watch, the pass that is due
	 * is waited for, so that a thousand screens that ask at once do not make a thousand passes.
	 */
	async snapshot(code: string, topics: readonly TopicName[], ceiling: Ceiling, stale: readonly TopicName[]): Promise<readonly Frame[]> {
		for (const topic of topics.filter((each) => mayShow(each, ceiling))) {
			if (this.#last.has(`${topic}|${code}`) && (!stale.includes(topic) || this.isTrue(topic, code))) continue;
			await this.#bringUp(code, topic).catch((error: unknown) => {
				if (!this.#watchedBy) throw error;
				// One topic that fails leaves the others alone.
				this.#watchedBy.onError(error);
			});
		}
		return this.frames(code, topics, ceiling);
	}

	/** Waits for the pass that is due where somebody watches, or else projects. */
	async #bringUp(code: string, topic: TopicName): Promise<void> {
		const settled = this.#last.has(`${topic}|${code}`) ? this.#watchedBy?.settled(code, topic) : undefined;
		if (settled && (await settled)) return;
		// The last screen has left meanwhile, and the pass with it: whoever asks here must not get what was before.
		if (!settled || !this.isTrue(topic, code)) await this.#turn(code, topic);
	}

	/** Whether a topic was read so lately that reading it again would give the same. */
	isTrue(topic: TopicName, code: string): boolean {
		const last = this.#last.get(`${topic}|${code}`);
		const court = this.#source.directory().courts.get(code);
		if (!this.#watchedBy || !last || !court || last.changes !== this.#changesTo(topic, code)) return false;
		const now = { court: this.#source.now(), realMs: performance.now() };
		return isYoung(last.readAt, now, trueForMs) && last.today === dayOfInstant(now.court, court.zone);
	}
}

/** What just happened and what needs action now. */
export const urgentTopics: readonly TopicName[] = ['ticker', 'actions', 'locks', 'requests'];

/** Topics in the order in which they are projected: what just happened and what needs action first. */
export const topicOrder: readonly TopicName[] = [...urgentTopics, ...topicNames.filter((topic) => !urgentTopics.includes(topic))];
