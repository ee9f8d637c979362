import { may, type Principal } from '../core/access/may.ts';
import { isWithin } from '../core/directory/court-tree.ts';
import type { Court } from '../core/directory/types.ts';
import { periodOf, type YearOptions } from '../core/indicator/period.ts';
import type { Period } from '../core/indicator/types.ts';
import { paperSchedules } from '../core/report/owed-papers.ts';
import { faultOfPaper } from '../core/report/paper-check.ts';
import { paperKindNames } from '../core/report/paper-parts.ts';
import type { Paper, PaperKind } from '../core/report/paper.ts';
import { addDays } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import { longDay } from '../core/report/wording.ts';
import { startOfDay } from '../core/time/zone.ts';
import type { Refusal } from '../core/unlock/decide.ts';
import { appendAudit } from '../store/audit.ts';
import { readCampaigns } from '../store/campaign.ts';
import { findDraft, insertDraft, insertDraftStep, type NewDraft } from '../store/papers.ts';
import { seriesOf } from '../store/publications.ts';
import type { Actor, FlowContext } from './context.ts';
import { refuse, signedBy } from './office-deed.ts';
import { watchedRun, wordsOfError } from './paper-runs.ts';

/** Computes a paper from what is known now; throws with the reason in Chinese where there is nothing to say. */
export type BuildPaper = (
	context: FlowContext,
	kind: PaperKind,
	court: string,
	period: Period,
	options?: { readonly campaign?: string },
) => Promise<Paper>;

/** Which paper is to be made. */
export interface PaperAsk {
	readonly kind: PaperKind;
	readonly court: string;
	readonly period: Period;
	readonly campaign?: string;
}

/** A draft that is there; `made` says whether this call made it. */
export type MadePaper = { readonly ok: true; readonly id: string; readonly made: boolean } | Refusal;

/** A person who makes a paper by hand. */
export interface ByPerson {
	readonly principal: Principal;
	readonly actor: Actor;
}

/** Real time that computing one paper may take. */
const buildTimeoutMs = 120_000;

/** How a court counts its statistical years. */
export function yearOptionsOf({ settings }: Pick<Court, 'settings'>): YearOptions {
	return settings.statYearStart === undefined ? {} : { yearStart: settings.statYearStart };
}

/** The period of a kind of paper that holds a day, by the court's own statistical year. */
export const paperPeriodAt = (kind: PaperKind, court: Court, day: CourtDate): Period =>
	periodOf(paperSchedules[kind].period, day, yearOptionsOf(court));

async function within<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error(`计算超过 ${timeoutMs / 1000} 秒未完成`)), timeoutMs);
	});
	try {
		return await Promise.race([work, late]);
	} finally {
		clearTimeout(timer);
	}
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

/** Computes a paper and refuses one that is empty or does not hold together: no blank document comes before anybody. */
export async function computePaper(
	context: FlowContext,
	build: BuildPaper,
	{ kind, court, period, campaign }: PaperAsk,
	timeoutMs = buildTimeoutMs,
): Promise<{ readonly ok: true; readonly paper: Paper } | Refusal> {
	const name = `${paperKindNames[kind]}（${period.label}）`;
	try {
		const paper = await within(build(context, kind, court, period, campaign === undefined ? {} : { campaign }), timeoutMs);
		if (paper.kind !== kind || paper.court !== court || paper.from !== period.from || paper.to !== period.to)
			return refuse('paper-failed', `${name}未能生成：所得文稿不是所要的种类、法院或者统计期`);
		const fault = faultOfPaper(paper);
		return fault === undefined ? { ok: true, paper } : refuse('paper-empty', `${name}未能生成：${fault}`);
	} catch (error) {
		return refuse(codeOf(error) === 'paper-empty' ? 'paper-empty' : 'paper-failed', `${name}未能生成：${wordsOfError(error)}`);
	}
}

/** Puts a computed paper down as a draft, with its first step and, where a person made it, a line of audit. */
export async function putDraft(context: FlowContext, draft: Omit<NewDraft, 'madeAt' | 'madeBy'>, by?: ByPerson): Promise<MadePaper> {
	return context.store.write(async ({ db, touch }) => {
		const madeAt = context.now();
		const madeBy = by ? signedBy(by.principal) : 'system';
		const { id, made } = await insertDraft(db, { ...draft, madeAt, madeBy });
		if (made) {
			const { role, court } = by ? by.actor : { role: 'system', court: draft.paper.court };
			await insertDraftStep(db, id, { move: 'make', text: draft.reason ?? '', by: madeBy, role, court, at: madeAt });
			touch(draft.paper.court);
		}
		if (by)
			await appendAudit(db, {
				at: madeAt,
				actor: by.actor.id,
				role: by.actor.role,
				court: by.actor.court,
				address: by.actor.address,
				action: 'paper.make',
				object: id,
				after: { made, reason: draft.reason },
				result: made ? 'ok' : 'known',
				requestId: by.actor.requestId,
			});
		return { ok: true, id, made };
	});
}

/** Why a paper cannot be of this campaign, or of none; undefined where it can. */
async function campaignFault(context: FlowContext, { kind, court, period, campaign }: PaperAsk): Promise<Refusal | undefined> {
	if (campaign === undefined && kind !== 'campaign') return undefined;
	if (campaign === undefined || kind !== 'campaign') return refuse('campaign-missing', '专项行动通报须指明专项行动，其他种类不得指明');
	const [found] = await readCampaigns(context.store.read, { id: campaign });
	if (!found || !isWithin(context.directory(), court, found.court))
		return refuse('no-campaign', '没有这个专项行动，或者它不是本院、上级法院部署的');
	if (found.cancelled) return refuse('campaign-cancelled', '该专项行动在开始前已经停止，没有实施，不作通报');
	if (found.to < period.from || found.from > period.to)
		return refuse('campaign-outside', `该专项行动自${longDay(found.from)}至${longDay(found.to)}，所选统计期（${period.label}）不在其内`);
	return undefined;
}

/** Makes the draft of a kind, court and period, once: called again, or twice at once, it answers with the draft there is. */
export async function makePaper(context: FlowContext, build: BuildPaper, ask: PaperAsk, by?: ByPerson): Promise<MadePaper> {
	const { kind, court, period, campaign } = ask;
	const directory = context.directory();
	const found = directory.courts.get(court);
	if (!found) return refuse('not-found', '没有这个法院');
	if (by && !may(by.principal, 'paper.draft', { court }, directory)) return refuse('forbidden', '拟稿由审管办或者指挥中心值班员办理');
	const outside = await campaignFault(context, ask);
	if (outside) return outside;
	if (context.now() < startOfDay(addDays(period.to, 1), found.zone)) return refuse('period-open', '统计期尚未届满，届满后方可生成');
	const series = seriesOf(kind, campaign);
	const known = await findDraft(context.store.read, { series, court, from: period.from, to: period.to, version: 1 });
	if (known !== undefined) return { ok: true, id: known, made: false };
	return watchedRun(context, { series, court, from: period.from }, async () => {
		const computed = await computePaper(context, build, ask);
		return computed.ok ? putDraft(context, { series, paper: computed.paper, slots: {} }, by) : computed;
	});
}
