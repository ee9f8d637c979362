import type { ClockView, NodeView } from '../contract/case-page.ts';
import { formatDay } from '../format/day.ts';
import { dayNumber, dayText } from './days.ts';
import { planClock } from './node-words.ts';

/** The days a timeline shows, as day numbers: from the start of the first to the end of the last. */
export interface TimelineSpan {
	readonly first: number;
	readonly last: number;
}

/** A month line; its label stands where it hits no other, on a narrow plot on fewer lines than on a wide one. */
export interface MonthTick {
	readonly at: number;
	readonly label: string;
	readonly shown: 'always' | 'wide' | 'never';
}

/** A stretch of a node's row, in percent of the plot: `open` is an exclusion that still runs. */
export interface TimelineBar {
	readonly kind: 'used' | 'excluded' | 'overdue' | 'void';
	readonly left: number;
	readonly width: number;
	readonly open?: boolean;
	/** What was taken out, by day and document. */
	readonly words?: string;
}

/** The end of a due day, in percent of the plot. */
export interface TimelineTick {
	readonly clock: ClockView['clock'];
	readonly day: string;
	readonly at: number;
	readonly provisional: boolean;
}

/** A due day that was moved: from the end of the old one to the end of the new one. */
export interface TimelineStep {
	readonly kind: 'extension' | 'grant' | 'recorded';
	/** 延 准 载. */
	readonly sign: string;
	readonly left: number;
	readonly width: number;
	readonly words: string;
}

/** One node, drawn: the planned span as an outline, what was used of it, and what came after. */
export interface TimelineRow {
	readonly plan?: { readonly left: number; readonly width: number };
	readonly bars: readonly TimelineBar[];
	readonly steps: readonly TimelineStep[];
	readonly ticks: readonly TimelineTick[];
	/** The node still runs: its bar is open at the right. */
	readonly running: boolean;
	/** The due day lies beyond the plot. */
	readonly beyond?: string;
}

/** A seal runs for three years: what lies further ahead than a good part of the past is said in words, not drawn. */
const aheadShare = 0.25;
const aheadAtLeast = 35;

/** The days to show: from the first start to today, with room for what is due next. */
export function calcSpan(nodes: readonly NodeView[], filedOn: string, today: string): TimelineSpan {
	const now = dayNumber(today);
	const first = Math.min(dayNumber(filedOn), ...nodes.map((node) => dayNumber(node.startedOn)));
	const ends = nodes.map((node) => (node.endedOn === undefined ? now : dayNumber(node.endedOn)));
	const past = Math.max(first, ...ends, nodes.some((node) => node.endedOn === undefined && node.phase !== 'void') ? now : first);
	const dues = nodes
		.filter((node) => node.phase !== 'void')
		.flatMap((node) => node.clocks.flatMap(({ dueOn }) => (dueOn === undefined ? [] : [dayNumber(dueOn)])));
	const room = Math.max(aheadAtLeast, Math.round((past - first) * aheadShare));
	const near = dues.filter((due) => due <= past + room);
	const last = Math.max(past, ...near) + Math.max(2, Math.round((past - first) * 0.02));
	return { first, last };
}

/** Where the start of a day lies, in percent; days outside are held at the edge. */
export function positionOf(day: number, { first, last }: TimelineSpan): number {
	const share = (day - first) / (last + 1 - first);
	return Math.round(Math.min(1, Math.max(0, share)) * 100_000) / 1_000;
}

function bar(kind: TimelineBar['kind'], from: number, end: number, span: TimelineSpan): TimelineBar[] {
	const left = positionOf(from, span);
	const width = Math.round((positionOf(end, span) - left) * 1_000) / 1_000;
	return end <= from || width <= 0 ? [] : [{ kind, left, width }];
}

/** From when a node was late: a new day given later moves the due day, the record of having been late stays. */
function lateFrom(node: NodeView, lead: ClockView | undefined, due: number, end: number): number {
	return node.phase === 'met-late' && end <= due ? end - (lead?.overdueDays ?? 0) : due;
}

type Entry = ClockView['ledger'][number];

