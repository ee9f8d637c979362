import { openPhases } from '../core/lock/types.ts';
import { sql } from 'kysely';
import type { Db } from './schema.ts';

/** Counts of locks of a court. */
export interface LockCounts {
	readonly locked: number;
	readonly proposed: number;
	readonly inReview: number;
	readonly lockedToday: number;
	readonly releasedToday: number;
}

/** Counts locks by court; `since` is the start of the court's day. */
export async function countLocks(db: Db, courts: readonly string[], since: string): Promise<ReadonlyMap<string, LockCounts>> {
	const rows = await db
		.selectFrom('case_lock')
		.select([
			'court_code',
			sql<number>`count(case when state in ('active', 'review') then 1 end)`.as('locked'),
			sql<number>`count(case when state = 'proposed' then 1 end)`.as('proposed'),
			sql<number>`count(case when state = 'review' then 1 end)`.as('in_review'),
			sql<number>`count(case when state <> 'proposed' and locked_at >= ${since} then 1 end)`.as('locked_today'),
			sql<number>`count(case when released_at >= ${since} then 1 end)`.as('released_today'),
		])
		.where('court_code', 'in', courts)
		.groupBy('court_code')
		.execute();
	return new Map(
		rows.map((row) => [
			row.court_code,
			{
				locked: Number(row.locked),
				proposed: Number(row.proposed),
				inReview: Number(row.in_review),
				lockedToday: Number(row.locked_today),
				releasedToday: Number(row.released_today),
			},
		]),
	);
}

/** Unreleased locks of a court with their cases, oldest first. */
export async function readOpenLocks(db: Db, court: string, limit: number) {
	const rows = await db
		.selectFrom('case_lock')
		.innerJoin('case_file', 'case_file.id', 'case_lock.case_id')
		.select([
			'case_lock.id',
			'case_lock.state',
			'case_lock.locked_at',
			'case_lock.repeat',
			'case_lock.court_code',
			'case_file.id as case_id',
			'case_file.number_text',
			'case_file.handler_code',
			'case_file.revision',
		])
		.where('case_lock.court_code', '=', court)
		.where('case_lock.released_at', 'is', null)
		.orderBy('case_lock.locked_at')
		.orderBy('case_lock.id')
		.limit(limit)
		.execute();
	return rows.map((row) => ({ ...row, case_id: Number(row.case_id) }));
}

/** Requests by state, and what was decided since the start of the court's day. */
export async function countRequests(db: Db, courts: readonly string[], since: string, today: string) {
	const open = await db
		.selectFrom('unlock_request')
		.select(['state', sql<number>`count(*)`.as('count'), sql<number>`count(case when step_due_on < ${today} then 1 end)`.as('late')])
		.where('court_code', 'in', courts)
		.where('state', 'in', openPhases)
		.groupBy('state')
		.execute();
	const done = await db
		.selectFrom('unlock_request')
		.innerJoin('unlock_decision', 'unlock_decision.request_id', 'unlock_request.id')
		.select(['unlock_request.state', sql<number>`count(distinct unlock_request.id)`.as('count')])
		.where('unlock_request.court_code', 'in', courts)
		.where('unlock_request.state', 'in', ['granted', 'refused'])
		.where('unlock_decision.decided_at', '>=', since)
		.groupBy('unlock_request.state')
		.execute();
	const of = (state: string): number => Number(open.find((row) => row.state === state)?.count ?? 0);
	const ended = (state: string): number => Number(done.find((row) => row.state === state)?.count ?? 0);
	return {
		endorsing: of('endorsing'),
		forwarding: of('forwarding'),
		deciding: of('deciding'),
		returned: of('returned'),
		grantedToday: ended('granted'),
		refusedToday: ended('refused'),
		late: open.reduce((sum, row) => sum + Number(row.late), 0),
	};
}

/** What comes by the hundred and has figures of its own. */
const quietTypes = ['rung-reached', 'notice-raised', 'notice-signed', 'notice-answered', 'unlock-step-warned'];

/** How far the log of a court has come; nought where it has none. */
export async function readHead(db: Db, court: string): Promise<number> {
	const row = await db
		.selectFrom('case_event')
		.select('court_seq')
		.where('court_code', '=', court)
		.orderBy('court_seq', 'desc')
		.limit(1)
		.executeTakeFirst();
	return Number(row?.court_seq ?? 0);
}

/** Places in the whole log of the last events of a court after a place in its own, up to another, newest first; what is told by figures is left out. */
export async function readLatestSeqs(
	db: Db,
	court: string,
	span: { readonly after: number; readonly upTo: number },
	limit: number,
): Promise<readonly number[]> {
	if (span.after >= span.upTo) return [];
	const rows = await db
		.selectFrom('case_event')
		.innerJoin('case_file', 'case_file.case_key', 'case_event.case_key')
		.select('case_event.seq')
		.where('case_event.court_code', '=', court)
		.where('case_event.court_seq', '>', span.after)
		.where('case_event.court_seq', '<=', span.upTo)
		.where('case_event.type', 'not in', quietTypes)
		.orderBy('case_event.court_seq', 'desc')
		.limit(limit)
		.execute();
	return rows.map((row) => Number(row.seq));
}

/** Events by their places in the log, newest first, with the cases as they are now. */
export async function readEventsAt(db: Db, seqs: readonly number[]) {
	if (seqs.length === 0) return [];
	const rows = await db
		.selectFrom('case_event')
		.leftJoin('held_event', 'held_event.seq', 'case_event.seq')
		.innerJoin('case_file', 'case_file.case_key', 'case_event.case_key')
		.select([
			'case_event.seq',
			'case_event.court_code',
			'case_event.type',
			'case_event.occurred_on',
			'case_event.occurred_at',
			'case_event.data',
			'case_file.number_text',
			'held_event.lock_id',
		])
		.where('case_event.seq', 'in', seqs)
		.orderBy('case_event.seq', 'desc')
		.execute();
	return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
}
