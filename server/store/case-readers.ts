import { openPhases } from '../core/lock/types.ts';
import { sql, type ExpressionBuilder } from 'kysely';
import type { CaseEvent } from '../core/case/case-event.ts';
import { eventOfRow } from './event-log.ts';
import type { Database, Db } from './schema.ts';

/** All events of a case in the order of the log. */
export async function readCaseEvents(db: Db, caseKey: string): Promise<readonly CaseEvent[]> {
	const rows = await db
		.selectFrom('case_event')
		.select(['seq', 'source', 'id', 'type', 'occurred_on', 'occurred_at', 'source_seq', 'data'])
		.where('case_key', '=', caseKey)
		.orderBy('seq')
		.execute();
	return rows.map(eventOfRow);
}

/** Which lines of the worklist are asked for. */
export interface WorkFilter {
	readonly view: 'overdue' | 'locked' | 'today' | 'week' | 'warning' | 'before-locks' | 'awaiting' | 'review' | 'proposed';
	readonly courts: readonly string[];
	readonly node?: string;
	/** Cases of one unit. */
	readonly unit?: string;
	/** Codes of handlers; absent: everybody. */
	readonly handlers?: readonly string[];
	readonly today: string;
	readonly in7: string;
}

const shown = (db: Db) =>
	db
		.selectFrom('node_clock')
		.innerJoin('node_instance', 'node_instance.id', 'node_clock.node_id')
		.innerJoin('case_file', 'case_file.id', 'node_clock.case_id')
		.innerJoin('court', 'court.code', 'node_clock.court_code')
		.leftJoin('case_lock', (join) => join.onRef('case_lock.case_id', '=', 'node_clock.case_id').on('case_lock.released_at', 'is', null))
		.leftJoin('unlock_request', (join) =>
			join.onRef('unlock_request.lock_id', '=', 'case_lock.id').on('unlock_request.state', 'in', openPhases),
		);

/** Open clocks that a view lists: overdue and locked ones by their binding clock, due ones by any clock. */
function filtered(db: Db, filter: WorkFilter) {
	let query = shown(db)
		.where('node_clock.open', '=', sql.lit(1))
		.where('node_clock.court_code', 'in', filter.courts.length ? filter.courts : ['']);
	if (filter.node) query = query.where('node_instance.node', '=', filter.node);
	if (filter.unit) query = query.where('case_file.unit_code', '=', filter.unit);
	if (filter.handlers) query = query.where('node_instance.handler_code', 'in', filter.handlers);
	/** A node with two clocks that both fit stands in a view once, by the one that is due first: the counts are those of the wall. */
	const once = (from?: string, to?: string) =>
		query.where(({ not, exists, selectFrom }) => {
			let earlier = selectFrom('node_clock as other')
				.select('other.node_id')
				.whereRef('other.node_id', '=', 'node_clock.node_id')
				.where((eb) =>
					eb.or([
						eb('other.due_on', '<', eb.ref('node_clock.due_on')),
						eb.and([eb('other.due_on', '=', eb.ref('node_clock.due_on')), eb('other.clock', '<', eb.ref('node_clock.clock'))]),
					]),
				);
			if (from && to)
				earlier = earlier.where('other.overdue_on', 'is', null).where('other.due_on', '>=', from).where('other.due_on', '<=', to);
			return not(exists(earlier));
		});
	const due = (to: string) =>
		once(filter.today, to)
			.where('node_clock.due_on', '>=', filter.today)
			.where('node_clock.due_on', '<=', to)
			.where('node_clock.overdue_on', 'is', null);
	const overdue = () => query.where('node_instance.phase', '=', 'overdue').where('node_clock.binding', '=', 1);
	const locked = (state: string) =>
		query
			.where('node_clock.binding', '=', 1)
			.where('case_lock.state', '=', state)
			.where(({ exists, selectFrom }) =>
				exists(
					selectFrom('lock_cause')
						.select('lock_cause.node_id')
						.whereRef('lock_cause.lock_id', '=', 'case_lock.id')
						.whereRef('lock_cause.node_id', '=', 'node_clock.node_id'),
				),
			);
	switch (filter.view) {
		case 'overdue':
			return overdue();
		case 'before-locks':
			return overdue().where((eb) => eb.or([eb('court.locks_from', 'is', null), eb('node_clock.due_on', '<', eb.ref('court.locks_from'))]));
		case 'awaiting':
			return query.where('node_clock.lock_at', 'is not', null);
		case 'locked':
			return locked('active');
		case 'review':
			return locked('review');
		case 'proposed':
			return locked('proposed');
		case 'today':
			return due(filter.today);
		case 'week':
			return due(filter.in7);
		case 'warning':
			return once().where('node_instance.phase', '=', 'warning');
		default:
			return filter.view satisfies never;
	}
}

