import { isDeepStrictEqual } from 'node:util';
import type { CaseEvent } from '../../server/core/case/case-event.ts';
import type { CaseState } from '../../server/core/case/case-state.ts';
import { emptyCase, foldEvents, viewCase } from '../../server/core/case/fold.ts';
import { vocabulary } from '../../server/core/case/vocabulary.ts';
import type { Court, Directory } from '../../server/core/directory/types.ts';
import { holdingLock } from '../../server/core/lock/apply.ts';
import { clockDecision, clockSteps, lockCandidates, lockDecisions, type SystemDecision } from '../../server/core/lock/decide-sweep.ts';
import { lockPhases, reviewData } from '../../server/core/lock/disproved.ts';
import { endOf } from '../../server/core/lock/hold.ts';
import { openPhases, type LockState, type UnlockRequest } from '../../server/core/lock/types.ts';
import { calcNodes, type NodeContext } from '../../server/core/node/calc-nodes.ts';
import { recalcNodes } from '../../server/core/node/recalc-nodes.ts';
import { defaultPolicy, type NodeRow } from '../../server/core/node/types.ts';
import { addDays } from '../../server/core/time/civil.ts';
import type { CourtDate, Instant } from '../../server/core/time/types.ts';
import { addWorkingDays } from '../../server/core/time/work-calendar.ts';
import { startOfDay } from '../../server/core/time/zone.ts';
import { checkNewDays, decideUnlock } from '../../server/core/unlock/decide.ts';
import { refusalsOf, routeFacts } from '../../server/core/unlock/facts.ts';
import { checkRecuse, checkTaker, type MovePlace } from '../../server/core/unlock/moves.ts';
import { decideRoute, endorsement } from '../../server/core/unlock/route.ts';
import { loadCalendar } from '../../server/rulebooks/calendar.ts';
import { loadRulebook } from '../../server/rulebooks/load.ts';
import { loadUnlockRoutes } from '../../server/rulebooks/unlock-routes.ts';
import type { Command, Person } from './lock-commands.ts';

const zone = 'Asia/Shanghai';
const key = '(2026)示0204执1号';
export const caseKey = key;
/** The three nodes that the model speaks of. */
export const nodeIds = [`${key}/enf-notice/-/1`, `${key}/enf-clue-verify/c1/1`, `${key}/enf-clue-verify/c2/1`] as const;
export const stepOf = (node: number) =>
	node === 0 ? { type: 'notice-issued', data: {} } : { type: 'clue-verified', data: { clueId: `c${node}`, found: false } };

const rulebook = loadRulebook({ knownEvents: new Set(vocabulary.keys()) });
export const calendar = loadCalendar();
const table = loadUnlockRoutes();
const maxGrantDays = 30;
const policy = { ...defaultPolicy, maxGrantDays, locksFrom: '2026-01-01' as CourtDate };
/** The two rules of the rulebook that the three nodes stand under. */
export const rulesOfTheModel = {
	...rulebook,
	nodes: rulebook.nodes.filter((rule) => ['enf-notice', 'enf-clue-verify'].includes(rule.code)),
	checks: [],
};
const context: NodeContext = {
	rulebook: rulesOfTheModel,
	calendar,
	policy,
	zone,
};
const court = (code: string, level: Court['level'], position: number, parent?: string): [string, Court] => [
	code,
	{ code, name: code, level, ...(parent ? { parent } : {}), zone, position, policy, settings: {} },
];
const directory: Directory = {
	courts: new Map([court('gy', 'higher', 1), court('zy', 'intermediate', 2, 'gy'), court('dc', 'basic', 3, 'zy')]),
	units: new Map(),
	persons: new Map(),
};
const holders = [
	['li', 'handler', 'dc'],
	['zheng', 'enforcement-chief', 'dc'],
	['zhou', 'unlock-approver', 'zy'],
	['qian', 'unlock-approver', 'zy'],
	['sun', 'enforcement-chief', 'zy'],
	['wu', 'unlock-approver', 'gy'],
].map(([person, role, code]) => ({ person: person!, role: role!, court: code! }));

/** A request as the comparison sees it. */
export const seenRequest = (request: UnlockRequest): string =>
	`${request.phase} ${request.step} ${request.decisions.length} ${request.partial === true} ${request.route.map((step) => `${step.kind} ${step.court} ${step.role}`).join(', ')}`;

/** What the world can see of a case: the same picture as the model gives. */
export function seenOf(state: CaseState, nodes: readonly NodeRow[], phases: Readonly<Record<string, string>>): object {
	const indexOf = (nodeId: string): number => nodeIds.indexOf(nodeId as (typeof nodeIds)[number]);
	const ofNode = (id: string) => nodes.find((node) => node.id === id)!;
	const last = state.locks.at(-1);
	return {
		locks: state.locks.map((lock) => lock.outcome ?? phases[lock.id] ?? lock.phase),
		repeat: last?.repeat,
		causes: last && last.phase !== 'released' ? last.causes.map((cause) => `${indexOf(cause.nodeId)}@${cause.dueOn}`).sort() : [],
		freed: (last?.released ?? []).map((cause) => `${indexOf(cause.nodeId)}@${cause.dueOn}`).sort(),
		held: (viewCase(state)?.held ?? [])
			.map((event) => `${event.type === 'notice-issued' ? 0 : String(event.data.clueId).slice(1)}@${event.on}`)
			.sort(),
		done: nodeIds.map((id) => ofNode(id).endedOn),
		due: nodeIds.map((id) => ofNode(id).clocks.find((clock) => clock.binding)!.dueOn),
		requests: (last?.requests ?? []).map(seenRequest),
	};
}

