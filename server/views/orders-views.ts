import type { OrderBox, OrderBoxView, OrderFormView, OrderMoveView, OrderPage, OrderRowView } from '../../src/lib/contract/orders.ts';
import type { PageResult } from '../../src/lib/contract/pages.ts';
import { may, mayTakeStep, roleNames, type Principal, type Role } from '../core/access/may.ts';
import { subtreeOf } from '../core/directory/court-tree.ts';
import { isStale, movesFor, orderNumber, waitsFor } from '../core/orders/decide.ts';
import { orderMachines } from '../core/orders/machines.ts';
import {
	endStates,
	hiddenStates,
	orderKindNames,
	orderKinds,
	orderStateNames,
	type OrderKind,
	type OrderState,
} from '../core/orders/types.ts';
import { daysBetween } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import { factsOf, readOrder, readOrderCases, readOrders, readOrderSteps, type OrderRow, type OrderStepRow } from '../store/orders.ts';
import type { DeskViews } from './desk.ts';
import { orderPaper } from './orders-paper.ts';
import { offsetOf } from './supervise-scope.ts';
import { courtName, nodeName, personName, unitName, type ViewContext } from './view-context.ts';

const pageRows = 100;
/** Orders looked through for a box; they are few. */
const mostInBox = 2000;
const owing: readonly OrderState[] = ['sent', 'received', 'issued', 'returned', 'delivered'];
const graveMoves = ['discard', 'take-over', 'assign', 'close'];
const stepNames: Readonly<Record<string, string>> = { draft: '拟稿', issue: '下发', escalate: '逾期未反馈，升级' };

/** What a kind is for, beside the choice. */
export const orderKindWords: Readonly<Record<OrderKind, string>> = {
	enforce: '上级法院责令执行法院在一定期限内执行，告知申请执行人；逾期仍不执行的，可以裁定提级执行或者指令其他法院执行。',
	item: '上级法院执行指挥中心向下级法院下发，限期反馈；逾期未反馈的，报执行局长的上级并标注。',
	president: '院长向本院部门签发，限期报整改方案，检查验收后办结。',
};

const notFound = { ok: false, status: 404, message: '没有这份督办文书，或您无权查看' } as const;

/** Everything that pages and API read of supervision orders, for one person at a time. */
export class OrderViews {
	readonly #context: ViewContext;
	readonly #desk: DeskViews;

	constructor(context: ViewContext, desk: DeskViews) {
		this.#context = context;
		this.#desk = desk;
	}

	#today(court: string): CourtDate {
		return dayOfInstant(this.#context.now(), this.#context.directory().courts.get(court)?.zone ?? 'Asia/Shanghai');
	}

