import type { Principal } from '../core/access/may.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { Refusal } from '../core/unlock/decide.ts';
import { appendAudit } from '../store/audit.ts';
import type { Write } from '../store/open.ts';
import type { Actor, FlowContext } from './context.ts';

/** What came of a deed of the office (targets, quotas, campaigns, filled-in values, 整改). */
export type OfficeOutcome = { readonly ok: true; readonly id: string } | Refusal;

/** A refusal in Chinese. */
export const refuse = (code: string, message: string): Refusal => ({ ok: false, code, message });

/** Who signs. */
export const signedBy = (principal: Principal): string => principal.personCode ?? principal.accountId;

/** Court time's day at a court. */
export const todayAt = (context: FlowContext, court: string, now: Instant): CourtDate =>
	dayOfInstant(now, context.directory().courts.get(court)?.zone ?? 'Asia/Shanghai');

/** Does a deed in one write, with one line of audit whatever came of it; `before` and `after` are what stood and what stands. */
export async function officeDeed<T extends OfficeOutcome>(
	context: FlowContext,
	actor: Actor,
	what: { readonly action: string; readonly object: string },
	deed: (write: Write, now: Instant) => Promise<{ readonly outcome: T; readonly before?: unknown; readonly after?: unknown }>,
): Promise<T> {
	return context.store.write(async (write) => {
		const now = context.now();
		const { outcome, before, after } = await deed(write, now);
		await appendAudit(write.db, {
			at: now,
			actor: actor.id,
			role: actor.role,
			court: actor.court,
			address: actor.address,
			action: what.action,
			object: what.object,
			...(before === undefined ? {} : { before }),
			after: after ?? outcome,
			result: outcome.ok ? 'ok' : outcome.code,
			requestId: actor.requestId,
		});
		return outcome;
	});
}
