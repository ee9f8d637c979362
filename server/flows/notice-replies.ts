import type { Principal } from '../core/access/may.ts';
import { viewCase } from '../core/case/fold.ts';
import { hasSigned, placeOf, signedBy } from '../core/notice/sign.ts';
import { rungNotices, type RungNotice } from '../core/notice/types.ts';
import type { Instant } from '../core/time/types.ts';
import type { Refusal } from '../core/unlock/decide.ts';
import { appendAudit } from '../store/audit.ts';
import { readCases, type StoredCase } from '../store/cases.ts';
import { readNoticeCases } from '../store/notice-readers.ts';
import type { Write } from '../store/open.ts';
import type { Db } from '../store/schema.ts';
import type { Actor, FlowContext } from './context.ts';
import { appendAndFold } from './fold-cases.ts';
import { adaptiveSlices } from './slices.ts';
import { systemEvent } from './system-events.ts';

/** Most notices that a person signs for with one click. */
export const mostAtOnce = 500;
const inTime = adaptiveSlices();

/** What came of a deed on notices. */
export type NoticeOutcome = { readonly ok: true; readonly id: string; readonly signed: number } | Refusal;

const refuse = (code: string, message: string): Refusal => ({ ok: false, code, message });

interface Found {
	readonly stored: StoredCase;
	readonly notice: RungNotice;
	/** For which recipient the person stands. */
	readonly place: number;
}

/** Notices of a list that were sent to a person, with their cases. */
async function addressed(db: Db, principal: Principal, ids: readonly string[]) {
	const keys = await readNoticeCases(db, ids);
	const cases = await readCases(db, [...new Set(keys.values())]);
	const found = ids.flatMap((id): Found[] => {
		const stored = cases.get(keys.get(id) ?? '');
		const notice = stored && rungNotices(stored.state.notices).find((candidate) => candidate.id === id);
		const place = notice && placeOf(notice, principal, viewCase(stored.state)?.handler);
		return stored === undefined || notice === undefined || place === undefined ? [] : [{ stored, notice, place }];
	});
	return { cases, found, known: keys.size };
}

async function noted(
	write: Write,
	actor: Actor,
	now: Instant,
	action: string,
	object: string,
	outcome: NoticeOutcome,
): Promise<NoticeOutcome> {
	await appendAudit(write.db, {
		at: now,
		actor: actor.id,
		role: actor.role,
		court: actor.court,
		address: actor.address,
		action,
		object,
		after: outcome,
		result: outcome.ok ? 'ok' : outcome.code,
		requestId: actor.requestId,
	});
	return outcome;
}

const signature = ({ stored, notice, place }: Found, by: string, now: Instant) =>
	systemEvent(
		stored,
		{ id: `${notice.id}/signed/${place}/${by}`, type: 'notice-signed', data: { noticeId: notice.id, by, for: place } },
		now,
	);

/** What is wrong with signing for some notices, looked at before any of them is signed for. */
async function refusedToSign(context: FlowContext, principal: Principal, ids: readonly string[]): Promise<Refusal | undefined> {
	if (ids.length === 0) return refuse('nothing-chosen', '请选择要签收的通知');
	if (ids.length > mostAtOnce) return refuse('too-many', `一次最多签收 ${mostAtOnce} 件`);
	let [found, known] = [0, 0];
	for (let at = 0; at < ids.length;) {
		const slice = await inTime(context, async (size) => {
			const part = ids.slice(at, at + size);
			at += size;
			return addressed(context.store.read, principal, part);
		});
		found += slice.found.length;
		known += slice.known;
		await context.yield();
	}
	if (known < ids.length) return refuse('not-found', '没有这件通知');
	return found < ids.length ? refuse('forbidden', '所选通知中有的不是发给您的，只能由收件人签收') : undefined;
}

const nameOf = (ids: readonly string[]): string => (ids.length === 1 ? ids[0]! : `${ids.length} notices`);

/**
 * 签收: signs for notices, many at once; those that were signed for already stay as they are. All of them must have been sent to this person. Many are
 * signed for slice by slice, each with its own line in the audit; one that went to somebody else meanwhile is left out.
 */
export async function signNotices(
	context: FlowContext,
	principal: Principal,
	actor: Actor,
	ids: readonly string[],
): Promise<NoticeOutcome> {
	const wanted = [...new Set(ids)];
	const action = 'notice.sign';
	const refused = await refusedToSign(context, principal, wanted);
	if (refused) return context.store.write((write) => noted(write, actor, context.now(), action, nameOf(wanted), refused));
	let signed = 0;
	for (let at = 0; at < wanted.length;) {
		const outcome = await inTime(context, (size) => {
			const part = wanted.slice(at, at + size);
			at += size;
			return context.store.write(async (write) => {
				const now = context.now();
				const count = await signSlice(context, write, principal, part, now);
				return noted(write, actor, now, action, nameOf(part), { ok: true, id: nameOf(part), signed: count });
			});
		});
		signed += outcome.ok ? outcome.signed : 0;
		await context.yield();
	}
	return { ok: true, id: nameOf(wanted), signed };
}

async function signSlice(context: FlowContext, write: Write, principal: Principal, ids: readonly string[], now: Instant): Promise<number> {
	const { cases, found } = await addressed(write.db, principal, ids);
	const by = signedBy(principal);
	const fresh = found.filter(({ notice }) => !hasSigned(notice, by)).map((each) => signature(each, by, now));
	await appendAndFold(context, write, cases, fresh, now);
	return fresh.length;
}

/** Answers a notice: what is being done. Whoever answers has signed. */
export async function answerNotice(
	context: FlowContext,
	principal: Principal,
	actor: Actor,
	id: string,
	text: string,
): Promise<NoticeOutcome> {
	return context.store.write(async (write) => {
		const now = context.now();
		const done = (outcome: NoticeOutcome) => noted(write, actor, now, 'notice.answer', id, outcome);
		const { cases, found, known } = await addressed(write.db, principal, [id]);
		if (known === 0) return done(refuse('not-found', '没有这件通知'));
		const [one] = found;
		if (!one) return done(refuse('forbidden', '只有收件人可以回复'));
		if (text.trim() === '') return done(refuse('text-missing', '请写明正在采取的措施'));
		const by = signedBy(principal);
		const n = (one.notice.answers?.length ?? 0) + 1;
		const answer = { id: `${id}/answered/${n}`, type: 'notice-answered', data: { noticeId: id, by, text: text.trim() } };
		const isNew = !hasSigned(one.notice, by);
		const events = [...(isNew ? [signature(one, by, now)] : []), systemEvent(one.stored, answer, now)];
		await appendAndFold(context, write, cases, events, now);
		return done({ ok: true, id, signed: isNew ? 1 : 0 });
	});
}
