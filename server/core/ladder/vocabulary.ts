import type { VocabularyRow } from '../case/vocabulary.ts';
import { may, need } from '../case/data-fields.ts';
import { ladderIds } from './types.ts';

const id = { stageId: need('code') };

/** What the system and people say about the long-pending ladder. */
export const ladderRows: readonly VocabularyRow[] = [
	[
		'stage-entered',
		'F',
		'进入长期未结督办',
		{
			...id,
			ladder: need(ladderIds),
			stage: need('integer'),
			name: need('text'),
			level: need(['remind', 'urge', 'supervise', 'committee']),
			months: need('integer'),
			court: need('code'),
			reachedOn: need('day'),
			to: need('route'),
			replyBy: need('day'),
		},
	],
	['stage-received', 'F', '签收督办', { ...id, by: need('code') }],
	['stage-planned', 'F', '制定一案一策', { ...id, by: need('code'), plan: need('text'), nextReviewOn: need('day') }],
	['stage-reviewed', 'F', '逐案过堂', { ...id, by: need('code'), result: need('text'), nextReviewOn: may('day') }],
	['stage-left', 'F', '退出长期未结督办', { ...id, why: need(['closed', 'transferred', 'committee', 'converted']), by: may('code') }],
];