/** Everything that was taken out of any clock of a node, each stretch once. */
function excludedBars(node: NodeView, start: number, end: number, span: TimelineSpan): TimelineBar[] {
	const pieces = new Map<string, Entry>();
	for (const clock of node.clocks)
		for (const entry of clock.ledger) if (entry.kind === 'exclusion') pieces.set(`${entry.from} ${entry.to ?? ''}`, entry);
	return [...pieces.values()].flatMap(({ from, to, days, documentNo }) => {
		const words = `扣除：${formatDay(from)}${to === undefined ? '起，停止计算' : `至${formatDay(to)}，${days} 天`}${documentNo ? `，${documentNo}` : ''}`;
		return bar('excluded', Math.max(start, dayNumber(from)), Math.min(end, to === undefined ? end : dayNumber(to) + 1), span).map(
			(drawn) => ({
				...drawn,
				words,
				...(to === undefined ? { open: true } : {}),
			}),
		);
	});
}

const stepSigns = { extension: '延', grant: '准', recorded: '载' } as const;
const stepNames = { extension: '延长', grant: '解锁时批准新期限', recorded: '源系统记载' } as const;

function stepsOf(node: NodeView, span: TimelineSpan): TimelineStep[] {
	const seen = new Set<string>();
	return node.clocks.flatMap(({ clockName, ledger }) =>
		ledger.flatMap((entry) => {
			const { kind, from, to, documentNo } = entry;
			if (kind === 'exclusion' || kind === 'roll' || to === undefined || seen.has(`${kind} ${from} ${to}`)) return [];
			seen.add(`${kind} ${from} ${to}`);
			const [first, last] = from < to ? [from, to] : [to, from];
			const left = positionOf(dayNumber(first) + 1, span);
			const width = Math.round((positionOf(dayNumber(last) + 1, span) - left) * 1_000) / 1_000;
			if (width <= 0) return [];
			const words = `${clockName}${stepNames[kind]}：${formatDay(from)}改为${formatDay(to)}${documentNo ? `，${documentNo}` : ''}`;
			return [{ kind, sign: stepSigns[kind], left, width, words }];
		}),
	);
}

/** Draws a node: the planned span, time used up to the due day, time over it, periods taken out, and due days that were moved. */
export function drawNode(node: NodeView, span: TimelineSpan, today: string): TimelineRow {
	const now = dayNumber(today);
	const running = node.endedOn === undefined && node.phase !== 'void';
	const start = dayNumber(node.startedOn);
	const end = (node.endedOn === undefined ? Math.max(now, start) : dayNumber(node.endedOn)) + 1;
	const lead = planClock(node);
	const due = lead?.dueOn === undefined ? undefined : dayNumber(lead.dueOn) + 1;
	if (node.phase === 'void')
		return { bars: bar('void', start, node.endedOn === undefined ? start + 1 : end, span), steps: [], ticks: [], running: false };
	const used = due === undefined ? end : Math.min(end, due);
	const [plan] = due === undefined ? [] : bar('used', start, due, span);
	const bars = [
		...bar('used', start, used, span),
		...excludedBars(node, start, end, span),
		...(due === undefined ? [] : bar('overdue', Math.max(start, lateFrom(node, lead, due, end)), end, span)),
	];
	const beyond = lead?.dueOn !== undefined && dayNumber(lead.dueOn) > span.last ? { beyond: lead.dueOn } : {};
	return {
		...(plan ? { plan: { left: plan.left, width: plan.width } } : {}),
		bars,
		steps: stepsOf(node, span),
		ticks: ticksOf(node, span),
		running,
		...beyond,
	};
}

function ticksOf(node: NodeView, span: TimelineSpan): TimelineTick[] {
	const drawn = node.clocks.flatMap(({ clock, dueOn, provisional }) =>
		dueOn === undefined || dayNumber(dueOn) > span.last
			? []
			: [{ clock, day: dueOn, at: positionOf(dayNumber(dueOn) + 1, span), provisional }],
	);
	// The binding limit is drawn last and so on top.
	return drawn.sort((a, b) => Number(a.clock === 'limit') - Number(b.clock === 'limit'));
}

/** Width in px of a label of 12 px type, with the space that keeps it apart from the next. */
export function labelWidth(label: string): number {
	let width = 8;
	for (const sign of label) width += sign.charCodeAt(0) > 255 ? 12 : 6.5;
	return width;
}

