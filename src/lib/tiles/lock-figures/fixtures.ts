import type { LockFiguresPayload } from '../../contract/topics-monitor.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData } from '../../ui/tile-fixtures.ts';

const set = [8, 11, 9, 14, 7, 12, 10, 9, 13, 11, 8, 6];
const released = [5, 9, 10, 11, 9, 11, 12, 8, 10, 12, 11, 7];
const monthOf = (index: number): string => `${index < 2 ? 2025 : 2026}-${String(((index + 10) % 12) + 1).padStart(2, '0')}`;

export const full: LockFiguresPayload = {
	active: 16,
	setThisMonth: 6,
	releasedThisMonth: 7,
	medianDays: 9.5,
	repeatThisYear: 8,
	setThisYear: 100,
	stepsInTime: 171,
	stepsLate: 12,
	levels: [
		{ level: 'basic', decided: 0, medianDays: null },
		{ level: 'intermediate', decided: 71, medianDays: 3 },
		{ level: 'higher', decided: 14, medianDays: 6.5 },
	],
	months: set.map((value, index) => ({ month: monthOf(index), set: value, released: released[index]! })),
};
export const none: LockFiguresPayload = {
	active: 0,
	setThisMonth: 0,
	releasedThisMonth: 0,
	medianDays: null,
	repeatThisYear: 0,
	setThisYear: 0,
	stepsInTime: 0,
	stepsLate: 0,
	levels: full.levels.map(({ level }) => ({ level, decided: 0, medianDays: null })),
	months: full.months.map(({ month }) => ({ month, set: 0, released: 0 })),
};

export const fixtures: TileFixture<'lock-figures'>[] = [
	...commonStates<'lock-figures'>(full),
	{ state: '没有锁死', data: fixtureData<'lock-figures'>(none) },
	{ state: '已全部解锁', data: fixtureData<'lock-figures'>({ ...full, active: 0, setThisMonth: 0 }) },
	{
		state: '尚无决定',
		data: fixtureData<'lock-figures'>({ ...full, medianDays: null, stepsInTime: 0, stepsLate: 0, levels: none.levels }),
	},
	{
		state: '全省',
		data: fixtureData<'lock-figures'>({
			...full,
			active: 1_240,
			setThisMonth: 510,
			releasedThisMonth: 488,
			repeatThisYear: 602,
			setThisYear: 12_031,
			stepsInTime: 20_114,
			stepsLate: 1_302,
			months: full.months.map((row) => ({ ...row, set: row.set * 83, released: row.released * 83 })),
		}),
	},
];
