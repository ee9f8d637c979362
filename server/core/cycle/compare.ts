/** A node that started in a window: its length in days so far, and whether it has ended. */
export interface Observed {
	readonly days: number;
	readonly ended: boolean;
	/** Past its binding clock at some time. */
	readonly late: boolean;
	/** How many of them. */
	readonly count: number;
}

/** What is known of the nodes that started in a window. */
export interface WindowFigures {
	readonly started: number;
	readonly ended: number;
	readonly open: number;
	readonly late: number;
	/** Days by which half (nine in ten) have ended; null where fewer have ended so far. */
	readonly median: number | null;
	readonly p90: number | null;
}

/** Fewer than this on either side, and a difference says little. */
export const fewNodes = 30;

/**
 * The length by which a share of a sample has ended, where some still run: those that run count as long as they have run (Kaplan-Meier), so
 * that recent starts do not make a rule look fast only because their slow ones are not finished.
 */
export function lengthOfShare(sample: readonly Observed[], share: number): number | null {
	const byDay = Map.groupBy(sample, ({ days }) => days);
	let atRisk = sample.reduce((sum, { count }) => sum + count, 0);
	let running = 1;
	for (const day of [...byDay.keys()].sort((a, b) => a - b)) {
		const here = byDay.get(day)!;
		const ended = here.reduce((sum, { ended: done, count }) => sum + (done ? count : 0), 0);
		running *= 1 - ended / atRisk;
		// A hair below, so that nine tenths of ten are reached by the ninth.
		if (running <= 1 - share + 1e-9) return day;
		atRisk -= here.reduce((sum, { count }) => sum + count, 0);
	}
	return null;
}

/** Sums up one window. */
export function windowFigures(sample: readonly Observed[]): WindowFigures {
	const sum = (which: (each: Observed) => boolean): number => sample.reduce((total, each) => total + (which(each) ? each.count : 0), 0);
	const started = sum(() => true);
	const ended = sum((each) => each.ended);
	const late = sum((each) => each.late);
	return { started, ended, open: started - ended, late, median: lengthOfShare(sample, 0.5), p90: lengthOfShare(sample, 0.9) };
}

/** What must be said beside a comparison, in Chinese; empty where nothing stands against it. */
export function cautionsOf(before: WindowFigures, after: WindowFigures): readonly string[] {
	const cautions: string[] = [];
	const few = Math.min(before.started, after.started);
	if (few === 0) cautions.push(before.started === 0 ? '变更前没有启动的节点，无从比较' : '变更后尚无启动的节点，无从比较');
	else if (few < fewNodes)
		cautions.push(`样本少（前 ${before.started} 个、后 ${after.started} 个，不足 ${fewNodes} 个），差异可能出于偶然`);
	if (after.open * 5 > after.started) cautions.push(`变更后启动的尚有 ${after.open} 个未办结，按已用日数计入，结果会变动`);
	return cautions;
}
