import type { TrendPayload } from '../../contract/topics-figures.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData } from '../../ui/tile-fixtures.ts';

const overdue = [13, 12, 14, 14, 12, 13, 11, 10, 12, 11, 9, 8, 9, 10, 9, 11, 12, 11, 13, 12, 10, 9, 8, 7, 8, 9, 10, 11, 10, 9];
const ended = [18, 17, 17, 16, 17, 15, 14, 13, 12, 11, 12, 10, 9, 11, 10, 8, 7, 6, 7, 5, 7, 6, 9, 11, 12, 10, 12, 14, 13, 15];

export const full: TrendPayload = {
	days: overdue.map((value, index) => ({
		day: new Date(Date.parse('2026-09-15T00:00:00Z') + index * 86_400_000).toISOString().slice(0, 10),
		overdue: value,
		ended: ended[index] ?? 0,
		locked: Math.floor(value / 5),
		released: Math.floor((ended[index] ?? 0) / 6),
	})),
};

export const fixtures: TileFixture<'trend'>[] = [
	...commonStates<'trend'>(full),
	{ state: '全为零', data: fixtureData<'trend'>({ days: full.days.map((day) => ({ ...day, overdue: 0, ended: 0 })) }) },
	{
		state: '全省口径（大数）',
		data: fixtureData<'trend'>({ days: full.days.map((day) => ({ ...day, overdue: day.overdue * 187, ended: day.ended * 187 })) }),
	},
	{ state: '只有三日', data: fixtureData<'trend'>({ days: full.days.slice(-3) }) },
	{ state: '刚启用', data: fixtureData<'trend'>({ days: [] }) },
];
