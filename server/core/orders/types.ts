import type { Role } from '../access/may.ts';
import type { CourtDate } from '../time/types.ts';

/**
 * Three instruments that are never merged: 督促执行令 (an upper court orders an enforcing court to enforce within a time), 督办事项 (the
 * command centre of an upper court asks a lower court for an answer), 院长督办令 (the president tells a department to mend its ways).
 */
export const orderKinds = ['enforce', 'item', 'president'] as const;

/** A kind of supervision order. */
export type OrderKind = (typeof orderKinds)[number];

/** Every state of every kind; which ones a kind has is in its table of moves. */
export type OrderState =
	| 'draft'
	| 'discarded'
	| 'signed'
	| 'sent'
	| 'received'
	| 'reported'
	| 'executed'
	| 'not-executed'
	| 'taken-over'
	| 'assigned'
	| 'issued'
	| 'answered'
	| 'accepted'
	| 'returned'
	| 'closed'
	| 'delivered'
	| 'planned'
	| 'checked';

/** Which side of an order acts; the system only escalates. */
export type OrderSide = 'issuer' | 'addressee';

/** One move that an order allows. */
export interface OrderMove {
	readonly move: string;
	readonly name: string;
	readonly from: readonly OrderState[];
	readonly to: OrderState;
	readonly side: OrderSide;
	readonly roles: readonly Role[];
	/** Roles that may do it as well once the order has been escalated. */
	readonly escalatedRoles?: readonly Role[];
	/** What the text of the move is; absent: the text may be empty. */
	readonly text?: string;
	/** The document that the move needs. */
	readonly document?: string;
	/** The move names another court. */
	readonly court?: boolean;
	/** The move sets a new day. */
	readonly dueOn?: boolean;
	/** Not by whoever wrote the draft. */
	readonly notDrafter?: boolean;
	/** From these states only once the day has passed. */
	readonly afterDue?: readonly OrderState[];
	/** The number is given with this move: the order goes out, and its day must still lie ahead, or be set anew. */
	readonly numbers?: boolean;
}

/** An order as far as its moves depend on it. */
export interface OrderFacts {
	readonly kind: OrderKind;
	readonly state: OrderState;
	readonly court: string;
	readonly toCourt: string;
	readonly toUnit?: string;
	readonly dueOn: CourtDate;
	readonly createdBy: string;
	readonly escalated: boolean;
}

/** Chinese names of the kinds. */
export const orderKindNames: Readonly<Record<OrderKind, string>> = { enforce: '督促执行令', item: '督办事项', president: '院长督办令' };

/** What a state is called in a kind. */
export const orderStateNames: Readonly<Record<OrderState, string>> = {
	draft: '拟稿',
	discarded: '已作废',
	signed: '已签发',
	sent: '已发出',
	received: '已签收',
	reported: '已报告',
	executed: '已执行',
	'not-executed': '未执行',
	'taken-over': '已提级执行',
	assigned: '已指令其他法院执行',
	issued: '已下发',
	answered: '已反馈',
	accepted: '反馈已认可',
	returned: '退回重报',
	closed: '已办结',
	delivered: '已送达',
	planned: '已报整改方案',
	checked: '已验收',
};

/** States in which an order is at an end. */
export const endStates: readonly OrderState[] = ['discarded', 'executed', 'taken-over', 'assigned', 'closed'];
/** States in which only the issuing side knows of an order. */
export const hiddenStates: readonly OrderState[] = ['draft', 'discarded', 'signed'];
