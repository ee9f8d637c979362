import type { OrderInputView } from '../contract/orders.ts';
import { textOf } from './form-data.ts';
import { orderKindOf } from './supervise-words.ts';

/** What was typed with a move. */
export interface OrderTyped {
	readonly move: string;
	readonly text: string;
	readonly documentNo: string;
	readonly court: string;
	readonly dueOn: string;
}

/** Reads the form of a move. */
export function readMove(form: FormData): OrderTyped {
	return {
		move: textOf(form, 'move'),
		text: textOf(form, 'text'),
		documentNo: textOf(form, 'documentNo'),
		court: textOf(form, 'court'),
		dueOn: textOf(form, 'dueOn'),
	};
}

/** The parts of a move that were filled in. */
export function givenMove({ move, ...said }: OrderTyped): {
	move: string;
	text?: string;
	documentNo?: string;
	court?: string;
	dueOn?: string;
} {
	return { move, ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== '')) };
}

/** What was typed for a new order. */
export interface NewOrderTyped {
	readonly kind: string;
	readonly court: string;
	readonly to: string;
	readonly title: string;
	readonly body: string;
	readonly dueOn: string;
	readonly caseId: string;
	readonly nodeId: string;
}

/** Reads the form of a new order. */
export function readNewOrder(form: FormData): NewOrderTyped {
	const field = (name: string): string => textOf(form, name);
	return {
		kind: field('kind'),
		court: field('court'),
		to: field('to'),
		title: field('title'),
		body: field('body'),
		dueOn: field('dueOn'),
		caseId: field('caseId'),
		nodeId: field('nodeId'),
	};
}

/** A new order as it is sent, or what is missing. */
export function newOrderOf(
	typed: NewOrderTyped,
): { readonly ok: true; readonly input: OrderInputView } | { readonly ok: false; readonly message: string } {
	const kind = orderKindOf(typed.kind);
	if (!kind) return { ok: false, message: '请选择文书种类' };
	if (typed.court === '') return { ok: false, message: '请选择发出的法院' };
	if (typed.to === '') return { ok: false, message: kind === 'president' ? '请选择收令的部门' : '请选择收受的法院' };
	const { court, to, title, body, dueOn } = typed;
	const about = /^\d{1,12}$/.test(typed.caseId) ? { caseId: Number(typed.caseId), ...(typed.nodeId ? { nodeId: typed.nodeId } : {}) } : {};
	return { ok: true, input: { kind, court, to, title, body, dueOn, ...about } };
}
