import type { FlowWarningsPayload } from '../../contract/topics-monitor.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData } from '../../ui/tile-fixtures.ts';

const days = (usual: number, today: number): number[] => [
	...[1, 0.9, 1.2, 0.1, 0.05, 1.1, 0.8, 0.95, 1.3, 1.05, 0.1, 0, 0.9].map((share) => Math.round(share * usual)),
	today,
];

export const full: FlowWarningsPayload = {
	judging: 'both',
	rows: [
		{ key: 'auction-started', name: '网拍', today: 14, usual: 12.5, days: days(12.5, 14), state: 'normal' },
		{ key: 'money-paid', name: '案款发放', today: 96, usual: 41.2, days: days(41.2, 96), state: 'high' },
		{ key: 'case-closed', name: '结案', today: 88, usual: 124, days: days(124, 88), state: 'normal' },
		{ key: 'notice-issued', name: '执行通知', today: 61, usual: 97, days: days(97, 61), state: 'normal' },
		{ key: 'net-query-launched', name: '总对总查询', today: 9, usual: 118, days: days(118, 9), state: 'low' },
		{ key: 'zb-interviewed', name: '终本约谈', today: 22, usual: 30, days: days(30, 22), state: 'normal' },
	],
};
const morning: FlowWarningsPayload = {
	judging: 'high',
	rows: full.rows.map((row) => ({ ...row, today: 0, days: [...row.days.slice(0, -1), 0], state: 'normal' })),
};
const unknown: FlowWarningsPayload = {
	judging: 'high',
	rows: full.rows.map((row) => ({ ...row, usual: null, days: [...Array.from({ length: 12 }, () => 0), 3, row.today], state: 'unknown' })),
};
const zero: FlowWarningsPayload = {
	judging: 'both',
	rows: full.rows.map((row) => ({ ...row, today: 0, usual: 0, days: Array.from({ length: 14 }, () => 0), state: 'normal' })),
};
const province: FlowWarningsPayload = {
	judging: 'both',
	rows: full.rows.map((row) => ({ ...row, today: row.today * 912, usual: row.usual! * 912, days: row.days.map((value) => value * 912) })),
};

export const fixtures: TileFixture<'flow-warnings'>[] = [
	...commonStates<'flow-warnings'>(full),
	{ state: '上午（不判断偏低）', data: fixtureData<'flow-warnings'>(morning) },
	{ state: '没有往期', data: fixtureData<'flow-warnings'>(unknown) },
	{ state: '全为零', data: fixtureData<'flow-warnings'>(zero) },
	{ state: '全省（万）', data: fixtureData<'flow-warnings'>(province) },
	{
		state: '名称过长',
		data: fixtureData<'flow-warnings'>({ ...full, rows: full.rows.map((row) => ({ ...row, name: `${row.name}（含委托执行案件）` })) }),
	},
];
