import type { CourtDate } from '../core/time/types.ts';
import type { Db } from './schema.ts';

/** Bound values in one statement, well below what either engine takes. */
const mostKeys = 500;

/** Which way an amount goes: into the court's account, or out of it. */
const ways: Readonly<Record<string, 1 | -1>> = { 'money-arrived': 1, 'money-paid': -1, 'money-deposited': -1, 'money-refunded': -1 };

/** A receipt of a case, as a key. */
export const receiptKey = (caseKey: string, receiptId: string): string => `${caseKey}\n${receiptId}`;

/**
 * What was left of receipts at the end of a day, in fen: arrived by it, less what was paid, deposited and refunded by it. The balance that a node carries is
 * that of now.
 */
export async function readBalances(db: Db, caseKeys: readonly string[], day: CourtDate): Promise<ReadonlyMap<string, number>> {
	const balances = new Map<string, number>();
	const keys = [...new Set(caseKeys)];
	for (let at = 0; at < keys.length; at += mostKeys) {
		const rows = await db
			.selectFrom('case_event')
			.select(['source', 'id', 'case_key', 'type', 'occurred_on', 'data'])
			.where('case_key', 'in', keys.slice(at, at + mostKeys))
			.where('type', 'in', [...Object.keys(ways), 'event-withdrawn'])
			.execute();
		const withdrawn = new Set(
			rows.flatMap((row) => {
				if (row.type !== 'event-withdrawn') return [];
				const { source, id } = JSON.parse(row.data) as { readonly source?: string; readonly id?: string };
				return [`${source} ${id}`];
			}),
		);
		for (const row of rows) {
			const way = ways[row.type];
			if (way === undefined || row.occurred_on > day || withdrawn.has(`${row.source} ${row.id}`)) continue;
			const { receiptId, amountFen } = JSON.parse(row.data) as { readonly receiptId?: string; readonly amountFen?: number };
			const key = receiptKey(row.case_key, receiptId ?? '');
			balances.set(key, (balances.get(key) ?? 0) + way * (amountFen ?? 0));
		}
	}
	return balances;
}
