import type { CaseEvent } from '../case/case-event.ts';
import type { StageState } from './types.ts';

/** The stages of a case after a system event; other events leave them as they are. */
export function applyStageEvent(stages: readonly StageState[], _event: CaseEvent): readonly StageState[] {
	return stages;
}