interface Start {
	readonly filedOn: CourtDate;
	readonly today: CourtDate;
}
let begun: { state: CaseState; nodes: readonly NodeRow[]; seq: number } | undefined;

/** The real core, driven without a database: what the flows put around it is kept as thin as can be. */
export class LockCore {
	today: CourtDate;
	state!: CaseState;
	nodes: readonly NodeRow[] = [];
	#picture: { readonly of: CaseState; readonly seen: object } | undefined;
	#seq = 0;
	#known = new Set<string>();

	constructor(start: Start) {
		begun ??= this.#begin(start);
		({ state: this.state, nodes: this.nodes, seq: this.#seq } = begun);
		this.today = start.today;
	}

	/** The case as filed, with its clues; the same for every story. */
	#begin({ filedOn }: Start): { state: CaseState; nodes: readonly NodeRow[]; seq: number } {
		this.state = emptyCase({ key, text: '（2026）示0204执1号', kind: 'enforcement-first', filingCourt: 'dc', zone });
		this.#fold([
			this.#fact('case-filed', filedOn, { handler: 'li' }),
			this.#fact('clue-received', addDays(filedOn, 3), { clueId: 'c1' }),
			this.#fact('clue-received', addDays(filedOn, 5), { clueId: 'c2' }),
		]);
		return { state: this.state, nodes: this.nodes, seq: this.#seq };
	}

