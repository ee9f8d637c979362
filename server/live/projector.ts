import { topicNames, type Frame, type TopicName, type TopicPayloads } from '../../src/lib/contract/topics.ts';
import { readPublicFigure } from '../store/public-figures.ts';
import { caseload, courts, funds, trend } from './projections/figures.ts';
import { indicators } from './projections/indicators.ts';
import { locks, requests, ticker } from './projections/locks.ts';
import { actions, overdueByNode, sealed } from './projections/nodes.ts';
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
};

/** The lobby reads the public projection and nothing else. */
async function lobby(scope: ScopeView): Promise<TopicPayloads['lobby']> {
	const stored = await readPublicFigure(scope.source.db, scope.court.code, 'lobby');
	if (stored) return JSON.parse(stored.value) as TopicPayloads['lobby'];
	const unknown = { value: null, previous: null };
	return {
		courtName: scope.court.name,
		openPerJudge: { ...unknown, openCases: 0, judges: 0, definition: '数据尚未生成' },
		waitCycle: { ...unknown, hearings: 0, definition: '数据尚未生成' },
		byProcedure: [],
		asOf: scope.now,
	};
}

/** Takes persons out of a payload for screens that visitors can see. */
function withoutPersons<T>(payload: T): T {
	return JSON.parse(JSON.stringify(payload, (key, value: unknown) => (key === 'handler' ? undefined : value))) as T;
}

interface Projected {
	revision: number;
	text: string;
	frame: Frame;
}

/** Projects each topic once per scope and ceiling, and counts a revision up whenever the payload differs from the last. */
export class Projector {
	readonly #source: LiveSource;
	readonly #advanced: (ceiling: Ceiling, frame: Frame) => void;
	readonly #last = new Map<string, Projected>();
	readonly #turns = new Map<string, Promise<void>>();

	/** `advanced` gets every frame that differs from the last one, whoever asked for the projection: watchers must miss none. */
	constructor(source: LiveSource, advanced: (ceiling: Ceiling, frame: Frame) => void) {
		this.#source = source;
		this.#advanced = advanced;
	}

	/** Projects topics of one scope, most urgent first. One after another per scope: what was read earlier must not overwrite what was read later. */
	project(code: string, topics: readonly TopicName[]): Promise<void> {
		const turn = (this.#turns.get(code) ?? Promise.resolve()).then(() => this.#project(code, topics));
		this.#turns.set(
			code,
			turn.catch(() => undefined),
		);
		return turn;
	}

	async #project(code: string, topics: readonly TopicName[]): Promise<void> {
		const scope = await openScope(this.#source, code);
		if (!scope) return;
		for (const topic of topics) {
			const payload = topic === 'lobby' ? await lobby(scope) : await projections[topic](scope);
			for (const ceiling of ['internal', 'public'] as const) {
				const frame = this.#advance(topic, scope, ceiling, ceiling === 'public' ? withoutPersons(payload) : payload);
				if (frame) this.#advanced(ceiling, frame);
			}
		}
	}

	#advance(topic: TopicName, scope: ScopeView, ceiling: Ceiling, payload: TopicPayloads[TopicName]): Frame | undefined {
		const key = `${topic}|${scope.court.code}|${ceiling}`;
		const text = JSON.stringify([payload, scope.feed]);
		const last = this.#last.get(key);
		const revision = last?.text === text ? last.revision : (last?.revision ?? 0) + 1;
		const frame = { topic, scope: scope.court.code, revision, asOf: scope.now, feed: scope.feed, payload } as Frame;
		this.#last.set(key, { revision, text, frame });
		return last?.text === text ? undefined : frame;
	}

	/** The frames of a scope as last projected. */
	frames(code: string, topics: readonly TopicName[], ceiling: Ceiling): readonly Frame[] {
		return topics.flatMap((topic) => this.#last.get(`${topic}|${code}|${ceiling}`)?.frame ?? []);
	}

	/** The present frames of a scope; those topics are projected now that may be stale, because nobody watches them, or were never projected. */
	async snapshot(code: string, topics: readonly TopicName[], ceiling: Ceiling, stale: readonly TopicName[]): Promise<readonly Frame[]> {
		const missing = topics.filter((topic) => stale.includes(topic) || !this.#last.has(`${topic}|${code}|${ceiling}`));
		if (missing.length > 0) await this.project(code, missing);
		return this.frames(code, topics, ceiling);
	}
}

/** Topics in the order in which they are projected: what just happened and what needs action first. */
export const topicOrder: readonly TopicName[] = [
	'ticker',
	'actions',
	'locks',
	'requests',
	...topicNames.filter((topic) => !['ticker', 'actions', 'locks', 'requests'].includes(topic)),
];
