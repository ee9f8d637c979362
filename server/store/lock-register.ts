import { sql } from 'kysely';
import { parseStored } from './cases.ts';
import type { Db } from './schema.ts';

/** Which locks are asked for. */
export interface LockRowFilter {
	readonly courts: readonly string[];
	/** Codes of handlers; absent: everybody. */
	readonly handlers?: readonly string[];
	readonly states?: readonly string[];
	/** Code of a node that is among the causes. */
	readonly node?: string;
	/** Locked at or after, and before. */
	readonly from?: string;
	readonly before?: string;
	readonly outcomes?: readonly string[];
	/** Only locks that took effect: no proposals, nothing set aside, nothing that late facts disproved. */
	readonly held?: boolean;
	readonly repeat?: boolean;
	readonly ids?: readonly string[];
}

const listOf = (values: readonly string[]): readonly string[] => (values.length > 0 ? values : ['']);

function filtered(db: Db, filter: LockRowFilter) {
	let query = db
		.selectFrom('case_lock')
		.innerJoin('case_file', 'case_file.id', 'case_lock.case_id')
		.where('case_lock.court_code', 'in', listOf(filter.courts));
	const { node } = filter;
	if (filter.handlers) query = query.where('case_file.handler_code', 'in', listOf(filter.handlers));
	if (filter.states) query = query.where('case_lock.state', 'in', listOf(filter.states));
	if (filter.from) query = query.where('case_lock.locked_at', '>=', filter.from);
	if (filter.before) query = query.where('case_lock.locked_at', '<', filter.before);
	if (filter.outcomes) query = query.where('case_lock.outcome', 'in', listOf(filter.outcomes));
	if (filter.held)
		query = query
			.where('case_lock.state', '!=', 'proposed')
			.where((eb) => eb.or([eb('case_lock.outcome', 'is', null), eb('case_lock.outcome', 'not in', ['voided', 'set-aside'])]));
	if (filter.repeat) query = query.where('case_lock.repeat', '>', 0);
	if (filter.ids) query = query.where('case_lock.id', 'in', listOf(filter.ids));
	if (node !== undefined)
		query = query.where(({ exists, selectFrom }) =>
			exists(
				selectFrom('lock_cause')
					.select('lock_cause.node_id')
					.whereRef('lock_cause.lock_id', '=', 'case_lock.id')
					.where('lock_cause.node_id', 'like', `%/${node}/%`),
			),
		);
	return query;
}

/** One page of the register, newest lock first, each with its case as stored. */
export async function readLockRows(
	db: Db,
	filter: LockRowFilter,
	page: { readonly limit: number; readonly after?: { readonly lockedAt: string; readonly id: string } },
) {
	const { after } = page;
	let query = filtered(db, filter);
	if (after)
		query = query.where((eb) =>
			eb.or([
				eb('case_lock.locked_at', '<', after.lockedAt),
				eb.and([eb('case_lock.locked_at', '=', after.lockedAt), eb('case_lock.id', '<', after.id)]),
			]),
		);
	const rows = await query
		.select(['case_lock.id as lock_id', 'case_lock.locked_at', 'case_lock.outcome'])
		.leftJoin('case_facts', 'case_facts.case_id', 'case_file.id')
		.select(['case_file.id', 'case_file.state', 'case_facts.facts', 'case_file.revision', 'case_file.supervised'])
		.orderBy('case_lock.locked_at', 'desc')
		.orderBy('case_lock.id', 'desc')
		.limit(page.limit)
		.execute();
	return rows.map((row) => ({
		lockId: row.lock_id,
		lockedAt: row.locked_at,
		stored: parseStored(row),
	}));
}

/** How many locks a filter finds. */
export async function countLockRows(db: Db, filter: LockRowFilter): Promise<number> {
	const row = await filtered(db, filter)
		.select(sql<number>`count(*)`.as('count'))
		.executeTakeFirstOrThrow();
	return Number(row.count);
}

/** The rows that figures are made of: locks, their causes, and the requests with their decisions. */
export async function readLockFacts(db: Db, filter: LockRowFilter) {
	const locks = await filtered(db, filter)
		.select(['case_lock.id', 'case_lock.court_code', 'case_lock.state', 'case_lock.locked_at', 'case_lock.released_at'])
		.select(['case_lock.repeat', 'case_lock.outcome', 'case_file.handler_code'])
		.execute();
	const ids = filtered(db, filter).select('case_lock.id');
	const causes = await db.selectFrom('lock_cause').select(['lock_id', 'node_id']).where('lock_id', 'in', ids).execute();
	const requests = await db
		.selectFrom('unlock_request')
		.select(['id', 'lock_id', 'state', 'requested_at', 'route'])
		.where('lock_id', 'in', ids)
		.orderBy('id')
		.execute();
	const decisions = await db
		.selectFrom('unlock_decision')
		.innerJoin('unlock_request', 'unlock_request.id', 'unlock_decision.request_id')
		.select(['unlock_decision.request_id', 'unlock_decision.step', 'unlock_decision.verdict', 'unlock_decision.court_code'])
		.select(['unlock_decision.decided_at'])
		.where('unlock_request.lock_id', 'in', ids)
		// What was said before a returned request was filed again is of an earlier filing.
		.whereRef('unlock_decision.decided_at', '>=', 'unlock_request.requested_at')
		.orderBy('unlock_decision.request_id')
		.orderBy('unlock_decision.position')
		.execute();
	return { locks, causes, requests, decisions };
}