/** How many locks of the case have, or had, the clock as a cause for its present due day, by their outcome. */
function locksOf(
	eb: ExpressionBuilder<Database, 'node_clock'>,
	table: 'lock_cause' | 'lock_cause_release',
	outcomes: readonly string[],
	how: 'in' | 'not in',
) {
	return (
		eb
			.selectFrom('case_lock as held')
			// Both tables have the columns that are asked for.
			.innerJoin(`${table as 'lock_cause'} as cause`, 'cause.lock_id', 'held.id')
			.select(sql<number>`count(*)`.as('count'))
			.whereRef('held.case_id', '=', 'node_clock.case_id')
			.whereRef('cause.node_id', '=', 'node_clock.node_id')
			.whereRef('cause.due_on', '=', 'node_clock.due_on')
			.where((at) => at(at.fn.coalesce('held.outcome', sql.lit('')), how, outcomes))
	);
}

/** One page of the worklist, most urgent first: by due day, then by node. The cursor is the last line's due day and node. */
export async function readWorklist(
	db: Db,
	filter: WorkFilter,
	page: { readonly limit: number; readonly after?: { readonly dueOn: string; readonly nodeId: string } },
) {
	let query = filtered(db, filter);
	const { after } = page;
	if (after)
		query = query.where((eb) =>
			eb.or([
				eb('node_clock.due_on', '>', after.dueOn),
				eb.and([eb('node_clock.due_on', '=', after.dueOn), eb('node_clock.node_id', '>', after.nodeId)]),
			]),
		);
	const rows = await query
		.select([
			'node_clock.node_id',
			'node_clock.clock',
			'node_clock.case_id',
			'node_clock.court_code',
			'node_clock.due_on',
			'node_clock.overdue_on',
			'node_clock.frozen',
			'node_clock.provisional',
			'node_clock.unconfirmed',
			'node_clock.lock_at',
			'node_instance.node',
			'node_instance.subject',
			'node_instance.phase',
			'node_instance.handler_code',
			'case_file.number_text',
			'case_file.unit_code',
			'case_file.closed_on',
			'court.locks_from',
			'case_lock.id as lock_id',
			'case_lock.state as lock_state',
			'case_lock.locked_at',
			'unlock_request.id as request_id',
			'unlock_request.state as request_state',
			(eb) =>
				eb
					.selectFrom('rung')
					.select(sql<number>`count(*)`.as('count'))
					.whereRef('rung.node_id', '=', 'node_clock.node_id')
					.whereRef('rung.clock', '=', 'node_clock.clock')
					.where('rung.rung', '>', 0)
					.as('reminders'),
			(eb) => locksOf(eb, 'lock_cause', ['voided', 'set-aside'], 'not in').as('has_locked'),
			(eb) => locksOf(eb, 'lock_cause_release', ['voided', 'set-aside'], 'not in').as('was_granted'),
			(eb) => locksOf(eb, 'lock_cause', ['set-aside'], 'in').as('set_aside'),
		])
		.orderBy('node_clock.due_on')
		.orderBy('node_clock.node_id')
		.limit(page.limit)
		.execute();
	return rows.map(({ has_locked, was_granted, set_aside, ...row }) => ({
		...row,
		case_id: Number(row.case_id),
		reminders: Number(row.reminders),
		/** The clock has locked the case for this due day, by a lock that counts. */
		has_locked: Number(has_locked) + Number(was_granted) > 0,
		/** A proposed lock by it was set aside. */
		set_aside: Number(set_aside) > 0,
	}));
}

/** How many lines a view has. */
export async function countWorklist(db: Db, filter: WorkFilter): Promise<number> {
	const row = await filtered(db, filter)
		.select(sql<number>`count(*)`.as('count'))
		.executeTakeFirstOrThrow();
	return Number(row.count);
}

/** How loaded a handler is. */
export async function readHandlerLoad(db: Db, handler: string): Promise<{ readonly open: number; readonly locked: number }> {
	const open = await db
		.selectFrom('case_file')
		.select(sql<number>`count(*)`.as('count'))
		.where('handler_code', '=', handler)
		.where('closed_on', 'is', null)
		.executeTakeFirstOrThrow();
	const locked = await db
		.selectFrom('case_lock')
		.innerJoin('case_file', 'case_file.id', 'case_lock.case_id')
		.select(sql<number>`count(*)`.as('count'))
		.where('case_file.handler_code', '=', handler)
		.where('case_lock.state', 'in', ['active', 'review'])
		.executeTakeFirstOrThrow();
	return { open: Number(open.count), locked: Number(locked.count) };
}
