import { openPhases } from '../core/lock/types.ts';
import type { Measure } from '../core/indicator/contributions.ts';
import { wallMeasures, type MeasureSum } from '../core/indicator/year.ts';
import type { DaySum, LockAsStored, NodeAsStored, RequestAsStored } from '../core/report/types.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { readFigureRows } from './figure-readers.ts';
import type { Db } from './schema.ts';

/** What a report is about: courts, its day, and the instants between which something happened on that day. */
export interface ReportScope {
	readonly courts: readonly string[];
	readonly day: CourtDate;
	readonly dayStart: Instant;
	/** What happened before this instant counts. */
	readonly before: Instant;
	/** Last due day that any list reaches, and that lists other than seals reach. */
	readonly sealsTo: CourtDate;
	readonly dueTo: CourtDate;
}

/** Bound values in one statement, well below what either engine takes. */
const mostIds = 5000;

const sealCodes = 'seal-expiry-%';

/** A binding clock with its node and case: what a line of a report is made of. */
const bindingClocks = (db: Db) =>
	db
		.selectFrom('node_clock')
		.innerJoin('node_instance', 'node_instance.id', 'node_clock.node_id')
		.innerJoin('case_file', 'case_file.id', 'node_clock.case_id')
		.select([
			'node_clock.node_id',
			'node_instance.node',
			'node_clock.clock',
			'node_clock.case_id',
			'case_file.number_text',
			'node_clock.court_code',
			'case_file.unit_code',
			'node_instance.handler_code',
			'node_clock.started_on',
			'node_clock.due_on',
			'node_instance.ended_on',
			'node_instance.phase',
			'case_file.closed_on',
			'node_clock.frozen',
			'node_clock.provisional',
			'node_clock.unconfirmed',
			'node_clock.lock_at',
		])
		.where('node_clock.binding', '=', 1);

type ClockRow = Awaited<ReturnType<ReturnType<typeof bindingClocks>['execute']>>[number];

function nodeOf(row: ClockRow): NodeAsStored {
	return {
		nodeId: row.node_id,
		node: row.node,
		clock: row.clock,
		caseId: Number(row.case_id),
		caseNumber: row.number_text,
		court: row.court_code,
		...(row.unit_code ? { unit: row.unit_code } : {}),
		...(row.handler_code ? { handler: row.handler_code } : {}),
		startedOn: row.started_on as CourtDate,
		...(row.due_on ? { dueOn: row.due_on as CourtDate } : {}),
		...(row.ended_on ? { endedOn: row.ended_on as CourtDate } : {}),
		void: row.phase === 'void',
		...(row.closed_on ? { caseClosedOn: row.closed_on as CourtDate } : {}),
		frozen: row.frozen === 1,
		provisional: row.provisional === 1,
		unconfirmed: row.unconfirmed === 1,
		awaitsFeed: row.lock_at !== null,
	};
}

/** Open nodes that are overdue, due, or due within the lists' reach; read from the index of open due days. */
export async function readOpenNodes(db: Db, scope: ReportScope): Promise<readonly NodeAsStored[]> {
	const rows = await bindingClocks(db)
		.where('node_clock.court_code', 'in', scope.courts)
		.where((eb) => eb('node_clock.open', '=', eb.lit(1)))
		.where('node_clock.due_on', '<=', scope.sealsTo)
		.where((eb) => eb.or([eb('node_clock.due_on', '<=', scope.dueTo), eb('node_instance.node', 'like', sealCodes)]))
		.execute();
	return rows.map(nodeOf);
}

/** Nodes that were done, or voided by a closing, after the day: open at its end. Few when made in time. */
export async function readNodesEndedAfter(db: Db, scope: ReportScope): Promise<readonly NodeAsStored[]> {
	const done = await bindingClocks(db)
		.where('node_instance.ended_on', '>', scope.day)
		.where('node_instance.court_code', 'in', scope.courts)
		.where('node_clock.due_on', '<=', scope.sealsTo)
		.where((eb) => eb.or([eb('node_clock.due_on', '<=', scope.dueTo), eb('node_instance.node', 'like', sealCodes)]))
		.execute();
	const voided = await bindingClocks(db)
		.where('case_file.court_code', 'in', scope.courts)
		.where('case_file.closed_on', '>', scope.day)
		.where('node_instance.phase', '=', 'void')
		.where('node_clock.due_on', '<=', scope.dueTo)
		.execute();
	return [...done, ...voided].map(nodeOf);
}

