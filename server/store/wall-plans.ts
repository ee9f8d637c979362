import { sql } from 'kysely';
import type { CourtDate } from '../core/time/types.ts';
import type { Db } from './schema.ts';

/** Cases that stand on the ladder for all long-pending cases: each stands on one of its stages. */
const standing = (db: Db, courts: readonly string[]) =>
	db
		.selectFrom('case_stage')
		.where('case_stage.court_code', 'in', courts)
		.where('case_stage.ladder', '=', 'S2')
		.where('case_stage.left_on', 'is', null)
		.where('case_stage.owes_exit', '=', (eb) => eb.lit(0));

/** How many cases of the ladder have a plan (一案一策), and how many have none. */
export async function countPlans(db: Db, courts: readonly string[]): Promise<{ readonly planned: number; readonly without: number }> {
	const row = await standing(db, courts)
		.select([
			sql<number>`count(case_stage.planned_on)`.as('planned'),
			sql<number>`count(case when case_stage.planned_on is null then 1 end)`.as('without'),
		])
		.executeTakeFirstOrThrow();
	return { planned: Number(row.planned), without: Number(row.without) };
}

/** Cases of the ladder with a plan: the highest stage first, there the oldest. */
export async function readPlans(db: Db, courts: readonly string[], limit: number) {
	const rows = await standing(db, courts)
		.innerJoin('case_file', 'case_file.id', 'case_stage.case_id')
		.where('case_stage.planned_on', 'is not', null)
		.select(['case_stage.case_id', 'case_stage.court_code', 'case_stage.stage', 'case_stage.name', 'case_stage.reply_by'])
		.select(['case_stage.received_at', 'case_stage.planned_on', 'case_stage.next_review_on', 'case_stage.reviews'])
		.select(['case_file.number_text', 'case_file.handler_code', 'case_file.filed_on'])
		.orderBy('case_stage.stage', 'desc')
		.orderBy('case_file.filed_on')
		.orderBy('case_stage.id')
		.limit(limit)
		.execute();
	return rows.map((row) => ({ ...row, case_id: Number(row.case_id) }));
}

/** Due days of the open nodes of some cases, by the clock that binds; the earliest first. */
export async function readOpenDues(
	db: Db,
	caseIds: readonly number[],
): Promise<readonly { readonly caseId: number; readonly node: string; readonly dueOn: CourtDate; readonly late: boolean }[]> {
	if (caseIds.length === 0) return [];
	const rows = await db
		.selectFrom('node_instance')
		.innerJoin('node_clock', (join) => join.onRef('node_clock.node_id', '=', 'node_instance.id').on('node_clock.binding', '=', 1))
		.select(['node_instance.case_id', 'node_instance.node', 'node_instance.phase', 'node_clock.due_on'])
		.where('node_instance.case_id', 'in', caseIds)
		.where('node_instance.phase', 'in', ['pending', 'warning', 'overdue'])
		.where('node_clock.due_on', 'is not', null)
		.orderBy('node_clock.due_on')
		.orderBy('node_instance.id')
		.execute();
	return rows.map((row) => ({
		caseId: Number(row.case_id),
		node: row.node,
		dueOn: row.due_on as CourtDate,
		late: row.phase === 'overdue',
	}));
}
