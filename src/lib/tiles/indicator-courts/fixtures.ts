import type { IndicatorCourtsPayload } from '../../contract/topics-quality.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData } from '../../ui/tile-fixtures.ts';

type Row = IndicatorCourtsPayload['rows'][number];
type Target = NonNullable<Row['target']>;

const document = '示范性目标（虚构）';
const names = ['本院', '甲区', '乙区', '丙区', '东川县', '西陵县', '南浦县', '北原市', '清水县'];
const courtsOf = (list: readonly string[]) => list.map((shortName, at) => ({ court: `c${at}`, shortName }));

const isMet = ({ operator, value }: Target, of: number): boolean =>
	({ '≥': of >= value, '>': of > value, '≤': of <= value, '<': of < value, '=': of === value })[operator];

function rowOf(
	code: string,
	name: string,
	unit: Row['unit'],
	total: number,
	target: readonly [Target['operator'], number] | undefined,
	count = names.length,
): Row {
	// An even spread around the whole, the same at every start.
	const values = Array.from(
		{ length: count },
		(_, at) => Math.round(Math.min(unit === '%' ? 100 : 999, total * (1 + (((at * 37) % 11) - 5) / 60)) * 100) / 100,
	);
	const bound: Target | undefined = target && { operator: target[0], value: target[1], document };
	return {
		...{ code, name, unit, total, values, ...(bound ? { target: bound } : {}) },
		totalMet: bound ? isMet(bound, total) : null,
		met: values.map((value) => (bound ? isMet(bound, value) : null)),
	};
}

const rowsOf = (count?: number): readonly Row[] => [
	rowOf('close', '执行案件结案率', '%', 86.25, ['≥', 96], count),
	rowOf('first-close', '首执案件结案率', '%', 88.02, undefined, count),
	rowOf('in-limit', '有财产可供执行案件法定审限内结案率', '%', 93.41, ['≥', 90], count),
	rowOf('zb', '终本案件合格率', '%', 98.87, ['=', 100], count),
	rowOf('complete', '执行完毕率', '%', 37.6, undefined, count),
	rowOf('recovery', '实际执行到位率', '%', 44.18, undefined, count),
	rowOf('recovery-enterprise', '涉企案件实际执行到位率', '%', 41.7, ['≥', 35], count),
	rowOf('days', '执行平均用时', '天', 58.3, ['<', 55], count),
	rowOf('enterprise-days', '首次执行平均用时（涉企合同）', '天', 66.2, ['≤', 70], count),
	rowOf('pay', '案款发放率', '%', 97.4, ['≥', 90], count),
	rowOf('pay-in-15', '15日内发放率', '%', 92.08, ['=', 100], count),
	rowOf('pay-days', '执行款发放平均天数', '天', 9.4, undefined, count),
];

export const full: IndicatorCourtsPayload = { ranked: false, courts: courtsOf(names), rows: rowsOf() };
const ranked: IndicatorCourtsPayload = {
	...full,
	ranked: true,
	rows: full.rows.map((row) => ({
		...row,
		places: row.values.map((value, at) =>
			at === 0 ? null : 1 + row.values.slice(1).filter((other) => (other ?? 0) > (value ?? 0)).length,
		),
	})),
};
const manyNames = Array.from({ length: 18 }, (_, at) => (at === 0 ? '本院' : `示${'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午'[at - 1]}中院`));
const many: IndicatorCourtsPayload = { ranked: false, courts: courtsOf(manyNames), rows: rowsOf(manyNames.length) };
const long: IndicatorCourtsPayload = {
	...full,
	courts: courtsOf([
		'本院',
		'双江拉祜族佤族布朗族傣族自治县',
		'经济技术开发区',
		'前郭尔罗斯蒙古族自治县',
		'东川县',
		'铁路运输',
		'积石山保安族东乡族撒拉族自治县',
		'北原市',
		'清水县',
	]),
};
const unknown: IndicatorCourtsPayload = {
	...full,
	rows: full.rows.map((row) => ({ ...row, total: null, totalMet: null, values: row.values.map(() => null), met: row.met.map(() => null) })),
};
const partly: IndicatorCourtsPayload = {
	...full,
	rows: full.rows.map((row) => ({
		...row,
		values: row.values.map((value, at) => (at === 4 ? null : value)),
		met: row.met.map((met, at) => (at === 4 ? null : met)),
	})),
};
const zero: IndicatorCourtsPayload = { ...full, rows: full.rows.map((row) => ({ ...row, total: 0, values: row.values.map(() => 0) })) };

export const fixtures: TileFixture<'indicator-courts'>[] = [
	...commonStates<'indicator-courts'>(full),
	{ state: '已开启排名', data: fixtureData<'indicator-courts'>(ranked) },
	{ state: '十七个下级法院（翻页）', data: fixtureData<'indicator-courts'>(many), options: { pageMs: 4_000 } },
	{ state: '超长院名', data: fixtureData<'indicator-courts'>(long) },
	{ state: '一院无数据', data: fixtureData<'indicator-courts'>(partly) },
	{ state: '无分母（—）', data: fixtureData<'indicator-courts'>(unknown) },
	{ state: '全为零', data: fixtureData<'indicator-courts'>(zero) },
	{ state: '没有下级法院', data: fixtureData<'indicator-courts'>({ ranked: false, courts: [], rows: [] }) },
];
