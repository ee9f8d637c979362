import type { FundOverduePayload } from '../../contract/topics-quality.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData } from '../../ui/tile-fixtures.ts';

type Row = FundOverduePayload['rows'][number];

const courts = ['东川县法院', '甲区法院', '西陵县法院', '北原市法院'];
const handlers = ['李某某', '赵某', '钱某某', '孙某某', '周某'];
const dayBack = (days: number): string => new Date(Date.parse('2026-10-14T00:00:00Z') - days * 86_400_000).toISOString().slice(0, 10);

const rows = Array.from({ length: 24 }, (_, at): Row => {
	const days = 132 - at * 5;
	return {
		nodeId: `n${at}`,
		caseNumber: `（2026）示02${String(4 + (at % 8)).padStart(2, '0')}执${at % 4 === 3 ? '恢' : ''}${1_187 + at * 13}号`,
		courtName: courts[at % courts.length]!,
		handler: handlers[at % handlers.length]!,
		unpaidFen: (38_600 + ((at * 7_919) % 96_000)) * 100,
		arrivedOn: dayBack(days),
		days,
		dueOn: dayBack(days - 15),
		overdueDays: days - 15,
		locked: at % 3 === 0,
	};
});

/** As many, and together as much, as the other money tiles say. */
const yuan = [86_400, 61_200, 54_000, 48_600, 39_800, 32_500, 27_300, 21_600, 18_400, 12_800, 10_000];
export const full: FundOverduePayload = {
	total: yuan.length,
	totalFen: 412_600_00,
	rows: yuan.map((amount, at) => ({ ...rows[at]!, unpaidFen: amount * 100 })),
};
export const none: FundOverduePayload = { total: 0, totalFen: 0, rows: [] };
export const masked: FundOverduePayload = { ...full, rows: full.rows.map(({ handler: _, ...row }) => row) };
const one: FundOverduePayload = { total: 1, totalFen: rows[0]!.unpaidFen, rows: rows.slice(0, 1) };
const long: FundOverduePayload = {
	total: 12_408,
	totalFen: 1_284_213_600_00,
	rows: rows.map((row, at) => ({
		...row,
		caseNumber: `（2026）示${row.caseNumber.slice(6, 12)}执恢1203${at}号之一`,
		courtName: '双江拉祜族佤族布朗族傣族自治县法院',
		handler: '买买提江·阿卜杜热合曼某某',
		unpaidFen: row.unpaidFen * 40_000,
	})),
};

export const fixtures: TileFixture<'fund-overdue'>[] = [
	...commonStates<'fund-overdue'>(full),
	{ state: '没有逾期（0）', data: fixtureData<'fund-overdue'>(none) },
	{ state: '一笔', data: fixtureData<'fund-overdue'>(one) },
	{ state: '参观（不显示人员）', data: fixtureData<'fund-overdue'>(masked) },
	{ state: '超长名称、数字很大', data: fixtureData<'fund-overdue'>(long), options: { pageMs: 4_000 } },
];
