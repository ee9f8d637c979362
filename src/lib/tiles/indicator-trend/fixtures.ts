import type { IndicatorTrendPayload } from '../../contract/topics-quality.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData } from '../../ui/tile-fixtures.ts';

type Row = IndicatorTrendPayload['rows'][number];

const months = Array.from({ length: 12 }, (_, at) => (at < 2 ? `2025-${11 + at}` : `2026-${String(at - 1).padStart(2, '0')}`));
const document = '示范性目标（虚构）';
const goal = (operator: '≥' | '≤' | '<' | '=', value: number): Pick<Row, 'target'> => ({ target: { operator, value, document } });

const year = 'year' as const;
const month = 'month' as const;

export const full: IndicatorTrendPayload = {
	months,
	rows: [
		{
			...{
				code: 'close',
				name: '执行案件结案率',
				unit: '%',
				value: 86.25,
				...goal('≥', 96),
				met: false,
				gap: '再结 3,162 件',
				basis: year,
			},
			values: [88.4, 95.1, 31.2, 38.5, 47.9, 55.3, 62.4, 69.8, 74.5, 78.9, 83.7, 86.25],
		},
		{
			...{ code: 'first-close', name: '首执案件结案率', unit: '%', value: 88.02, basis: year },
			values: [90.2, 96.3, 33.4, 40.1, 49.5, 57.8, 64.9, 71.7, 76.6, 80.8, 85.5, 88.02],
		},
		{
			...{
				code: 'in-limit',
				name: '有财产可供执行案件法定审限内结案率',
				unit: '%',
				value: 93.41,
				...goal('≥', 90),
				met: true,
				basis: month,
			},
			values: [91.5, 92.2, 90.8, 92.1, 93.5, 92.8, 94.1, 93.2, 92.7, 94.4, 93.9, 95.2],
		},
		{
			...{ code: 'zb', name: '终本案件合格率', unit: '%', value: 98.87, ...goal('=', 100), met: false, gap: '43 件不合格', basis: month },
			values: [97.2, 98.1, 98.9, 99.2, 98.6, 99.4, 98.8, 99.1, 98.7, 99.5, 99.2, 98.3],
		},
		{
			...{ code: 'complete', name: '执行完毕率', unit: '%', value: 37.6, basis: month },
			values: [35.2, 40.8, 33.1, 36.4, 35.9, 38.2, 37.1, 39.5, 36.8, 38.4, 37.7, 40.1],
		},
		{
			...{ code: 'recovery', name: '实际执行到位率', unit: '%', value: 44.18, basis: month },
			values: [40.1, 52.3, 38.7, 41.2, 43.5, 42.8, 44.9, 46.1, 43.2, 45.7, 44.4, 47.2],
		},
		{
			...{ code: 'recovery-enterprise', name: '涉企案件实际执行到位率', unit: '%', value: 41.7, ...goal('≥', 35), met: true, basis: month },
			values: [36.2, 44.1, 33.8, 37.5, 40.2, 39.9, 42.4, 43.8, 41.1, 42.9, 42.2, 44.6],
		},
		{
			...{ code: 'days', name: '执行平均用时', unit: '天', value: 58.3, ...goal('<', 55), met: false, gap: '超 3.3 天', basis: month },
			values: [66.1, 64.8, 61.2, 62.5, 60.4, 59.8, 58.1, 57.7, 58.9, 56.4, 55.9, 54.2],
		},
		{
			...{
				code: 'enterprise-days',
				name: '首次执行平均用时（涉企合同）',
				unit: '天',
				value: 66.2,
				...goal('≤', 70),
				met: true,
				basis: month,
			},
			values: [74.3, 72.8, 71.1, 69.9, 68.4, 67.2, 66.8, 65.1, 66.9, 64.2, 63.8, 62.5],
		},
		{
			...{ code: 'pay', name: '案款发放率', unit: '%', value: 97.4, ...goal('≥', 90), met: true, basis: year },
			values: [95.1, 97.8, 84.2, 88.9, 91.5, 93.1, 94.4, 95.2, 95.9, 96.6, 97.1, 97.4],
		},
		{
			...{
				code: 'pay-in-15',
				name: '15日内发放率',
				unit: '%',
				value: 92.08,
				...goal('=', 100),
				met: false,
				gap: '11 笔逾期未发',
				basis: month,
			},
			values: [86.4, 88.1, 87.5, 89.2, 90.8, 91.5, 90.9, 92.4, 93.1, 92.8, 94.2, 95.1],
		},
		{
			...{ code: 'pay-days', name: '执行款发放平均天数', unit: '天', value: 9.4, basis: month },
			values: [12.8, 12.1, 11.6, 11.2, 10.5, 10.1, 9.8, 9.6, 9.1, 8.8, 8.5, 8.2],
		},
	],
};

const unknown: IndicatorTrendPayload = {
	months,
	rows: full.rows.map(({ gap: _gap, met: _met, ...row }) => ({ ...row, value: null, values: months.map(() => null) })),
};
/** Data begins in May, and in July nothing was closed. */
const gaps: IndicatorTrendPayload = {
	months,
	rows: full.rows.map((row) => ({ ...row, values: row.values.map((value, at) => (at < 6 || at === 8 ? null : value)) })),
};
const zero: IndicatorTrendPayload = {
	months,
	rows: full.rows.map((row) => ({ ...row, value: 0, values: months.map(() => 0) })),
};

export const fixtures: TileFixture<'indicator-trend'>[] = [
	...commonStates<'indicator-trend'>(full),
	{ state: '有缺月', data: fixtureData<'indicator-trend'>(gaps) },
	{ state: '无分母（—）', data: fixtureData<'indicator-trend'>(unknown) },
	{ state: '全为零', data: fixtureData<'indicator-trend'>(zero) },
	{ state: '没有指标', data: fixtureData<'indicator-trend'>({ months, rows: [] }) },
];
