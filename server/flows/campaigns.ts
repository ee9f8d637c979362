import { randomUUID } from 'node:crypto';
import { may, type Principal } from '../core/access/may.ts';
import type { CaseFilter, IndicatorTarget } from '../core/indicator/types.ts';
import { campaignPhase, campaignProblem, isOutside, type Campaign } from '../core/target/campaign.ts';
import { targetProblems } from '../core/target/check.ts';
import { knownIndicator } from '../core/target/known.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { Refusal } from '../core/unlock/decide.ts';
import { readCampaigns, saveCampaign } from '../store/campaign.ts';
import type { Actor, FlowContext } from './context.ts';
import { officeDeed, refuse, signedBy, todayAt, type OfficeOutcome } from './office-deed.ts';

/** A campaign as it is sent; with `id` it changes the one that is there. */
export interface CampaignInput {
	readonly id?: string;
	readonly court: string;
	readonly name: string;
	readonly from: string;
	readonly to: string;
	readonly filter?: CaseFilter;
	readonly targets: readonly Omit<IndicatorTarget, 'document'>[];
	readonly document?: string;
}

const notAllowed = refuse('forbidden', '专项行动由本院审管办或院长设定');

function problemOf(context: FlowContext, principal: Principal, input: CampaignInput): Refusal | undefined {
	if (!context.directory().courts.has(input.court)) return refuse('not-found', '没有这个法院');
	if (!may(principal, 'office.manage', { court: input.court }, context.directory())) return notAllowed;
	const wrong = campaignProblem({ ...input, filter: input.filter ?? {} });
	if (wrong) return refuse('bad-campaign', wrong);
	const [first] = targetProblems(
		input.targets.map((target) => ({ ...target, document: '' })),
		knownIndicator,
	);
	if (first) return refuse('bad-targets', `第 ${first.index + 1} 项目标：${first.message}`);
	const beside = input.targets.findIndex((target) => isOutside({ filter: input.filter ?? {} }, target));
	return beside < 0 ? undefined : refuse('bad-targets', `第 ${beside + 1} 项目标：所写的案件范围不在专项行动的范围之内`);
}

/** Sets up a campaign, or changes one that has not ended. */
export async function putCampaign(context: FlowContext, principal: Principal, actor: Actor, input: CampaignInput): Promise<OfficeOutcome> {
	const id = input.id ?? randomUUID();
	return officeDeed<OfficeOutcome>(context, actor, { action: 'campaign.put', object: id }, async ({ db, touch }, now) => {
		const wrong = problemOf(context, principal, input);
		if (wrong) return { outcome: wrong };
		const [before] = input.id === undefined ? [] : await readCampaigns(db, { id });
		if (input.id !== undefined && before?.court !== input.court) return { outcome: refuse('not-found', '没有这个专项行动') };
		if (before && campaignPhase(before, todayAt(context, input.court, now)) === 'ended')
			return { outcome: refuse('campaign-ended', '该专项行动已经结束，不能更改'), before };
		const name = input.name.trim();
		const document = input.document?.trim() || undefined;
		const after: Campaign = {
			id,
			court: input.court,
			name,
			from: input.from as CourtDate,
			to: input.to as CourtDate,
			filter: input.filter ?? {},
			targets: input.targets.map((target) => ({ ...target, document: document ?? name })),
			stopped: false,
			...(document ? { document } : {}),
			by: before?.by ?? signedBy(principal),
			at: before?.at ?? now,
		};
		await saveCampaign(db, after);
		touch(input.court);
		return { outcome: { ok: true, id }, before, after };
	});
}

/** Ends a campaign before its last day; its figures stay those of its period up to then. */
export async function stopCampaign(context: FlowContext, principal: Principal, actor: Actor, id: string): Promise<OfficeOutcome> {
	return officeDeed<OfficeOutcome>(context, actor, { action: 'campaign.stop', object: id }, async ({ db, touch }, now) => {
		const [before] = await readCampaigns(db, { id });
		if (!before) return { outcome: refuse('not-found', '没有这个专项行动') };
		if (!may(principal, 'office.manage', { court: before.court }, context.directory())) return { outcome: notAllowed };
		const today = todayAt(context, before.court, now);
		if (campaignPhase(before, today) === 'ended') return { outcome: refuse('campaign-ended', '该专项行动已经结束'), before };
		// What was stopped before its first day was never carried out: its days stay as they were planned.
		const after: Campaign = today < before.from ? { ...before, stopped: true, cancelled: true } : { ...before, stopped: true, to: today };
		await saveCampaign(db, after);
		touch(before.court);
		return { outcome: { ok: true, id }, before, after };
	});
}
