import type { CaseView } from '../case/case-state.ts';
import type { NodeRow } from '../node/types.ts';
import type { CourtDate } from '../time/types.ts';
import { addCaseload } from './contribute/caseload.ts';
import { addFacts } from './contribute/facts.ts';
import { addDueNodes, addMoney, addPayments } from './contribute/money.ts';
import { addLocks, addNodes } from './contribute/nodes.ts';
import type { Add, Contributing } from './contribute/types.ts';
import type { Measure } from './measures.ts';

export type { Measure };

/** One addition of a case to a measure on a day, for a court, unit and person, split by kind, track and enterprise class. */
export interface Contribution {
	readonly measure: Measure;
	readonly court: string;
	readonly unit: string;
	readonly person: string;
	readonly day: CourtDate;
	/** `kind|track or procedure|enterprise class|closing mode|contract`, each part may be empty. */
	readonly dims: string;
	readonly value: number;
}

/** Causes of the contract chapter (合同、准合同纠纷) of the civil causes of action, by the words they are named with. */
const contractCause = /合同|借贷|借款|买卖|租赁|欠款|承揽|运输|保证|担保/;

/** The split of a contribution, read back from its stored form. */
export interface Dims {
	readonly kind: string;
	/** Track of an enforcement case, procedure of a civil one. */
	readonly course: string;
	readonly enterpriseClass: string;
	readonly mode: string;
	/** Whether the dispute is about a contract. */
	readonly contract: boolean;
}

/** Reads `dims` back. */
export function parseDims(text: string): Dims {
	const [kind = '', course = '', enterpriseClass = '', mode = '', contract = ''] = text.split('|');
	return { kind, course, enterpriseClass, mode, contract: contract === 'contract' };
}

type Part = (given: Contributing, add: Add) => void;

/** What is added by the facts alone, by each node on its own beside the facts, and by a case as a whole. */
const byFacts: readonly Part[] = [addFacts, addMoney];
const byNode: readonly Part[] = [addNodes, addDueNodes, addPayments];
const byCase: readonly Part[] = [addCaseload, addLocks];

const known = new WeakMap<readonly NodeRow[], { readonly view: CaseView; readonly list: readonly Contribution[] }>();

/** What a case adds to every measure. The store keeps the sum of these over all cases, changed by differences. */
export function contributionsOf(view: CaseView, nodes: readonly NodeRow[]): readonly Contribution[] {
	const last = known.get(nodes);
	if (last?.view === view) return last.list;
	const list = addUp([...byCase, ...byFacts, ...byNode], { view, nodes });
	known.set(nodes, { view, list });
	return list;
}

/** What some parts of a case add. */
function addUp(parts: readonly Part[], given: Contributing): readonly Contribution[] {
	const { view } = given;
	const list: Contribution[] = [];
	const owner = { court: view.state.court, unit: view.unit ?? '', person: view.handler ?? '' };
	const stem = `${view.state.kind}|${view.track ?? view.procedure ?? ''}|${view.enterpriseClass ?? ''}|`;
	const contract = view.cause !== undefined && contractCause.test(view.cause) ? 'contract' : '';
	const dims = new Map<string, string>();
	const dimsOf = (mode: string): string => {
		let text = dims.get(mode);
		if (text === undefined) dims.set(mode, (text = `${stem}${mode}|${contract}`));
		return text;
	};
	const add: Add = (measure, day, value, mode = '', court = owner.court) => {
		// Unit and person are those of the court that has the case now: what stays with an earlier one is nobody's there.
		const of = court === owner.court ? owner : { court, unit: '', person: '' };
		if (value !== 0) list.push({ measure, ...of, day, dims: dimsOf(mode), value });
	};
	for (const part of parts) part(given, add);
	return list;
}

/** The change from what a case added to what it adds, with what cancels out left out; undefined where it adds nothing on a side. */
export function contributionChange(before: Contributing | undefined, after: Contributing | undefined): readonly Contribution[] {
	if (!before || !after || !isSameFacts(before.view, after.view)) return changeOfLists(listOf(before), listOf(after));
	// What neither facts nor nodes have changed is on both sides, and need not be worked out.
	const change = (parts: readonly Part[], [one, other]: readonly [Contributing, Contributing]): readonly Contribution[] =>
		changeOfLists(addUp(parts, one), addUp(parts, other));
	const [was, is] = [new Set(before.nodes), new Set(after.nodes)];
	const moved = [
		{ ...before, nodes: before.nodes.filter((node) => !is.has(node)) },
		{ ...after, nodes: after.nodes.filter((node) => !was.has(node)) },
	] as const;
	return [...change(byCase, [before, after]), ...change(byNode, moved)];
}

const listOf = (side: Contributing | undefined): readonly Contribution[] => (side ? contributionsOf(side.view, side.nodes) : []);

/** Whether two views are made of the very same facts, for the same court: whatever else a view says follows from them. */
const isSameFacts = (one: CaseView, other: CaseView): boolean =>
	one.facts === other.facts && one.state.court === other.state.court && one.state.kind === other.state.kind;

const isSameRow = (one: Contribution, other: Contribution): boolean =>
	one.value === other.value &&
	one.measure === other.measure &&
	one.day === other.day &&
	one.dims === other.dims &&
	one.person === other.person &&
	one.unit === other.unit &&
	one.court === other.court;

function changeOfLists(before: readonly Contribution[], after: readonly Contribution[]): readonly Contribution[] {
	const sums = new Map<string, { row: Contribution; value: number }>();
	const put = (row: Contribution, sign: 1 | -1): void => {
		const key = `${row.measure}\u0000${row.court}\u0000${row.unit}\u0000${row.person}\u0000${row.day}\u0000${row.dims}`;
		const sum = sums.get(key);
		if (sum) sum.value += sign * row.value;
		else sums.set(key, { row, value: sign * row.value });
	};
	// Most rows stay, and stay where they are.
	const shorter = Math.min(before.length, after.length);
	let first = 0;
	while (first < shorter && isSameRow(before[first]!, after[first]!)) first += 1;
	let last = 0;
	while (last < shorter - first && isSameRow(before.at(-1 - last)!, after.at(-1 - last)!)) last += 1;
	for (const row of before.slice(first, before.length - last)) put(row, -1);
	for (const row of after.slice(first, after.length - last)) put(row, 1);
	return [...sums.values()].filter(({ value }) => value !== 0).map(({ row, value }) => ({ ...row, value }));
}
