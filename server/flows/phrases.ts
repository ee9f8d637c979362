import type { Principal } from '../core/access/may.ts';
import type { Refusal } from '../core/unlock/decide.ts';
import { appendAudit } from '../store/audit.ts';
import { deletePhrase, insertPhrase, orderPhrases, readPhrases, type PhraseRow } from '../store/phrases.ts';
import type { Db } from '../store/schema.ts';
import type { Actor, FlowContext } from './context.ts';

/** Fields that a phrase is kept for: those of a request, an opinion by its verdict, what an approver demands. */
export const phraseUses = ['reason', 'plan', 'approve', 'refuse', 'return', 'escalate', 'instruction'] as const;

/** A field that a phrase is kept for. */
export type PhraseUse = (typeof phraseUses)[number];

/** A phrase kept, moved or deleted; or a refusal. */
export type PhraseOutcome = { readonly ok: true; readonly id: string } | Refusal;

const longest = 500;
const most = 20;

const refuse = (code: string, message: string): Refusal => ({ ok: false, code, message });

/** Does something with a person's own phrases, with a line of audit. */
async function onPhrases(
	context: FlowContext,
	principal: Principal,
	actor: Actor,
	deed: { readonly action: string; readonly object: string },
	work: (db: Db, own: readonly PhraseRow[]) => Promise<PhraseOutcome>,
): Promise<PhraseOutcome> {
	return context.store.write(async ({ db }) => {
		const outcome = await work(db, await readPhrases(db, principal.accountId));
		await appendAudit(db, {
			at: context.now(),
			actor: actor.id,
			role: actor.role,
			court: actor.court,
			address: actor.address,
			action: deed.action,
			object: deed.object,
			after: outcome,
			result: outcome.ok ? 'ok' : outcome.code,
			requestId: actor.requestId,
		});
		return outcome;
	});
}

/** Keeps a sentence for a field, behind those that are there. */
export function addPhrase(
	context: FlowContext,
	principal: Principal,
	actor: Actor,
	input: { readonly use: PhraseUse; readonly text: string },
): Promise<PhraseOutcome> {
	const text = input.text.replaceAll(/\s+/g, ' ').trim();
	return onPhrases(context, principal, actor, { action: 'phrase.add', object: input.use }, async (db, own) => {
		if (text === '') return refuse('phrase-empty', '请填写常用语');
		if ([...text].length > longest) return refuse('phrase-too-long', `一条常用语最多 ${longest} 字`);
		const same = own.filter((phrase) => phrase.use === input.use);
		const known = same.find((phrase) => phrase.text === text);
		if (known) return { ok: true, id: String(known.id) };
		if (same.length >= most) return refuse('too-many-phrases', `每一栏最多保存 ${most} 条常用语，请先删去不用的`);
		const position = Math.max(0, ...same.map((phrase) => phrase.position)) + 1;
		return { ok: true, id: String(await insertPhrase(db, principal.accountId, { use: input.use, text, position, at: context.now() })) };
	});
}

/** Moves an own phrase one place up or down among those of its field. */
export function movePhrase(
	context: FlowContext,
	principal: Principal,
	actor: Actor,
	id: number,
	by: 'up' | 'down',
): Promise<PhraseOutcome> {
	return onPhrases(context, principal, actor, { action: 'phrase.move', object: String(id) }, async (db, own) => {
		const phrase = own.find((candidate) => candidate.id === id);
		if (!phrase) return refuse('not-found', '没有这条常用语');
		const ids = own.filter((candidate) => candidate.use === phrase.use).map((candidate) => candidate.id);
		const from = ids.indexOf(id);
		const to = Math.min(ids.length - 1, Math.max(0, from + (by === 'up' ? -1 : 1)));
		ids.splice(to, 0, ...ids.splice(from, 1));
		await orderPhrases(db, principal.accountId, ids);
		return { ok: true, id: String(id) };
	});
}

/** Deletes an own phrase. */
export function removePhrase(context: FlowContext, principal: Principal, actor: Actor, id: number): Promise<PhraseOutcome> {
	return onPhrases(context, principal, actor, { action: 'phrase.remove', object: String(id) }, async (db, own) => {
		if (!own.some((phrase) => phrase.id === id)) return refuse('not-found', '没有这条常用语');
		await deletePhrase(db, principal.accountId, id);
		return { ok: true, id: String(id) };
	});
}
