import { numberOf, textOf, type CaseEvent } from '../case/case-event.ts';
import type { CourtDate, Instant } from '../time/types.ts';
import type { LadderId, StageExit, StageLevel, StageNotice, StageState } from './types.ts';

function changeStage(stages: readonly StageState[], event: CaseEvent, change: (stage: StageState) => StageState): readonly StageState[] {
	const id = textOf(event.data, 'stageId');
	return stages.map((stage) => (stage.id === id ? change(stage) : stage));
}

/** A case stands on one stage of a ladder: the next one takes the place of the one before. */
function entered(stages: readonly StageState[], event: CaseEvent): readonly StageState[] {
	const { data, on } = event;
	const id = textOf(data, 'stageId') ?? '';
	if (stages.some((stage) => stage.id === id)) return stages;
	const ladder = data.ladder as LadderId;
	const stage: StageState = {
		id,
		ladder,
		stage: numberOf(data, 'stage'),
		name: textOf(data, 'name') ?? '',
		level: data.level as StageLevel,
		months: numberOf(data, 'months'),
		court: textOf(data, 'court') ?? '',
		reachedOn: data.reachedOn as CourtDate,
		enteredOn: on,
		to: data.to as readonly StageNotice[],
		replyBy: data.replyBy as CourtDate,
		reviews: [],
	};
	const earlier = stages.map((other) =>
		other.ladder === ladder && !other.left ? { ...other, left: { on, why: 'escalated' as const } } : other,
	);
	return [...earlier, stage];
}

function reviewed(stage: StageState, { data, on }: CaseEvent): StageState {
	const next = textOf(data, 'nextReviewOn') as CourtDate | undefined;
	const { nextReviewOn: _done, ...kept } = stage;
	const review = { by: textOf(data, 'by') ?? '', on, result: textOf(data, 'result') ?? '', ...(next ? { nextReviewOn: next } : {}) };
	return { ...kept, reviews: [...stage.reviews, review], ...(next ? { nextReviewOn: next } : {}) };
}

/** The stages of a case after a system event; other events leave them as they are. */
export function applyStageEvent(stages: readonly StageState[], event: CaseEvent): readonly StageState[] {
	const { data, on } = event;
	const by = textOf(data, 'by') ?? '';
	switch (event.type) {
		case 'stage-entered':
			return entered(stages, event);
		case 'stage-received':
			return changeStage(stages, event, (stage) => ({ ...stage, received: stage.received ?? { by, at: event.at as Instant } }));
		case 'stage-planned':
			return changeStage(stages, event, (stage) => ({
				...stage,
				plan: { by, on, text: textOf(data, 'plan') ?? '' },
				nextReviewOn: data.nextReviewOn as CourtDate,
			}));
		case 'stage-reviewed':
			return changeStage(stages, event, (stage) => reviewed(stage, event));
		case 'stage-left':
			return changeStage(stages, event, (stage) => ({ ...stage, left: stage.left ?? { on, why: data.why as StageExit } }));
		default:
			return stages;
	}
}
