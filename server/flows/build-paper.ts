import type { Period } from '../core/indicator/types.ts';
import type { Paper, PaperKind } from '../core/report/paper.ts';
import { buildCampaign } from '../core/report/papers/campaign.ts';
import type { PaperInput } from '../core/report/papers/input.ts';
import { buildMonthly } from '../core/report/papers/monthly.ts';
import { buildBusinessPack, buildLongPendingPack, buildMeetingPack } from '../core/report/papers/packs.ts';
import { buildQuarterlyProblems } from '../core/report/papers/quarterly-problems.ts';
import { buildWeekly } from '../core/report/papers/weekly.ts';
import type { FlowContext } from './context.ts';
import { demandsInForce } from './demands.ts';
import { readCampaign } from './paper-campaign.ts';
import { readBoards, readPaperQuotas, readSums } from './paper-input-figures.ts';
import { readAnalysis, readLists } from './paper-input-lists.ts';
import { PaperEmptyError, readBase } from './paper-input.ts';

const builders: Readonly<Record<PaperKind, (input: PaperInput) => Paper>> = {
	weekly: buildWeekly,
	monthly: buildMonthly,
	'meeting-pack': buildMeetingPack,
	'long-pending-pack': buildLongPendingPack,
	'quarterly-problems': buildQuarterlyProblems,
	'business-pack': buildBusinessPack,
	campaign: buildCampaign,
};

/** Kinds that look into times, causes and changes of periods. */
const analysing: readonly PaperKind[] = ['monthly', 'business-pack'];

/** Reads what a paper is computed from; gives way to other work after every query. */
export async function readPaperInput(
	context: FlowContext,
	kind: PaperKind,
	court: string,
	period: Period,
	options: { readonly campaign?: string } = {},
): Promise<PaperInput> {
	const found = context.directory().courts.get(court);
	if (!found) throw new PaperEmptyError('没有这个法院');
	const { rules } = await demandsInForce(context, court);
	const base = await readBase(context, { kind, court: found, period, demands: rules });
	const campaign = kind === 'campaign' ? await readCampaign(context, base, options.campaign ?? '') : undefined;
	return {
		base,
		boards: await readBoards(context, base),
		sums: await readSums(context, base),
		lists: await readLists(context, base),
		quotas: await readPaperQuotas(context, base),
		...(analysing.includes(kind) ? { analysis: await readAnalysis(context, base) } : {}),
		...(campaign ? { campaign } : {}),
	};
}

/**
 * Computes a publication of a court and all below it from what is known now: text, tables, charts and every cited figure. Throws `PaperEmptyError`, with
 * the reason in Chinese, where there is nothing to make it of.
 */
export async function buildPaper(
	context: FlowContext,
	kind: PaperKind,
	court: string,
	period: Period,
	options: { readonly campaign?: string } = {},
): Promise<Paper> {
	const input = await readPaperInput(context, kind, court, period, options);
	await context.yield();
	return builders[kind](input);
}
