import { owedDays } from '../core/report/owed.ts';
import { mostPaperDays, owedPapers, paperSchedules, type PaperDebt } from '../core/report/owed-papers.ts';
import type { PaperKind } from '../core/report/paper.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import type { FlowContext } from '../flows/context.ts';
import type { BuildPaper } from '../flows/paper-make.ts';
import { makeOwedPapers } from '../flows/paper-owed.ts';
import { watchedRun } from '../flows/paper-runs.ts';
import { publishDaily } from '../flows/publish-daily.ts';

/** A job that owes something to every court for periods of court time. */
export interface Job {
	/** Its name in `job_run`. */
	readonly name: string;
	/** Which periods are owed at a moment of court time, by what was recorded; pure. A period goes by its first day. */
	readonly owed: (debt: PaperDebt, now: Instant) => readonly CourtDate[];
	/** Days that the recorded runs must reach back, where periods are longer than a day. */
	readonly daysBack?: number;
	/** Real time after which a run counts as failed. */
	readonly timeoutMs: number;
	/** What is done for one court and period; doing it again is harmless. */
	readonly flow: (context: FlowContext, court: string, period: CourtDate) => Promise<void>;
}

async function publish(context: FlowContext, court: string, day: CourtDate): Promise<void> {
	const published = await watchedRun(context, { series: 'daily', court, from: day }, () => publishDaily(context, court, day));
	if (!published.ok) throw new Error(`日统计未能制作（${published.code}）：${published.message}`);
}

/** The jobs that need nothing but the store. The sweep has no period and runs in a loop of its own. */
export const jobTable: readonly Job[] = [{ name: 'daily-statistics', owed: owedDays, timeoutMs: 60_000, flow: publish }];

/** Longer than computing may take, so that a paper that takes too long says so itself. */
const paperTimeoutMs = 300_000;

/** A job for each kind of paper, those with the earliest hour first. */
export function paperJobs(build: BuildPaper): readonly Job[] {
	const kinds = Object.keys(paperSchedules) as PaperKind[];
	return kinds
		.sort((a, b) => paperSchedules[a].minutes - paperSchedules[b].minutes)
		.map((kind) => ({
			name: `paper-${kind}`,
			owed: (debt, now) => owedPapers(kind, debt, now),
			daysBack: mostPaperDays,
			timeoutMs: paperTimeoutMs,
			flow: (context, court, period) => makeOwedPapers(context, build, kind, court, period),
		}));
}
