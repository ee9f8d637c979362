import type { ClockView, NodeView } from '../contract/case-page.ts';
import { formatDay, formatDayShort } from '../format/day.ts';
import type { MarkKind } from '../ui/Mark.svelte';
import { daysBetween } from './days.ts';
import { leadClock } from './words.ts';

/** How a node stands, for the last column of a timeline: never by colour alone. */
export interface NodeResult {
	readonly mark?: MarkKind;
	readonly tone: 'met' | 'warned' | 'overdue' | 'ink' | 'dim';
	readonly words: string;
}

/** Days a clock has run over. A new day given by an unlock ends that: the record of having been late stays, the colour does not. */
export function lateDays(clock: ClockView, ended: boolean, today: string): number {
	if (ended || clock.frozen || clock.dueOn === undefined) return clock.overdueDays ?? 0;
	return Math.max(0, daysBetween(clock.dueOn, today));
}

/** Days taken out of a clock so far. */
export function excludedDays(clock: ClockView | undefined, today: string): number {
	return (clock?.ledger ?? [])
		.filter(({ kind }) => kind === 'exclusion')
		.reduce((sum, { from, to, days }) => sum + (to === undefined ? Math.max(0, daysBetween(from, today) + 1) : days), 0);
}

function runningResult(clock: ClockView, today: string): NodeResult {
	if (clock.dueOn === undefined) return { tone: 'dim', words: '未定届满日' };
	const left = daysBetween(today, clock.dueOn);
	if (left < 0) return { mark: 'overdue', tone: 'overdue', words: `${clock.clock === 'management' ? '内控' : ''}超期 ${-left} 天` };
	return left === 0 ? { mark: 'warned', tone: 'warned', words: '今日到期' } : { tone: 'ink', words: `剩 ${left} 天` };
}

/** The clock that a row of the timeline plans by: of a node met in time one that it met, else the one that speaks for it. */
export function planClock(node: NodeView): ClockView | undefined {
	const { endedOn } = node;
	const held = ({ dueOn }: ClockView): boolean => dueOn !== undefined && endedOn !== undefined && endedOn <= dueOn;
	const met = node.phase === 'met' ? node.clocks.filter(held) : [];
	return met.find(({ clock }) => clock === 'limit') ?? met[0] ?? leadClock(node);
}

/** How a node stands: how long it took, how late it is, how long it has. */
export function nodeResult(node: NodeView, today: string): NodeResult {
	const clock = leadClock(node);
	if (node.phase === 'void') return { tone: 'dim', words: '不适用' };
	if (node.endedOn !== undefined) {
		const taken = daysBetween(node.startedOn, node.endedOn);
		const spent = taken < 0 ? '起算前已办结' : taken === 0 ? '当日办结' : `用 ${taken} 天`;
		if (node.phase !== 'met-late') return { mark: 'met', tone: 'met', words: spent };
		const late = clock?.dueOn === undefined ? 0 : daysBetween(clock.dueOn, node.endedOn);
		return { mark: 'overdue', tone: 'overdue', words: late > 0 ? `迟 ${late} 天办结` : '超期办结' };
	}
	if (clock === undefined) return { tone: 'dim', words: '—' };
	if (clock.frozen) return { tone: 'dim', words: `停 · 已扣 ${excludedDays(clock, today)} 天` };
	const result = runningResult(clock, today);
	return node.phase === 'warning' && result.mark === undefined ? { ...result, mark: 'warned', tone: 'warned' } : { ...result };
}

/** A node's row in one sentence, for those who do not see the drawing. */
export function nodeSentence(node: NodeView, today: string): string {
	const clocks = node.clocks.map(
		(clock) => `${clock.clockName}${clock.dueOn === undefined ? '停止计算' : `应于${formatDay(clock.dueOn)}完成`}`,
	);
	const excluded = excludedDays(leadClock(node), today);
	const parts = [
		`${formatDay(node.startedOn)}起`,
		...clocks,
		...(excluded > 0 ? [`扣除${excluded}天`] : []),
		...(node.endedOn === undefined ? [] : [`${formatDay(node.endedOn)}办结`]),
		...(node.courtName === undefined ? [] : [`在${node.courtName}计算`]),
		...(node.voidText === undefined ? [] : [node.voidText]),
		`${node.phaseName}：${nodeResult(node, today).words}`,
	];
	return parts.join('，');
}

/** 「启动拍卖（a-2）」. */
export function nodeTitle(node: { readonly name: string; readonly subject?: string }): string {
	return node.subject === undefined ? node.name : `${node.name}（${node.subject}）`;
}

/** Heading of the arithmetic: 「为什么是 10月8日」. */
export function whyTitle(node: NodeView, today: string): string {
	const clock = leadClock(node);
	if (clock?.dueOn === undefined) return '为什么没有届满日';
	return `为什么是${formatDayShort(clock.dueOn, today.slice(0, 4))}`;
}
