import type { CaseFlowPayload } from '../../contract/topics-quality.ts';
import type { TileFixture } from '../../ui/tile.ts';
import { commonStates, fixtureData } from '../../ui/tile-fixtures.ts';

type Kind = CaseFlowPayload['kinds'][number];

const kindOf = (kind: string, name: string, oldStock: number, received: number, closed: number): Kind => ({
	...{ kind, name, oldStock, received, closed },
	open: oldStock + received - closed,
});

function flowOf(kinds: readonly Kind[], shares: readonly (readonly [mode: string, name: string, share: number])[]): CaseFlowPayload {
	const sum = (part: 'oldStock' | 'received' | 'closed' | 'open'): number => kinds.reduce((total, kind) => total + kind[part], 0);
	const total = { oldStock: sum('oldStock'), received: sum('received'), closed: sum('closed'), open: sum('open') };
	let rest = total.closed;
	const modes = shares.map(([mode, name, share], at) => {
		const count = at === shares.length - 1 ? rest : Math.round(total.closed * share);
		rest -= count;
		return { mode, name, count };
	});
	return { year: 2026, kinds, total, modes: modes.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count) };
}

const shares = [
	['round-ended', '终结本次执行程序', 0.41],
	['fully-performed', '执行完毕', 0.36],
	['ended', '终结执行', 0.16],
	['withdrawn', '销案', 0.03],
	['not-enforced', '不予执行', 0.01],
	['rejected', '驳回申请', 0.03],
] as const;

export const full = flowOf(
	[
		kindOf('enforcement-first', '首次执行', 3_406, 21_812, 21_560),
		kindOf('enforcement-resumed', '恢复执行', 612, 3_842, 3_790),
		kindOf('preservation', '财产保全执行', 88, 2_658, 2_610),
	],
	shares,
);
const allClosed = flowOf(
	[
		kindOf('enforcement-first', '首次执行', 3, 40, 43),
		kindOf('enforcement-resumed', '恢复执行', 0, 2, 2),
		kindOf('preservation', '财产保全执行', 0, 5, 5),
	],
	shares,
);
const untouched = flowOf(
	[
		kindOf('enforcement-first', '首次执行', 0, 12, 0),
		kindOf('enforcement-resumed', '恢复执行', 0, 0, 0),
		kindOf('preservation', '财产保全执行', 0, 0, 0),
	],
	[],
);
export const none = flowOf(
	[
		kindOf('enforcement-first', '首次执行', 0, 0, 0),
		kindOf('enforcement-resumed', '恢复执行', 0, 0, 0),
		kindOf('preservation', '财产保全执行', 0, 0, 0),
	],
	[],
);
const large = flowOf(
	[
		kindOf('enforcement-first', '首次执行', 134_060, 1_218_120, 1_206_000),
		kindOf('enforcement-resumed', '恢复执行', 26_120, 238_420, 237_900),
		kindOf('preservation', '财产保全执行', 8_800, 165_800, 162_610),
	],
	shares,
);

export const fixtures: TileFixture<'case-flow'>[] = [
	...commonStates<'case-flow'>(full),
	{ state: '全部结案（未结 0）', data: fixtureData<'case-flow'>(allClosed) },
	{ state: '一件未结', data: fixtureData<'case-flow'>(untouched) },
	{ state: '没有案件', data: fixtureData<'case-flow'>(none) },
	{ state: '全省（数字很大）', data: fixtureData<'case-flow'>(large) },
];
