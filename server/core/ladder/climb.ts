import type { CaseView } from '../case/case-state.ts';
import type { CourtSettings } from '../directory/types.ts';
import { addDays, addMonths } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';
import type { Ladder, LadderId, LadderStage, StageExit, StageState } from './types.ts';

/** Days before six months are full at which a case counts as approaching, where a court has set nothing. */
export const defaultApproachDays = 15;

/** The ladders that a court has chosen: S2 for every case, S1 beside it where the court says so. */
export function laddersOf(settings: CourtSettings | undefined): readonly LadderId[] {
	return settings?.ladder === 'S1+S2' ? ['S1', 'S2'] : ['S2'];
}

/** The days before full months at which a court's cases count as approaching. */
export function approachDaysOf(settings: CourtSettings | undefined): number {
	return settings?.ladderApproachDays ?? defaultApproachDays;
}

const enforcement = ['enforcement-first', 'enforcement-resumed', 'preservation', 'objection', 'reconsideration', 'supervision'];

/** Whether a kind of case is tried, not enforced. */
export const isTrial = (kind: string): boolean => !enforcement.includes(kind);

/** Whether a case stands on a ladder at all. */
export function isOnLadder(id: LadderId, kind: string, procedure: string | undefined): boolean {
	return id === 'S2' || (isTrial(kind) && procedure === 'ordinary');
}

/** The day on which a case filed on a day reaches a stage: gross, nothing is taken out. */
export function reachedOn(stage: LadderStage, filedOn: CourtDate, approachDays: number): CourtDate {
	const full = addMonths(filedOn, stage.months);
	return stage.approaching ? addDays(full, -approachDays) : full;
}

/** The last filing day of which a case has reached a stage by a day: the other way round of `reachedOn`, for queries by filing day. */
export function filedUpTo(stage: LadderStage, today: CourtDate, approachDays: number): CourtDate {
	const full = stage.approaching ? addDays(today, approachDays) : today;
	// Months end on different days: several filing days may come to one.
	let filed = addDays(addMonths(full, -stage.months), 4);
	while (addMonths(filed, stage.months) > full) filed = addDays(filed, -1);
	return filed;
}

/** The highest stage that a case of a filing day has reached by a day. */
export function stageAt(ladder: Ladder, filedOn: CourtDate, today: CourtDate, approachDays: number): LadderStage | undefined {
	return ladder.stages.findLast((stage) => reachedOn(stage, filedOn, approachDays) <= today);
}

/** The highest stage of a ladder that holds a case or has been done with: 0 for none. A case that left by closing or transfer begins anew. */
export function levelOf(stages: readonly StageState[], ladder: LadderId): number {
	return stages.reduce(
		(level, stage) => (stage.ladder === ladder && (!stage.left || stage.left.why === 'committee') ? Math.max(level, stage.stage) : level),
		0,
	);
}

/** Stages on which a case stands now. */
export function activeStages(stages: readonly StageState[]): readonly StageState[] {
	return stages.filter((stage) => !stage.left);
}

/** Why a case should leave a stage on which it stands, or undefined. */
export function exitOf(stage: StageState, view: CaseView | undefined): Exclude<StageExit, 'committee' | 'escalated'> | undefined {
	if (stage.left) return undefined;
	if (!view || view.closedOn) return 'closed';
	if (view.state.court !== stage.court) return 'transferred';
	return isOnLadder(stage.ladder, view.state.kind, view.procedure) ? undefined : 'converted';
}

/** The number of a stage entered: the case, the ladder, the stage, and which time it is entered. */
export function stageId(caseKey: string, stages: readonly StageState[], ladder: LadderId, stage: number): string {
	const times = stages.filter((other) => other.ladder === ladder && other.stage === stage).length;
	return `${caseKey}-${ladder}-${stage}${times === 0 ? '' : `.${times + 1}`}`;
}
