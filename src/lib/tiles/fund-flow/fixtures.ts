import type { FundFlowPayload } from '../../contract/topics-quality.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData } from '../../ui/tile-fixtures.ts';

const months = Array.from({ length: 12 }, (_, at) => ({
	month: at < 2 ? `2025-${11 + at}` : `2026-${String(at - 1).padStart(2, '0')}`,
	arrivedFen: (2_900 + ((at * 7) % 5) * 310) * 1_000_000,
	paidFen: (2_700 + ((at * 3) % 7) * 260) * 1_000_000,
}));

export const full: FundFlowPayload = {
	year: 2026,
	openingFen: 4_213_600_00,
	arrived: { count: 12_418, fen: 328_640_000_00 },
	paid: { count: 12_206, fen: 324_820_000_00 },
	deposited: { count: 41, fen: 1_860_000_00 },
	refunded: { count: 63, fen: 2_347_200_00 },
	unpaid: { count: 126, fen: 3_826_400_00 },
	unidentified: { count: 3, fen: 214_000_00 },
	overdue: { count: 11, fen: 412_600_00 },
	months,
};
/** Both zeros, with money that is still within its limit. */
export const zero: FundFlowPayload = {
	...full,
	unidentified: { count: 0, fen: 0 },
	overdue: { count: 0, fen: 0 },
};
const nothing = { count: 0, fen: 0 };
/** A court without any money this year. */
export const none: FundFlowPayload = {
	...{ year: 2026, openingFen: 0, arrived: nothing, paid: nothing, deposited: nothing, refunded: nothing },
	...{ unpaid: nothing, unidentified: nothing, overdue: nothing },
	months: months.map(({ month }) => ({ month, arrivedFen: 0, paidFen: 0 })),
};
const large: FundFlowPayload = {
	year: 2026,
	openingFen: 1_284_213_600_00,
	arrived: { count: 1_212_418, fen: 98_328_640_000_00 },
	paid: { count: 1_182_106, fen: 96_218_020_000_00 },
	deposited: { count: 4_100, fen: 412_860_000_00 },
	refunded: { count: 6_300, fen: 614_147_200_00 },
	unpaid: { count: 22_600, fen: 2_367_826_400_00 },
	unidentified: { count: 12_803, fen: 82_214_000_00 },
	overdue: { count: 8_911, fen: 941_412_600_00 },
	months: months.map(({ month, arrivedFen, paidFen }) => ({ month, arrivedFen: arrivedFen * 300, paidFen: paidFen * 300 })),
};

export const fixtures: TileFixture<'fund-flow'>[] = [
	...commonStates<'fund-flow'>(full),
	{ state: '双清零（0）', data: fixtureData<'fund-flow'>(zero) },
	{ state: '本年没有案款', data: fixtureData<'fund-flow'>(none) },
	{ state: '全省（数字很大）', data: fixtureData<'fund-flow'>(large) },
];
