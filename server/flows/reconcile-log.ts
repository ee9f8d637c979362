import type { CaseEvent } from '../core/case/case-event.ts';
import { viewCase } from '../core/case/fold.ts';
import { calcNodes } from '../core/node/calc-nodes.ts';
import type { NodeRow } from '../core/node/types.ts';
import { compare, isTurn, type Counted } from '../core/reconcile/checks.ts';
import { differenceOfNodes, differenceOfState } from '../core/reconcile/difference.ts';
import { dayNumber } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import { readPendingSources } from '../store/calendar.ts';
import { readCasePage } from '../store/case-pages.ts';
import type { StoredCase } from '../store/cases.ts';
import { readLogs } from '../store/reconcile.ts';
import { readPendingLayers } from '../store/rule-layers.ts';
import { isSameJson } from '../store/same-json.ts';
import type { Db } from '../store/schema.ts';
import { computedBy } from './computed-by.ts';
import type { FlowContext } from './context.ts';
import { newCase, refold } from './fold-cases.ts';

/** What a recount needs; a worker has no more. */
export type RecountContext = Pick<FlowContext, 'clockOf' | 'calendarOf' | 'directory' | 'yield' | 'rulesSoFar'> & { readonly db: Db };

type ClockOf = FlowContext['clockOf'];

const pageCases = 100;
const mostTold = 10;

/** Cases of a court that are not what their events give. */
interface Differing {
	readonly numbers: string[];
	readonly causes: string[];
	count: number;
}

/** Folds cases of a court again from their events and compares them with what is stored: those whose turn it is, or all. */
export async function compareWithLog(context: RecountContext, court: string, day: CourtDate | undefined): Promise<Counted> {
	const judge = new Judge(context, await hasPending(context.db));
	const differing: Differing = { numbers: [], causes: [], count: 0 };
	let checks = 0;
	let uncompared = 0;
	for (let after = 0; ;) {
		const page = await readCasePage(context.db, { courts: [court], after, limit: pageCases });
		if (page.length === 0) break;
		const turn = page.filter(({ id }) => day === undefined || isTurn(id!, dayNumber(day)));
		const keys = turn.map(({ state }) => state.key);
		const logs = await readLogs(context.db, keys);
		for (const stored of turn) {
			const verdict = await judge.of(stored, logs.get(stored.state.key) ?? []);
			if (verdict === 'unknown') uncompared += 1;
			else checks += 1;
			if (typeof verdict === 'object') note(differing, stored, verdict.cause);
		}
		after = page.at(-1)!.id!;
		await context.yield();
	}
	const { numbers, causes, count } = differing;
	const [mismatch] = compare('log', [{ figure: '与事件重放不符的案件', found: count, expected: 0 }]);
	const told = mismatch && { ...mismatch, detail: numbers.join('、'), causes };
	return { checks, mismatches: told ? [told] : [], ...(uncompared > 0 ? { uncompared } : {}) };
}

function note(differing: Differing, { state }: StoredCase, cause: string): void {
	differing.count += 1;
	if (differing.count > mostTold) return;
	differing.numbers.push(state.text);
	differing.causes.push(`${state.text}：${cause}`);
}

/** Whether a calendar or rules were loaded by which not every case has been computed yet. */
async function hasPending(db: Db): Promise<boolean> {
	return (await readPendingSources(db)).length > 0 || (await readPendingLayers(db)).length > 0;
}

/** Nothing of the case runs any more: no change of calendar or rules computes it again. */
const isDone = ({ nodes }: StoredCase, closedOn: CourtDate | undefined): boolean =>
	closedOn !== undefined && nodes.every(({ endedOn, phase }) => endedOn !== undefined || phase === 'void');

/** Says whether cases are what their events give. */
class Judge {
	readonly #context: RecountContext;
	readonly #isPending: boolean;
	#past: readonly ClockOf[] | undefined;

	constructor(context: RecountContext, isPending: boolean) {
		this.#context = context;
		this.#isPending = isPending;
	}

	/**
	 * `same`, or what differs first. A case that nothing has computed again since the rules or the calendar changed is held against those that
	 * it was computed by; `unknown` where these are not at hand: the program has changed, or the policy of the court.
	 */
	async of(stored: StoredCase, events: readonly CaseEvent[]): Promise<'same' | 'unknown' | { readonly cause: string }> {
		const { clockOf } = this.#context;
		const { state, nodes } = stored;
		const { after } = refold(this.#context, newCase(this.#context, state.filingCourt, state.text), events);
		if (!isSameJson(after.state, state)) return { cause: differenceOfState(state, after.state, isSameJson) };
		if (isSameJson(after.nodes, nodes)) return 'same';
		const names = new Map(clockOf(state.court).rulebook.nodes.map((rule) => [rule.code, rule.name]));
		const differs = { cause: differenceOfNodes(nodes, after.nodes, (code) => names.get(code) ?? code, isSameJson) ?? '节点的次序' };
		const view = viewCase(state);
		if (!view || !(this.#isPending || isDone(stored, view.closedOn))) return differs;
		const past = await this.#pastFor(stored);
		const lists = past.clocks.values().map((of) => calcNodes(view, of(state.court)));
		if (gaveAll(nodes, after.nodes, lists)) return 'same';
		return past.isKnown ? differs : 'unknown';
	}

	/** Earlier rules, those first by which the case says that it was computed; known if there are such. */
	async #pastFor({ state, computedBy: stamp }: StoredCase): Promise<{ readonly clocks: readonly ClockOf[]; readonly isKnown: boolean }> {
		this.#past ??= await this.#context.rulesSoFar(this.#context.db);
		const isOwn = (of: ClockOf): boolean => stamp !== undefined && computedBy(of(state.court)) === stamp;
		const own = this.#past.filter(isOwn);
		const others = this.#past.filter((of) => !own.includes(of));
		return { clocks: [...own, ...others], isKnown: own.length > 0 || isOwn(this.#context.clockOf) };
	}
}

/** Whether each node is what some rules gave it. What ran at an earlier court of the case may have been computed at another time than the rest. */
function gaveAll(nodes: readonly NodeRow[], first: readonly NodeRow[], others: Iterable<readonly NodeRow[]>): boolean {
	let left = nodes;
	let isWhole = false;
	const isEnough = (list: readonly NodeRow[]): boolean => {
		const byId = new Map(list.map((node) => [node.id, node]));
		isWhole ||= list.length === nodes.length && nodes.every(({ id }) => byId.has(id));
		left = left.filter((node) => !isSameJson(node, byId.get(node.id)));
		return left.length === 0 && isWhole;
	};
	if (isEnough(first)) return true;
	for (const list of others) if (isEnough(list)) return true;
	return false;
}
