import type { Account, PageResult } from './pages.ts';

/** 督促执行令, 督办事项, 院长督办令: three instruments, never merged. */
export type OrderKind = 'enforce' | 'item' | 'president';

/** A line of the box. */
export interface OrderRowView {
	readonly id: string;
	readonly kind: OrderKind;
	readonly kindName: string;
	/** Absent while it is a draft. */
	readonly number?: string;
	readonly title: string;
	readonly courtName: string;
	/** The court, or the department, that it is addressed to. */
	readonly toName: string;
	readonly caseId?: number;
	readonly caseNumber?: string;
	readonly state: string;
	readonly stateName: string;
	readonly dueOn: string;
	/** Days since the day passed, while something is still owed. */
	readonly lateDays?: number;
	/** 逾期未反馈，已报分管院领导. */
	readonly escalatedOn?: string;
	readonly movedAt: string;
	/** Waits for this person. */
	readonly mine: boolean;
}

/** The boxes of orders. */
export type OrderBox = 'inbox' | 'sent' | 'all';

/** One box. */
export interface OrderBoxView {
	readonly box: OrderBox;
	readonly rows: readonly OrderRowView[];
	readonly waiting: number;
	readonly kind?: OrderKind;
	/** Kinds that this person may write. */
	readonly mayDraft: readonly { readonly kind: OrderKind; readonly name: string }[];
	readonly nextCursor?: string;
}

/** One move that this person may make now. */
export interface OrderMoveView {
	readonly move: string;
	readonly name: string;
	readonly text?: string;
	readonly document?: string;
	readonly courts?: readonly { readonly code: string; readonly name: string }[];
	/** A new day has to be named: the move sets one, or the draft's has come before it was signed. */
	readonly dueOn: boolean;
	/** Ends the matter or cannot be undone. */
	readonly grave: boolean;
}

/** What has been done with an order. */
export interface OrderStepView {
	readonly move: string;
	readonly name: string;
	readonly byName: string;
	readonly roleName: string;
	readonly courtName: string;
	readonly at: string;
	readonly text: string;
	readonly documentNo?: string;
}

/** One order, with the paper that it is. */
export interface OrderPage {
	readonly order: OrderRowView;
	readonly nodeId?: string;
	readonly nodeName?: string;
	readonly assignedName?: string;
	readonly moves: readonly OrderMoveView[];
	readonly steps: readonly OrderStepView[];
	/** Whose turn it is. */
	readonly waitsFor?: string;
	readonly paper: {
		readonly heading: string;
		readonly title: string;
		readonly number: string;
		readonly addressee: string;
		readonly opening: string;
		readonly body: readonly string[];
		readonly demand: string;
		readonly basis: string;
		readonly closing?: string;
		readonly signer?: string;
		readonly signature: string;
		readonly date: string;
		readonly copyTo?: string;
	};
}

/** The form for a new order. */
export interface OrderFormView {
	readonly kinds: readonly {
		readonly kind: OrderKind;
		readonly name: string;
		readonly what: string;
		readonly courts: readonly {
			readonly code: string;
			readonly name: string;
			/** To whom an order of this kind may go: courts below, or departments of the court. */
			readonly to: readonly { readonly code: string; readonly name: string }[];
		}[];
	}[];
	readonly case?: {
		readonly id: number;
		readonly caseNumber: string;
		readonly court: string;
		readonly courtName: string;
		readonly nodes: readonly { readonly id: string; readonly name: string; readonly overdue: boolean }[];
	};
	readonly today: string;
}

/** What came of a deed. */
export type OrderDone =
	{ readonly ok: true; readonly id: string } | { readonly ok: false; readonly code: string; readonly message: string };

/** What is filled in for a new order. */
export interface OrderInputView {
	readonly kind: OrderKind;
	readonly court: string;
	/** A court, or a department of the court. */
	readonly to: string;
	readonly title: string;
	readonly body: string;
	readonly dueOn: string;
	readonly caseId?: number;
	readonly nodeId?: string;
}

/** The pages of supervision orders. */
export interface OrderPages {
	orders(account: Account, filter: { box: OrderBox; kind?: OrderKind; cursor?: string }): Promise<PageResult<OrderBoxView>>;
	order(account: Account, id: string): Promise<PageResult<OrderPage>>;
	orderForm(account: Account, caseId?: number): Promise<PageResult<OrderFormView>>;
	draftOrder(account: Account, address: string, input: OrderInputView): Promise<OrderDone>;
	moveOrder(
		account: Account,
		address: string,
		id: string,
		input: { move: string; text?: string; documentNo?: string; court?: string; dueOn?: string },
	): Promise<OrderDone>;
}
