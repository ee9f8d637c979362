import type { CreditPayload } from '../../contract/topics-quality.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData } from '../../ui/tile-fixtures.ts';

type Row = CreditPayload['rows'][number];

const rowOf = (key: string, name: string, kind: Row['kind'], value: number, previous: number | null, today: number): Row => ({
	...{ key, name, kind, today },
	count: { value, previous },
});

export const full: CreditPayload = {
	year: 2026,
	rows: [
		rowOf('dishonesty-listed', '纳入失信名单', 'against', 3_412, 3_890, 6),
		rowOf('sanction-decided/consumption', '限制消费', 'against', 8_126, 7_904, 21),
		rowOf('sanction-decided/fine', '罚款', 'against', 64, 71, 0),
		rowOf('detention-started', '司法拘留', 'against', 118, 96, 1),
		rowOf('summon-started', '拘传', 'against', 302, 288, 2),
		rowOf('sanction-decided/criminal', '移送拒执犯罪', 'against', 17, 12, 0),
		rowOf('dishonesty-removed', '删除失信信息', 'relief', 1_204, 1_020, 4),
		rowOf('consumption-lifted', '解除限制消费', 'relief', 2_611, 2_588, 9),
	],
};
export const none: CreditPayload = { year: 2026, rows: full.rows.map((row) => ({ ...row, today: 0, count: { value: 0, previous: 0 } })) };
const fresh: CreditPayload = { year: 2026, rows: full.rows.map((row) => ({ ...row, count: { ...row.count, previous: null } })) };
const large: CreditPayload = {
	year: 2026,
	rows: full.rows.map((row) => ({
		...row,
		today: row.today * 90,
		count: { value: row.count.value * 900, previous: (row.count.previous ?? 0) * 880 },
	})),
};

export const fixtures: TileFixture<'credit'>[] = [
	...commonStates<'credit'>(full),
	{ state: '全为零', data: fixtureData<'credit'>(none) },
	{ state: '上年无数据', data: fixtureData<'credit'>(fresh) },
	{ state: '全省（数字很大）', data: fixtureData<'credit'>(large) },
	{ state: '没有可以统计的措施', data: fixtureData<'credit'>({ year: 2026, rows: [] }) },
];
