import type { CaseView } from '../case/case-state.ts';
import type { NodeRow } from '../node/types.ts';
import type { CourtDate } from '../time/types.ts';
import { addCaseload } from './contribute/caseload.ts';
import { addFacts } from './contribute/facts.ts';
import { addDueNodes, addMoney } from './contribute/money.ts';
import { addLocks, addNodes } from './contribute/nodes.ts';
import type { Add } from './contribute/types.ts';
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

const known = new WeakMap<readonly NodeRow[], { readonly view: CaseView; readonly list: readonly Contribution[] }>();

/** What a case adds to every measure. The store keeps the sum of these over all cases, changed by differences. */
export function contributionsOf(view: CaseView, nodes: readonly NodeRow[]): readonly Contribution[] {
	const last = known.get(nodes);
	if (last?.view === view) return last.list;
	const list = addAll(view, nodes);
	known.set(nodes, { view, list });
	return list;
}

function addAll(view: CaseView, nodes: readonly NodeRow[]): readonly Contribution[] {
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
	const given = { view, nodes };
	for (const part of [addCaseload, addMoney, addDueNodes, addNodes, addLocks, addFacts]) part(given, add);
	return list;
}

const isSameRow = (one: Contribution, other: Contribution): boolean =>
	one.value === other.value &&
	one.measure === other.measure &&
	one.day === other.day &&
	one.dims === other.dims &&
	one.person === other.person &&
	one.unit === other.unit &&
	one.court === other.court;

/** The change from one list of contributions to another, with what cancels out left out. */
export function contributionChange(before: readonly Contribution[], after: readonly Contribution[]): readonly Contribution[] {
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
