import { caseSubject, may, mayTakeStep, type Principal } from '../core/access/may.ts';
import type { CaseView } from '../core/case/case-state.ts';
import { viewCase } from '../core/case/fold.ts';
import type { SystemDecision } from '../core/lock/decide-sweep.ts';
import { chainFor } from '../core/period/chains.ts';
import { checkAsk, type CheckContext, type PeriodAsk } from '../core/period/check.ts';
import { exclusionsOf, newDaysOf } from '../core/period/days.ts';
import { decidePeriod as decideStep, isWithdrawable, type PeriodWord } from '../core/period/decide.ts';
import { grantFacts } from '../core/period/grant.ts';
import { groundName } from '../core/period/grounds.ts';
import { isCourtDate } from '../core/time/civil.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { Refusal } from '../core/unlock/decide.ts';
import { appendAudit } from '../store/audit.ts';
import { readCases, type StoredCase } from '../store/cases.ts';
import type { Write } from '../store/open.ts';
import type { Actor, FlowContext } from './context.ts';
import { appendAndFold } from './fold-cases.ts';
import { systemEvent } from './system-events.ts';

/** A deed done; of a closed exclusion also its civil days, and how many of them nothing else had taken out. */
export type PeriodOutcome = { readonly ok: true; readonly id: string; readonly days?: number; readonly newDays?: number } | Refusal;

interface Deed {
	readonly write: Write;
	readonly cases: Map<string, StoredCase>;
	readonly stored: StoredCase;
	readonly view: CaseView;
	readonly now: Instant;
	readonly today: CourtDate;
}

const refuse = (code: string, message: string): Refusal => ({ ok: false, code, message });
const signedBy = (principal: Principal): string => principal.personCode ?? principal.accountId;
const caseKeyOf = (requestId: string): string => requestId.replace(/-P\d+$/, '');

/** Loads a case, does the deed, and writes one line of audit whatever came of it. */
async function onCase(
	context: FlowContext,
	actor: Actor,
	what: { readonly action: string; readonly caseKey: string; readonly object: string },
	deed: (deed: Deed) => Promise<PeriodOutcome>,
): Promise<PeriodOutcome> {
	return context.store.write(async (write) => {
		const now = context.now();
		const cases = await readCases(write.db, [what.caseKey]);
		const stored = cases.get(what.caseKey);
		const view = stored && viewCase(stored.state);
		const outcome =
			stored && view
				? await deed({ write, cases, stored, view, now, today: dayOfInstant(now, stored.state.zone) })
				: refuse('not-found', '没有这个案件或申请');
		await appendAudit(write.db, {
			at: now,
			actor: actor.id,
			role: actor.role,
			court: actor.court,
			address: actor.address,
			action: what.action,
			object: what.object,
			before: stored?.state.periods,
			after: outcome,
			result: outcome.ok ? 'ok' : outcome.code,
			requestId: actor.requestId,
		});
		return outcome;
	});
}

async function append(context: FlowContext, deed: Deed, decisions: readonly SystemDecision[]): Promise<void> {
	const events = decisions.map((decision) => systemEvent(deed.stored, decision, deed.now));
	await appendAndFold(context, deed.write, deed.cases, events, deed.now);
}

function checkContext(context: FlowContext, { stored, view, today }: Deed): CheckContext {
	return { view, nodes: stored.nodes, rulebook: context.rulesOf(stored.state.court), today };
}

/** Files a request to change a period, or files a returned one again; the chain is frozen here. */
export async function requestPeriod(
	context: FlowContext,
	principal: Principal,
	actor: Actor,
	caseKey: string,
	ask: PeriodAsk,
): Promise<PeriodOutcome> {
	return onCase(context, actor, { action: 'period.request', caseKey, object: caseKey }, async (deed) => {
		const { stored, view } = deed;
		const { court, periods } = stored.state;
		if (!may(principal, 'period.request', caseSubject(court, view.handler), context.directory()))
			return refuse('forbidden', '只有承办人、庭长或执行局长可以申请变更期限');
		const by = signedBy(principal);
		const returned = ask.returnedId === undefined ? undefined : periods.find((request) => request.id === ask.returnedId);
		if (ask.returnedId !== undefined && (returned?.phase !== 'returned' || returned.by !== by))
			return refuse('not-returned', '只能重新提交退回本人补正的申请');
		const checked = checkAsk(ask, checkContext(context, deed));
		if (!checked.ok) return checked;
		const { kind, ground, override, ...asked } = checked.asked;
		const preset = context.directory().courts.get(court)?.settings.periodChains;
		const id = returned?.id ?? `${caseKey}-P${periods.length + 1}`;
		const data = {
			requestId: id,
			kind,
			ground: groundName(ground),
			groundCode: ground,
			...asked,
			by,
			reason: ask.reason,
			chain: chainFor(court, preset, kind, override === true),
			...(override ? { override } : {}),
		};
		await append(context, deed, [{ id: `${id}/requested/${returned ? deed.now : '1'}`, type: 'period-requested', data }]);
		const counted = asked.from === undefined ? undefined : newDaysOf(view, { ...asked, from: asked.from });
		return { ok: true, id, ...counted };
	});
}

