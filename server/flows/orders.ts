import { randomUUID } from 'node:crypto';
import type { Principal } from '../core/access/may.ts';
import { checkDraft, decideMove, setsDay, type OrderDraft, type OrderWord } from '../core/orders/decide.ts';
import { orderMachines } from '../core/orders/machines.ts';
import type { OrderKind } from '../core/orders/types.ts';
import { yearOf } from '../core/time/civil.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { Refusal } from '../core/unlock/decide.ts';
import { appendAudit } from '../store/audit.ts';
import { readCaseById } from '../store/cases.ts';
import type { Write } from '../store/open.ts';
import {
	appendOrderStep,
	factsOf,
	insertOrder,
	isLateItem,
	nextOrderSeq,
	readLateItems,
	readOrder,
	updateOrder,
	type OrderRow,
} from '../store/orders.ts';
import type { Actor, FlowContext } from './context.ts';

/** A deed done, or why not. */
export type OrderOutcome = { readonly ok: true; readonly id: string } | Refusal;

/** An order to be written, with the case and the node it is about. */
export interface OrderInput extends OrderDraft {
	readonly caseId?: number;
	readonly nodeId?: string;
}

const refuse = (code: string, message: string): Refusal => ({ ok: false, code, message });
const signedBy = (principal: Principal): string => principal.personCode ?? principal.accountId;

/** The role in which somebody acts at a court, for the record of the move. */
function roleAt(principal: Principal, court: string, roles: readonly string[]): string {
	return principal.grants.find((grant) => grant.court === court && roles.includes(grant.role))?.role ?? principal.grants[0]?.role ?? '-';
}

function todayOf(context: FlowContext, court: string, now: Instant): CourtDate {
	return dayOfInstant(now, context.directory().courts.get(court)?.zone ?? 'Asia/Shanghai');
}

async function audited(
	context: FlowContext,
	actor: Actor,
	what: { readonly action: string; readonly object: string },
	deed: (write: Write, now: Instant) => Promise<{ readonly outcome: OrderOutcome; readonly before?: OrderRow | undefined }>,
): Promise<OrderOutcome> {
	return context.store.write(async (write) => {
		const now = context.now();
		const { outcome, before } = await deed(write, now);
		await appendAudit(write.db, {
			at: now,
			actor: actor.id,
			role: actor.role,
			court: actor.court,
			address: actor.address,
			action: what.action,
			object: outcome.ok ? outcome.id : what.object,
			...(before ? { before } : {}),
			after: outcome,
			result: outcome.ok ? 'ok' : outcome.code,
			requestId: actor.requestId,
		});
		return outcome;
	});
}

/** Writes an order: a draft, or for a 督办事项 the order itself, with its number. */
export async function draftOrder(context: FlowContext, principal: Principal, actor: Actor, input: OrderInput): Promise<OrderOutcome> {
	return audited(context, actor, { action: `order.draft.${input.kind}`, object: input.toCourt }, async (write, now) => {
		const today = todayOf(context, input.court, now);
		const refusal = checkDraft(principal, input, today, context.directory()) ?? (await caseRefusal(write, input));
		if (refusal) return { outcome: refusal };
		const machine = orderMachines[input.kind];
		const numbered = machine.first === 'draft' ? {} : await signature(write, input.kind, input.court, signedBy(principal), today);
		const id = randomUUID();
		const by = signedBy(principal);
		await insertOrder(write.db, {
			id,
			kind: input.kind,
			court_code: input.court,
			year: null,
			seq: null,
			to_court: input.toCourt,
			to_unit: input.toUnit ?? null,
			case_id: input.caseId ?? null,
			node_id: input.nodeId ?? null,
			title: input.title.trim(),
			basis: machine.basis,
			body: input.body.trim(),
			due_on: input.dueOn,
			state: machine.first,
			assigned_court: null,
			escalated_on: null,
			created_by: by,
			created_at: now,
			moved_at: now,
			signed_by: null,
			signed_on: null,
			...numbered,
		});
		const role = roleAt(principal, input.court, machine.drafters);
		const move = machine.first === 'draft' ? 'draft' : 'issue';
		await step(write, id, { move, from: '', to: machine.first, by, role, court: input.court, at: now, text: '' });
		touch(write, input.court, input.toCourt);
		return { outcome: { ok: true, id } };
	});
}

/** What signing adds: the number, who signed, and when. */
async function signature(write: Write, kind: OrderKind, court: string, by: string, today: CourtDate) {
	const year = yearOf(today);
	return { year, seq: await nextOrderSeq(write.db, court, kind, year), signed_by: by, signed_on: today };
}