/** Nodes by id, whatever their state: causes whose due day was moved after the cut-off. */
export async function readNodesById(db: Db, ids: readonly string[]): Promise<readonly NodeAsStored[]> {
	const list: NodeAsStored[] = [];
	for (let at = 0; at < ids.length; at += mostIds) {
		const rows = await bindingClocks(db)
			.where('node_clock.node_id', 'in', ids.slice(at, at + mostIds))
			.execute();
		list.push(...rows.map(nodeOf));
	}
	return list;
}

/** How many nodes that were due on the day were done on it. */
export async function countDoneOnDueDay(db: Db, scope: ReportScope): Promise<number> {
	const row = await db
		.selectFrom('node_instance')
		.innerJoin('node_clock', 'node_clock.node_id', 'node_instance.id')
		.select((eb) => eb.fn.countAll().as('total'))
		.where('node_instance.ended_on', '=', scope.day)
		.where('node_instance.court_code', 'in', scope.courts)
		.where('node_clock.binding', '=', 1)
		.where('node_clock.due_on', '=', scope.day)
		.executeTakeFirstOrThrow();
	return Number(row.total);
}

/** Locks set before the cut-off that held something on the day or after it, with their causes. */
export async function readLocksOfDay(db: Db, scope: ReportScope): Promise<readonly LockAsStored[]> {
	const rows = await db
		.selectFrom('case_lock')
		.innerJoin('case_file', 'case_file.id', 'case_lock.case_id')
		.select([
			'case_lock.id',
			'case_lock.case_id',
			'case_file.case_key',
			'case_file.number_text',
			'case_lock.court_code',
			'case_file.unit_code',
			'case_file.handler_code',
			'case_lock.state',
			'case_lock.locked_at',
			'case_lock.released_at',
			'case_lock.repeat',
		])
		.where('case_lock.court_code', 'in', scope.courts)
		.where((eb) => eb.or([eb('case_lock.released_at', 'is', null), eb('case_lock.released_at', '>=', scope.dayStart)]))
		.execute();
	const causes = Map.groupBy(await readCauses(db, scope), (cause) => cause.lock_id);
	return rows.map((row) => ({
		lockId: row.id,
		caseId: Number(row.case_id),
		caseKey: row.case_key,
		caseNumber: row.number_text,
		court: row.court_code,
		...(row.unit_code ? { unit: row.unit_code } : {}),
		...(row.handler_code ? { handler: row.handler_code } : {}),
		state: row.state as LockAsStored['state'],
		lockedAt: row.locked_at as Instant,
		...(row.released_at ? { releasedAt: row.released_at as Instant } : {}),
		repeat: row.repeat,
		causes: (causes.get(row.id) ?? []).map((cause) => ({ nodeId: cause.node_id, dueOn: cause.due_on as CourtDate })),
	}));
}

function readCauses(db: Db, scope: ReportScope) {
	return db
		.selectFrom('lock_cause')
		.innerJoin('case_lock', 'case_lock.id', 'lock_cause.lock_id')
		.select(['lock_cause.lock_id', 'lock_cause.node_id', 'lock_cause.due_on'])
		.where('case_lock.court_code', 'in', scope.courts)
		.where((eb) => eb.or([eb('case_lock.released_at', 'is', null), eb('case_lock.released_at', '>=', scope.dayStart)]))
		.execute();
}

