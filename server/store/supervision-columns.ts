import type { CaseView } from '../core/case/case-state.ts';
import { isOnLadder, levelOf } from '../core/ladder/climb.ts';
import { lastStep } from '../core/silent/steps.ts';
import type { StoredCase } from './cases.ts';

/** What a case is found by in the lists of supervision. */
export function supervisionColumns(after: Pick<StoredCase, 'state'>, view: CaseView | undefined) {
	const { state } = after;
	const last = view && lastStep(view.facts);
	return {
		supervised: 1,
		last_step_on: last?.on ?? null,
		last_step: last?.type ?? null,
		stage_s1: view && isOnLadder('S1', state.kind, view.procedure) ? levelOf(state.stages, 'S1') : null,
		stage_s2: levelOf(state.stages, 'S2'),
	};
}
