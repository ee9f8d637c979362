import { subtreeOf } from '../core/directory/court-tree.ts';
import { lastDueDay, mostDaysBack, type RecordedRun } from '../core/report/owed.ts';
import type { PaperDebt } from '../core/report/owed-papers.ts';
import { addDays } from '../core/time/civil.ts';
import type { Instant } from '../core/time/types.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import { readRuns, saveRun, type RunKey } from '../store/job-runs.ts';
import { readFirstReceived } from '../store/report-readers.ts';
import type { FlowContext } from './context.ts';
import { yearOptionsOf } from './paper-make.ts';

/** What a job may owe to one court. */
export type CourtDebt = PaperDebt & { readonly court: string };

/** What every court's debt is computed from; a court of whose subtree nothing was ever received owes nothing. */
export async function readDebts(context: FlowContext, job: string, daysBack = mostDaysBack): Promise<readonly CourtDebt[]> {
	const directory = context.directory();
	const courts = [...directory.courts.values()].sort((a, b) => a.position - b.position);
	const now = context.now();
	const received = await readFirstReceived(
		context.store.read,
		courts.map((court) => court.code),
	);
	// One day more than any zone can owe, as courts may lie in different zones.
	const from = addDays(lastDueDay(now, 'UTC'), -daysBack - 1);
	const runs = await readRuns(context.store.read, job, from);
	return courts.flatMap((court): CourtDebt[] => {
		const firsts = subtreeOf(directory, court.code).flatMap((each) => received.get(each.code) ?? []);
		const first = firsts.reduce<Instant | undefined>(
			(earliest, at) => (earliest === undefined || at < earliest ? at : earliest),
			undefined,
		);
		if (!first) return [];
		const { code, zone } = court;
		return [{ court: code, zone, ...yearOptionsOf(court), firstDay: dayOfInstant(first, zone), runs: runs.get(code) ?? [] }];
	});
}

/** Notes that a run is done or failed; a run that the process did not survive leaves no row and is owed again. */
export async function recordRun(context: FlowContext, key: RunKey, state: RecordedRun['state'], startedAt: Instant): Promise<void> {
	const endedAt = context.now();
	await context.store.write((write) => saveRun(write.db, key, { state, startedAt, endedAt }));
}
