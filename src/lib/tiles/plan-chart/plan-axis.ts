import type { PlanChartPayload } from '../../contract/topics-monitor.ts';
import { formatDayShort } from '../../format/day.ts';

/** A plan on the chart. */
export type PlanRow = PlanChartPayload['rows'][number];
type Step = PlanRow['steps'][number];

const dayMs = 86_400_000;
const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / dayMs);

/** The axis of days. */
export interface Axis {
	readonly from: string;
	readonly to: string;
}

/** Where a day stands on the axis, in percent of its width; what lies outside stands at its edge. */
export function placeOf(day: string, { from, to }: Axis): { readonly left: number; readonly outside: 'before' | 'after' | undefined } {
	const share = (daysBetween(from, day) / Math.max(1, daysBetween(from, to))) * 100;
	return { left: Math.min(100, Math.max(0, share)), outside: share < 0 ? 'before' : share > 100 ? 'after' : undefined };
}

/** First days of months on the axis, with the words that stand at them. */
export function monthTicks({ from, to }: Axis): readonly { readonly left: number; readonly words: string }[] {
	const ticks: { left: number; words: string }[] = [];
	let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
	for (;;) {
		month += 1;
		if (month > 12) [year, month] = [year + 1, 1];
		const day = `${year}-${String(month).padStart(2, '0')}-01`;
		if (day > to) return ticks;
		ticks.push({ left: placeOf(day, { from, to }).left, words: month === 1 ? `${year}年1月` : `${month}月` });
	}
}

/** A mark on the line of a plan: steps that fall on one day, or outside the axis on one side, stand as one. */
export interface PlanMark {
	readonly left: number;
	readonly state: Step['state'];
	readonly count: number;
	readonly words: string;
}

const rank = { late: 0, open: 1, done: 2 } as const;

/** The marks of a plan from left to right. Where several meet, what is late is seen. */
export function planMarks(steps: readonly Step[], axis: Axis): readonly PlanMark[] {
	const groups = new Map<number, Step[]>();
	for (const step of steps) {
		const { left, outside } = placeOf(step.dueOn, axis);
		// What was done before the axis begins is history.
		if (outside && step.state === 'done') continue;
		const key = Math.round(left * 100);
		groups.set(key, [...(groups.get(key) ?? []), step]);
	}
	return [...groups]
		.sort(([a], [b]) => a - b)
		.map(([key, list]) => {
			const first = list.toSorted((a, b) => rank[a.state] - rank[b.state])[0]!;
			return {
				left: key / 100,
				state: first.state,
				count: list.length,
				words: list.map((step) => `${step.name} ${step.dueOn}`).join('，'),
			};
		});
}

/** What comes next: the earliest late step, else the next open one. */
export function nextStep(
	{ steps }: PlanRow,
	year: string,
): { readonly name: string; readonly note: string; readonly late: boolean; readonly more: number } | undefined {
	const late = steps.filter((step) => step.state === 'late');
	const step = late[0] ?? steps.find((each) => each.state === 'open');
	if (!step) return undefined;
	return {
		name: step.name,
		note: late.length > 0 ? `应于 ${formatDayShort(step.dueOn, year)}` : formatDayShort(step.dueOn, year),
		late: late.length > 0,
		more: Math.max(0, late.length - 1),
	};
}
