import { exitOf } from '../core/ladder/climb.ts';
import type { StageState } from '../core/ladder/types.ts';
import type { NumberedChange } from './cases.ts';
import { upsert } from './save-rows.ts';
import type { Db } from './schema.ts';
import { saveSilent } from './silent-rows.ts';

/** Saves ladder stages of cases where any of them changed, and what the other lists of supervision are made of. */
export async function saveStages(db: Db, changes: readonly NumberedChange[]): Promise<void> {
	const rows = changes.flatMap((change) => stageRows(change));
	await upsert(db, 'case_stage', ['id'], rows);
	await saveSilent(db, changes);
}

/** Stages that changed, and those on which a case still stands: whether it has to leave them depends on the whole case. */
function stageRows(change: NumberedChange) {
	const { stages } = change.after.state;
	if (stages.length === 0) return [];
	const known = new Map(change.before.state.stages.map((stage) => [stage.id, JSON.stringify(stage)]));
	return stages.filter((stage) => !stage.left || known.get(stage.id) !== JSON.stringify(stage)).map((stage) => stageRow(change, stage));
}

function stageRow({ id, view }: NumberedChange, stage: StageState) {
	const { received, plan, left } = stage;
	return {
		id: stage.id,
		case_id: id,
		court_code: stage.court,
		ladder: stage.ladder,
		stage: stage.stage,
		name: stage.name,
		level: stage.level,
		months: stage.months,
		reached_on: stage.reachedOn,
		entered_on: stage.enteredOn,
		reply_by: stage.replyBy,
		recipients: JSON.stringify(stage.to),
		received_at: received?.at ?? null,
		received_by: received?.by ?? null,
		plan: plan?.text ?? null,
		planned_by: plan?.by ?? null,
		planned_on: plan?.on ?? null,
		next_review_on: stage.nextReviewOn ?? null,
		reviews: JSON.stringify(stage.reviews),
		left_on: left?.on ?? null,
		left_why: left?.why ?? null,
		owes_exit: exitOf(stage, view) ? 1 : 0,
	};
}
