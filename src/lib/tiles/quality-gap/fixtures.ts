import type { IndicatorsPayload } from '../../contract/topics-figures.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData } from '../../ui/tile-fixtures.ts';

type Row = IndicatorsPayload['rows'][number];

const document = '示范性目标（虚构）';
const period = '本年累计';

export const full: IndicatorsPayload = {
	rows: [
		{
			...{ code: 'close', name: '执行案件结案率', unit: '%', value: 86.25, numerator: 27_960, denominator: 32_418, met: false },
			...{ target: { operator: '≥', value: 96, document }, gap: '再结 3,162 件', formula: '已结÷受理', period },
		},
		{
			...{
				code: 'recovery-enterprise',
				name: '涉企案件实际执行到位率',
				unit: '%',
				value: 41.7,
				numerator: 417,
				denominator: 1_000,
				met: true,
			},
			...{ target: { operator: '≥', value: 35, document }, formula: '到位÷申请标的', period },
		},
		{
			...{ code: 'days', name: '执行平均用时', unit: '天', value: 58.3, numerator: 583, denominator: 10, met: false },
			...{ target: { operator: '<', value: 55, document }, gap: '超 3.3 天', formula: '总用时÷已结', period },
		},
		{
			...{
				code: 'enterprise-days',
				name: '首次执行平均用时（涉企合同）',
				unit: '天',
				value: 66.2,
				numerator: 662,
				denominator: 10,
				met: true,
			},
			...{ target: { operator: '≤', value: 70, document }, formula: '总用时÷已结', period },
		},
		{
			...{ code: 'pay', name: '案款发放率', unit: '%', value: 97.4, numerator: 974, denominator: 1_000, met: true },
			...{ target: { operator: '≥', value: 90, document }, formula: '发放÷可发', period },
		},
		{
			...{ code: 'pay-in-15', name: '15日内发放率', unit: '%', value: 92.08, numerator: 9_208, denominator: 10_000, met: false },
			...{ target: { operator: '=', value: 100, document }, gap: '11 笔逾期未发', formula: '按时÷届满', period },
		},
	],
};

const metBy: Readonly<Record<string, number>> = { close: 97.1, days: 48.6, 'pay-in-15': 100 };
const met: IndicatorsPayload = {
	rows: full.rows.map(({ gap: _gap, ...row }): Row => ({ ...row, value: metBy[row.code] ?? row.value, met: true })),
};
const unknown: IndicatorsPayload = {
	rows: full.rows.map(({ gap: _gap, met: _met, ...row }): Row => ({ ...row, value: null, denominator: 0 })),
};
const without: IndicatorsPayload = { rows: full.rows.map(({ target: _target, gap: _gap, met: _met, ...row }): Row => row) };
const zero: IndicatorsPayload = {
	rows: full.rows.map((row): Row => ({
		...row,
		value: 0,
		numerator: 0,
		met: row.target!.operator === '<' || row.target!.operator === '≤',
	})),
};
const long: IndicatorsPayload = {
	rows: full.rows.map((row): Row => ({
		...row,
		name: `有财产可供执行案件法定审限内${row.name}`,
		...(row.gap ? { gap: `再结 1,203,162 件` } : {}),
	})),
};
const many: IndicatorsPayload = { rows: [1, 2, 3].flatMap((n) => full.rows.map((row): Row => ({ ...row, code: `${row.code}-${n}` }))) };

export const fixtures: TileFixture<'indicators'>[] = [
	...commonStates<'indicators'>(full),
	{ state: '全部达标', data: fixtureData<'indicators'>(met) },
	{ state: '无分母（—）', data: fixtureData<'indicators'>(unknown) },
	{ state: '未设目标', data: fixtureData<'indicators'>(without) },
	{ state: '全为零', data: fixtureData<'indicators'>(zero) },
	{ state: '十八项（显示不下）', data: fixtureData<'indicators'>(many) },
	{ state: '超长名称', data: fixtureData<'indicators'>(long) },
	{ state: '没有指标', data: fixtureData<'indicators'>({ rows: [] }) },
];
