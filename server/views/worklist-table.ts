import type { WorklistFilter, WorkRow } from '../../src/lib/contract/desk.ts';
import type { Principal } from '../core/access/may.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { ViewContext } from './view-context.ts';
import { worklistView } from './worklist-view.ts';

/** Rows of a downloaded list at most; more are refused, not cut off in silence. */
export const mostRows = 20_000;
const pageRows = 500;

/** A list as it is downloaded: titles, widths, and cells of text, numbers and days. */
export interface ListTable {
	readonly name: string;
	readonly columns: readonly { readonly title: string; readonly width: number }[];
	readonly rows: readonly (readonly (string | number | { readonly day: CourtDate } | undefined)[])[];
}

const columns = [
	{ title: '案号', width: 26 },
	{ title: '法院', width: 24 },
	{ title: '部门', width: 18 },
	{ title: '承办人', width: 12 },
	{ title: '节点', width: 26 },
	{ title: '主体', width: 12 },
	{ title: '时钟', width: 8 },
	{ title: '应完成日', width: 12 },
	{ title: '状态', width: 10 },
	{ title: '超期天数', width: 10 },
	{ title: '剩余天数', width: 10 },
	{ title: '提醒次数', width: 10 },
	{ title: '标记', width: 18 },
	{ title: '锁死', width: 12 },
	{ title: '解锁申请', width: 12 },
];
const lockNames = { active: '已锁死', proposed: '待确认', review: '补录待核' } as const;

function cells(row: WorkRow): ListTable['rows'][number] {
	const marks = [
		...(row.frozen ? ['停'] : []),
		...(row.provisional ? ['暂定'] : []),
		...(row.unconfirmed ? ['待核'] : []),
		...(row.awaitingFeed ? ['超期待核实'] : []),
		...(row.beforeLocks ? ['启用前超期'] : []),
	];
	return [
		row.caseNumber,
		row.courtName,
		row.unitName,
		row.handlerName ?? '未分案',
		row.nodeName,
		row.subject,
		row.clockName,
		row.dueOn ? { day: row.dueOn as CourtDate } : undefined,
		row.phaseName,
		row.overdueDays,
		row.daysLeft,
		row.reminders,
		marks.join('、'),
		row.lock && lockNames[row.lock.state],
		row.lock?.request?.phaseName,
	];
}

/** The worklist of a person by a filter, whole; undefined where it has more rows than a table takes. */
export async function worklistTable(context: ViewContext, principal: Principal, filter: WorklistFilter): Promise<ListTable | undefined> {
	const rows: ListTable['rows'][number][] = [];
	for (let cursor: string | undefined = ''; cursor !== undefined;) {
		const { cursor: _first, ...rest } = filter;
		const page = await worklistView(context, principal, { ...rest, ...(cursor ? { cursor } : {}) }, pageRows);
		if (page.total > mostRows) return undefined;
		rows.push(...page.rows.map(cells));
		cursor = page.nextCursor;
	}
	return { name: '节点清单', columns, rows };
}
