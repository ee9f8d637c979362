import type { VocabularyRow } from '../case/vocabulary.ts';
import { may, need } from '../case/data-fields.ts';

const ofStep = { requestId: need('code'), step: need('integer') };

/** What is said on the way of an unlock request beside the decisions themselves. */
export const unlockRows: readonly VocabularyRow[] = [
	['unlock-reassigned', 'F', '解锁审批转办', { ...ofStep, to: need('code'), by: need('code'), reason: need('text') }],
	['unlock-recused', 'F', '解锁审批回避', { ...ofStep, by: need('code'), reason: need('text') }],
	['unlock-urged', 'F', '催办解锁审批', { ...ofStep, by: need('code') }],
	['unlock-step-warned', 'F', '解锁审批临期提醒', { ...ofStep, level: need('integer'), to: need('texts') }],
	['unlock-step-stuck', 'F', '解锁审批无人可办', { ...ofStep, to: need('texts'), reason: may('text') }],
	['lock-causes-released', 'F', '部分解锁', { lockId: need('code'), requestId: need('code'), newDueOn: need('days-by-node') }],
];
