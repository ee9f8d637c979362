import type { CaseloadPayload } from '../../contract/topics-figures.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData } from '../../ui/tile-fixtures.ts';

export const full: CaseloadPayload = {
	year: 2026,
	oldStock: 4_106,
	accepted: { value: 32_418, previous: 33_690 },
	received: { value: 28_312, previous: 29_553 },
	closed: { value: 27_960, previous: 27_119 },
	open: { value: 4_458, previous: 4_877 },
};
const unknownYear: CaseloadPayload = {
	...full,
	accepted: { ...full.accepted, previous: null },
	received: { ...full.received, previous: null },
	closed: { ...full.closed, previous: null },
	open: { ...full.open, previous: null },
};
export const zero: CaseloadPayload = {
	year: 2026,
	oldStock: 0,
	accepted: { value: 0, previous: null },
	received: { value: 0, previous: null },
	closed: { value: 0, previous: null },
	open: { value: 0, previous: null },
};

export const fixtures: TileFixture<'caseload'>[] = [
	...commonStates<'caseload'>(full),
	{ state: '上年无数据', data: fixtureData<'caseload'>(unknownYear) },
	{
		state: '全省口径（万）',
		data: fixtureData<'caseload'>({
			...full,
			oldStock: 61_840,
			accepted: { value: 684_120, previous: 652_004 },
			received: { value: 622_280, previous: 601_118 },
		}),
	},
	{ state: '新设法院（零）', data: fixtureData<'caseload'>(zero) },
];
