import type { LockRow, LocksPayload } from '../../contract/topics.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData, withLongNames } from '../../ui/tile-fixtures.ts';

type Short = [
	number: string,
	court: string,
	handler: string,
	node: string,
	overdueDays: number,
	decider: LockRow['decider'],
	request: LockRow['requestState'],
	left?: number,
];

const shorts: Short[] = [
	['（2026）示0204执1187号', '东川县法院', '李某某', '启动拍卖', 43, 'intermediate', 'deciding', 1],
	['（2026）示0211执302号', '甲区法院', '赵某', '启动确定参考价', 26, 'intermediate', 'deciding', -1],
	['（2025）示0204执2260号', '东川县法院', '钱某某', '案款发放', 97, 'higher', 'forwarding', 1],
	['（2026）示0207执恢88号', '西陵县法院', '孙某某', '启动第二次拍卖', 11, 'intermediate', 'deciding', 3],
	['（2026）示0204执941号', '东川县法院', '李某某', '线索核查', 9, 'intermediate', 'endorsing', 1],
	['（2026）示0209执415号', '清水县法院', '周某', '首次网络查控', 6, 'intermediate', 'returned'],
	['（2026）示0206执733号', '北原市法院', '吴某某', '发出执行通知', 4, 'intermediate', 'none'],
	['（2026）示0206执801号', '北原市法院', '郑某', '线索核查', 3, 'intermediate', 'none'],
	['（2025）示0207执1450号', '西陵县法院', '王某某', '六个月内结案', 124, 'higher', 'deciding', 2],
	['（2026）示0211执恢17号', '甲区法院', '冯某某', '启动拍卖', 35, 'intermediate', 'refused'],
];

function rowOf([caseNumber, courtName, handler, nodeName, overdueDays, decider, requestState, left]: Short, index: number): LockRow {
	const dueMs = Date.parse('2026-10-14T00:00:00Z') - overdueDays * 86_400_000;
	const running = requestState === 'endorsing' || requestState === 'forwarding' || requestState === 'deciding';
	const stepDueAt =
		left === 1 ? '2026-10-14T16:00:00Z' : left === undefined || left < 0 ? '2026-10-13T16:00:00Z' : `2026-10-${14 + left}T16:00:00Z`;
	return {
		lockId: `lock-${index + 1}`,
		caseNumber,
		court: `court-${index}`,
		courtName,
		handler,
		nodeName,
		causes: index === 2 ? 3 : 1,
		dueOn: new Date(dueMs).toISOString().slice(0, 10),
		overdueDays,
		lockedAt: new Date(dueMs + 86_400_000 + 16 * 3_600_000).toISOString(),
		repeat: index === 3 ? 1 : 0,
		state: index === 5 ? 'review' : 'active',
		decider,
		deciderName: decider === 'higher' ? '示范省高级人民法院' : '示范市中级人民法院',
		requestState,
		...(running && left !== undefined ? { stepDueAt, workingDaysLeft: left } : {}),
	};
}

const rows = shorts.map(rowOf);

/** Ten rows of sixteen. */
export const full: LocksPayload = { total: 16, rows };

/** The same rows as a public screen gets them: no persons. */
export const masked: LocksPayload = { total: 16, rows: rows.map(({ handler: _handler, ...row }) => row) };

export const none: LocksPayload = { total: 0, rows: [] };

export const fixtures: TileFixture<'locks'>[] = [
	...commonStates<'locks'>(full),
	{ state: '没有锁死案件', data: fixtureData<'locks'>(none) },
	{ state: '参观模式（不显示人名）', data: fixtureData<'locks'>(masked) },
	{
		state: '长名称',
		data: fixtureData<'locks'>({
			total: 1_638,
			rows: withLongNames(rows).map((row) => ({
				...row,
				nodeName: '完成财产处置参考价确定（议价、询价、评估）',
				deciderName: '示范土家族苗族自治州中级法院',
				overdueDays: 1_412,
				causes: 12,
			})),
		}),
	},
	{ state: '恰好一页', data: fixtureData<'locks'>({ total: 3, rows: rows.slice(0, 3) }) },
	{
		state: '批量待确认',
		data: fixtureData<'locks'>({
			total: 638,
			rows: rows.map(({ stepDueAt: _due, workingDaysLeft: _left, ...row }) => ({
				...row,
				state: 'proposed' as const,
				requestState: 'none' as const,
			})),
		}),
	},
];
