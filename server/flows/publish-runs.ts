import { subtreeOf } from '../core/directory/court-tree.ts';
import { lastDueDay, mostDaysBack, type DailyDebt, type RecordedRun } from '../core/report/owed.ts';
import { addDays } from '../core/time/civil.ts';
import type { Instant } from '../core/time/types.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import { readRuns, saveRun, type RunKey } from '../store/job-runs.ts';
import { readFirstReceived } from '../store/report-readers.ts';
import type { FlowContext } from './context.ts';

/** What a daily job may owe to one court. */
export interface CourtDebt extends DailyDebt {
	readonly court: string;
}

/** What every court's debt is computed from; a court of whose subtree nothing was ever received owes nothing. */
export async function readDebts(context: FlowContext, job: string): Promise<readonly CourtDebt[]> {
	const directory = context.directory();
	const courts = [...directory.courts.values()].sort((a, b) => a.position - b.position);
	const now = context.now();
	const received = await readFirstReceived(
		context.store.read,
		courts.map((court) => court.code),
	);
	// One day more than any zone can owe, as courts may lie in different zones.
	const from = addDays(lastDueDay(now, 'UTC'), -mostDaysBack - 1);
	const runs = await readRuns(context.store.read, job, from);
	return courts.flatMap((court): CourtDebt[] => {
		const firsts = subtreeOf(directory, court.code).flatMap((each) => received.get(each.code) ?? []);
		const first = firsts.reduce<Instant | undefined>(
			(earliest, at) => (earliest === undefined || at < earliest ? at : earliest),
			undefined,
		);
		if (!first) return [];
		return [{ court: court.code, zone: court.zone, firstDay: dayOfInstant(first, court.zone), runs: runs.get(court.code) ?? [] }];
	});
}

/** Notes that a run is done or failed; a run that the process did not survive leaves no row and is owed again. */
export async function recordRun(context: FlowContext, key: RunKey, state: RecordedRun['state'], startedAt: Instant): Promise<void> {
	const endedAt = context.now();
	await context.store.write((write) => saveRun(write.db, key, { state, startedAt, endedAt }));
}
