import type { CaseEvent } from '../case/case-event.ts';
import type { CaseState, CaseView } from '../case/case-state.ts';
import type { LockState } from '../lock/types.ts';
import { calcNodes, type NodeContext } from './calc-nodes.ts';
import type { NodeRow } from './types.ts';

/** Nodes of a case as they were computed from an earlier view of it, by the very rules, calendar, policy, zone and program that hold now. */
export interface KnownNodes {
	readonly view: CaseView;
	readonly nodes: readonly NodeRow[];
}

/**
 * All nodes of a case, as `calcNodes` gives them. Where the clock alone has decided something since they were computed (a rung, an expiry, a lock),
 * only the nodes that it names are computed again.
 */
export function recalcNodes(view: CaseView, context: NodeContext, known: KnownNodes | undefined): readonly NodeRow[] {
	return (known && fromKnown(view, context, known)) ?? calcNodes(view, context);
}

function fromKnown(view: CaseView, context: NodeContext, { view: earlier, nodes }: KnownNodes): readonly NodeRow[] | undefined {
	const named = isSameCase(earlier, view) ? namedSince(earlier.state, view.state) : undefined;
	if (!named) return undefined;
	// All runs of a node: they stand in one another's way.
	const ids = [...named];
	const codes = new Set(nodes.filter((node) => ids.includes(node.id)).map((node) => node.node));
	if (codes.size === 0) return nodes;
	const fresh = calcNodes(view, context, codes);
	const isFresh = (node: NodeRow): boolean => codes.has(node.node);
	if (nodes.filter(isFresh).length !== fresh.length) return undefined;
	const after = nodes.map((node) => (isFresh(node) ? fresh.find(({ id }) => id === node.id) : node));
	return after.includes(undefined) ? undefined : (after as readonly NodeRow[]);
}

/** What a case is named by, which also decides which nodes it has. */
const names = ['key', 'text', 'kind', 'zone', 'court', 'filingCourt'] as const;

/** Whether everything that nodes are made of, beside marks and locks, is the same. Runs at several courts are tied to one another. */
function isSameCase(one: CaseView, other: CaseView): boolean {
	if (one.transfers.length > 0 || other.transfers.length > 0) return false;
	return names.every((name) => one.state[name] === other.state[name]) && isSameFacts(one.facts, other.facts);
}

/** Facts are kept as they are: those that did not change are the same objects. */
const isSameFacts = (one: readonly CaseEvent[], other: readonly CaseEvent[]): boolean =>
	one === other || (one.length === other.length && one.every((event, index) => event === other[index]));

/** The nodes that marks and locks set since then, or changed, are about; undefined where one is not what the other has become. */
function namedSince(before: CaseState, after: CaseState): ReadonlySet<string> | undefined {
	const { marks, locks } = after;
	if (before.marks.some((mark, index) => mark !== marks[index])) return undefined;
	const named = new Set(marks.slice(before.marks.length).map((mark) => mark.nodeId));
	if (before.locks === locks) return named;
	for (const [list, others] of [
		[before.locks, new Set(locks)],
		[locks, new Set(before.locks)],
	] as const)
		for (const lock of list) if (!others.has(lock)) for (const nodeId of nodesOf(lock)) named.add(nodeId);
	return named;
}

const nodesOf = ({ causes, released = [] }: LockState): readonly string[] => [...causes, ...released].map((cause) => cause.nodeId);