/** Takes the running step of a request. The last approval grants it: decision and facts are written together. */
export async function decidePeriod(
	context: FlowContext,
	principal: Principal,
	actor: Actor,
	requestId: string,
	word: PeriodWord,
): Promise<PeriodOutcome> {
	const what = { action: `period.${word.verdict}`, caseKey: caseKeyOf(requestId), object: requestId };
	return onCase(context, actor, what, async (deed) => {
		const request = deed.stored.state.periods.find((candidate) => candidate.id === requestId);
		if (!request) return refuse('not-found', '没有这个期限变更申请');
		const step = request.chain[word.step];
		if (!step || !mayTakeStep(principal, step)) return refuse('forbidden', '这一步由其他人员办理');
		const by = signedBy(principal);
		const decided = decideStep(request, word, by, checkContext(context, deed));
		if (!decided.ok) return decided;
		const { verdict, opinion } = word;
		const data = { requestId, step: word.step, verdict, opinion, by, court: step.court };
		await append(context, deed, [
			{ id: `${requestId}/decided/${request.decisions.length + 1}`, type: 'period-decided', data },
			...(decided.granted ? grantFacts(request, deed.today) : []),
		]);
		return { ok: true, id: requestId };
	});
}

/** Takes a request back; only the person who filed it may. */
export async function withdrawPeriod(context: FlowContext, principal: Principal, actor: Actor, requestId: string): Promise<PeriodOutcome> {
	const what = { action: 'period.withdraw', caseKey: caseKeyOf(requestId), object: requestId };
	return onCase(context, actor, what, async (deed) => {
		const request = deed.stored.state.periods.find((candidate) => candidate.id === requestId);
		if (!request) return refuse('not-found', '没有这个期限变更申请');
		if (request.by !== signedBy(principal)) return refuse('forbidden', '只有申请人可以撤回申请');
		if (!isWithdrawable(request)) return refuse('step-decided', '该申请已办结，不能撤回');
		await append(context, deed, [{ id: `${requestId}/withdrawn`, type: 'period-withdrawn', data: { requestId } }]);
		return { ok: true, id: requestId };
	});
}

/** What ends an exclusion: its last excluded day, and the document by which the count goes on. */
export interface EndInput {
	readonly to: CourtDate;
	readonly documentNo: string;
}

/** 恢复计算: ends an exclusion, whether it was granted here or reported by a feed. One that has an end can only be ended earlier. */
export async function endExclusion(
	context: FlowContext,
	principal: Principal,
	actor: Actor,
	caseKey: string,
	exclusionId: string,
	input: EndInput,
): Promise<PeriodOutcome> {
	const what = { action: 'period.end', caseKey, object: `${caseKey}/exclusion/${exclusionId}` };
	return onCase(context, actor, what, async (deed) => {
		const { stored, view, today } = deed;
		if (!may(principal, 'period.end', caseSubject(stored.state.court, view.handler), context.directory()))
			return refuse('forbidden', '只有承办人、庭长、执行局长、院领导或审管办可以恢复计算期限');
		const exclusion = exclusionsOf(view).findLast((candidate) => candidate.id === exclusionId);
		if (!exclusion) return refuse('not-found', '本案没有这项扣除、中止或者暂缓');
		const { to, documentNo } = input;
		if (documentNo.trim() === '') return refuse('document-missing', '请填写恢复计算的文号');
		if (!isCourtDate(to)) return refuse('bad-day', '日期应为实有的日期，格式 YYYY-MM-DD');
		if (to < exclusion.from) return refuse('to-before-from', '截止日期不得早于起始日期');
		if (to > today) return refuse('to-in-future', '截止日期不得晚于今日');
		if (exclusion.to !== undefined && to >= exclusion.to) return refuse('exclusion-ended', `该项已于 ${exclusion.to} 届满；延后须另行申请`);
		// Ids of feeds are unique within a case only, and an end may be moved forward more than once.
		const stem = `${caseKey}/exclusion/${exclusionId}/ended/`;
		const n = stored.state.facts.filter((event) => event.source === 'system' && event.id.startsWith(stem)).length + 1;
		const data = { exclusionId, to, documentNo: documentNo.trim(), by: signedBy(principal) };
		await append(context, deed, [{ id: `${stem}${n}`, type: 'exclusion-ended', data }]);
		return { ok: true, id: exclusionId };
	});
}
