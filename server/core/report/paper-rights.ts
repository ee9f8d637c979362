import { may, type Action, type Principal } from '../access/may.ts';
import type { Directory } from '../directory/types.ts';
import type { DraftMove } from './paper-life.ts';

/** Which right a move asks for, and who has it, in words. */
export const moveRights: Readonly<Record<DraftMove, { readonly actions: readonly Action[]; readonly words: string }>> = {
	edit: { actions: ['paper.draft'], words: '修改由审管办或者指挥中心值班员办理' },
	review: { actions: ['paper.review'], words: '审核由审管办或者执行局长办理' },
	return: { actions: ['paper.review', 'paper.issue'], words: '退回由审核人或者签发人办理' },
	issue: { actions: ['paper.issue'], words: '签发由审管办、执行局长或者院领导办理' },
	drop: { actions: ['paper.draft', 'paper.review'], words: '作废由审管办、执行局长或者指挥中心值班员办理' },
};

const moves = Object.keys(moveRights) as readonly DraftMove[];

/** Whether a person may make a move on the papers of a court. */
export const mayMove = (principal: Principal, move: DraftMove, court: string, directory: Directory): boolean =>
	moveRights[move].actions.some((action) => may(principal, action, { court }, directory));

/** Whether a person may see the drafts of a court: whoever may do anything to them. */
export const maySeeDrafts = (principal: Principal, court: string, directory: Directory): boolean =>
	moves.some((move) => mayMove(principal, move, court, directory));
