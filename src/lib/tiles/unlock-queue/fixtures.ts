import type { UnlockQueuePayload } from '../../contract/topics-monitor.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData } from '../../ui/tile-fixtures.ts';

type Row = UnlockQueuePayload['rows'][number];
type Step = Row['steps'][number];

const own = { name: '本院核签', level: 'basic' } as const;
const city = { name: '中院决定', level: 'intermediate' } as const;
const forward = { name: '中院转报', level: 'intermediate' } as const;
const high = { name: '高院决定', level: 'higher' } as const;

/** A route of which the step at a place runs; -1: none. */
function route(steps: readonly Omit<Step, 'state'>[], running: number): Step[] {
	return steps.map((step, index) => ({ ...step, state: index < running ? 'done' : index === running ? 'running' : 'waiting' }));
}

const row = (n: number, courtName: string, handler: string, steps: Step[], due?: readonly [string, number]): Row => ({
	requestId: `r${n}`,
	caseNumber: `（2026）示02${String(n % 10).padStart(2, '0')}执${n * 97}号`,
	courtName,
	handler,
	returned: false,
	steps,
	...(due ? { stepDueAt: due[0], workingDaysLeft: due[1] } : {}),
});

export const full: UnlockQueuePayload = {
	total: 11,
	rows: [
		row(1, '东川县法院', '李某某', route([own, city], 1), ['2026-10-12T16:00:00Z', -2]),
		row(2, '甲区法院', '赵某', route([own, forward, high], 1), ['2026-10-14T16:00:00Z', 1]),
		row(3, '西陵县法院', '王某某', route([own, city], 0), ['2026-10-15T16:00:00Z', 2]),
		row(4, '北原市法院', '孙某', route([own, forward, high], 2), ['2026-10-16T16:00:00Z', 3]),
		row(5, '清水县法院', '周某某', route([own, city], 1), ['2026-10-16T16:00:00Z', 3]),
		row(6, '示范市中级法院', '吴某', route([{ name: '本院核签', level: 'intermediate' }, high], 1), ['2026-10-19T16:00:00Z', 4]),
		row(7, '丙区法院', '郑某某', route([own, city], 0), ['2026-10-19T16:00:00Z', 4]),
		row(8, '乙区法院', '冯某', route([own, city], 1), ['2026-10-20T16:00:00Z', 5]),
		row(9, '云台县法院', '陈某某', route([own, city], 0), ['2026-10-20T16:00:00Z', 5]),
		row(10, '丁区法院', '褚某', route([own, city], 0), ['2026-10-21T16:00:00Z', 6]),
		{ ...row(11, '南浦县法院', '卫某某', route([own, city], -1)), returned: true },
	],
};
/** As a public screen gets it: no persons. */
export const masked: UnlockQueuePayload = { ...full, rows: full.rows.map(({ handler: _handler, ...rest }) => rest) };
export const none: UnlockQueuePayload = { total: 0, rows: [] };

export const fixtures: TileFixture<'unlock-queue'>[] = [
	...commonStates<'unlock-queue'>(full),
	{ state: '没有申请', data: fixtureData<'unlock-queue'>(none) },
	{ state: '只有一件', data: fixtureData<'unlock-queue'>({ total: 1, rows: full.rows.slice(0, 1) }) },
	{ state: '参观模式（不显示人名）', data: fixtureData<'unlock-queue'>(masked) },
	{ state: '超出所列（共 213 件）', data: fixtureData<'unlock-queue'>({ ...full, total: 213 }) },
	{
		state: '名称过长',
		data: fixtureData<'unlock-queue'>({
			total: 4,
			rows: full.rows.slice(0, 4).map((each) => ({
				...each,
				caseNumber: '（2026）示0204执恢12345号之二',
				courtName: '示范市高新技术产业开发区法院',
				handler: '欧阳某某某',
			})),
		}),
	},
];
