import type { LadderId } from '../core/ladder/types.ts';
import type { Db } from './schema.ts';

const listOf = (codes: readonly string[]): readonly string[] => (codes.length ? codes : ['']);

/** Open cases of some courts that stand on one stage of a ladder (0: on none) and were filed early enough for the next one. */
export async function readClimbing(
	db: Db,
	query: {
		readonly courts: readonly string[];
		readonly ladder: LadderId;
		readonly level: number;
		readonly filedUpTo: string;
		readonly limit: number;
	},
): Promise<readonly string[]> {
	const rows = await db
		.selectFrom('case_file')
		.select('case_key')
		.where('court_code', 'in', listOf(query.courts))
		.where(query.ladder === 'S1' ? 'stage_s1' : 'stage_s2', '=', query.level)
		.where('filed_on', '<=', query.filedUpTo)
		.where('closed_on', 'is', null)
		.limit(query.limit)
		.execute();
	return rows.map((row) => row.case_key);
}

/** Cases that are closed, gone or converted and still stand on a stage. */
export async function readOwedExits(db: Db, limit: number): Promise<readonly string[]> {
	const rows = await db
		.selectFrom('case_stage')
		.innerJoin('case_file', 'case_file.id', 'case_stage.case_id')
		.select('case_file.case_key')
		.distinct()
		.where('case_stage.owes_exit', '=', (eb) => eb.lit(1))
		.limit(limit)
		.execute();
	return rows.map((row) => row.case_key);
}

/** Whose stages a list is about. */
export interface StageScope {
	readonly courts: readonly string[];
	readonly handler?: string;
}

const openStages = (db: Db, { courts, handler }: StageScope) => {
	const query = db
		.selectFrom('case_stage')
		.innerJoin('case_file', 'case_file.id', 'case_stage.case_id')
		.where('case_stage.court_code', 'in', listOf(courts))
		.where('case_stage.left_on', 'is', null)
		.where('case_stage.owes_exit', '=', (eb) => eb.lit(0));
	return handler ? query.where('case_file.handler_code', '=', handler) : query;
};

/** Which of the cases on a stage are asked for. */
export type StageStanding = 'unreceived' | 'unplanned' | 'review-late';

/** Cases on the stages of a ladder: how many in all, without receipt past the day, without plan, with a review that is late. */
export async function countStages(db: Db, scope: StageScope, today: string) {
	const rows = await openStages(db, scope)
		.select(({ fn, eb }) => [
			'case_stage.ladder',
			'case_stage.stage',
			fn.countAll<number>().as('total'),
			fn.sum<number>(eb.case().when('case_stage.received_at', 'is', null).then(1).else(0).end()).as('unreceived'),
			fn.sum<number>(eb.case().when('case_stage.plan', 'is', null).then(1).else(0).end()).as('unplanned'),
			fn.sum<number>(eb.case().when('case_stage.next_review_on', '<', today).then(1).else(0).end()).as('review_late'),
		])
		.groupBy(['case_stage.ladder', 'case_stage.stage'])
		.execute();
	return rows.map((row) => ({
		ladder: row.ladder,
		stage: row.stage,
		total: Number(row.total),
		unreceived: Number(row.unreceived),
		unplanned: Number(row.unplanned),
		reviewLate: Number(row.review_late),
	}));
}

/** Cases on the stages of a ladder, the oldest first, a page of them. */
export async function readStages(
	db: Db,
	query: StageScope & {
		readonly ladder: string;
		readonly stage?: number;
		readonly standing?: StageStanding;
		readonly caseId?: number;
		readonly today: string;
		readonly offset: number;
		readonly limit: number;
	},
) {
	let select = openStages(db, query).where('case_stage.ladder', '=', query.ladder);
	if (query.stage !== undefined) select = select.where('case_stage.stage', '=', query.stage);
	if (query.caseId !== undefined) select = select.where('case_stage.case_id', '=', query.caseId);
	if (query.standing === 'unreceived') select = select.where('case_stage.received_at', 'is', null);
	if (query.standing === 'unplanned') select = select.where('case_stage.plan', 'is', null);
	if (query.standing === 'review-late') select = select.where('case_stage.next_review_on', '<', query.today);
	const rows = await select
		.selectAll('case_stage')
		.select(['case_file.number_text', 'case_file.handler_code', 'case_file.unit_code', 'case_file.filed_on', 'case_file.kind'])
		.orderBy('case_stage.stage', 'desc')
		.orderBy('case_file.filed_on')
		.orderBy('case_stage.id')
		.offset(query.offset)
		.limit(query.limit)
		.execute();
	return rows.map((row) => ({ ...row, case_id: Number(row.case_id) }));
}

/** One row of `readStages`. */
export type StageRow = Awaited<ReturnType<typeof readStages>>[number];

/**
 * Cases of some courts filed up to a day and open at the beginning of another: those without an end, and those ended on that day or later. A case that was
 * reopened since counts as open all along.
 */
export async function readOpenAt(db: Db, scope: StageScope, filedUpTo: string, at: string, limit: number) {
	let select = db
		.selectFrom('case_file')
		.select(['id', 'number_text', 'court_code', 'kind', 'procedure', 'unit_code', 'handler_code', 'filed_on', 'closed_on'])
		.where('court_code', 'in', listOf(scope.courts))
		.where('filed_on', '<=', filedUpTo)
		.where((eb) => eb.or([eb('closed_on', 'is', null), eb('closed_on', '>=', at)]));
	if (scope.handler) select = select.where('handler_code', '=', scope.handler);
	const rows = await select.orderBy('filed_on').orderBy('id').limit(limit).execute();
	return rows.map((row) => ({ ...row, id: Number(row.id) }));
}
