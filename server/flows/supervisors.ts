import { may, type Principal } from '../core/access/may.ts';
import { signedBy } from '../core/notice/sign.ts';
import { checkEnd, checkPost, type PostAsk } from '../core/supervise/posts.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { Refusal } from '../core/unlock/decide.ts';
import { appendAudit } from '../store/audit.ts';
import type { Db } from '../store/schema.ts';
import { endPost as saveEnd, insertPost, readPost } from '../store/supervisors.ts';
import type { Actor, FlowContext } from './context.ts';

/** What came of a deed on posts. */
export type PostOutcome = { readonly ok: true; readonly id: string } | Refusal;

const refuse = (code: string, message: string): Refusal => ({ ok: false, code, message });
const notAllowed = refuse('forbidden', '只有本院执行局长或院长可以指定监管人员');

async function audited(
	context: FlowContext,
	actor: Actor,
	action: string,
	object: string,
	deed: (db: Db, now: Instant, touch: (court: string) => void) => Promise<{ readonly outcome: PostOutcome; readonly before?: unknown }>,
): Promise<PostOutcome> {
	return context.store.write(async ({ db, touch }) => {
		const now = context.now();
		const { outcome, before } = await deed(db, now, touch);
		await appendAudit(db, {
			at: now,
			actor: actor.id,
			role: actor.role,
			court: actor.court,
			address: actor.address,
			action,
			object,
			...(before === undefined ? {} : { before }),
			after: outcome,
			result: outcome.ok ? 'ok' : outcome.code,
			requestId: actor.requestId,
		});
		return outcome;
	});
}

const todayAt = (context: FlowContext, court: string, now: Instant): CourtDate =>
	dayOfInstant(now, context.directory().courts.get(court)?.zone ?? 'Asia/Shanghai');

/** 指定专人: sets up a post. Posts may overlap; what was set before stays on record. */
export async function setPost(context: FlowContext, principal: Principal, actor: Actor, ask: PostAsk): Promise<PostOutcome> {
	return audited(context, actor, 'post.set', `${ask.court}/${ask.unit ?? ask.node ?? ''}`, async (db, now, touch) => {
		const directory = context.directory();
		if (!directory.courts.has(ask.court)) return { outcome: refuse('not-found', '没有这个法院') };
		if (!may(principal, 'post.manage', { court: ask.court }, directory)) return { outcome: notAllowed };
		const refused = checkPost(ask, directory, context.rulesOf(ask.court).nodes, todayAt(context, ask.court, now));
		if (refused) return { outcome: refused };
		const id = await insertPost(db, { ...ask, setBy: signedBy(principal), setAt: now });
		touch(ask.court);
		return { outcome: { ok: true, id: String(id) } };
	});
}

/** Ends a post with a last day, today or later. */
export async function endPost(context: FlowContext, principal: Principal, actor: Actor, id: number, to: CourtDate): Promise<PostOutcome> {
	return audited(context, actor, 'post.end', `post/${id}`, async (db, now, touch) => {
		const post = await readPost(db, id);
		if (!post) return { outcome: refuse('not-found', '没有这项指定') };
		if (!may(principal, 'post.manage', { court: post.court }, context.directory())) return { outcome: notAllowed };
		const refused = checkEnd(post, to, todayAt(context, post.court, now));
		if (refused) return { outcome: refused, before: post };
		await saveEnd(db, id, to, signedBy(principal));
		touch(post.court);
		return { outcome: { ok: true, id: String(id) }, before: post };
	});
}
