import type { SealExpiryPayload } from '../../contract/topics-monitor.ts';
import { formatDayShort } from '../../format/day.ts';

/** A week of the chart. */
export type SealWeek = SealExpiryPayload['weeks'][number];

/** What a seal is on, in words and in the order of their shades. */
export const sealKinds = [
	{ kind: 'immovable', name: '不动产等' },
	{ kind: 'movable', name: '动产' },
	{ kind: 'deposit', name: '存款' },
] as const;

/** Seals that end in a week. */
export const weekTotal = (week: SealWeek): number => week.deposit + week.movable + week.immovable;

/** Heights of the parts of each week's column in percent of the tallest. */
export function weekBars(weeks: readonly SealWeek[]): readonly { readonly total: number; readonly parts: readonly number[] }[] {
	const most = Math.max(1, ...weeks.map(weekTotal));
	return weeks.map((week) => ({ total: weekTotal(week), parts: sealKinds.map(({ kind }) => (week[kind] / most) * 100) }));
}

/** 「本周起」 is not a calendar week: the first is called by its days, 「7 日内」. */
export const weekWords = (week: SealWeek, index: number): string =>
	index === 0 ? '7 日内' : formatDayShort(week.from).replace('月', '.').replace('日', '');

/** How near an end is: past, within a week, or later. */
export function endWords(daysToExpiry: number): {
	readonly figure: string;
	readonly unit: string;
	readonly tone: 'overdue' | 'warned' | 'ink';
} {
	if (daysToExpiry < 0) return { figure: String(-daysToExpiry), unit: '天前到期', tone: 'overdue' };
	if (daysToExpiry === 0) return { figure: '今日', unit: '到期', tone: 'overdue' };
	return { figure: String(daysToExpiry), unit: '天后到期', tone: daysToExpiry <= 7 ? 'warned' : 'ink' };
}
