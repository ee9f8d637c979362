/** States of a draft: 拟稿, 已审核, 已签发, 已作废. */
export const draftStates = ['draft', 'reviewed', 'issued', 'dropped'] as const;

export type DraftState = (typeof draftStates)[number];

/** What is done to a draft, in the words of `paper_step`. */
export type DraftMove = 'edit' | 'review' | 'return' | 'issue' | 'drop';

/** Chinese names of the states. */
export const draftStateNames: Readonly<Record<DraftState, string>> = {
	draft: '拟稿',
	reviewed: '已审核，待签发',
	issued: '已签发',
	dropped: '已作废',
};

/** Chinese names of what was done, as the history shows them. */
export const draftMoveNames: Readonly<Record<DraftMove | 'make' | 'request', string>> = {
	make: '生成',
	request: '再次要求更正',
	edit: '修改',
	review: '审核',
	return: '退回',
	issue: '签发',
	drop: '作废',
};

const machine: Readonly<Record<DraftMove, { readonly from: readonly DraftState[]; readonly to: DraftState }>> = {
	edit: { from: ['draft'], to: 'draft' },
	review: { from: ['draft'], to: 'reviewed' },
	return: { from: ['reviewed'], to: 'draft' },
	issue: { from: ['reviewed'], to: 'issued' },
	drop: { from: ['draft', 'reviewed'], to: 'dropped' },
};

/** The state after a move; undefined where the move cannot be made from here. */
export function afterMove(state: DraftState, move: DraftMove): DraftState | undefined {
	return machine[move].from.includes(state) ? machine[move].to : undefined;
}

/** Moves that can be made from a state. */
export const movesFrom = (state: DraftState): readonly DraftMove[] =>
	(Object.keys(machine) as DraftMove[]).filter((move) => machine[move].from.includes(state));

/** Who wrote at a draft: whoever made or edited it by hand. What the system makes has no drafter. */
export function draftersOf(steps: readonly { readonly move: string; readonly by: string }[]): readonly string[] {
	return [...new Set(steps.filter(({ move }) => move === 'make' || move === 'edit').map(({ by }) => by))].filter((by) => by !== 'system');
}
