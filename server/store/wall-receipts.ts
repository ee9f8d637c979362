import { sql } from 'kysely';
import type { CourtDate } from '../core/time/types.ts';
import { isOpenNode } from './open-nodes.ts';
import type { Db } from './schema.ts';

// The node stands in the text of the query, or neither database takes its index of payments.
const payments = sql.lit('enf-pay-done');

/** A receipt that is not paid out in full. */
export interface OpenReceipt {
	readonly court: string;
	readonly nodeId: string;
	readonly caseId: number;
	readonly receiptId: string;
	readonly arrivedOn: CourtDate;
	readonly fen: number;
	readonly overdue: boolean;
}

/** Receipts of some courts that are not paid out. */
export async function readOpenReceipts(db: Db, courts: readonly string[]): Promise<readonly OpenReceipt[]> {
	if (courts.length === 0) return [];
	const rows = await db
		.selectFrom('node_instance')
		.select(['court_code', 'id', 'case_id', 'subject', 'started_on', 'outstanding_fen', 'phase'])
		.where('node', '=', payments)
		.where('court_code', 'in', courts)
		.where(isOpenNode('node_instance'))
		.execute();
	return rows.map((row) => ({
		court: row.court_code,
		nodeId: row.id,
		caseId: Number(row.case_id),
		receiptId: row.subject,
		arrivedOn: row.started_on as CourtDate,
		fen: Number(row.outstanding_fen ?? 0),
		overdue: row.phase === 'overdue',
	}));
}

/** How many receipts arrived over days, by court. */
export async function countArrived(
	db: Db,
	courts: readonly string[],
	from: CourtDate,
	to: CourtDate,
): Promise<ReadonlyMap<string, number>> {
	if (courts.length === 0) return new Map();
	const rows = await db
		.selectFrom('node_instance')
		.select(['court_code', sql<number>`count(*)`.as('count')])
		.where('node', '=', payments)
		.where('court_code', 'in', courts)
		.where('started_on', '>=', from)
		.where('started_on', '<=', to)
		.where('void_reason', 'is', null)
		.groupBy('court_code')
		.execute();
	return new Map(rows.map((row) => [row.court_code, Number(row.count)]));
}

/** Which of the open receipts nobody has claimed yet, as `case/receipt`. */
export async function readUnclaimed(db: Db, courts: readonly string[]): Promise<ReadonlySet<string>> {
	if (courts.length === 0) return new Set();
	const rows = await db
		.selectFrom('node_instance')
		.select(['case_id', 'subject'])
		.where('court_code', 'in', courts)
		.where(isOpenNode('node_instance'))
		.where('node', '=', 'fund-claim')
		.execute();
	return new Set(rows.map((row) => `${row.case_id}/${row.subject}`));
}

/** A line of the list of receipts past their limit. */
export interface ReceiptLine {
	readonly nodeId: string;
	readonly caseNumber: string;
	readonly handlerCode: string | null;
	readonly dueOn: CourtDate;
	readonly locked: boolean;
}

/** Case, handler, limit and lock of some receipts. */
export async function readReceiptLines(db: Db, nodeIds: readonly string[]): Promise<ReadonlyMap<string, ReceiptLine>> {
	if (nodeIds.length === 0) return new Map();
	const rows = await db
		.selectFrom('node_instance')
		.innerJoin('case_file', 'case_file.id', 'node_instance.case_id')
		.innerJoin('node_clock', (join) => join.onRef('node_clock.node_id', '=', 'node_instance.id').on('node_clock.binding', '=', 1))
		.leftJoin('case_lock', (join) =>
			join
				.onRef('case_lock.case_id', '=', 'case_file.id')
				.on('case_lock.released_at', 'is', null)
				.on('case_lock.state', 'in', ['active', 'review']),
		)
		.select(['node_instance.id', 'case_file.number_text', 'node_instance.handler_code', 'node_clock.due_on', 'case_lock.id as lock_id'])
		.where('node_instance.id', 'in', nodeIds)
		.execute();
	return new Map(
		rows.map((row) => [
			row.id,
			{
				nodeId: row.id,
				caseNumber: row.number_text,
				handlerCode: row.handler_code,
				dueOn: row.due_on as CourtDate,
				locked: row.lock_id !== null,
			},
		]),
	);
}