	get #now(): Instant {
		return `${this.today}T00:00:00.000Z` as Instant;
	}
	get lock(): LockState | undefined {
		return holdingLock(this.state.locks);
	}

	#fact(type: string, on: CourtDate, data: Record<string, unknown>): CaseEvent {
		this.#seq += 1;
		return { seq: this.#seq, source: 'cms', id: `e${this.#seq}`, type, on, data };
	}

	#system(decisions: readonly SystemDecision[]): number {
		const fresh = decisions.filter((decision) => !this.#known.has(decision.id));
		for (const { id } of fresh) this.#known.add(id);
		this.#fold(
			fresh.map(({ id, type, data }) => {
				this.#seq += 1;
				return { seq: this.#seq, source: 'system', id, type, on: this.today, at: this.#now, data };
			}),
		);
		return fresh.length;
	}

	#fold(events: readonly CaseEvent[]): void {
		if (events.length === 0) return;
		const before = this.nodes.length > 0 ? { view: viewCase(this.state)!, nodes: this.nodes } : undefined;
		this.state = foldEvents(this.state, events);
		const view = viewCase(this.state)!;
		this.nodes = recalcNodes(view, context, before);
		// What was left as it stood must be what a full computation gives, whatever was decided.
		if (!isDeepStrictEqual(this.nodes, calcNodes(view, context))) throw new Error(`not computed anew after ${events.at(-1)!.id}`);
	}

	run(command: Command): boolean {
		switch (command.do) {
			case 'advance':
				return this.#advance(command.days);
			case 'step':
				return this.#step(command.node, this.today);
			case 'late': {
				const due = this.nodes.find((node) => node.id === nodeIds[command.node])!.clocks.find((clock) => clock.binding)!.dueOn!;
				return this.today > due && this.#step(command.node, due);
			}
			case 'file':
				return this.#file(command.by, addDays(this.today, command.offset));
			case 'decide':
				return this.#decide(command);
			case 'withdraw': {
				const open = this.#open();
				return (
					!!open &&
					open.by === command.by &&
					this.#system([{ id: `${open.id}/withdrawn`, type: 'unlock-withdrawn', data: { requestId: open.id } }]) > 0
				);
			}
			case 'recuse': {
				const place = this.#place();
				const data = { requestId: place?.request.id, step: place?.request.step, by: command.by, reason: '亲属' };
				if (!place || checkRecuse(place, place.request.step, command.by, '亲属')) return false;
				return this.#system([{ id: `recused-${this.#seq}`, type: 'unlock-recused', data }]) > 0;
			}
			case 'review':
				return this.#review(command.verdict);
		}
	}

	#step(node: number, on: CourtDate): boolean {
		const { type, data } = stepOf(node);
		this.#fold([this.#fact(type, on, data)]);
		return true;
	}

	#open(): UnlockRequest | undefined {
		return this.lock?.requests.find((request) => openPhases.includes(request.phase));
	}

	#place(): MovePlace | undefined {
		const { lock } = this;
		const request = this.#open();
		return lock && request && { lock, request, caseCourt: 'dc', handler: 'li', facts: { holders, away: [], today: this.today }, directory };
	}

	#advance(days: number): boolean {
		this.today = addDays(this.today, days);
		while (this.#system(clockSteps(this.nodes, context, this.#now, zone).map((step) => clockDecision(step))) > 0);
		while (this.#system(lockDecisions(this.state, lockCandidates(this.nodes, startOfDay(addDays(this.today, 1), zone)), 'active')) > 0);
		const open = this.#open();
		if (open?.phase === 'forwarding' && open.stepDueOn! < this.today) {
			const next = open.route[open.step + 1]!;
			const data = {
				requestId: open.id,
				step: open.step,
				verdict: 'auto-forward',
				by: 'system',
				court: 'zy',
				opinion: '逾期自动转报',
				route: open.route,
			};
			this.#system([
				{
					id: `${open.id}/decided/${open.decisions.length + 1}`,
					type: 'unlock-decided',
					data: { ...data, stepDueOn: addWorkingDays(this.today, next.days, calendar) },
				},
			]);
		}
		return true;
	}

	#file(by: Person, day: CourtDate): boolean {
		const { lock } = this;
		const open = this.#open();
		if (!lock || (open && open.phase !== 'returned')) return false;
		const newDueOn = Object.fromEntries(lock.causes.map((cause) => [cause.nodeId, day]));
		if (checkNewDays(Object.keys(newDueOn), newDueOn, { today: this.today, maxGrantDays })) return false;
		const { steps } = decideRoute(routeFacts(viewCase(this.state)!, lock, this.today, refusalsOf(lock)), directory, table);
		const route = by === 'zheng' ? steps : [endorsement('dc', table), ...steps];
		const requestId = open?.id ?? `${lock.id}-R${lock.requests.length + 1}`;
		const data = {
			requestId,
			lockId: lock.id,
			by,
			reason: '延误',
			plan: '补办',
			newDueOn,
			route,
			stepDueOn: addWorkingDays(this.today, route[0]!.days, calendar),
		};
		return this.#system([{ id: `${requestId}/requested/${this.#seq}`, type: 'unlock-requested', data }]) > 0;
	}

	#decide({ by, verdict, grant, offset }: Extract<Command, { do: 'decide' }>): boolean {
		const place = this.#place();
		if (!place) return false;
		const { lock, request } = place;
		const checked = checkTaker(place, request.step, by);
		if (!checked.ok) return false;
		const decision = { step: request.step, verdict, opinion: '意见', ...wordsOf(lock, this.today, grant, offset) };
		const decided = decideUnlock(lock, request, decision, { by, directory, court: checked.taker.court, today: this.today, maxGrantDays });
		if (!decided.ok) return false;
		const next = decided.nextStep === undefined ? undefined : decided.route[decided.nextStep];
		const data = {
			requestId: request.id,
			...decision,
			by,
			court: checked.taker.court,
			route: decided.route,
			stepDueOn: next && addWorkingDays(this.today, next.days, calendar),
		};
		const events: SystemDecision[] = [{ id: `${request.id}/decided/${request.decisions.length + 1}`, type: 'unlock-decided', data }];
		if (decided.release && decided.partial) {
			const ends = Object.fromEntries(
				this.nodes.flatMap((node) => (decided.release![node.id] ? [[node.id, endOf(node, context.rulebook)]] : [])),
			);
			events.push({
				id: `${request.id}/released`,
				type: 'lock-causes-released',
				data: { lockId: lock.id, requestId: request.id, newDueOn: decided.release, ends },
			});
		} else if (decided.release)
			events.push({ id: `${lock.id}/unlocked`, type: 'case-unlocked', data: { lockId: lock.id, newDueOn: decided.release } });
		return this.#system(events) > 0;
	}

	#review(verdict: 'void' | 'kept'): boolean {
		const { lock } = this;
		if (!lock || lockPhases(this.state.locks, this.nodes)[lock.id] !== 'review') return false;
		return (
			this.#system([
				{
					id: `${lock.id}/reviewed/${this.#seq}`,
					type: 'lock-reviewed',
					data: { lockId: lock.id, verdict, ...reviewData(lock, this.nodes) },
				},
			]) > 0
		);
	}

	seen(): object {
		if (this.#picture?.of !== this.state)
			this.#picture = { of: this.state, seen: seenOf(this.state, this.nodes, lockPhases(this.state.locks, this.nodes)) };
		return this.#picture.seen;
	}
}

/** The days and causes of a decision command, for the causes that stand. */
export function wordsOf(lock: LockState, today: CourtDate, grant: number | undefined, offset: number | undefined) {
	const day = offset === undefined ? undefined : addDays(today, offset);
	const isIn = (nodeId: string): boolean =>
		grant === undefined || (grant & (1 << nodeIds.indexOf(nodeId as (typeof nodeIds)[number]))) !== 0;
	const causes = lock.causes.map((cause) => cause.nodeId);
	if (grant === undefined) return day ? { newDueOn: Object.fromEntries(causes.map((nodeId) => [nodeId, day])) } : {};
	const verdicts = causes.map((nodeId) =>
		isIn(nodeId) ? { nodeId, granted: true, ...(day ? { newDueOn: day } : {}) } : { nodeId, granted: false, opinion: '不同意' },
	);
	return { grant: verdicts };
}
