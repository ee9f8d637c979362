import type { RecoveryPayload } from '../../contract/topics-quality.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData } from '../../ui/tile-fixtures.ts';

const rates = [0.401, 0.523, 0.387, 0.412, 0.435, 0.428, 0.449, 0.461, 0.432, 0.457, 0.444, 0.472];
const monthOf = (at: number): string => (at < 2 ? `2025-${11 + at}` : `2026-${String(at - 1).padStart(2, '0')}`);

export const full: RecoveryPayload = {
	year: 2026,
	closed: { value: 24_850, previous: 24_106 },
	recoveredFen: { value: 412_860_000_00, previous: 388_140_000_00 },
	claimFen: 934_500_000_00,
	rate: 0.4418,
	ratePrevious: 0.4292,
	months: rates.map((rate, at) => ({ month: monthOf(at), rate, recoveredFen: Math.round(rate * 90_000_000_00), closed: 2_000 + at * 31 })),
};
const unknownMonth = { rate: null, recoveredFen: null, closed: null };
const fresh: RecoveryPayload = {
	...full,
	closed: { ...full.closed, previous: null },
	recoveredFen: { ...full.recoveredFen, previous: null },
	ratePrevious: null,
	months: full.months.map((month, at) => (at < 6 || at === 8 ? { ...month, ...unknownMonth } : month)),
};
/** Nothing with a claim was closed. */
export const none: RecoveryPayload = {
	year: 2026,
	closed: { value: 0, previous: 0 },
	recoveredFen: { value: 0, previous: 0 },
	claimFen: 0,
	rate: null,
	ratePrevious: null,
	months: full.months.map(({ month }) => ({ month, rate: null, recoveredFen: 0, closed: 0 })),
};
const zero: RecoveryPayload = {
	...full,
	recoveredFen: { value: 0, previous: 0 },
	rate: 0,
	ratePrevious: 0,
	months: full.months.map((month) => ({ ...month, rate: 0, recoveredFen: 0 })),
};
const large: RecoveryPayload = {
	...full,
	closed: { value: 1_206_400, previous: 1_188_200 },
	recoveredFen: { value: 98_412_860_000_00, previous: 81_388_140_000_00 },
	claimFen: 72_934_500_000_00,
	rate: 1.3494,
	ratePrevious: 1.1,
	months: full.months.map((month) => ({ ...month, rate: (month.rate ?? 0) * 3 })),
};

export const fixtures: TileFixture<'recovery'>[] = [
	...commonStates<'recovery'>(full),
	{ state: '有缺月、上年无数据', data: fixtureData<'recovery'>(fresh) },
	{ state: '全为零', data: fixtureData<'recovery'>(zero) },
	{ state: '无分母（—）', data: fixtureData<'recovery'>(none) },
	{ state: '超过 100%、数字很大', data: fixtureData<'recovery'>(large) },
];
