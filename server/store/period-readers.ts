import { sql } from 'kysely';
import { exclusionKinds } from '../core/period/types.ts';
import type { Db } from './schema.ts';

/** Whose cases a list is about: courts, and one handler's own where the reader may see no others. */
export interface PeriodScope {
	readonly courts: readonly string[];
	readonly handler?: string;
}

const listOf = (codes: readonly string[]): readonly string[] => (codes.length ? codes : ['']);

/** Open cases of a scope with their period changes, before anything is chosen. */
function openChanges(db: Db, { courts, handler }: PeriodScope) {
	const query = db
		.selectFrom('period_change')
		.innerJoin('case_file', 'case_file.id', 'period_change.case_id')
		.where('case_file.court_code', 'in', listOf(courts))
		.where('case_file.filed_on', 'is not', null)
		.where('case_file.closed_on', 'is', null);
	return handler ? query.where('case_file.handler_code', '=', handler) : query;
}

/** Sorts after every day, so that cases without an open exclusion come last. */
const noDay = '9999-12-31';

const openSince = sql<string>`coalesce(min(case when period_change.to_day is null and period_change.subject is null and period_change.kind in (${sql.join(
	exclusionKinds.map((kind) => sql.lit(kind)),
)}) then period_change.from_day end), ${sql.lit(noDay)})`;

/** One page of the cases under supervision: those with the oldest open exclusion first, then the others by number in the store. */
export async function readSupervisedCases(
	db: Db,
	scope: PeriodScope,
	page: { readonly limit: number; readonly after?: { readonly since: string; readonly caseId: number } },
): Promise<readonly { readonly caseId: number; readonly openSince: string }[]> {
	let query = openChanges(db, scope)
		.select(['case_file.id as case_id', openSince.as('open_since')])
		.groupBy('case_file.id');
	const { after } = page;
	if (after)
		query = query.having(
			sql<boolean>`(${openSince} > ${after.since} or (${openSince} = ${after.since} and case_file.id > ${after.caseId}))`,
		);
	const rows = await query.orderBy('open_since').orderBy('case_file.id').limit(page.limit).execute();
	return rows.map((row) => ({ caseId: Number(row.case_id), openSince: row.open_since }));
}

/** How many cases are under supervision, and in how many an exclusion has been open since before a day. */
export async function countSupervised(
	db: Db,
	scope: PeriodScope,
	openBefore: string,
): Promise<{ readonly total: number; readonly long: number }> {
	const total = await openChanges(db, scope)
		.select(sql<number>`count(distinct case_file.id)`.as('count'))
		.executeTakeFirstOrThrow();
	const long = await openChanges(db, scope)
		.select(sql<number>`count(distinct case_file.id)`.as('count'))
		.where('period_change.to_day', 'is', null)
		.where('period_change.subject', 'is', null)
		.where('period_change.kind', 'in', exclusionKinds)
		.where('period_change.from_day', '<', openBefore)
		.executeTakeFirstOrThrow();
	return { total: Number(total.count), long: Number(long.count) };
}

/** Period changes with their cases: of the cases named, or every exclusion of the open cases of a scope. */
export async function readPeriodChanges(db: Db, of: { readonly caseIds: readonly number[] } | { readonly exclusionsIn: PeriodScope }) {
	const query =
		'caseIds' in of
			? db
					.selectFrom('period_change')
					.innerJoin('case_file', 'case_file.id', 'period_change.case_id')
					.where('case_file.id', 'in', of.caseIds.length ? of.caseIds : [0])
			: openChanges(db, of.exclusionsIn).where('period_change.kind', 'in', exclusionKinds);
	const rows = await query
		.select([
			'period_change.id',
			'period_change.case_id',
			'period_change.kind',
			'period_change.ground',
			'period_change.from_day',
			'period_change.to_day',
			'period_change.document_no',
			'period_change.request_id',
			'period_change.subject',
			'case_file.case_key',
			'case_file.number_text',
			'case_file.court_code',
			'case_file.handler_code',
			'case_file.filed_on',
			'case_file.procedure',
		])
		.orderBy('period_change.from_day')
		.orderBy('period_change.id')
		.execute();
	return rows.map((row) => ({ ...row, case_id: Number(row.case_id) }));
}

