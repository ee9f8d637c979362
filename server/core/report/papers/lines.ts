import { heldAt, isSeal, openNodes, waitingRequests, type OpenNode, type WaitingRequest } from '../as-of.ts';
import { nodeLine, type LineContext } from '../lines.ts';
import type { PaperCell, PaperColumn, PaperKind } from '../paper.ts';
import type { DailyInput, LockAsStored } from '../types.ts';
import type { PaperInput } from './input.ts';
import { column } from './scribe.ts';

/** What was open, locked and asked for at the cut-off of a paper, as the daily statistics would have it. */
export interface AsOf {
	readonly context: LineContext;
	/** All open nodes within reach, the most overdue first. */
	readonly open: readonly OpenNode[];
	readonly overdue: readonly OpenNode[];
	readonly held: readonly LockAsStored[];
	readonly waiting: readonly WaitingRequest[];
	/** Locks that were set, and ended, in the period. */
	readonly set: readonly LockAsStored[];
	readonly released: readonly LockAsStored[];
}

/** Papers about enforcement alone: nodes, locks and long-pending cases of trials stand in the others. */
const enforcementPapers: readonly PaperKind[] = ['weekly', 'monthly', 'business-pack', 'campaign'];

/** Whether a paper is about enforcement cases alone. */
export const isEnforcementPaper = (kind: PaperKind): boolean => enforcementPapers.includes(kind);

/** Whether a number is that of an enforcement case: 执, 执恢, 执保, 执异 … */
const isEnforcement = ({ caseNumber }: { readonly caseNumber: string }): boolean => caseNumber.includes('执');

/** The lists as of the cut-off. What waits for the feed or began before locks is overdue as well. */
export function asOf({ base, lists }: PaperInput): AsOf {
	const { until } = base;
	const about = <T extends { readonly caseNumber: string }>(list: readonly T[]): readonly T[] =>
		isEnforcementPaper(base.kind) ? list.filter(isEnforcement) : list;
	const locks = about(lists.locks);
	const moment = { day: lists.day, before: until };
	const open = openNodes(about(lists.nodes), locks, moment);
	const held = locks.filter((lock) => heldAt(lock, until));
	const input = { ...base, court: base.court.code, day: lists.day, before: until, reminders: lists.reminders, deciders: new Map() };
	const { start } = lists;
	return {
		// Lines of nodes read the directory, the rules, the day and the reminders, and nothing of the sums.
		context: { input: input as unknown as DailyInput, lockOfCase: new Map(held.map((lock) => [lock.caseId, lock])) },
		open,
		overdue: open.filter((node) => node.overdueDays > 0),
		held,
		waiting: waitingRequests(lists.requests, locks, until).filter(({ lock }) => lock !== undefined || !isEnforcementPaper(base.kind)),
		set: locks.filter((lock) => lock.state !== 'proposed' && lock.lockedAt >= start && lock.lockedAt < until),
		released: locks.filter((lock) => lock.releasedAt !== undefined && lock.releasedAt >= start && lock.releasedAt < until),
	};
}

/** Open nodes other than seals, and seals. */
export const isStep = (node: OpenNode): boolean => !isSeal(node);

/** Columns of a list of nodes. */
export const nodeColumns: readonly PaperColumn[] = [
	column('序号', 5),
	column('案号', 20, 'left'),
	column('承办法院', 16, 'left'),
	column('部门', 13, 'left'),
	column('承办人', 8),
	column('节点', 19, 'left'),
	column('应完成日', 13),
	column('超期天数', 7, 'right'),
	column('已提醒次数', 7, 'right'),
	column('是否锁死', 7),
	column('备注', 10, 'left'),
];

/** The row of a node: to the case and the person. */
export function nodeRow({ context }: AsOf, node: OpenNode, at: number): readonly PaperCell[] {
	const line = nodeLine(context, node);
	return [
		{ number: at + 1 },
		{ caseId: node.caseId, caseNumber: node.caseNumber },
		line.courtName,
		line.unitName ?? '—',
		line.handlerName ?? '—',
		line.nodeName,
		{ day: node.dueOn },
		node.overdueDays > 0 ? { number: node.overdueDays } : '—',
		{ number: line.reminders },
		line.locked ? '是' : '否',
		line.marks.join('、') || '—',
	];
}

/** Columns of a list in the body, where the page is upright: court or department, without remarks. */
const bodyColumns: readonly string[] = ['序号', '案号', '承办人', '节点', '应完成日', '届满日', '超期天数', '已提醒次数', '是否锁死'];

/** A list of nodes as it stands in the body: the court where there are several, else the department. */
export function inBody<T>(
	courts: number,
	columns: readonly PaperColumn[],
	rows: readonly (readonly T[])[],
): { readonly columns: readonly PaperColumn[]; readonly rows: readonly (readonly T[])[] } {
	const kept = columns.map(({ title }) => bodyColumns.includes(title) || title === (courts > 1 ? '承办法院' : '部门'));
	return { columns: columns.filter((_, at) => kept[at]), rows: rows.map((row) => row.filter((_, at) => kept[at])) };
}

/** The one court column is left out where there is only one court. */
export function forCourts<T>(courts: number, cells: readonly T[]): readonly T[] {
	return courts > 1 ? cells : cells.filter((_, at) => at !== 2);
}
