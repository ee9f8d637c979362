import { numberOf, textOf } from '../../case/case-event.ts';
import type { NodeRow } from '../../node/types.ts';
import { daysBetween } from '../../time/civil.ts';
import type { CourtDate } from '../../time/types.ts';
import type { Measure } from '../measures.ts';
import type { Add, Contributing } from './types.ts';

/** What tells whose a receipt is (the ends of the node `fund-claim`). */
const claiming = ['money-identified', 'money-payable', 'payment-submitted', 'money-paid', 'money-deposited', 'money-refunded'];

/** Money in and out by the day, and receipts that nobody has claimed. */
export function addMoney({ view }: Pick<Contributing, 'view'>, add: Add): void {
	const arrived = new Map<string, CourtDate>();
	const claimed = new Set<string>();
	for (const event of view.facts) {
		const receipt = textOf(event.data, 'receiptId') ?? '';
		const amount = numberOf(event.data, 'amountFen');
		const first = arrived.get(receipt);
		if (event.type === 'money-arrived') {
			add('money-arrived-fen', event.on, amount);
			if (first === undefined) {
				arrived.set(receipt, event.on);
				if (!claimed.has(receipt)) add('money-unclaimed', event.on, 1);
			}
			continue;
		}
		if (!claiming.includes(event.type)) continue;
		if (!claimed.has(receipt)) {
			claimed.add(receipt);
			if (first !== undefined) add('money-unclaimed', event.on, -1);
		}
		if (event.type === 'money-deposited' || event.type === 'money-refunded') add('money-other-out-fen', event.on, amount);
		if (event.type !== 'money-paid') continue;
		add('money-paid-fen', event.on, amount);
		if (first === undefined) continue;
		add('money-payments', event.on, 1);
		add('money-payment-days', event.on, daysBetween(first, event.on));
	}
}

/** Receipts paid out in time, or late. */
export function addPayments({ nodes }: Pick<Contributing, 'nodes'>, add: Add): void {
	for (const node of nodes) if (node.node === 'enf-pay-done' && node.phase !== 'void') addPayment(node, add);
}

function addPayment(node: NodeRow, add: Add): void {
	const clock = node.clocks.find((each) => each.clock === 'management');
	if (!clock?.dueOn) return;
	add('money-due-count', clock.dueOn, 1);
	if (node.endedOn && node.endedOn <= clock.dueOn) add('money-paid-in-15-count', clock.dueOn, 1);
	// Late from the day that the clock found it so; a day that was moved on since takes it back.
	if (!clock.overdueOn || clock.overdueOn <= clock.dueOn) return;
	add('money-late', clock.overdueOn, 1);
	if (node.endedOn) add('money-late', node.endedOn < clock.overdueOn ? clock.overdueOn : node.endedOn, -1);
}

const inTime: Readonly<Record<string, readonly [due: Measure, met: Measure]>> = {
	'fund-refund-fee': ['fee-refund-due', 'fee-refund-in-time'],
	'enf-appreply': ['message-due', 'message-in-time'],
	'tri-appeal-transfer': ['appeal-move-due', 'appeal-move-in-time'],
};

/** Nodes of which it is counted how many were due and how many of them were finished in time. */
export function addDueNodes({ nodes }: Pick<Contributing, 'nodes'>, add: Add): void {
	for (const node of nodes) {
		const measures = inTime[node.node];
		if (!measures || node.phase === 'void') continue;
		const due = (node.clocks.find((clock) => clock.binding && clock.dueOn) ?? node.clocks.find((clock) => clock.dueOn))?.dueOn;
		if (!due) continue;
		add(measures[0], due, 1);
		if (node.endedOn && node.endedOn <= due) add(measures[1], due, 1);
	}
}
