import type { PlanChartPayload } from '../../contract/topics-monitor.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData } from '../../ui/tile-fixtures.ts';

type Row = PlanChartPayload['rows'][number];
const done = (name: string, dueOn: string) => ({ name, dueOn, state: 'done' as const });
const late = (name: string, dueOn: string) => ({ name, dueOn, state: 'late' as const });
const open = (name: string, dueOn: string) => ({ name, dueOn, state: 'open' as const });
const row = (caseNumber: string, courtName: string, handler: string, stageName: string, closeBy: string, steps: Row['steps']): Row => ({
	caseNumber,
	courtName,
	handler,
	stageName,
	steps,
	closeBy,
});

export const full: PlanChartPayload = {
	total: 61,
	without: 4,
	today: '2026-10-14',
	from: '2026-09-16',
	to: '2026-12-16',
	rows: [
		row('（2024）示0204执1033号', '东川县法院', '李某某', '审委会逐案研究', '2026-09-30', [
			done('制定方案', '2026-09-18'),
			late('启动拍卖', '2026-10-08'),
			open('复查', '2026-10-16'),
			open('案款发放', '2026-11-20'),
		]),
		row('（2025）示0211民初2207号', '甲区法院', '赵某', '审委会逐案研究', '2026-11-06', [
			done('制定方案', '2026-09-22'),
			done('复查', '2026-10-09'),
			open('复查', '2026-10-23'),
		]),
		row('（2025）示0207执1450号', '西陵县法院', '王某某', '院长督办', '2026-11-28', [
			done('制定方案', '2026-09-25'),
			open('送达评估报告', '2026-10-19'),
			open('启动拍卖', '2026-11-05'),
			open('启动二拍', '2026-12-10'),
		]),
		row('（2025）示0209执415号', '清水县法院', '周某某', '院长督办', '2026-12-31', [
			done('制定方案', '2026-10-08'),
			open('财产线索核查', '2026-10-15'),
			open('复查', '2026-10-30'),
		]),
		row('（2025）示0206执733号', '北原市法院', '孙某', '院长督办', '2026-10-27', [
			done('制定方案', '2026-09-17'),
			done('复查', '2026-10-01'),
			late('复查', '2026-10-12'),
			open('拍卖财产移交', '2026-10-26'),
		]),
		row('（2026）示0204执88号', '东川县法院', '李某某', '分管副院长督办', '2026-11-13', [
			done('制定方案', '2026-10-12'),
			open('启动确定财产处置参考价', '2026-10-29'),
		]),
		row('（2026）示0208执51号', '南浦县法院', '郑某某', '分管副院长督办', '2026-11-19', [
			done('制定方案', '2026-09-29'),
			open('案款发放', '2026-10-14'),
			open('复查', '2026-10-14'),
		]),
		row('（2026）示0203执120号', '乙区法院', '冯某', '分管副院长督办', '2026-12-04', [
			done('制定方案', '2026-10-10'),
			open('启动划拨', '2026-10-22'),
			open('复查', '2026-11-10'),
		]),
		row('（2026）示0202执77号', '甲区法院', '陈某某', '分管副院长督办', '2026-12-11', [
			done('制定方案', '2026-10-13'),
			open('复查', '2026-11-13'),
		]),
		row('（2026）示0205执302号', '丙区法院', '褚某', '提醒警告', '2026-12-15', [
			done('制定方案', '2026-10-13'),
			open('复查', '2026-10-27'),
		]),
		row('（2026）示0205执311号', '丙区法院', '褚某', '提醒警告', '2026-12-16', [
			done('制定方案', '2026-10-14'),
			open('复查', '2026-10-28'),
		]),
		row('（2026）示0210执64号', '云台县法院', '卫某某', '提醒警告', '2027-01-08', [
			done('制定方案', '2026-10-14'),
			open('复查', '2026-10-28'),
		]),
	],
};
/** As a public screen gets it: no persons. */
export const masked: PlanChartPayload = { ...full, rows: full.rows.map(({ handler: _handler, ...rest }) => rest) };
export const none: PlanChartPayload = { ...full, total: 0, without: 0, rows: [] };

export const fixtures: TileFixture<'plan-chart'>[] = [
	...commonStates<'plan-chart'>(full),
	{ state: '没有长期未结案件', data: fixtureData<'plan-chart'>(none) },
	{ state: '都没有方案', data: fixtureData<'plan-chart'>({ ...none, without: 17 }) },
	{ state: '只有一件', data: fixtureData<'plan-chart'>({ ...full, total: 1, without: 0, rows: full.rows.slice(0, 1) }) },
	{ state: '参观模式（不显示人名）', data: fixtureData<'plan-chart'>(masked) },
	{
		state: '名称过长、期限在轴外',
		data: fixtureData<'plan-chart'>({
			...full,
			rows: full.rows.map((each, index) => ({
				...each,
				caseNumber: '（2026）示0204执恢12345号之二',
				courtName: '示范市高新技术产业开发区法院',
				handler: '欧阳某某某',
				steps: [...each.steps, late('查封房产处置总时限（含委托评估）', '2026-05-04'), open('归档', '2027-02-01')],
				closeBy: index % 2 === 0 ? '2026-03-01' : '2027-03-01',
			})),
		}),
	},
];