/** Which labels fit without touching: years first, then months from left to right. */
export function fitLabels(marks: readonly { readonly at: number; readonly label: string }[], plotPx: number): boolean[] {
	const boxes = marks.map(({ at, label }) => ({
		left: (at / 100) * plotPx,
		right: (at / 100) * plotPx + labelWidth(label),
		isYear: label.includes('年'),
	}));
	const taken: { left: number; right: number }[] = [];
	const fits = marks.map(() => false);
	for (const years of [true, false])
		boxes.forEach((box, index) => {
			const inside = box.isYear === years && box.right <= plotPx + 8;
			if (!inside || taken.some((other) => box.left < other.right && other.left < box.right)) return;
			fits[index] = true;
			taken.push(box);
		});
	return fits;
}

type Mark = { readonly at: number; readonly label: string };

/** A line each week, for a case of a few weeks. */
function weekMarks(span: TimelineSpan): Mark[] {
	const marks: Mark[] = [];
	for (let day = span.first; day <= span.last; day += 7) {
		const [year, month, date] = dayText(day).split('-');
		marks.push({ at: positionOf(day, span), label: `${day === span.first ? `${year}年` : ''}${Number(month)}月${Number(date)}日` });
	}
	return marks;
}

function monthMarks(span: TimelineSpan): Mark[] {
	const from = dayText(span.first);
	let year = Number(from.slice(0, 4));
	let month = Number(from.slice(5, 7));
	// The month the plot begins in stands at its edge with the year, unless only a few days of it are left.
	const marks: Mark[] = [];
	const nextYear = month === 12 ? year + 1 : year;
	const next = dayNumber(`${nextYear}-${String(month === 12 ? 1 : month + 1).padStart(2, '0')}-01`);
	if (next - span.first > 5) marks.push({ at: 0, label: `${year}年${month}月` });
	for (;;) {
		month = month === 12 ? 1 : month + 1;
		if (month === 1) year += 1;
		const day = dayNumber(`${year}-${String(month).padStart(2, '0')}-01`);
		if (day > span.last) return marks;
		marks.push({ at: positionOf(day, span), label: month === 1 || marks.length === 0 ? `${year}年${month}月` : `${month}月` });
	}
}

/** Room a bare month label needs, with the space to the next. */
const labelRoomPx = 38;

/** Every how many months a label stands, so that they stand evenly. */
function labelStep(span: TimelineSpan, plotPx: number): number {
	const monthPx = (plotPx / (span.last + 1 - span.first)) * 30.4;
	return [1, 2, 3, 6].find((step) => step * monthPx >= labelRoomPx) ?? 12;
}

/** Which lines are labelled at a width: even steps from January, and those only where they touch no other. */
function shownAt(marks: readonly Mark[], span: TimelineSpan, plotPx: number, isWeekly: boolean): boolean[] {
	const step = isWeekly ? 1 : labelStep(span, plotPx);
	const isEven = marks.map(({ label }, index) => index === 0 || (Number(/(\d+)月/.exec(label)?.[1]) - 1) % step === 0);
	const fits = fitLabels(
		marks.filter((_, index) => isEven[index]),
		plotPx,
	);
	let at = -1;
	return isEven.map((even) => {
		if (even) at += 1;
		return even && fits[at] === true;
	});
}

/** Month lines (week lines for a short span) with their labels. `plotPx` and `narrowPx`: the narrowest the plot gets on a desk and on a telephone. */
export function calcMonths(span: TimelineSpan, plotPx: number, narrowPx: number): readonly MonthTick[] {
	const isWeekly = span.last - span.first < 42;
	const marks = isWeekly ? weekMarks(span) : monthMarks(span);
	const wide = shownAt(marks, span, plotPx, isWeekly);
	const narrow = shownAt(marks, span, narrowPx, isWeekly);
	return marks.map((mark, index) => ({ ...mark, shown: narrow[index] ? 'always' : wide[index] ? 'wide' : 'never' }));
}

/** How many rows a timeline shows of a case's nodes where room is short: the ones that matter, in the order of the case. */
export function pickNodes(nodes: readonly NodeView[], most: number): readonly NodeView[] {
	if (nodes.length <= most) return nodes;
	const weight = (node: NodeView): number =>
		node.isLockCause
			? 4
			: node.phase === 'overdue'
				? 3
				: node.phase === 'void'
					? 0
					: node.endedOn === undefined
						? 2
						: node.phase === 'met-late'
							? 2
							: 1;
	const kept = new Set(
		nodes
			.map((node, index) => ({ node, index }))
			.sort((a, b) => weight(b.node) - weight(a.node) || b.index - a.index)
			.slice(0, most)
			.map(({ node }) => node.id),
	);
	return nodes.filter((node) => kept.has(node.id));
}
