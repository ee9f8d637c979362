import { mostMismatches, type Counted, type Mismatch, type Reconciled } from '../core/reconcile/checks.ts';
import type { CourtDate } from '../core/time/types.ts';
import { inSnapshot, saveReconciled } from '../store/reconcile.ts';
import type { RollupGap } from '../store/reconcile-rollup.ts';
import type { FlowContext } from './context.ts';
import { countAnew } from './rebuild-rollup.ts';
import { compareWithLog, type RecountContext } from './reconcile-log.ts';
import { compareShown, type ShownParts } from './reconcile-shown.ts';

export type { RecountContext } from './reconcile-log.ts';
export { printedOpen, type Totals } from './reconcile-shown.ts';

/** Counts the sums of a court from its cases, and folds those cases from the log whose turn it is (all of them without a day). Reads only. */
export function recountCourt(context: RecountContext, court: string, day?: CourtDate): Promise<Counted> {
	return inSnapshot(context.db, async (db) => {
		const gaps = await countAnew({ db, yield: context.yield }, court);
		const folded = await compareWithLog({ ...context, db }, court, day);
		const mismatches = [
			...gaps.days.map((gap) => ofGap('recount', gap)),
			...gaps.months.map((gap) => ofGap('months', gap)),
			...gaps.stocks.map((gap) => ofGap('recount', gap)),
			...folded.mismatches,
		];
		return { ...folded, checks: gaps.compared + folded.checks, mismatches: mismatches.slice(0, mostMismatches) };
	});
}

const ofGap = (check: 'recount' | 'months', { measure, unit, person, day, kept, counted }: RollupGap): Mismatch => ({
	...{ check, figure: measure, found: kept, expected: counted },
	detail: [day, unit, person].filter((part) => part !== '').join(' '),
});

/** Where a reconciliation gets what others show. */
export interface ReconcileParts extends ShownParts {
	/** Counts anew, beside other work: in a worker where there is one. */
	recount(court: string, day: CourtDate | undefined): Promise<Counted>;
}

/**
 * Compares what is shown of a court: the wall with the lists, the wall with the last publication, and the sums with a recount. What does not
 * agree is kept and shown as an alarm until a later run agrees. Without a day every case is folded from the log.
 */
export async function reconcileCourt(context: FlowContext, parts: ReconcileParts, court: string, day?: CourtDate): Promise<Reconciled> {
	const shown = await compareShown(context, parts, court);
	const counted = await recountTwice(parts, court, day);
	const result: Reconciled = {
		court,
		at: context.now(),
		checks: shown.checks + counted.checks,
		mismatches: [...shown.mismatches, ...counted.mismatches].slice(0, mostMismatches),
		...(counted.uncompared ? { uncompared: counted.uncompared } : {}),
	};
	await context.store.write(async (write) => {
		await saveReconciled(write.db, result);
		write.touch(court);
	});
	return result;
}

/** Cases may just be computed anew, by another policy of their court for one: what does not agree is told only where it still does not. */
async function recountTwice({ recount, rest }: ReconcileParts, court: string, day: CourtDate | undefined): Promise<Counted> {
	const first = await recount(court, day);
	if (first.mismatches.length === 0) return first;
	await rest(1);
	return recount(court, day);
}
