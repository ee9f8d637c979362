import type { IndicatorsPayload } from '../../contract/topics-figures.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData } from '../../ui/tile-fixtures.ts';

const document = '示范性目标（虚构）';
const period = '2026 年累计';

export const full: IndicatorsPayload = {
	rows: [
		{
			code: 'close-rate',
			name: '执行案件结案率',
			unit: '%',
			value: 86.25,
			numerator: 27_960,
			denominator: 32_418,
			target: { operator: '≥', value: 96, document },
			met: false,
			gap: '再结 3,162 件',
			formula: '已结÷受理',
			period,
		},
		{
			code: 'enterprise-recovery',
			name: '涉企案件实际执行到位率',
			unit: '%',
			value: 41.7,
			numerator: 417,
			denominator: 1_000,
			target: { operator: '≥', value: 35, document },
			met: true,
			formula: '到位÷申请标的',
			period,
		},
		{
			code: 'average-days',
			name: '执行平均用时',
			unit: '天',
			value: 58.3,
			numerator: 583,
			denominator: 10,
			target: { operator: '<', value: 55, document },
			met: false,
			gap: '超 3.3 天',
			formula: '总用时÷已结',
			period,
		},
		{
			code: 'payment-rate',
			name: '案款发放率',
			unit: '%',
			value: 97.4,
			numerator: 974,
			denominator: 1_000,
			target: { operator: '≥', value: 90, document },
			met: true,
			formula: '发放÷可发',
			period,
		},
		{
			code: 'paid-in-15',
			name: '15 日内发放',
			unit: '%',
			value: 92.08,
			numerator: 9_208,
			denominator: 10_000,
			target: { operator: '=', value: 100, document },
			met: false,
			gap: '11 笔逾期未发',
			formula: '按时÷届满',
			period,
		},
		{
			code: 'enterprise-days',
			name: '首执平均用时（涉企合同）',
			unit: '天',
			value: 66.2,
			numerator: 662,
			denominator: 10,
			target: { operator: '≤', value: 70, document },
			met: true,
			formula: '总用时÷已结',
			period,
		},
	],
};
const unknown: IndicatorsPayload = { rows: full.rows.map(({ gap: _gap, met: _met, ...row }) => ({ ...row, value: null, denominator: 0 })) };
const without: IndicatorsPayload = { rows: full.rows.map(({ target: _target, gap: _gap, met: _met, ...row }) => row) };

export const fixtures: TileFixture<'indicators'>[] = [
	...commonStates<'indicators'>(full),
	{ state: '无分母（—）', data: fixtureData<'indicators'>(unknown) },
	{ state: '未设目标', data: fixtureData<'indicators'>(without) },
	{
		state: '指标很多、长名称',
		data: fixtureData<'indicators'>({
			rows: Array.from({ length: 20 }, (_, index) => {
				const row = full.rows[index % full.rows.length]!;
				return {
					...row,
					code: `${row.code}-${index}`,
					name: index % 3 === 0 ? '有财产可供执行案件法定审限内实际执行到位率（涉民营企业）' : row.name,
					...(row.gap && index % 3 === 0 ? { gap: '再结 123,161 件' } : {}),
				};
			}),
		}),
	},
	{ state: '没有指标', data: fixtureData<'indicators'>({ rows: [] }) },
];
