import type { Principal } from '../core/access/may.ts';
import { viewCase } from '../core/case/fold.ts';
import { endSilence, lockNotices, stepNotices, unsignedNotices, untoldCauses, type RaiseContext } from '../core/notice/raise.ts';
import { isRunning } from '../core/notice/standing.ts';
import { hasSigned, placeOf, signedBy } from '../core/notice/sign.ts';
import { rungNotices, silences, type RungNotice } from '../core/notice/types.ts';
import type { ClockStep, SystemDecision } from '../core/lock/decide-sweep.ts';
import type { NodeRow } from '../core/node/types.ts';
import { ruleInForce } from '../core/rulebook/in-force.ts';
import type { NoticeBook } from '../core/supervise/recipients.ts';
import type { OfficeHolder } from '../core/supervise/types.ts';
import type { Instant } from '../core/time/types.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { Refusal } from '../core/unlock/decide.ts';
import { appendAudit } from '../store/audit.ts';
import { readCases, type StoredCase } from '../store/cases.ts';
import { readHolders } from '../store/holders.ts';
import { readNoticeCases, readOverSilences, readUnsignedCases, readUntoldLocks } from '../store/notice-readers.ts';
import type { Write } from '../store/open.ts';
import type { Db } from '../store/schema.ts';
import { readPosts } from '../store/supervisors.ts';
import type { Actor, FlowContext } from './context.ts';
import { appendAndFold } from './fold-cases.ts';
import { systemEvent, withoutRecorded } from './system-events.ts';

const sliceCases = 100;
/** Most notices that a person signs for with one click. */
export const mostAtOnce = 500;

/** Reads who receives notices now: holders of offices, and the posts of 专人监管. */
export async function readNoticeBook(context: FlowContext, db: Db): Promise<NoticeBook> {
	const holders = (await readHolders(db)).flatMap(({ personCode, role, court }): OfficeHolder[] =>
		personCode === undefined ? [] : [{ person: personCode, role, court }],
	);
	return {
		directory: context.directory(),
		holders: Map.groupBy(holders, (holder) => `${holder.court}|${holder.role}`),
		posts: Map.groupBy(await readPosts(db), (post) => post.court),
	};
}

/** What notices of a case are decided with, or undefined while nothing is filed. */
export function raiseContext(context: FlowContext, book: NoticeBook, stored: StoredCase, now: Instant): RaiseContext | undefined {
	const view = viewCase(stored.state);
	const { court, zone } = stored.state;
	return view && { view, nodes: stored.nodes, book, calendar: context.calendarOf(court), today: dayOfInstant(now, zone) };
}

/** The notices of the rungs and expiries of a case that the sweep has just found. */
export function noticesOfSteps(
	context: FlowContext,
	book: NoticeBook,
	stored: StoredCase,
	steps: readonly ClockStep[],
	now: Instant,
): readonly SystemDecision[] {
	const raising = steps.length > 0 ? raiseContext(context, book, stored, now) : undefined;
	return raising ? stepNotices(raising, steps) : [];
}

/** The notices of the locks, and causes of locks, that the sweep has just decided; a proposed lock holds nothing and is told of when it is confirmed. */
export function noticesOfLocks(
	context: FlowContext,
	book: NoticeBook,
	stored: StoredCase,
	decisions: readonly SystemDecision[],
	now: Instant,
): readonly SystemDecision[] {
	const proposed = stored.state.locks.some((lock) => lock.phase === 'proposed');
	const causes = decisions.flatMap(({ type, data }) => {
		const dueOn = data.dueOn as Readonly<Record<string, string>> | string;
		if (type === 'case-locked' && data.state === 'active')
			return Object.entries(dueOn as object).map(([nodeId, day]) => ({ nodeId, dueOn: day }));
		return type === 'lock-cause-added' && !proposed ? [{ nodeId: data.nodeId as string, dueOn: dueOn as string }] : [];
	});
	const raising = causes.length > 0 ? raiseContext(context, book, stored, now) : undefined;
	return raising ? lockNotices(raising, causes as never) : [];
}

/** What the beat raised beside the sweep. */
export interface RaiseOutcome {
	readonly again: number;
	readonly silencesOver: number;
	readonly locks: number;
}

