import type { FundsPayload } from '../../contract/topics-figures.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData } from '../../ui/tile-fixtures.ts';

export const full: FundsPayload = {
	arrivedFen: 328_640_000_00,
	paidFen: 324_820_000_00,
	unpaidFen: 3_826_400_00,
	unpaidCount: 126,
	overdueCount: 11,
	overdueFen: 412_600_00,
	within15Rate: 0.9208,
	ages: [
		{ label: '5日内', count: 58, fen: 1_620_000_00 },
		{ label: '15日内', count: 41, fen: 1_204_000_00 },
		{ label: '30日内', count: 16, fen: 589_800_00 },
		{ label: '逾30日', count: 11, fen: 412_600_00 },
	],
};
export const none: FundsPayload = {
	...full,
	paidFen: full.arrivedFen,
	unpaidFen: 0,
	unpaidCount: 0,
	overdueCount: 0,
	overdueFen: 0,
	within15Rate: null,
	ages: full.ages.map((age) => ({ ...age, count: 0, fen: 0 })),
};

export const fixtures: TileFixture<'funds'>[] = [
	...commonStates<'funds'>(full),
	{ state: '全部发放', data: fixtureData<'funds'>(none) },
	{
		state: '全省口径（大数）',
		data: fixtureData<'funds'>({
			...full,
			arrivedFen: full.arrivedFen * 40,
			paidFen: full.paidFen * 40,
			unpaidFen: full.unpaidFen * 40,
			unpaidCount: full.unpaidCount * 40,
			overdueCount: full.overdueCount * 40,
			ages: full.ages.map((age) => ({ ...age, count: age.count * 40, fen: age.fen * 40 })),
		}),
	},
	{ state: '无超期', data: fixtureData<'funds'>({ ...full, overdueCount: 0, overdueFen: 0 }) },
];
