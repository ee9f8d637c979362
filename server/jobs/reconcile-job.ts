import { lastDueDay, owedDays } from '../core/report/owed.ts';
import { reconcileCourt, type ReconcileParts } from '../flows/reconcile.ts';
import type { Job } from './table.ts';

/** Real time after which a recount counts as failed. */
const timeoutMs = 600_000;

/**
 * Reconciliation of each court once a night, after the records of the day: only the last day is owed, as nothing is gained by comparing
 * today's numbers twice.
 */
export function reconcileJob(parts: ReconcileParts): Job {
	return {
		name: 'reconcile',
		owed: (debt, now) => owedDays(debt, now).filter((day) => day === lastDueDay(now, debt.zone)),
		timeoutMs,
		flow: async (context, court, day) => {
			await reconcileCourt(context, parts, court, day);
		},
	};
}
