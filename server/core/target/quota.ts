/** A year's goal of closings, with the share of it that is to be reached by the end of some months. */
export interface QuotaShares {
	/** Cases to close in the year. */
	readonly goal: number;
	/** By month (1 to 12): percent of the goal, counted from the start of the year. Months between two of them share what lies between evenly. */
	readonly shares: Readonly<Record<number, number>>;
}

/** What is wrong with shares, or undefined. */
export function sharesProblem({ goal, shares }: QuotaShares): string | undefined {
	if (!Number.isInteger(goal) || goal < 1 || goal > 10_000_000) return '全年目标应为 1 以上的整数';
	const given = Object.entries(shares)
		.map(([month, percent]) => ({ month: Number(month), percent }))
		.sort((a, b) => a.month - b.month);
	if (given.length === 0) return '至少写一个月的累计进度';
	if (given.some(({ month }) => !Number.isInteger(month) || month < 1 || month > 12)) return '月份应为 1 至 12';
	if (given.some(({ percent }) => !(percent >= 0 && percent <= 100))) return '累计进度应在 0 至 100% 之间';
	const falls = given.find(({ percent }, index) => index > 0 && percent < given[index - 1]!.percent);
	return falls ? `${falls.month}月的累计进度小于此前月份` : undefined;
}

/** The share reached by the end of every month up to the last one given, in percent; months in between are on the line. */
function everyMonth(shares: QuotaShares['shares']): readonly number[] {
	const given = Object.keys(shares)
		.map(Number)
		.sort((a, b) => a - b);
	const reached: number[] = [];
	let [lastMonth, lastShare] = [0, 0];
	for (const month of given) {
		const share = shares[month]!;
		for (let at = lastMonth + 1; at <= month; at += 1)
			reached.push(lastShare + ((share - lastShare) * (at - lastMonth)) / (month - lastMonth));
		[lastMonth, lastShare] = [month, share];
	}
	return reached;
}

/** Cases to close in each month from January on: what is to be reached by its end, rounded up, less what was to be reached before. */
export function casesOfShares({ goal, shares }: QuotaShares): readonly number[] {
	// A share of 18 % of 12,000 is 2,160, not 2,160.0000000000005.
	const reached = everyMonth(shares).map((share) => Math.ceil(Number(((goal * share) / 100).toFixed(6))));
	return reached.map((cases, index) => cases - (reached[index - 1] ?? 0));
}

/** How a month stands: what was to be closed, what was, and what is still owed. */
export interface QuotaStanding {
	readonly quota: number;
	readonly closed: number;
	/** Cases still to close; 0 once the quota is reached. */
	readonly owed: number;
	/** Closed ÷ quota in percent; null without a quota. */
	readonly percent: number | null;
	/** Cases to close on each working day that is left, today included, rounded up; absent when nothing is owed or no day is left. */
	readonly perDay?: number;
}

/** The standing of a month with so many working days left. */
export function quotaStanding(quota: number, closed: number, workingDaysLeft: number): QuotaStanding {
	const owed = Math.max(0, quota - closed);
	return {
		quota,
		closed,
		owed,
		percent: quota > 0 ? (closed / quota) * 100 : null,
		...(owed > 0 && workingDaysLeft > 0 ? { perDay: Math.ceil(owed / workingDaysLeft) } : {}),
	};
}
