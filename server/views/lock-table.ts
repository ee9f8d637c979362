import type { LockFilter, LockRegisterRow } from '../../src/lib/contract/lock-register.ts';
import type { Principal } from '../core/access/may.ts';
import type { CourtDate } from '../core/time/types.ts';
import { lockRegisterView } from './lock-register.ts';
import type { ViewContext } from './view-context.ts';
import { mostRows, type ListTable } from './worklist-table.ts';

const pageRows = 500;
const columns = [
	{ title: '案号', width: 26 },
	{ title: '法院', width: 24 },
	{ title: '承办人', width: 12 },
	{ title: '状态', width: 10 },
	{ title: '锁死节点', width: 36 },
	{ title: '锁死日', width: 12 },
	{ title: '解锁日', width: 12 },
	{ title: '锁死天数', width: 10 },
	{ title: '再次锁死', width: 10 },
	{ title: '方式', width: 12 },
	{ title: '决定法院', width: 24 },
	{ title: '解锁申请', width: 12 },
	{ title: '结果', width: 18 },
	{ title: '新期限', width: 12 },
];

function cells(row: LockRegisterRow): ListTable['rows'][number] {
	const ways = [...(row.soft ? ['柔性'] : []), ...(row.byHand ? ['手工'] : [])];
	return [
		row.caseNumber,
		row.courtName,
		row.handlerName ?? '未分案',
		row.stateName,
		row.causes.map(({ nodeName, subject }) => (subject ? `${nodeName}（${subject}）` : nodeName)).join('、'),
		{ day: row.lockedOn as CourtDate },
		row.releasedOn ? { day: row.releasedOn as CourtDate } : undefined,
		row.days,
		row.repeat,
		ways.join('、'),
		row.deciderName,
		row.request?.phaseName,
		row.outcomeName,
		row.newDueOn?.join('、'),
	];
}

/** The register by a filter, whole, as it is downloaded; undefined where it has more rows than a table takes. */
export async function lockTable(context: ViewContext, principal: Principal, filter: LockFilter): Promise<ListTable | undefined> {
	const rows: ListTable['rows'][number][] = [];
	const { cursor: _first, ...rest } = filter;
	for (let cursor: string | undefined = ''; cursor !== undefined;) {
		const page = await lockRegisterView(context, principal, { ...rest, ...(cursor ? { cursor } : {}) }, pageRows);
		if (page.total > mostRows) return undefined;
		rows.push(...page.rows.map(cells));
		cursor = page.nextCursor;
	}
	return { name: '锁死台账', columns, rows };
}