	/** Drafts are seen by those who write and sign them; what has been sent, by both courts. */
	#readable(principal: Principal, row: OrderRow): boolean {
		const directory = this.#context.directory();
		const court = row.court_code;
		if (hiddenStates.includes(row.state as OrderState)) {
			const { drafters, moves } = orderMachines[row.kind as OrderKind];
			const signers = moves.filter(({ from, side }) => side === 'issuer' && from.some((state) => hiddenStates.includes(state)));
			return [...drafters, ...signers.flatMap(({ roles }) => roles)].some((role) => mayTakeStep(principal, { court, role }));
		}
		const courts = [court, row.to_court, ...(row.assigned_court === null ? [] : [row.assigned_court])];
		return courts.some((code) => may(principal, 'order.read', { court: code }, directory));
	}

	#courts(principal: Principal): readonly string[] {
		const directory = this.#context.directory();
		return [...directory.courts.keys()].filter((court) => may(principal, 'order.read', { court }, directory));
	}

	async box(
		principal: Principal,
		filter: { readonly box: OrderBox; readonly kind?: OrderKind; readonly cursor?: string },
	): Promise<OrderBoxView> {
		const { box, kind } = filter;
		const courts = this.#courts(principal);
		const directory = this.#context.directory();
		const all = await readOrders(this.#context.db, { courts, ...(kind ? { kind } : {}), limit: mostInBox, offset: 0 });
		const readable = all.filter((row) => this.#readable(principal, row));
		const waiting = readable.filter((row) => waitsFor(principal, factsOf(row), this.#today(row.court_code), directory));
		const own = new Set(principal.grants.map((grant) => grant.court));
		const chosen = box === 'inbox' ? waiting : box === 'sent' ? readable.filter((row) => own.has(row.court_code)) : readable;
		const offset = offsetOf(filter.cursor);
		const shown = chosen.slice(offset, offset + pageRows);
		return {
			box,
			rows: await this.#rows(principal, shown),
			waiting: waiting.length,
			...(kind ? { kind } : {}),
			mayDraft: this.#draftable(principal).map((code) => ({ kind: code, name: orderKindNames[code] })),
			...(offset + pageRows < chosen.length ? { nextCursor: String(offset + pageRows) } : {}),
		};
	}

	#draftable(principal: Principal): readonly OrderKind[] {
		return orderKinds.filter((kind) => this.#formKind(principal, kind).courts.length > 0);
	}

	async #rows(principal: Principal, rows: readonly OrderRow[]): Promise<readonly OrderRowView[]> {
		const ids = rows.flatMap((row) => (row.case_id === null ? [] : [Number(row.case_id)]));
		const numbers = await readOrderCases(this.#context.db, [...new Set(ids)]);
		return rows.map((row) => this.#row(principal, row, numbers));
	}

	#row(principal: Principal, row: OrderRow, numbers: ReadonlyMap<number, string>): OrderRowView {
		const context = this.#context;
		const [kind, state] = [row.kind as OrderKind, row.state as OrderState];
		const late = daysBetween(row.due_on as CourtDate, this.#today(row.to_court));
		const caseId = row.case_id === null ? undefined : Number(row.case_id);
		const caseNumber = caseId === undefined ? undefined : numbers.get(caseId);
		return {
			id: row.id,
			kind,
			kindName: orderKindNames[kind],
			...(row.year === null || row.seq === null ? {} : { number: this.#number(row) }),
			title: row.title,
			courtName: courtName(context, row.court_code),
			toName: (row.to_unit ? unitName(context, row.to_unit) : undefined) ?? courtName(context, row.to_court),
			...(caseId !== undefined && caseNumber ? { caseId, caseNumber } : {}),
			state,
			stateName: orderStateNames[state],
			dueOn: row.due_on,
			...(late > 0 && owing.includes(state) ? { lateDays: late } : {}),
			...(row.escalated_on ? { escalatedOn: row.escalated_on } : {}),
			movedAt: row.moved_at,
			mine: waitsFor(principal, factsOf(row), this.#today(row.court_code), context.directory()),
		};
	}

	#number(row: OrderRow): string {
		const designation = this.#context.directory().courts.get(row.court_code)?.designation;
		return orderNumber(row.kind as OrderKind, designation, row.court_code, row.year!, row.seq!);
	}

	/** Whether this person may know of an order. */
	async mayRead(principal: Principal, id: string): Promise<boolean> {
		const row = await readOrder(this.#context.db, id);
		return row !== undefined && this.#readable(principal, row);
	}

	async page(principal: Principal, id: string): Promise<PageResult<OrderPage>> {
		const context = this.#context;
		const row = await readOrder(context.db, id);
		if (!row || !this.#readable(principal, row)) return notFound;
		const [order] = await this.#rows(principal, [row]);
		const facts = factsOf(row);
		const directory = context.directory();
		const today = this.#today(row.court_code);
		const steps = await readOrderSteps(context.db, id);
		const next = orderMachines[facts.kind].moves.find((move) => move.from.includes(facts.state) && move.move !== 'discard');
		const waitsAt = next && (next.side === 'issuer' ? order!.courtName : order!.toName);
		return {
			ok: true,
			view: {
				order: order!,
				...(row.node_id ? { nodeId: row.node_id, nodeName: nodeName(context, row.node_id.split('/')[1] ?? '') } : {}),
				...(row.assigned_court ? { assignedName: courtName(context, row.assigned_court) } : {}),
				moves: movesFor(principal, facts, today, directory).map((move): OrderMoveView => {
					const others = subtreeOf(directory, row.court_code).filter(({ code }) => code !== row.court_code && code !== row.to_court);
					return {
						move: move.move,
						name: move.name,
						...(move.text ? { text: move.text } : {}),
						...(move.document ? { document: move.document } : {}),
						...(move.court ? { courts: others.map(({ code, name }) => ({ code, name })) } : {}),
						dueOn: move.dueOn === true || isStale(facts, move, today),
						grave: graveMoves.includes(move.move),
					};
				}),
				steps: steps.map((step) => this.#step(facts.kind, step)),
				...(waitsAt && !endStates.includes(facts.state)
					? { waitsFor: `${waitsAt}${next.roles.map((role) => roleNames[role]).join('、')}` }
					: {}),
				paper: orderPaper(context, row, order!),
			},
		};
	}

	#step(kind: OrderKind, step: OrderStepRow): OrderPage['steps'][number] {
		const context = this.#context;
		const system = step.by_person === 'system';
		return {
			move: step.move,
			name: orderMachines[kind].moves.find(({ move }) => move === step.move)?.name ?? stepNames[step.move] ?? step.move,
			byName: system ? '系统' : context.directory().persons.has(step.by_person) ? (personName(context, step.by_person) ?? '') : '',
			roleName: system ? '' : (roleNames[step.by_role as Role] ?? step.by_role),
			courtName: courtName(context, step.court_code),
			at: step.at,
			text: step.text,
			...(step.document_no ? { documentNo: step.document_no } : {}),
		};
	}

	#formKind(principal: Principal, kind: OrderKind): OrderFormView['kinds'][number] {
		const directory = this.#context.directory();
		const { drafters, to } = orderMachines[kind];
		const courts = [...directory.courts.values()]
			.filter(({ code }) => drafters.some((role) => mayTakeStep(principal, { court: code, role })))
			.map(({ code, name }) => ({
				code,
				name,
				to:
					to === 'lower-court'
						? subtreeOf(directory, code)
								.filter((court) => court.code !== code)
								.map((court) => ({ code: court.code, name: court.name }))
						: [...directory.units.values()].filter((unit) => unit.court === code).map((unit) => ({ code: unit.code, name: unit.name })),
			}))
			.filter((court) => court.to.length > 0);
		return { kind, name: orderKindNames[kind], what: orderKindWords[kind], courts };
	}

	async form(principal: Principal, caseId: number | undefined): Promise<PageResult<OrderFormView>> {
		const kinds = orderKinds.map((kind) => this.#formKind(principal, kind)).filter(({ courts }) => courts.length > 0);
		if (kinds.length === 0) return { ok: false, status: 403, message: '您的职务不能发出督办文书' };
		const today = this.#today(kinds[0]!.courts[0]!.code);
		if (caseId === undefined) return { ok: true, view: { kinds, today } };
		const stored = await this.#desk.caseById(principal, caseId);
		if (!stored) return { ok: false, status: 404, message: '没有找到该案件，或您无权查看' };
		const { court, text } = stored.state;
		const about = {
			id: caseId,
			caseNumber: text,
			court,
			courtName: courtName(this.#context, court),
			nodes: stored.nodes
				.filter(({ phase }) => ['pending', 'warning', 'overdue'].includes(phase))
				.map(({ id, node, phase }) => ({ id, name: nodeName(this.#context, node), overdue: phase === 'overdue' })),
		};
		return { ok: true, view: { kinds, case: about, today } };
	}
}