async function caseRefusal(write: Write, { caseId, nodeId, toCourt }: OrderInput): Promise<Refusal | undefined> {
	if (caseId === undefined) return nodeId === undefined ? undefined : refuse('bad-node', '写明节点的，应当写明案件');
	const stored = await readCaseById(write.db, caseId);
	if (!stored) return refuse('bad-case', '没有这个案件');
	if (stored.state.court !== toCourt) return refuse('bad-case', '该案件不在收令的法院');
	if (nodeId !== undefined && !stored.nodes.some((node) => node.id === nodeId)) return refuse('bad-node', '该案件没有这个节点');
	return undefined;
}

interface StepInput {
	readonly move: string;
	readonly from: string;
	readonly to: string;
	readonly by: string;
	readonly role: string;
	readonly court: string;
	readonly at: Instant;
	readonly text: string;
	readonly documentNo?: string;
}

async function step(write: Write, id: string, input: StepInput): Promise<void> {
	await appendOrderStep(write.db, {
		order_id: id,
		move: input.move,
		from_state: input.from,
		to_state: input.to,
		by_person: input.by,
		by_role: input.role,
		court_code: input.court,
		at: input.at,
		text: input.text,
		document_no: input.documentNo ?? null,
	});
}

function touch(write: Write, ...courts: readonly string[]): void {
	for (const court of courts) write.touch(court);
}

/** Makes a move of an order. Refused where the machine does not allow it, whatever the person's office. */
export async function moveOrder(
	context: FlowContext,
	principal: Principal,
	actor: Actor,
	id: string,
	word: OrderWord,
): Promise<OrderOutcome> {
	return audited(context, actor, { action: `order.${word.move}`, object: id }, async (write, now) => {
		const row = await readOrder(write.db, id);
		if (!row) return { outcome: refuse('not-found', '没有这份督办文书') };
		const order = factsOf(row);
		const today = todayOf(context, order.court, now);
		const decided = decideMove(principal, order, word, today, context.directory());
		if (!decided.ok) return { outcome: decided, before: row };
		const { move } = decided;
		const by = signedBy(principal);
		await updateOrder(write.db, id, {
			state: move.to,
			moved_at: now,
			...(move.numbers ? await signature(write, order.kind, order.court, by, today) : {}),
			...(move.court ? { assigned_court: word.court! } : {}),
			// A new day begins a new wait: who was told of the old one is told again when this one passes.
			...(setsDay(move, word) ? { due_on: word.dueOn!, escalated_on: null } : {}),
		});
		const court = move.side === 'issuer' ? order.court : order.toCourt;
		const role = roleAt(principal, court, [...move.roles, ...(move.escalatedRoles ?? [])]);
		const said = { text: word.text?.trim() ?? '', ...(word.documentNo?.trim() ? { documentNo: word.documentNo.trim() } : {}) };
		await step(write, id, { move: move.move, from: order.state, to: move.to, by, role, court, at: now, ...said });
		touch(write, order.court, order.toCourt, ...(move.court ? [word.court!] : []));
		return { outcome: { ok: true, id }, before: row };
	});
}

const sliceOrders = 50;

/** 督办事项 that are not answered in time go to the superior of the enforcement chief, and are flagged; each once for a day that has passed. */
export async function escalateOrders(context: FlowContext): Promise<number> {
	const now = context.now();
	let done = 0;
	const zones = new Set([...context.directory().courts.values()].map((court) => court.zone));
	const latest = [...zones]
		.map((zone) => dayOfInstant(now, zone))
		.sort()
		.at(-1);
	for (;;) {
		const late = latest ? await readLateItems(context.store.read, latest, sliceOrders) : [];
		if (late.length === 0) return done;
		const count = await context.store.write(async (write) => {
			let escalated = 0;
			for (const { id } of late) {
				// It may have been answered since it was read.
				const row = await readOrder(write.db, id);
				const today = row && todayOf(context, row.to_court, now);
				if (!row || !today || !isLateItem(row, today)) continue;
				await updateOrder(write.db, row.id, { escalated_on: today, moved_at: now });
				const text = `限 ${row.due_on} 前反馈，逾期未反馈，报分管院领导`;
				const to = row.state;
				await step(write, row.id, { move: 'escalate', from: to, to, by: 'system', role: 'system', court: row.to_court, at: now, text });
				touch(write, row.court_code, row.to_court);
				escalated += 1;
			}
			return escalated;
		});
		if (count === 0) return done;
		done += count;
		await context.yield();
	}
}
