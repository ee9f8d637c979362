import { paperPeriod } from '../core/report/owed-papers.ts';
import { paperKindNames } from '../core/report/paper-parts.ts';
import type { PaperKind } from '../core/report/paper.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { Refusal } from '../core/unlock/decide.ts';
import { readRunningCampaigns } from '../store/paper-campaigns.ts';
import type { FlowContext } from './context.ts';
import { makePaper, yearOptionsOf, type BuildPaper } from './paper-make.ts';

/** Makes the papers of a kind that a court owes for the period that begins on a day: one, or one for each campaign that ran in it. */
export async function makeOwedPapers(
	context: FlowContext,
	build: BuildPaper,
	kind: PaperKind,
	court: string,
	from: CourtDate,
): Promise<void> {
	const found = context.directory().courts.get(court);
	if (!found) return;
	const period = paperPeriod(kind, from, yearOptionsOf(found));
	const campaigns =
		kind === 'campaign' ? await readRunningCampaigns(context.store.read, court, period.from, period.to) : ([undefined] as const);
	const refused: Refusal[] = [];
	// One campaign that fails does not hold the others; its own failure stands in the run list.
	for (const campaign of campaigns) {
		const made = await makePaper(context, build, { kind, court, period, ...(campaign === undefined ? {} : { campaign }) });
		if (!made.ok) refused.push(made);
		await context.yield();
	}
	if (refused.length > 0)
		throw new Error(
			refused.length === 1 ? refused[0]!.message : `${paperKindNames[kind]}有 ${refused.length} 份未能生成：${refused[0]!.message}`,
		);
}
