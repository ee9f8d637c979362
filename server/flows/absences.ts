import { randomUUID } from 'node:crypto';
import { may, type Principal } from '../core/access/may.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import { checkAbsence, courtsHeld, courtsOfAbsence } from '../core/unlock/absence.ts';
import { refuse } from '../core/unlock/refusal.ts';
import type { PeopleFacts } from '../core/unlock/takers.ts';
import { endAbsence as endRow, insertAbsence, peopleFor, readAbsence, type Absence } from '../store/absences.ts';
import { appendAudit } from '../store/audit.ts';
import type { Write } from '../store/open.ts';
import type { Actor, FlowContext } from './context.ts';
import { signedBy, type DeedOutcome } from './unlock-deed.ts';

/** What is asked for; without a person it is oneself. */
export interface AbsenceInput {
	readonly person?: string;
	readonly from: string;
	readonly to?: string;
	readonly reason: string;
	readonly delegate?: string;
}

interface AbsenceDeed {
	readonly write: Write;
	readonly now: Instant;
	readonly facts: PeopleFacts;
	readonly by: string;
}

/** Does a deed on absences, with one line of audit whatever came of it. */
async function onAbsences(
	context: FlowContext,
	principal: Principal,
	actor: Actor,
	what: { readonly action: string; readonly object: string; readonly input?: object },
	deed: (deed: AbsenceDeed) => Promise<DeedOutcome>,
): Promise<DeedOutcome> {
	return context.store.write(async (write) => {
		const now = context.now();
		const facts = await peopleFor(write.db, principal, dayOfPrincipal(context, principal, now));
		const outcome = await deed({ write, now, facts, by: signedBy(principal) });
		await appendAudit(write.db, {
			at: now,
			actor: actor.id,
			role: actor.role,
			court: actor.court,
			address: actor.address,
			action: what.action,
			object: what.object,
			...(what.input ? { before: what.input } : {}),
			after: outcome,
			result: outcome.ok ? 'ok' : outcome.code,
			requestId: actor.requestId,
		});
		return outcome;
	});
}

/** Today at the person's own court. */
function dayOfPrincipal(context: FlowContext, principal: Principal, now: Instant): CourtDate {
	const { courts } = context.directory();
	const court = courts.get(principal.grants[0]?.court ?? '') ?? [...courts.values()][0];
	return dayOfInstant(now, court?.zone ?? 'Asia/Shanghai');
}

/** Whether a person leads a court, so that he may set absences from its offices. */
const leads = (context: FlowContext, principal: Principal, court: string): boolean =>
	may(principal, 'absence.manage', { court }, context.directory());

/** Sets an absence, with or without somebody who acts meanwhile. */
export async function setAbsence(context: FlowContext, principal: Principal, actor: Actor, input: AbsenceInput): Promise<DeedOutcome> {
	const person = input.person ?? signedBy(principal);
	return onAbsences(context, principal, actor, { action: 'absence.set', object: person, input }, async ({ write, now, facts, by }) => {
		const courts = courtsOfAbsence({ person, by }, facts.holders, (court) => leads(context, principal, court));
		if (courts.length === 0) return refuse('forbidden', '只能登记本人的外出，或由本院执行局长以上代为登记');
		const own = person === by;
		// Spells that begin later count as well: they must not meet.
		const checked = checkAbsence(
			{ ...input, person },
			{
				today: facts.today,
				holders: facts.holders,
				spells: facts.away,
				...(own ? {} : { courts }),
			},
		);
		if (!checked.ok) return checked;
		const { from, to } = checked;
		const set = {
			person,
			from,
			...(to ? { to } : {}),
			reason: input.reason.trim(),
			...(input.delegate ? { delegate: input.delegate } : {}),
			setBy: by,
			setAt: now,
		};
		// The own absence is from all offices; what another sets holds for each court that he leads, one record for each.
		const rows = (own ? courts.slice(0, 1) : courts).map((court) => ({ ...set, id: randomUUID(), court }));
		for (const row of rows) await insertAbsence(write.db, row);
		return { ok: true, id: rows[0]!.id };
	});
}

/** Whether a person may end an absence: his own, or as the leader of all courts for which it holds. */
function mayEnd(context: FlowContext, principal: Principal, absence: Absence, facts: PeopleFacts): boolean {
	if (absence.person === signedBy(principal)) return true;
	return courtsHeld(absence, facts.holders).every((court) => leads(context, principal, court));
}

/** Ends an absence: the person is back from today on; one that has not begun is taken back. */
export async function endAbsence(context: FlowContext, principal: Principal, actor: Actor, id: string): Promise<DeedOutcome> {
	return onAbsences(context, principal, actor, { action: 'absence.end', object: id }, async ({ write, facts, by }) => {
		const absence = await readAbsence(write.db, id);
		if (!absence || !mayEnd(context, principal, absence, facts)) return refuse('not-found', '没有这项外出登记，或无权办理');
		if (isOver(absence, facts.today)) return refuse('absence-ended', '该外出登记已经结束');
		await endRow(write.db, id, facts.today < absence.from ? absence.from : facts.today, by);
		return { ok: true, id };
	});
}

/** Whether an absence no longer counts on a day. */
export function isOver({ to, endedOn }: Absence, today: CourtDate): boolean {
	return endedOn !== undefined || (to !== undefined && to < today);
}