/** Raises what nobody signed for in time one level higher, ends silences whose days are over, and tells of locks that were confirmed. Idempotent. */
export async function raiseNotices(context: FlowContext): Promise<RaiseOutcome> {
	const now = context.now();
	const today = latestDay(context, now);
	const over = await inSlices(
		context,
		now,
		(db) => readOverSilences(db, today, sliceCases),
		(raising, stored) =>
			silences(stored.state.notices)
				.filter((silence) => isRunning(silence, stored.nodes) && silence.until < raising.today)
				.flatMap((silence) => endSilence(raising, silence, rungCounter(context, stored))),
	);
	const again = await inSlices(context, now, (db) => readUnsignedCases(db, today, sliceCases), unsignedNotices);
	const locks = await inSlices(
		context,
		now,
		(db) => readUntoldLocks(db, sliceCases),
		(raising) => lockNotices(raising, untoldCauses(raising)),
	);
	return { again, silencesOver: over, locks };
}

/** The latest day that any court has now; each case looks at its own again. */
function latestDay(context: FlowContext, now: Instant): string {
	const zones = new Set([...context.directory().courts.values()].map((court) => court.zone));
	return [...zones].reduce((latest, zone) => (dayOfInstant(now, zone) > latest ? dayOfInstant(now, zone) : latest), '0001-01-01');
}

async function inSlices(
	context: FlowContext,
	now: Instant,
	owed: (db: Db) => Promise<readonly string[]>,
	decide: (raising: RaiseContext, stored: StoredCase) => readonly SystemDecision[],
): Promise<number> {
	let book: NoticeBook | undefined;
	for (let count = 0; ;) {
		const keys = await owed(context.store.read);
		if (keys.length === 0) return count;
		book ??= await readNoticeBook(context, context.store.read);
		const desk = book;
		const made = await context.store.write(async (write) => {
			const cases = await readCases(write.db, keys);
			const events = [...cases.values()].flatMap((stored) => {
				const raising = raiseContext(context, desk, stored, now);
				return raising ? decide(raising, stored).map((decision) => systemEvent(stored, decision, now)) : [];
			});
			const fresh = await withoutRecorded(write.db, events);
			await appendAndFold(context, write, cases, fresh, now);
			return fresh.length;
		});
		if (made === 0) return count;
		count += made;
		await context.yield();
	}
}

/** How many rungs a clock of a node has by the rule that judges it. */
export function rungCounter(context: FlowContext, stored: StoredCase): (node: NodeRow, clock: string) => number {
	const { rulebook } = context.clockOf(stored.state.court);
	return (node, clock) => ruleInForce(rulebook, node.node, node.startedOn)?.clocks.find((rule) => rule.kind === clock)?.warn.length ?? 0;
}

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
async function addressed(write: Write, principal: Principal, ids: readonly string[]) {
	const keys = await readNoticeCases(write.db, ids);
	const cases = await readCases(write.db, [...new Set(keys.values())]);
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

/** 签收: signs for notices, many at once; those that were signed for already stay as they are. All of them must have been sent to this person. */
export async function signNotices(
	context: FlowContext,
	principal: Principal,
	actor: Actor,
	ids: readonly string[],
): Promise<NoticeOutcome> {
	const wanted = [...new Set(ids)];
	return context.store.write(async (write) => {
		const now = context.now();
		const object = wanted.length === 1 ? wanted[0]! : `${wanted.length} notices`;
		const done = (outcome: NoticeOutcome) => noted(write, actor, now, 'notice.sign', object, outcome);
		if (wanted.length === 0) return done(refuse('nothing-chosen', '请选择要签收的通知'));
		if (wanted.length > mostAtOnce) return done(refuse('too-many', `一次最多签收 ${mostAtOnce} 件`));
		const { cases, found, known } = await addressed(write, principal, wanted);
		if (known < wanted.length) return done(refuse('not-found', '没有这件通知'));
		if (found.length < wanted.length) return done(refuse('forbidden', '所选通知中有的不是发给您的，只能由收件人签收'));
		const by = signedBy(principal);
		const fresh = found.filter(({ notice }) => !hasSigned(notice, by)).map((each) => signature(each, by, now));
		await appendAndFold(context, write, cases, fresh, now);
		return done({ ok: true, id: object, signed: fresh.length });
	});
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
		const { cases, found, known } = await addressed(write, principal, [id]);
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
