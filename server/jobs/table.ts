import { owedDays, type DailyDebt } from '../core/report/owed.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import type { FlowContext } from '../flows/context.ts';
import { publishDaily } from '../flows/publish-daily.ts';

/** A job that owes something to every court for periods of court time. */
export interface Job {
	/** Its name in `job_run`. */
	readonly name: string;
	/** Which periods are owed at a moment of court time, by what was recorded; pure. */
	readonly owed: (debt: DailyDebt, now: Instant) => readonly CourtDate[];
	/** Real time after which a run counts as failed. */
	readonly timeoutMs: number;
	/** What is done for one court and period; doing it again is harmless. */
	readonly flow: (context: FlowContext, court: string, period: CourtDate) => Promise<void>;
}

async function publish(context: FlowContext, court: string, day: CourtDate): Promise<void> {
	const published = await publishDaily(context, court, day);
	if (!published.ok) throw new Error(`日统计未能制作（${published.code}）：${published.message}`);
}

/** Every job that runs by the court's calendar. The sweep has no period and runs in a loop of its own. */
export const jobTable: readonly Job[] = [{ name: 'daily-statistics', owed: owedDays, timeoutMs: 60_000, flow: publish }];
