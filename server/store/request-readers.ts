import { runningPhases } from '../core/lock/types.ts';
import type { Db } from './schema.ts';

/** Unlock requests of some courts with the state of their cases. */
export async function readRequests(
	db: Db,
	filter: {
		readonly courts: readonly string[];
		readonly states: readonly string[];
		readonly handler?: string;
		/** Oldest first or newest first: what is beyond the limit is left out. */
		readonly order: 'asc' | 'desc';
		readonly limit: number;
	},
) {
	let query = db
		.selectFrom('unlock_request')
		.innerJoin('case_lock', 'case_lock.id', 'unlock_request.lock_id')
		.innerJoin('case_file', 'case_file.id', 'case_lock.case_id')
		.select([
			'unlock_request.id',
			'unlock_request.lock_id',
			'unlock_request.state',
			'unlock_request.court_code',
			'unlock_request.route',
			'case_file.state as case_state',
			'case_file.handler_code',
		])
		.where('unlock_request.court_code', 'in', filter.courts.length ? filter.courts : [''])
		.where('unlock_request.state', 'in', filter.states);
	if (filter.handler) query = query.where('case_file.handler_code', '=', filter.handler);
	return query.orderBy('unlock_request.requested_at', filter.order).limit(filter.limit).execute();
}

/** Requests whose running step is on its last day or past it, and of which that was not told yet; the longest waiting first. */
export async function readUnwarnedSteps(db: Db, today: string, limit: number): Promise<readonly string[]> {
	const rows = await db
		.selectFrom('unlock_request')
		.leftJoin('unlock_step', 'unlock_step.request_id', 'unlock_request.id')
		.select('unlock_request.id')
		.where('unlock_request.state', 'in', [...runningPhases])
		.where('unlock_request.step_due_on', '<=', today)
		.where((eb) =>
			eb.or([
				eb('unlock_step.warned', 'is', null),
				eb('unlock_step.warned', '=', 0),
				eb.and([eb('unlock_step.warned', '=', 1), eb('unlock_request.step_due_on', '<', today)]),
			]),
		)
		.orderBy('unlock_request.step_due_on')
		.orderBy('unlock_request.id')
		.limit(limit)
		.execute();
	return rows.map((row) => row.id);
}

/** Locks of some courts for the API: in a state, after a cursor. */
export async function readLocks(
	db: Db,
	filter: {
		readonly courts: readonly string[];
		readonly handler?: string;
		readonly state?: string;
		readonly after?: string;
		readonly limit: number;
	},
) {
	let query = db
		.selectFrom('case_lock')
		.innerJoin('case_file', 'case_file.id', 'case_lock.case_id')
		.select([
			'case_lock.id',
			'case_lock.state',
			'case_lock.locked_at',
			'case_lock.released_at',
			'case_lock.repeat',
			'case_lock.court_code',
			'case_file.number_text',
		])
		.where('case_lock.court_code', 'in', filter.courts.length ? filter.courts : ['']);
	if (filter.handler) query = query.where('case_file.handler_code', '=', filter.handler);
	if (filter.state) query = query.where('case_lock.state', '=', filter.state);
	if (filter.after) query = query.where('case_lock.id', '>', filter.after);
	return query.orderBy('case_lock.id').limit(filter.limit).execute();
}

/** Cases for the API: by number, court and whether open, after a cursor. */
export async function readCaseList(
	db: Db,
	filter: {
		readonly courts: readonly string[];
		readonly handler?: string;
		readonly caseKey?: string;
		readonly state?: 'open' | 'closed';
		readonly after?: number;
		readonly limit: number;
	},
) {
	let query = db
		.selectFrom('case_file')
		.select([
			'id',
			'number_text',
			'court_code',
			'kind',
			'track',
			'procedure',
			'filed_on',
			'closed_on',
			'close_mode',
			'handler_code',
			'claim_fen',
			'recovered_fen',
		])
		.where('court_code', 'in', filter.courts.length ? filter.courts : ['']);
	if (filter.handler) query = query.where('handler_code', '=', filter.handler);
	if (filter.caseKey) query = query.where('case_key', '=', filter.caseKey);
	if (filter.state) query = query.where('closed_on', filter.state === 'open' ? 'is' : 'is not', null);
	if (filter.after) query = query.where('id', '>', filter.after);
	return query.orderBy('id').limit(filter.limit).execute();
}
