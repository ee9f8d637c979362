import { civil, courtOnly, entriesOf, open, sum } from './build.ts';
import { documents } from './documents.ts';

/** Figures shown to the public (domain catalogue §3.3, codes `lobby.`). */
export const lobbyEntries = entriesOf('lobby', [
	{
		code: 'lobby.open_per_judge',
		name: '员额法官人均存案数',
		unit: '件/人',
		direction: 'none',
		work: 'points',
		moment: true,
		numerator: open(),
		denominator: [sum('post-judges', { span: 'closing' })],
		definition: '期末未结案件数÷期末在岗的员额法官人数',
		mark: 'proposal',
		source: `${documents.qualityYear}要求公开，未写明口径`,
		by: courtOnly,
	},
	{
		code: 'lobby.wait_cycle',
		name: '平均开庭轮候周期',
		unit: '天',
		direction: 'down',
		work: 'days',
		numerator: [sum('first-hearing-wait-days', { kinds: civil })],
		denominator: [sum('first-hearing-count', { kinds: civil })],
		definition: '期内首次开庭的民事案件，立案至首次开庭的自然日；大厅屏以近九十日计',
		mark: 'proposal',
		source: `${documents.qualityYear}要求公开，未写明口径；另有自订定开庭日期起算的做法`,
		by: ['court', 'unit'],
	},
]);