/** One row of `readPeriodChanges`. */
export type PeriodChangeRow = Awaited<ReturnType<typeof readPeriodChanges>>[number];

/** Clocks of 审限 nodes that ran out before a day without deductions and extensions, and stand inside their limit with them. */
function hiddenClocks(db: Db, { courts, handler }: PeriodScope, today: string) {
	const query = db
		.selectFrom('node_clock')
		.innerJoin('node_instance', 'node_instance.id', 'node_clock.node_id')
		.innerJoin('case_file', 'case_file.id', 'node_clock.case_id')
		.where('node_clock.court_code', 'in', listOf(courts))
		.where('node_clock.open', '=', 1)
		.where('node_clock.binding', '=', 1)
		.where('case_file.closed_on', 'is', null)
		.where('node_clock.gross_due_on', '<', today)
		.where((eb) => eb.or([eb('node_clock.frozen', '=', 1), eb('node_clock.due_on', '>=', today)]))
		.where((eb) => eb.or([eb('node_instance.node', '=', 'enf-close'), eb('node_instance.node', 'like', 'tri-close-%')]));
	return handler ? query.where('case_file.handler_code', '=', handler) : query;
}

/** One page of 隐性超审限, the oldest undeducted due day first. */
export async function readHiddenOverdue(
	db: Db,
	scope: PeriodScope,
	today: string,
	page: { readonly limit: number; readonly after?: { readonly grossDueOn: string; readonly nodeId: string } },
) {
	let query = hiddenClocks(db, scope, today).select([
		'node_clock.node_id',
		'node_clock.clock',
		'node_clock.started_on',
		'node_clock.due_on',
		'node_clock.gross_due_on',
		'node_clock.frozen',
		'node_instance.node',
		'case_file.id as case_id',
		'case_file.case_key',
	]);
	const { after } = page;
	if (after)
		query = query.where((eb) =>
			eb.or([
				eb('node_clock.gross_due_on', '>', after.grossDueOn),
				eb.and([eb('node_clock.gross_due_on', '=', after.grossDueOn), eb('node_clock.node_id', '>', after.nodeId)]),
			]),
		);
	const rows = await query.orderBy('node_clock.gross_due_on').orderBy('node_clock.node_id').limit(page.limit).execute();
	return rows.map((row) => ({ ...row, case_id: Number(row.case_id) }));
}

/** How many cases are 隐性超审限. */
export async function countHiddenOverdue(db: Db, scope: PeriodScope, today: string): Promise<number> {
	const row = await hiddenClocks(db, scope, today)
		.select(sql<number>`count(distinct case_file.id)`.as('count'))
		.executeTakeFirstOrThrow();
	return Number(row.count);
}

/** Period requests of some courts with the state of their cases. */
export async function readPeriodRequests(
	db: Db,
	filter: PeriodScope & {
		readonly states: readonly string[];
		/** Oldest first or newest first: what is beyond the limit is left out. */
		readonly order: 'asc' | 'desc';
		readonly limit: number;
	},
) {
	let query = db
		.selectFrom('period_request')
		.innerJoin('case_file', 'case_file.id', 'period_request.case_id')
		.select([
			'period_request.id',
			'period_request.case_id',
			'period_request.court_code',
			'period_request.chain',
			'case_file.state as case_state',
			'case_file.handler_code',
		])
		.where('period_request.court_code', 'in', listOf(filter.courts))
		.where('period_request.state', 'in', filter.states);
	if (filter.handler) query = query.where('case_file.handler_code', '=', filter.handler);
	const rows = await query.orderBy('period_request.requested_at', filter.order).orderBy('period_request.id').limit(filter.limit).execute();
	return rows.map((row) => ({ ...row, case_id: Number(row.case_id) }));
}
