import type { Principal } from '../core/access/may.ts';
import { viewCase } from '../core/case/fold.ts';
import { spellOf } from '../core/silent/spell.ts';
import { endSilence } from '../core/notice/raise.ts';
import { checkSilence, type SilenceAsk } from '../core/notice/silence.ts';
import { signedBy } from '../core/notice/sign.ts';
import { isRunning } from '../core/notice/standing.ts';
import { silences } from '../core/notice/types.ts';
import { watches } from '../core/supervise/posts.ts';
import { mayExplain, unitOf } from '../core/supervise/recipients.ts';
import type { Instant } from '../core/time/types.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { Refusal } from '../core/unlock/decide.ts';
import { appendAudit } from '../store/audit.ts';
import { readCases, type StoredCase } from '../store/cases.ts';
import { readSilenceCase } from '../store/notice-readers.ts';
import type { Write } from '../store/open.ts';
import { readPosts } from '../store/supervisors.ts';
import type { Actor, FlowContext } from './context.ts';
import { appendAndFold } from './fold-cases.ts';
import { raiseContext, readNoticeBook, rungCounter } from './notices.ts';
import { systemEvent } from './system-events.ts';

/** What came of a deed on silences. */
export type SilenceOutcome = { readonly ok: true; readonly id: string } | Refusal;

const refuse = (code: string, message: string): Refusal => ({ ok: false, code, message });

interface Deed {
	readonly write: Write;
	readonly stored: StoredCase;
	readonly cases: Map<string, StoredCase>;
	readonly now: Instant;
}

async function onCase(
	context: FlowContext,
	actor: Actor,
	what: { readonly action: string; readonly caseKey: string | undefined; readonly object: string },
	deed: (deed: Deed) => Promise<SilenceOutcome>,
): Promise<SilenceOutcome> {
	return context.store.write(async (write) => {
		const now = context.now();
		const cases = await readCases(write.db, what.caseKey === undefined ? [] : [what.caseKey]);
		const stored = cases.get(what.caseKey ?? '');
		const outcome = stored ? await deed({ write, stored, cases, now }) : refuse('not-found', '没有这个案件或说明');
		await appendAudit(write.db, {
			at: now,
			actor: actor.id,
			role: actor.role,
			court: actor.court,
			address: actor.address,
			action: what.action,
			object: what.object,
			before: stored && silences(stored.state.notices),
			after: outcome,
			result: outcome.ok ? 'ok' : outcome.code,
			requestId: actor.requestId,
		});
		return outcome;
	});
}

/** Whether a person may explain a node: a supervisor, the enforcement chief or the division's own chief, or whoever holds the post for it; never the case's own handler. */
async function maySilence(context: FlowContext, principal: Principal, { write, stored, now }: Deed, node: string): Promise<boolean> {
	const view = viewCase(stored.state);
	const { court, zone } = stored.state;
	const own = principal.personCode;
	if (!view || (own !== undefined && own === view.handler)) return false;
	const unit = unitOf(view, context.directory());
	if (mayExplain(principal, { court, unit }, context.directory())) return true;
	const posts = await readPosts(write.db, { courts: [court] });
	return watches(posts, own, { node, unit }, dayOfInstant(now, zone));
}

const notAllowed = refuse('forbidden', '只有监管人员、承办部门的庭长或执行局长可以作出说明，承办人不得说明本人承办的案件');

/** 说明: explains why a node waits; until the day given nothing below a lock is raised for it. Locks and clocks stay as they are. */
export async function silenceNode(
	context: FlowContext,
	principal: Principal,
	actor: Actor,
	caseKey: string,
	ask: SilenceAsk,
): Promise<SilenceOutcome> {
	return onCase(context, actor, { action: 'notice.silence', caseKey, object: ask.nodeId }, async (deed) => {
		const { stored, now, write, cases } = deed;
		const { notices, zone } = stored.state;
		const node = stored.nodes.find((candidate) => candidate.id === ask.nodeId);
		if (!(await maySilence(context, principal, deed, node?.node ?? ''))) return notAllowed;
		const refused = checkSilence(ask, stored, dayOfInstant(now, zone));
		if (refused) return refused;
		const n = silences(notices).filter((silence) => silence.nodeId === ask.nodeId).length + 1;
		const silenceId = `${ask.nodeId}/silence-${n}`;
		// Of a case that lies still the spell is named: the reason holds no longer than that.
		const spell = ask.nodeId === stored.state.key ? spellOf(viewCase(stored.state)) : undefined;
		const said = { nodeId: ask.nodeId, ...(spell ? { since: spell.on } : {}), reason: ask.reason.trim(), until: ask.until };
		const data = { silenceId, ...said, by: signedBy(principal) };
		await appendAndFold(context, write, cases, [systemEvent(stored, { id: silenceId, type: 'node-silenced', data }, now)], now);
		return { ok: true, id: silenceId };
	});
}

/** Ends a silence before its days are over: the node is told of again at once. */
export async function endSilenceEarly(
	context: FlowContext,
	principal: Principal,
	actor: Actor,
	silenceId: string,
): Promise<SilenceOutcome> {
	const caseKey = await readSilenceCase(context.store.read, silenceId);
	return onCase(context, actor, { action: 'notice.silence-end', caseKey, object: silenceId }, async (deed) => {
		const { stored, now, write, cases } = deed;
		const silence = silences(stored.state.notices).find((candidate) => candidate.id === silenceId);
		if (!silence) return refuse('not-found', '没有这项说明');
		const node = stored.nodes.find((candidate) => candidate.id === silence.nodeId);
		if (!(await maySilence(context, principal, deed, node?.node ?? ''))) return notAllowed;
		if (!isRunning(silence, stored)) return refuse('silence-over', '该项说明已经终止');
		const raising = raiseContext(context, await readNoticeBook(context, write.db), stored, now);
		const decisions = raising ? endSilence(raising, silence, rungCounter(context, stored), signedBy(principal)) : [];
		const events = decisions.map((decision) => systemEvent(stored, decision, now));
		await appendAndFold(context, write, cases, events, now);
		return { ok: true, id: silenceId };
	});
}