/** Requests filed before the cut-off that are open, or were answered only after it, with what was said of them. */
export async function readRequestsOfDay(db: Db, scope: ReportScope): Promise<readonly RequestAsStored[]> {
	const rows = await db
		.selectFrom('unlock_request')
		.select(['id', 'lock_id', 'state', 'requested_at', 'route', 'step', 'step_due_on'])
		.where('court_code', 'in', scope.courts)
		.where('requested_at', '<', scope.before)
		.where((eb) =>
			eb.or([
				eb('state', 'in', openPhases),
				eb(
					'id',
					'in',
					eb.selectFrom('unlock_decision').select('unlock_decision.request_id').where('unlock_decision.decided_at', '>=', scope.before),
				),
			]),
		)
		.execute();
	const decisions = Map.groupBy(await readDecisions(db, scope), (decision) => decision.request_id);
	return rows.map((row) => ({
		requestId: row.id,
		lockId: row.lock_id,
		state: row.state,
		requestedAt: row.requested_at as Instant,
		route: JSON.parse(row.route) as RequestAsStored['route'],
		step: row.step,
		...(row.step_due_on ? { stepDueOn: row.step_due_on as CourtDate } : {}),
		decisions: (decisions.get(row.id) ?? []).map((decision) => ({ step: decision.step, at: decision.decided_at as Instant })),
	}));
}

/** Only what was said after the cut-off matters: it tells at which step a request was. */
function readDecisions(db: Db, scope: ReportScope) {
	return db
		.selectFrom('unlock_decision')
		.innerJoin('unlock_request', 'unlock_request.id', 'unlock_decision.request_id')
		.select(['unlock_decision.request_id', 'unlock_decision.step', 'unlock_decision.decided_at'])
		.where('unlock_request.court_code', 'in', scope.courts)
		.where('unlock_decision.decided_at', '>=', scope.before)
		.orderBy('unlock_decision.request_id')
		.orderBy('unlock_decision.position')
		.execute();
}

/** How often rungs have warned of each node before the cut-off. */
export async function readReminders(db: Db, nodeIds: readonly string[], before: Instant): Promise<ReadonlyMap<string, number>> {
	const counts = new Map<string, number>();
	for (let at = 0; at < nodeIds.length; at += mostIds) {
		const rows = await db
			.selectFrom('rung')
			.select((eb) => ['node_id', eb.fn.countAll().as('total')])
			.where('node_id', 'in', nodeIds.slice(at, at + mostIds))
			.where('rung', '>', 0)
			.where('reached_at', '<', before)
			.groupBy('node_id')
			.execute();
		for (const row of rows) counts.set(row.node_id, Number(row.total));
	}
	return counts;
}

/** Before anything the product knows of. */
const firstDay = '1990-01-01' as CourtDate;

/** Sums of measures over days `from`..`to` (both held) by split; whole months are read as such. */
async function readSums(
	db: Db,
	courts: readonly string[],
	measures: readonly Measure[],
	span: { readonly from: CourtDate; readonly to: CourtDate },
): Promise<readonly DaySum[]> {
	// As of the last day asked for, whatever was recorded after it: no month counts as whole that it does not end.
	const rows = await readFigureRows(db, { courts, measures, span, today: endOfTime }, 'total');
	return rows.map(({ measure, dims, value }) => ({ measure: measure as Measure, dims, value }));
}

const endOfTime = '9999-12-31' as CourtDate;

/** The sums that indicators and stocks of a year need, up to a day: the year's own, and of all before it those that make a stock. */
export async function readYearSums(
	db: Db,
	courts: readonly string[],
	day: CourtDate,
	lastYearsEnd: CourtDate,
): Promise<readonly MeasureSum[]> {
	const opening = await readSums(db, courts, wallMeasures.opening, { from: firstDay, to: lastYearsEnd });
	const period = await readSums(db, courts, wallMeasures.period, { from: `${day.slice(0, 4)}-01-01` as CourtDate, to: day });
	return [
		...opening.map((row): MeasureSum => ({ ...row, span: 'opening' })),
		...period.map((row): MeasureSum => ({ ...row, span: 'period' })),
	];
}

/** The same measures on one day. */
export function readDaySums(db: Db, courts: readonly string[], day: CourtDate): Promise<readonly DaySum[]> {
	return readSums(db, courts, wallMeasures.period, { from: day, to: day });
}

/** When the first event of each court was received: nothing can be reported of the time before. */
export async function readFirstReceived(db: Db, courts: readonly string[]): Promise<ReadonlyMap<string, Instant>> {
	if (courts.length === 0) return new Map();
	const rows = await db
		.selectFrom('case_event')
		.select(['court_code', 'recorded_at'])
		.where('court_code', 'in', courts)
		.where('court_seq', '=', 1)
		.execute();
	return new Map(rows.map((row) => [row.court_code, row.recorded_at as Instant]));
}
