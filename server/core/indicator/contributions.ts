import { numberOf } from '../case/case-event.ts';
import type { CaseView } from '../case/case-state.ts';
import type { NodeRow } from '../node/types.ts';
import { daysBetween } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';

/** Additive measures of the first cut (contract §8). Amounts in fen, times in civil days. */
export type Measure =
	| 'case-received'
	| 'case-closed'
	| 'closed-days'
	| 'closed-in-limit'
	| 'closed-claim-fen'
	| 'closed-recovered-fen'
	| 'money-arrived-fen'
	| 'money-paid-fen'
	| 'money-other-out-fen'
	| 'money-due-count'
	| 'money-paid-in-15-count'
	| 'node-started'
	| 'node-overdue'
	| 'node-overdue-ended'
	| 'lock-set'
	| 'lock-released'
	| 'first-hearing-count'
	| 'first-hearing-wait-days';

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

type Add = (measure: Measure, day: CourtDate, value: number, mode?: string, court?: string) => void;

/** What a case adds to every measure. The store keeps the sum of these over all cases, changed by differences. */
export function contributionsOf(view: CaseView, nodes: readonly NodeRow[]): readonly Contribution[] {
	const list: Contribution[] = [];
	const owner = { court: view.state.court, unit: view.unit ?? '', person: view.handler ?? '' };
	const stem = `${view.state.kind}|${view.track ?? view.procedure ?? ''}|${view.enterpriseClass ?? ''}|`;
	const contract = view.cause !== undefined && contractCause.test(view.cause) ? 'contract' : '';
	const add: Add = (measure, day, value, mode = '', court = owner.court) => {
		if (value !== 0) list.push({ measure, ...owner, court, day, dims: `${stem}${mode}|${contract}`, value });
	};
	addCaseload(view, nodes, add);
	addMoney(view, nodes, add);
	addNodes(nodes, view, add);
	for (const lock of view.state.locks) {
		if (lock.phase === 'proposed' || lock.outcome === 'set-aside') continue;
		add('lock-set', lock.lockedOn, 1);
		if (lock.releasedOn) add('lock-released', lock.releasedOn, 1);
	}
	addHearing(view, add);
	return list;
}

/** A closing that is undone counts again as open from the day of the reopening, so that stock = received − closed on every day. */
function addCaseload(view: CaseView, nodes: readonly NodeRow[], add: Add): void {
	add('case-received', view.filedOn, 1);
	for (const { from, to, mode } of view.closings) {
		add('case-closed', from, 1, mode);
		if (to) add('case-closed', to, -1, mode);
	}
	if (!view.closedOn) return;
	const mode = view.closeMode ?? '';
	add('closed-days', view.closedOn, daysBetween(view.filedOn, view.closedOn), mode);
	add('closed-claim-fen', view.closedOn, view.claimFen, mode);
	add('closed-recovered-fen', view.closedOn, view.recoveredFen, mode);
	const closing = nodes.findLast((node) => node.node === 'enf-close');
	if (closing?.phase === 'met') add('closed-in-limit', view.closedOn, 1, mode);
}

function addMoney(view: CaseView, nodes: readonly NodeRow[], add: Add): void {
	for (const event of view.facts) {
		if (event.type === 'money-arrived') add('money-arrived-fen', event.on, numberOf(event.data, 'amountFen'));
		if (event.type === 'money-deposited' || event.type === 'money-refunded')
			add('money-other-out-fen', event.on, numberOf(event.data, 'amountFen'));
		if (event.type === 'money-paid') add('money-paid-fen', event.on, numberOf(event.data, 'amountFen'));
	}
	for (const node of nodes) {
		if (node.node !== 'enf-pay-done' || node.phase === 'void') continue;
		const due = node.clocks.find((clock) => clock.clock === 'management')?.dueOn;
		if (!due) continue;
		add('money-due-count', due, 1);
		if (node.endedOn && node.endedOn <= due) add('money-paid-in-15-count', due, 1);
	}
}

function addNodes(nodes: readonly NodeRow[], view: CaseView, add: Add): void {
	for (const node of nodes) {
		// What an earlier court did stays with it.
		add('node-started', node.startedOn, 1, undefined, node.court);
		if (!node.overdueOn) continue;
		add('node-overdue', node.overdueOn, 1, undefined, node.court);
		const ended = node.endedOn ?? (node.phase === 'void' ? (node.voidedOn ?? view.closedOn) : undefined);
		if (ended) add('node-overdue-ended', ended < node.overdueOn ? node.overdueOn : ended, 1, undefined, node.court);
	}
}

function addHearing(view: CaseView, add: Add): void {
	const hearing = view.facts.find((event) => event.type === 'hearing-held');
	if (!hearing) return;
	add('first-hearing-count', hearing.on, 1);
	add('first-hearing-wait-days', hearing.on, daysBetween(view.filedOn, hearing.on));
}

/** The change from one list of contributions to another, with what cancels out left out. */
export function contributionChange(before: readonly Contribution[], after: readonly Contribution[]): readonly Contribution[] {
	const sums = new Map<string, { row: Contribution; value: number }>();
	const put = (row: Contribution, sign: 1 | -1): void => {
		const key = `${row.measure}\u0000${row.court}\u0000${row.unit}\u0000${row.person}\u0000${row.day}\u0000${row.dims}`;
		const sum = sums.get(key);
		if (sum) sum.value += sign * row.value;
		else sums.set(key, { row, value: sign * row.value });
	};
	for (const row of before) put(row, -1);
	for (const row of after) put(row, 1);
	return [...sums.values()].filter(({ value }) => value !== 0).map(({ row, value }) => ({ ...row, value }));
}
